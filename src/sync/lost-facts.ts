import type { RelationshipType } from '../../graph-schema/index.ts';
import type { Fingerprints } from '../graph/changes.ts';
import { readRelationshipId } from './graph-records.ts';
import type { Loss } from './plan-losses.ts';
import type { PlannedSource } from './plan-sync.ts';

/** What each person or task has at least one of, where its source says such things, and which end has it. */
const facts = [
  ['REPORTS_TO', 'from'],
  ['HELD', 'from'],
  ['MEMBER_OF', 'from'],
  ['ASSIGNED_TO', 'to'],
] as const;

/** The losses that are facts of people and tasks. */
export type LostFact = (typeof facts)[number][0];

/**
 * Who would be left without any manager, title, team or assignee by a plan, by their digests. After a reorganisation or a promotion
 * there is another one, which is no loss, nor is what goes with a person or task.
 */
export function lostFacts({ relationships }: PlannedSource, stored: Fingerprints): readonly Loss[] {
  if (relationships === undefined) return [];
  const lost = new Set(relationships.lost);
  const withdrawn = new Set([...relationships.ends, ...relationships.deletes]);
  return facts.map(([type, owner]) => {
    const before = new Set<string>();
    const after = new Set<string>();
    for (const [id, one] of stored.relationships) {
      if (one.type !== type || lost.has(id)) continue;
      before.add(ownerOf(id, type, owner));
      if (!withdrawn.has(id)) after.add(ownerOf(id, type, owner));
    }
    for (const one of relationships.upserts) if (one.type === type) after.add(ownerOf(one.id, type, owner));
    return { what: type, before: before.size, gone: [...before].filter((one) => !after.has(one)) };
  });
}

/** Digest of whose fact a relationship is: of the record by way of which a person is meant, the same whosever node it stands at. */
function ownerOf(id: string, type: RelationshipType, owner: 'from' | 'to'): string {
  const [, from = '', to = '', , viaFrom = '', viaTo = ''] = readRelationshipId(id, type).base.split(':');
  return owner === 'from' ? viaFrom || from : viaTo || to;
}
