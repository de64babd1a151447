import type { ArticleRecord, TaskRecord } from '../../../connectors/connector.ts';
import type { Fingerprints } from '../../graph/changes.ts';
import { digestOf } from '../fingerprint.ts';
import { nameOfRecordId, recordId } from '../node-ids.ts';
import type { SourceRead } from '../plan-sync.ts';
import { identifierDigestOf } from './identifier-mark.ts';

/** A task or page that its source knows by another key than before. */
export interface MovedRecord {
  readonly kind: Movable['kind'];
  /** Ids of its node before and now. */
  readonly from: string;
  readonly to: string;
  readonly formerKey: string;
  /** By what its source knows it whatever its key; null where that tells its former keys alone. */
  readonly identifier: string | null;
}

type Movable = TaskRecord | ArticleRecord;

/**
 * Finds the tasks and pages of a source that have another key than before: by the identifier that they keep, or because the source says
 * which keys they had. Where the graph has one of the new key already, neither becomes the other.
 */
export function findMoved({ connector, fetched }: SourceRead, stored: Fingerprints): readonly MovedRecord[] {
  const { source } = connector;
  const unknown = fetched.records.filter(
    (record): record is Movable =>
      (record.kind === 'task' || record.kind === 'article') &&
      (record.identifier !== undefined || record.formerKeys !== undefined) &&
      !stored.nodes.has(recordId(record.kind, source, record.key)),
  );
  if (unknown.length === 0) return [];
  const read = new Set(fetched.records.map(({ kind, key }) => recordId(kind, source, key)));
  /** A page is known by its text, so that it must be known to be gone from where it was; a copy, or one that was not read, is another. */
  const isFree = (id: string): boolean => {
    if (read.has(id)) return false;
    if (nameOfRecordId(id)?.kind !== 'article') return true;
    return fetched.complete && fetched.isWhole && !fetched.setAside.ids.has(id);
  };
  const free = findFree(stored, isFree);
  const twice = findTwice(unknown);
  const taken = new Set<string>();
  return unknown.flatMap((record): MovedRecord[] => {
    const { kind, key, identifier, formerKeys = [] } = record;
    const told = formerKeys.map((former) => recordId(kind, source, former));
    const mark = identifier === undefined ? undefined : `${kind} ${digestOf(identifier)}`;
    const known = mark === undefined || twice.has(mark) ? undefined : free.get(mark);
    const from = known ?? told.find((id) => stored.nodes.has(id) && isFree(id));
    if (from === undefined || taken.has(from)) return [];
    taken.add(from);
    const formerKey = from.slice(recordId(kind, source, '').length);
    return [{ kind, from, to: recordId(kind, source, key), formerKey, identifier: identifier ?? null }];
  });
}

/** Ids of stored nodes that nothing was read of, by what their source knows them by; of several pages with one text, none. */
function findFree(stored: Fingerprints, isFree: (id: string) => boolean): ReadonlyMap<string, string> {
  const free = new Map<string, string>();
  const several = new Set<string>();
  for (const [id, { label, fingerprint }] of stored.nodes) {
    if (label !== 'Task' && label !== 'Article') continue;
    const digest = identifierDigestOf(fingerprint);
    if (digest === undefined || !isFree(id)) continue;
    const mark = `${label === 'Task' ? 'task' : 'article'} ${digest}`;
    if (label === 'Article' && free.has(mark)) several.add(mark);
    free.set(mark, id);
  }
  for (const mark of several) free.delete(mark);
  return free;
}

/** Pages with one text, of which it cannot be told which one was where the former one stood. */
function findTwice(unknown: readonly Movable[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { kind, identifier } of unknown) {
    if (kind !== 'article' || identifier === undefined) continue;
    const mark = `${kind} ${digestOf(identifier)}`;
    (seen.has(mark) ? twice : seen).add(mark);
  }
  return twice;
}
