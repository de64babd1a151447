import { type NodeLabel, propertyOf } from '../../graph-schema/index.ts';
import type { Condition } from './graph-query.ts';

const telling: ReadonlySet<string> = new Set(['id', 'key', 'name', 'title', 'email', 'path']);

/** Whether a handful of nodes at most share a value of a property. */
export function isTelling(property: string): boolean {
  return telling.has(property);
}

/** Whether a condition leaves a handful of nodes of its label by the node's own properties, through an index. */
export function pinsItself(label: NodeLabel, condition: Condition): boolean {
  if (!('property' in condition) || !isTelling(condition.property)) return false;
  if (condition.property !== 'id' && propertyOf(label, condition.property)?.indexed !== true) return false;
  return (condition.op === 'eq' && 'value' in condition) || condition.op === 'in';
}

/** Whether a relation leaves few nodes: those related to a handful of others. */
export function isPinnedRelation(condition: Condition): boolean {
  return (
    'related' in condition &&
    condition.count === undefined &&
    (condition.quantifier ?? 'any') === 'any' &&
    condition.where !== undefined &&
    leavesFew(condition.related.label, condition.where)
  );
}

/** Whether a condition's nodes come one by one: known by themselves, or looked at for what they are related to. */
export function comesOneByOne(label: NodeLabel, condition: Condition | undefined): boolean {
  if (condition === undefined) return false;
  if ('related' in condition) return true;
  if ('not' in condition) return comesOneByOne(label, condition.not);
  if ('all' in condition) return condition.all.some((one) => comesOneByOne(label, one));
  if ('any' in condition) return condition.any.some((one) => comesOneByOne(label, one));
  return pinsItself(label, condition);
}

function leavesFew(label: NodeLabel, condition: Condition): boolean {
  if ('all' in condition) return condition.all.some((one) => leavesFew(label, one));
  return pinsItself(label, condition) || isPinnedRelation(condition);
}
