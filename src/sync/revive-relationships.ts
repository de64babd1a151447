import { relationships as definitions } from '../../graph-schema/index.ts';
import type { StoredRelationship } from '../graph/changes.ts';
import { sourceOfId } from '../graph/source-of-id.ts';
import { readRelationshipId } from './graph-records.ts';
import type { DeletedNode } from './keep-deleted.ts';

export interface Revived {
  /** To be written; those that have `ended` are to be ended at once. */
  readonly upserts: readonly StoredRelationship[];
  /** Ids of those that were begun anew for what never ended. */
  readonly deletes: readonly string[];
}

/**
 * What becomes of the relationships of a node that is back.
 *
 * - What its own source said has ended on the day on which it went, and begins anew where the source says it again.
 * - What another source says did not end because the node was away. It goes on where that source still says it, or was not
 *   read this time; where it was read and says it no longer, it has ended.
 *
 * @param id of the node.
 * @param present the relationships that the node has now.
 * @param read names of the sources that were read to their end in this run.
 */
export function reviveRelationships(
  id: string,
  { deletedOn, relationships }: DeletedNode,
  present: readonly StoredRelationship[],
  read: ReadonlySet<string>,
): Revived {
  const own = sourceOfId(id);
  const stored = new Set(present.map((one) => one.id));
  const restated = new Map(
    present.filter(({ ended }) => !ended).map((one) => [readRelationshipId(one.id, one.type).base, one]),
  );
  const upserts: StoredRelationship[] = [];
  const deletes: string[] = [];
  for (const one of relationships) {
    if (stored.has(one.id)) continue;
    const again = restated.get(readRelationshipId(one.id, one.type).base);
    const goesOn = !one.ended && one.source !== own && (again !== undefined || !read.has(one.source));
    if (goesOn) {
      // As its source says it now.
      upserts.push(again === undefined ? one : { ...one, fingerprint: again.fingerprint });
      if (again !== undefined) deletes.push(again.id);
    } else if (definitions[one.type].temporal) upserts.push(...endOn(one, deletedOn));
  }
  return { upserts, deletes };
}

/** None where it would have lasted no day. */
function endOn(one: StoredRelationship, day: string): StoredRelationship[] {
  const { from = null, to: until = null } = one.period ?? {};
  const to = until === null || until > day ? day : until;
  return from !== null && from >= to ? [] : [{ ...one, period: { from, to }, ended: true }];
}
