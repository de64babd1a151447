import type { TaskRecord } from '../../../connectors/connector.ts';
import type { Fingerprints } from '../../graph/changes.ts';
import { digestOf } from '../fingerprint.ts';
import { recordId } from '../node-ids.ts';
import type { SourceRead } from '../plan-sync.ts';
import { identifierDigestOf } from './identifier-mark.ts';

/** A task that its source knows by another key than before. */
export interface MovedTask {
  /** Ids of its node before and now. */
  readonly from: string;
  readonly to: string;
  readonly formerKey: string;
  /** By what its source knows it whatever its key; null where that tells its former keys alone. */
  readonly identifier: string | null;
}

/**
 * Finds the tasks of a source that have another key than before: by the identifier that they keep, or because the source says which
 * keys they had. Where the graph has a task of the new key already, neither becomes the other.
 */
export function findMoved({ connector, fetched }: SourceRead, stored: Fingerprints): readonly MovedTask[] {
  const { source } = connector;
  const tasks = fetched.records.filter(
    (record): record is TaskRecord =>
      record.kind === 'task' && (record.identifier !== undefined || record.formerKeys !== undefined),
  );
  const unknown = tasks.filter(({ key }) => !stored.nodes.has(recordId('task', source, key)));
  if (unknown.length === 0) return [];
  const read = new Set(fetched.records.map(({ kind, key }) => recordId(kind, source, key)));
  const free = new Map<string, string>();
  for (const [id, { label, fingerprint }] of stored.nodes) {
    const digest = label === 'Task' ? identifierDigestOf(fingerprint) : undefined;
    if (digest !== undefined && !read.has(id)) free.set(digest, id);
  }
  const taken = new Set<string>();
  return unknown.flatMap(({ key, identifier, formerKeys = [] }): MovedTask[] => {
    const told = formerKeys.map((former) => recordId('task', source, former));
    const known = identifier === undefined ? undefined : free.get(digestOf(identifier));
    const from = known ?? told.find((id) => stored.nodes.has(id) && !read.has(id));
    if (from === undefined || taken.has(from)) return [];
    taken.add(from);
    const formerKey = from.slice(recordId('task', source, '').length);
    return [{ from, to: recordId('task', source, key), formerKey, identifier: identifier ?? null }];
  });
}
