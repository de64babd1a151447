import { propertyOf } from '../../../graph-schema/index.ts';
import type { Condition } from '../graph-query.ts';
import { isHidden } from '../label-properties.ts';
import { type CompileContext, readable, type Scope } from './compile-context.ts';
import { hasKey, keyName, sharedNames } from './stored-names.ts';

/** With more rules, looking each of them up in an index takes longer than asking each node that it gives for its own. */
const mostRules = 100;

const bounds: ReadonlySet<string> = new Set(['lt', 'lte', 'gt', 'gte']);

/**
 * The viewer's right to read nodes of which an index gives thousands, worded so that Neo4j takes the index that has the rule
 * behind the values: reading it from each node takes longer than finding the node. Of equal values, that index has the nodes of
 * each rule together; what lies between bounds it gives with the rule beside it.
 *
 * @param parts conditions that the nodes have to meet.
 */
export function readableByIndex(
  context: CompileContext,
  scope: Scope,
  parts: readonly Condition[],
): string | undefined {
  const right = readable(context, scope);
  const indexed = parts.filter((part) => isIndexed(context, scope, part));
  if (right === undefined || indexed.length === 0) return right;
  const { acls } = context.viewer;
  const isEqual = indexed.some((part) => 'op' in part && !bounds.has(part.op));
  return isEqual && acls !== 'all' && acls.size <= mostRules
    ? `${scope.variable}.rule IN ${context.ruleNumbers()}`
    : `${scope.variable}.rule IS NOT NULL AND ${right}`;
}

function isIndexed({ viewer }: CompileContext, { label }: Scope, part: Condition): boolean {
  if (!('property' in part) || 'otherProperty' in part || isHidden(viewer, label, part.property))
    return false;
  if (part.op !== 'eq' && part.op !== 'in' && !bounds.has(part.op)) return false;
  const definition = propertyOf(label, part.property);
  if (definition === undefined) return false;
  return sharedNames(label).includes(hasKey(definition) ? keyName(part.property) : part.property);
}
