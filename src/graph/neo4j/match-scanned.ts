import { propertyOf } from '../../../graph-schema/index.ts';
import type { Condition, PropertyCondition } from '../graph-query.ts';
import { isHidden } from '../label-properties.ts';
import { comparable, compileCondition } from './compile-condition.ts';
import { type CompileContext, compileProperty, readable, type Scope } from './compile-context.ts';
import { hasKey, keyName, propertyAt, sharedNames } from './stored-names.ts';

/** With more rules, looking each of them up in an index takes longer than asking each node that it gives for its own. */
const mostRules = 100;

const equals: ReadonlySet<string> = new Set(['eq', 'in']);
const bounds: ReadonlySet<string> = new Set(['lt', 'lte', 'gt', 'gte']);

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
  const hasFewRules = context.viewer.acls !== 'all' && context.viewer.acls.size <= mostRules;
  const byRule = (): string => `UNWIND ${context.ruleNumbers()} AS ${variable}_rule`;
  if (parts.length === 0) {
    const hint = ` USING INDEX ${node}(rule)`;
    return hasFewRules
      ? `${byRule()} ${match(hint, [`${rule} = ${variable}_rule`])}`
      : match(hint, [`${rule} IS NOT NULL`, right]);
  }
  const shared = parts.filter((part): part is PropertyCondition => isShared(context, scope, part));
  const [first] = shared;
  if (first === undefined) return match('', [right]);
  const property = storedName(scope, first.property);
  const hint = ` USING INDEX ${node}(${property}, rule)`;
  const isAlone = parts.every(
    (part) => shared.includes(part as PropertyCondition) || !isIndexed(scope, part),
  );
  const isEqual = equals.has(first.op);
  if (isAlone && shared.length === 1 && isEqual && hasFewRules) {
    const key = compileProperty(context, scope, first.property);
    const given = first.op === 'in' ? first.values : 'value' in first ? [first.value] : [];
    const values = context.parameter([...new Set(given.map((value) => comparable(key, value)))]);
    const others = parts.filter((part) => part !== first);
    const rights = [`${propertyAt(variable, property)} = ${variable}_value`, `${rule} = ${variable}_rule`];
    return `UNWIND ${values} AS ${variable}_value ${byRule()} ${match(hint, rights, others)}`;
  }
  if (isAlone && shared.every((part) => part.property === first.property && bounds.has(part.op)))
    return match(hint, [`${rule} IS NOT NULL`, right]);
  return shared.some(({ op }) => equals.has(op)) && hasFewRules
    ? match('', [`${rule} IN ${context.ruleNumbers()}`])
    : match('', [`${rule} IS NOT NULL`, right]);
}

/** Whether an index with the rule in it leads to the nodes that meet a condition. */
function isShared({ viewer }: CompileContext, scope: Scope, part: Condition): part is PropertyCondition {
  if (!('property' in part) || 'otherProperty' in part || isHidden(viewer, scope.label, part.property))
    return false;
  if (!equals.has(part.op) && !bounds.has(part.op)) return false;
  return sharedNames(scope.label).includes(storedName(scope, part.property));
}

function isIndexed({ label }: Scope, part: Condition): boolean {
  return 'property' in part && propertyOf(label, part.property)?.indexed === true;
}

function storedName({ label }: Scope, property: string): string {
  const definition = propertyOf(label, property);
  return definition !== undefined && hasKey(definition) ? keyName(property) : property;
}
