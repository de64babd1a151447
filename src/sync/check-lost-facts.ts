import type { RelationshipType } from '../../graph-schema/index.ts';
import type { Fingerprints } from '../graph/changes.ts';
import { readRelationshipId } from './graph-records.ts';
import type { PlannedSource } from './plan-sync.ts';

/** Below this many losses a large share is ordinary in a small source. */
const fewest = 5;

/** What each person or task has at least one of, where its source says such things: which end has it, and its name in a sentence. */
const facts: ReadonlyMap<RelationshipType, { readonly owner: 'from' | 'to'; readonly name: string }> =
  new Map([
    ['REPORTS_TO', { owner: 'from', name: 'a manager for {} people' }],
    ['HELD', { owner: 'from', name: 'a title for {} people' }],
    ['MEMBER_OF', { owner: 'from', name: 'a team for {} people' }],
    ['ASSIGNED_TO', { owner: 'to', name: 'anybody assigned to {} tasks' }],
  ]);

/** What some people or tasks of a source had, and would be left without. */
export interface LostFact {
  readonly type: RelationshipType;
  /** How many of them had it. */
  readonly before: number;
  /** Digests of those who would have it no more. */
  readonly gone: readonly string[];
}

/**
 * Who would be left without any manager, title, team or assignee by a plan. Others in their place are no loss, nor is what goes with
 * a person or task.
 */
export function lostFacts({ relationships }: PlannedSource, stored: Fingerprints): readonly LostFact[] {
  if (relationships === undefined) return [];
  const lost = new Set(relationships.lost);
  const withdrawn = new Set([...relationships.ends, ...relationships.deletes]);
  return [...facts].map(([type, { owner }]) => {
    const before = new Set<string>();
    const after = new Set<string>();
    for (const [id, one] of stored.relationships) {
      if (one.type !== type || lost.has(id)) continue;
      before.add(ownerOf(id, type, owner));
      if (!withdrawn.has(id)) after.add(ownerOf(id, type, owner));
    }
    for (const one of relationships.upserts) if (one.type === type) after.add(ownerOf(one.id, type, owner));
    return { type, before: before.size, gone: [...before].filter((one) => !after.has(one)) };
  });
}

/**
 * The brake on a source that still has its people and tasks, and says far less of them, as where a token lost the right to
 * read a field. Only who would be left without any manager, title, team or assignee counts: after a reorganisation or a
 * promotion there is another one.
 *
 * @param found what somebody approved is not among it.
 * @param maxLostShare share of those who have one, 0 to 1, above which at least five may not lose it.
 * @param unstored types of what the configuration says is never stored: those are withdrawn on purpose.
 * @returns the sentence that says why the sync stops; null where it may go on.
 */
export function findLostFacts(
  source: string,
  found: readonly LostFact[],
  maxLostShare: number,
  unstored: ReadonlySet<RelationshipType> = new Set(),
): string | null {
  const much = found.filter(
    ({ type, before, gone }) =>
      !unstored.has(type) && gone.length >= fewest && gone.length > before * maxLostShare,
  );
  if (much.length === 0) return null;
  const losses = much.map(({ type, before, gone }) =>
    facts.get(type)?.name.replace('{}', `${gone.length} of ${before}`),
  );
  // A source that says the same as ever is at no fault where another one lost whom it names.
  const isNaming = much.some(({ type }) => type !== 'HELD');
  const unknown = isNaming ? ', or nobody is known any more by the names that it gives' : '';
  return `The source '${source}' no longer states ${losses.join(' nor ')}, which the graph has${unknown}, so nothing of it was written.`;
}

/** Digest of whose fact a relationship is: of the record by way of which a person is meant, the same whosever node it stands at. */
function ownerOf(id: string, type: RelationshipType, owner: 'from' | 'to'): string {
  const [, from = '', to = '', , viaFrom = '', viaTo = ''] = readRelationshipId(id, type).base.split(':');
  return owner === 'from' ? viaFrom || from : viaTo || to;
}
