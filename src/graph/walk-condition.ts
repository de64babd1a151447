import type { NodeLabel } from '../../graph-schema/index.ts';
import type { Condition } from './graph-query.ts';

/** Visits a condition and all that are within it, each with the label that it is said of. */
export function walkCondition(
  label: NodeLabel,
  where: Condition | undefined,
  visit: (label: NodeLabel, condition: Condition) => void,
): void {
  if (where === undefined) return;
  visit(label, where);
  if ('all' in where) for (const one of where.all) walkCondition(label, one, visit);
  else if ('any' in where) for (const one of where.any) walkCondition(label, one, visit);
  else if ('not' in where) walkCondition(label, where.not, visit);
  else if ('related' in where) walkCondition(where.related.label, where.where, visit);
  else if ('compared' in where) {
    walkCondition(label, where.with.where, visit);
    if ('countOf' in where.compared) walkCondition(where.compared.countOf.label, where.compared.where, visit);
  }
}

/** The conditions that must all hold, of one that may be nested; none where there is none. */
export function conjunctsOf(where: Condition | undefined): readonly Condition[] {
  if (where === undefined) return [];
  return 'all' in where ? where.all.flatMap(conjunctsOf) : [where];
}
