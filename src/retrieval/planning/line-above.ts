import type { Condition } from '../../graph/graph-query.ts';

/** Whoever is further up has more people below, so that this puts a line of managers in order, from the nearest on. */
export const everybodyBelow = {
  countOf: { type: 'REPORTS_TO', direction: 'in', label: 'Employee', transitive: true },
  as: 'reports',
} as const;

/** Whether people are asked for who stand above one that is named, however far. */
export function isLineAbove(where: Condition | undefined): boolean {
  if (where === undefined || !('related' in where) || where.related.transitive !== true) return false;
  const { type, direction } = where.related;
  const named = where.where;
  return (
    type === 'REPORTS_TO' &&
    direction === 'in' &&
    named !== undefined &&
    'property' in named &&
    named.property === 'id'
  );
}
