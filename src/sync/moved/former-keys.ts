import type { SourceRecord } from '../../../connectors/connector.ts';
import type { StateStore } from '../../state/state-store.ts';
import { recordId } from '../node-ids.ts';
import type { MovedRecord } from './find-moved.ts';

/** Kind of the state's records of the keys that moved tasks had; their id is that of the node. */
const formerKeysKind = 'former keys';
const atOnce = 1_000;

/** The keys that a task had. */
interface Former {
  /** Of the task: another one that has the same key later has not been there. */
  readonly identifier: string | null;
  /** The oldest first. */
  readonly keys: readonly string[];
}

/** Keys that tasks had before they moved, by the id of the node. */
export type FormerKeys = ReadonlyMap<string, Former>;

export async function readFormerKeys(state: Pick<StateStore, 'scanRecords'>): Promise<FormerKeys> {
  const keys = new Map<string, Former>();
  let after = '';
  for (;;) {
    const page = await state.scanRecords(formerKeysKind, after, atOnce);
    for (const { id, json } of page) keys.set(id, JSON.parse(json) as Former);
    if (page.length < atOnce) return keys;
    after = page.at(-1)?.id ?? '';
  }
}

/** The keys as they are once these tasks are moved. */
export function withMoved(former: FormerKeys, moved: readonly MovedRecord[]): FormerKeys {
  if (moved.length === 0) return former;
  const keys = new Map(former);
  const keysOf = (id: string, identifier: string | null): readonly string[] => {
    const found = former.get(id);
    return found?.identifier === identifier ? found.keys : [];
  };
  for (const { from, to, formerKey, identifier } of moved) {
    const before = [...keysOf(to, identifier), ...keysOf(from, identifier)];
    keys.set(to, { identifier, keys: [...new Set([...before, formerKey])] });
    keys.delete(from);
  }
  return keys;
}

export async function keepFormerKeys(
  state: Pick<StateStore, 'writeRecord' | 'deleteRecord'>,
  { from, to }: MovedRecord,
  former: FormerKeys,
): Promise<void> {
  const keys = former.get(to);
  if (keys !== undefined) await state.writeRecord(formerKeysKind, to, JSON.stringify(keys), null);
  await state.deleteRecord(formerKeysKind, from);
}

/** The records of a source, each task with the keys that it had: those that the source tells, and those that were seen. */
export function tellFormerKeys(
  source: string,
  records: readonly SourceRecord[],
  former: FormerKeys,
): readonly SourceRecord[] {
  if (former.size === 0) return records;
  return records.map((record) => {
    if (record.kind !== 'task') return record;
    const seen = former.get(recordId('task', source, record.key));
    if (seen === undefined || seen.identifier !== (record.identifier ?? null)) return record;
    const all = new Set([...seen.keys, ...(record.formerKeys ?? [])]);
    all.delete(record.key);
    return { ...record, formerKeys: [...all] };
  });
}
