import type { Condition, PropertyCondition } from '../graph-query.ts';
import { compileCondition } from './compile-condition.ts';
import type { CompileContext, Scope } from './compile-context.ts';
import { hasFewRules } from './numbered-rules.ts';
import { closedNames, mostRuleNumbers, pairName, valuesOf } from './paired-names.ts';
import { propertyAt } from './stored-names.ts';

/** A condition that names values of a closed vocabulary. */
export type ValuesCondition = PropertyCondition &
  ({ readonly op: 'eq'; readonly value: unknown } | { readonly op: 'in' });

export function namesValues({ label }: Scope, part: Condition): part is ValuesCondition {
  if (!('property' in part) || !closedNames(label).includes(part.property)) return false;
  return part.op === 'in' || (part.op === 'eq' && 'value' in part);
}

/**
 * Finds the readable nodes that have one of some values, in an index of numbers that are the value and the rule in one: value by
 * value and rule by rule where the viewer has few of them, else value by value with a look at each node's rule.
 *
 * @param parts all conditions that the nodes have to meet.
 * @param asked the one of them that names the values.
 */
export function matchValues(
  context: CompileContext,
  scope: Scope,
  parts: readonly Condition[],
  asked: ValuesCondition,
): string {
  const { start, each, within, pair, match } = pairsOf(context, scope, asked);
  const rule = `${scope.variable}_rule`;
  const others = parts.filter((part) => part !== asked).map((part) => compileCondition(context, scope, part));
  if (hasFewRules(context.viewer)) {
    const filters = [`${pair} = ${start} + ${rule}`, ...others];
    return `${each} UNWIND ${context.ruleNumbers()} AS ${rule} ${match} WHERE ${filters.join(' AND ')}`;
  }
  return `${each} ${match} WHERE ${[within, `$rules[${pair} % ${mostRuleNumbers}] = 1`, ...others].join(' AND ')}`;
}

/** How the numbers of some values are looked up. */
export interface Pairs {
  /** The variable of the lowest number that goes with a value; `each` binds it for one value after the other. */
  readonly start: string;
  readonly each: string;
  /** The node's own number. */
  readonly pair: string;
  /** The MATCH with its index, without conditions. */
  readonly match: string;
  /** Whether the node's number is of the value, whatever the rule. */
  readonly within: string;
}

export function pairsOf(context: CompileContext, scope: Scope, asked: ValuesCondition): Pairs {
  const { variable, label } = scope;
  const name = pairName(asked.property);
  const [start, pair] = [`${variable}_value`, propertyAt(variable, name)];
  const given = context.parameter(asked.op === 'in' ? asked.values : [asked.value]);
  const values = context.parameter(valuesOf(label, asked.property));
  const starts = `[place IN range(0, size(${values}) - 1) WHERE ${values}[place] IN ${given} | place * ${mostRuleNumbers}]`;
  return {
    start,
    pair,
    each: `UNWIND ${starts} AS ${start}`,
    match: `MATCH (${variable}:${label}) USING INDEX ${variable}:${label}(${name})`,
    within: `${pair} >= ${start} AND ${pair} < ${start} + ${mostRuleNumbers}`,
  };
}
