import type { Condition, PropertyCondition } from '../graph-query.ts';
import { compileCondition } from './compile-condition.ts';
import type { CompileContext, Scope } from './compile-context.ts';
import { dayNumber, mostRuleNumbers, pairName } from './paired-names.ts';
import { propertyAt } from './stored-names.ts';

/**
 * Finds the readable nodes within a span of days, in an index of numbers that are the day and the rule in one. An index of two
 * properties would give each node a third more slowly than an index of days gives it to those without rules.
 *
 * @param parts all conditions that the nodes have to meet.
 * @param day the property that the span is of.
 * @returns undefined where no condition bounds the day.
 */
export function matchDays(
  context: CompileContext,
  scope: Scope,
  parts: readonly Condition[],
  day: string,
): string | undefined {
  const { variable, label } = scope;
  const name = pairName(day);
  const both = propertyAt(variable, name);
  const bounding = parts.filter((part): part is PropertyCondition => 'property' in part && bounds(part, day));
  if (bounding.length === 0) return undefined;
  const within = bounding.flatMap((part) => {
    if (!('value' in part)) return [];
    const value = dayNumber(context.parameter(part.value));
    const [from, behind] = [`${value} * ${mostRuleNumbers}`, `(${value} + 1) * ${mostRuleNumbers}`];
    switch (part.op) {
      case 'eq':
        return [`${both} >= ${from}`, `${both} < ${behind}`];
      case 'gte':
        return [`${both} >= ${from}`];
      case 'gt':
        return [`${both} >= ${behind}`];
      case 'lt':
        return [`${both} < ${from}`];
      default:
        return [`${both} < ${behind}`];
    }
  });
  const others = parts
    .filter((part) => !bounding.includes(part as PropertyCondition))
    .map((part) => compileCondition(context, scope, part));
  const right = `$rules[${both} % ${mostRuleNumbers}] = 1`;
  return `MATCH (${variable}:${label}) USING INDEX ${variable}:${label}(${name}) WHERE ${[...within, right, ...others].join(' AND ')}`;
}

function bounds(part: PropertyCondition, day: string): boolean {
  return part.property === day && 'value' in part && ['eq', 'lt', 'lte', 'gt', 'gte'].includes(part.op);
}
