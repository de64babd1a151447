import type { Fingerprints } from '../../graph/changes.ts';
import { digestOf } from '../fingerprint.ts';
import type { MovedTask } from './find-moved.ts';

/** The id of a relationship whose ends have other ids now; by the digests of those, see `stateRelationship`. */
export function renameRelationshipId(id: string, renamed: ReadonlyMap<string, string>): string {
  const [type = '', from = '', to = '', ...rest] = id.split(':');
  const ends = [from, to].map((end) => renamed.get(end) ?? end);
  return [type, ...ends, ...rest].join(':');
}

/** The new ids of moved tasks by the old ones, both as digests. */
export function digestsOfMoved(moved: readonly MovedTask[]): ReadonlyMap<string, string> {
  return new Map(moved.map(({ from, to }) => [digestOf(from), digestOf(to)]));
}

/** What the graph will hold of a source once these tasks, of whatever source, are moved. */
export function renameStored(stored: Fingerprints, moved: readonly MovedTask[]): Fingerprints {
  if (moved.length === 0) return stored;
  const ids = new Map(moved.map(({ from, to }) => [from, to]));
  const digests = digestsOfMoved(moved);
  return {
    nodes: new Map([...stored.nodes].map(([id, node]) => [ids.get(id) ?? id, node])),
    relationships: new Map(
      [...stored.relationships].map(([id, one]) => [renameRelationshipId(id, digests), one]),
    ),
  };
}
