import { propertyOf } from '../../../graph-schema/index.ts';
import type { Condition, PropertyCondition } from '../graph-query.ts';
import { isHidden } from '../label-properties.ts';
import { comparable, compileCondition } from './compile-condition.ts';
import { type CompileContext, compileProperty, readable, type Scope } from './compile-context.ts';
import { matchDays } from './match-days.ts';
import { hasKey, indexedDays, keyName, sharedNames } from './stored-names.ts';

/** With more rules, looking each of them up in an index takes longer than asking each node that it gives for its own. */
const mostRules = 100;

/**
 * Clauses that bind the scope's variable to each node that meets conditions of which none is telling, so that thousands may.
 * Reading the rule of each from the node takes longer than finding the node. So an index gives it that has the rule behind the
 * values, or the rule alone: of equal values, rule by rule where the viewer has few of them; else with each node's rule beside
 * it. The hints keep Neo4j, which cannot tell what reading costs, from an index without the rule.
 */
export function matchScanned(context: CompileContext, scope: Scope, parts: readonly Condition[]): string {
  const right = readable(context, scope);
  const { variable, label } = scope;
  const node = `${variable}:${label}`;
  const rule = `${variable}.rule`;
  const match = (hint: string, rights: readonly string[], conditions = parts): string => {
    const filters = [...conditions.map((part) => compileCondition(context, scope, part)), ...rights];
    return `MATCH (${node})${hint}${filters.length === 0 ? '' : ` WHERE ${filters.join(' AND ')}`}`;
  };
  if (right === undefined) return match('', []);
  const { acls } = context.viewer;
  const hasFewRules = acls !== 'all' && acls.size <= mostRules;
  const byRule = (): string => `UNWIND ${context.ruleNumbers()} AS ${variable}_rule`;
  if (parts.length === 0) {
    const hint = ` USING INDEX ${node}(rule)`;
    return hasFewRules
      ? `${byRule()} ${match(hint, [`${rule} = ${variable}_rule`])}`
      : match(hint, [`${rule} IS NOT NULL`, right]);
  }
  const led = parts.filter((part): part is PropertyCondition => isIndexed(context, scope, part));
  const days = led.find(({ property }) => indexedDays(label).includes(property));
  const shared = led.find(({ property, op }) => isShared(scope, property) && (op === 'eq' || op === 'in'));
  // Where yet another index may lead to fewer nodes, that is Neo4j's to choose.
  if (led.some(({ property }) => !indexedDays(label).includes(property) && !isShared(scope, property)))
    return match('', [right]);
  const ofDay = days === undefined ? undefined : matchDays(context, scope, parts, days.property);
  if (ofDay !== undefined) return ofDay;
  if (shared === undefined) return match('', [right]);
  const hint = ` USING INDEX ${node}(${storedName(scope, shared.property)}, rule)`;
  if (!hasFewRules) return match(hint, [`${rule} IS NOT NULL`, right]);
  const key = compileProperty(context, scope, shared.property);
  const given = shared.op === 'in' ? shared.values : 'value' in shared ? [shared.value] : [];
  const values = context.parameter([...new Set(given.map((value) => comparable(key, value)))]);
  const rights = [`${key.key} = ${variable}_value`, `${rule} = ${variable}_rule`];
  const others = parts.filter((part) => part !== shared);
  return `UNWIND ${values} AS ${variable}_value ${byRule()} ${match(hint, rights, others)}`;
}

/** Whether an index may lead to the nodes that meet a condition. */
function isIndexed({ viewer }: CompileContext, { label }: Scope, part: Condition): boolean {
  if (!('property' in part) || 'otherProperty' in part || isHidden(viewer, label, part.property))
    return false;
  return propertyOf(label, part.property)?.indexed === true;
}

function isShared(scope: Scope, property: string): boolean {
  return sharedNames(scope.label).includes(storedName(scope, property));
}

function storedName({ label }: Scope, property: string): string {
  const definition = propertyOf(label, property);
  return definition !== undefined && hasKey(definition) ? keyName(property) : property;
}
