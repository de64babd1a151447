import type { SourceRecord } from '../../../connectors/connector.ts';
import type { StateStore } from '../../state/state-store.ts';
import { recordId } from '../node-ids.ts';
import type { MovedTask } from './find-moved.ts';

/** Kind of the state's records of the keys that moved tasks had; their id is that of the node. */
const formerKeysKind = 'former keys';
const atOnce = 1_000;

/** Keys that tasks had before they moved, the oldest first, by the id of the node. */
export type FormerKeys = ReadonlyMap<string, readonly string[]>;

export async function readFormerKeys(state: Pick<StateStore, 'scanRecords'>): Promise<FormerKeys> {
  const keys = new Map<string, readonly string[]>();
  let after = '';
  for (;;) {
    const page = await state.scanRecords(formerKeysKind, after, atOnce);
    for (const { id, json } of page) keys.set(id, JSON.parse(json) as readonly string[]);
    if (page.length < atOnce) return keys;
    after = page.at(-1)?.id ?? '';
  }
}

/** The keys as they are once these tasks are moved. */
export function withMoved(former: FormerKeys, moved: readonly MovedTask[]): FormerKeys {
  if (moved.length === 0) return former;
  const keys = new Map(former);
  for (const { from, to, formerKey } of moved) {
    keys.set(to, [...new Set([...(former.get(to) ?? []), ...(former.get(from) ?? []), formerKey])]);
    keys.delete(from);
  }
  return keys;
}

export async function keepFormerKeys(
  state: Pick<StateStore, 'writeRecord' | 'deleteRecord'>,
  { from, to }: MovedTask,
  former: FormerKeys,
): Promise<void> {
  await state.writeRecord(formerKeysKind, to, JSON.stringify(former.get(to) ?? []), null);
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
    const seen = record.kind === 'task' ? former.get(recordId('task', source, record.key)) : undefined;
    if (record.kind !== 'task' || seen === undefined) return record;
    const all = new Set([...seen, ...(record.formerKeys ?? [])]);
    all.delete(record.key);
    return { ...record, formerKeys: [...all] };
  });
}
