import { answeredFromId } from '../../graph/bookkeeping.ts';
import type { Fingerprints, StoredRelationship } from '../../graph/changes.ts';
import { passageLinkId } from '../build-passages.ts';
import { digestOf } from '../fingerprint.ts';
import { articleOfPassage, passageId } from '../node-ids.ts';
import type { MovedRecord } from './find-moved.ts';

/** Ids as they are now, by those before. */
export type RenamedIds = ReadonlyMap<string, string>;

/** Ids of what moved, with the passages that the graph has of moved pages. */
export function idsOfMoved(moved: readonly MovedRecord[], stored: Iterable<Fingerprints>): RenamedIds {
  const ids = new Map(moved.map(({ from, to }) => [from, to]));
  if (!moved.some(({ kind }) => kind === 'article')) return ids;
  for (const { nodes } of stored)
    for (const [id, { label }] of nodes) {
      const to = label === 'Passage' ? ids.get(articleOfPassage(id)) : undefined;
      if (to !== undefined) ids.set(id, passageId(to, Number(id.slice(id.lastIndexOf('#') + 1))));
    }
  return ids;
}

/** The same by digests, as they stand in ids of relationships. */
export function digestsOfMoved(ids: RenamedIds): RenamedIds {
  return new Map([...ids].map(([from, to]) => [digestOf(from), digestOf(to)]));
}

/** The id of a relationship whose ends have other ids now. */
export function renameRelationshipId(id: string, ids: RenamedIds, digests: RenamedIds): string {
  const [type = '', from = '', to = '', ...rest] = id.split(':');
  if (type === 'HAS_PASSAGE' || type === 'NEXT') {
    const passage = id.slice(type.length + 1);
    return passageLinkId(type, ids.get(passage) ?? passage);
  }
  const ends = [from, to].map((end) => digests.get(end) ?? end);
  return [type, ...ends, ...rest].join(':');
}

/** A relationship between the nodes as they are called now. */
export function renameRelationship(
  one: StoredRelationship,
  ids: RenamedIds,
  digests: RenamedIds,
): StoredRelationship {
  const ends = { from: ids.get(one.from) ?? one.from, to: ids.get(one.to) ?? one.to };
  const id =
    one.type === 'ANSWERED_FROM'
      ? answeredFromId(ends.from, ends.to)
      : renameRelationshipId(one.id, ids, digests);
  return { ...one, ...ends, id };
}

/** What the graph will hold of a source once these are moved, of whatever source. */
export function renameStored(stored: Fingerprints, ids: RenamedIds): Fingerprints {
  if (ids.size === 0) return stored;
  const digests = digestsOfMoved(ids);
  return {
    nodes: new Map([...stored.nodes].map(([id, node]) => [ids.get(id) ?? id, node])),
    relationships: new Map(
      [...stored.relationships].map(([id, one]) => [renameRelationshipId(id, ids, digests), one]),
    ),
  };
}
