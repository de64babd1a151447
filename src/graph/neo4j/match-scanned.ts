import { labels, propertyOf } from '../../../graph-schema/index.ts';
import type { Condition, PropertyCondition } from '../graph-query.ts';
import { isHidden } from '../label-properties.ts';
import { compileCondition } from './compile-condition.ts';
import { type CompileContext, readable, type Scope } from './compile-context.ts';
import { matchDays } from './match-days.ts';
import { matchValues, namesValues } from './match-values.ts';
import { hasFewRules } from './numbered-rules.ts';
import { indexedDays, pairedNames } from './paired-names.ts';

/**
 * Clauses that bind the scope's variable to each node that meets conditions of which none is telling, so that thousands may.
 * Reading the rule of each from the node takes longer than finding the node. So an index gives it that has the rule together with
 * the values, or the rule alone. The hints keep Neo4j, which cannot tell what reading costs, from an index without the rule.
 */
export function matchScanned(context: CompileContext, scope: Scope, parts: readonly Condition[]): string {
  const right = readable(context, scope);
  const { variable, label } = scope;
  const node = `${variable}:${label}`;
  const filtered = (rights: readonly string[]): string => {
    const filters = [...parts.map((part) => compileCondition(context, scope, part)), ...rights];
    return `MATCH (${node})${filters.length === 0 ? '' : ` WHERE ${filters.join(' AND ')}`}`;
  };
  if (right === undefined) return filtered([]);
  if (!labels[label].restricted) return filtered([right]);
  if (parts.length === 0) {
    const found = `MATCH (${node}) USING INDEX ${node}(rule) WHERE ${variable}.rule`;
    return hasFewRules(context.viewer)
      ? `UNWIND ${context.ruleNumbers()} AS ${variable}_rule ${found} = ${variable}_rule`
      : `${found} IS NOT NULL AND ${right}`;
  }
  const led = parts.filter((part): part is PropertyCondition => isIndexed(context, scope, part));
  // Where yet another index may lead to fewer nodes, that is Neo4j's to choose.
  if (led.some(({ property }) => !pairedNames(label).includes(property))) return filtered([right]);
  const days = led.find(({ property }) => indexedDays(label).includes(property));
  const ofDay = days === undefined ? undefined : matchDays(context, scope, parts, days.property);
  if (ofDay !== undefined) return ofDay;
  const asked = led.find((part) => namesValues(scope, part));
  return asked === undefined ? filtered([right]) : matchValues(context, scope, parts, asked);
}

/** Whether an index may lead to the nodes that meet a condition. */
function isIndexed({ viewer }: CompileContext, { label }: Scope, part: Condition): boolean {
  if (!('property' in part) || 'otherProperty' in part || isHidden(viewer, label, part.property))
    return false;
  return propertyOf(label, part.property)?.indexed === true;
}
