import { type RelationshipType, relationships } from '../../graph-schema/index.ts';
import { isHidden, readableOf } from './label-properties.ts';
import type { Viewer } from './viewer.ts';

/**
 * Of whom a viewer may read the first day, where it is kept from them: what people were and are begins on it, so that its
 * beginning is null for this viewer in filters and output, as what began before anybody looked is. Undefined where a type is of
 * no such kind, or the first day is everyone's.
 */
export function firstDaysOf(viewer: Viewer, type: RelationshipType): ReadonlySet<string> | undefined {
  if (!ties.has(type) || !isHidden(viewer, 'Employee', 'startDate')) return undefined;
  return readableOf(viewer, 'Employee', 'startDate') ?? new Set();
}

/** What lasts and begins with the first day, at the soonest; each leads from the person. */
const ties: ReadonlySet<RelationshipType> = new Set(
  (['WORKS_FOR', 'HELD', 'MEMBER_OF', 'LEADS', 'REPORTS_TO'] as const).filter(
    (type) => relationships[type].temporal,
  ),
);
