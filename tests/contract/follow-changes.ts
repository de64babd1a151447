import type { Connector, SourceRecord } from '../../connectors/connector.ts';

/** What somebody knows who reads a source whole once, and then only what changed. */
export interface Follower {
  readonly records: ReadonlyMap<string, SourceRecord>;
  /** Reads what changed; everything where the connector says that this was everything. */
  follow(connector: Connector): Promise<{ readonly isWhole: boolean }>;
}

export function createFollower(): Follower {
  const records = new Map<string, SourceRecord>();
  let cursor: string | undefined;
  return {
    records,
    async follow(connector) {
      const read = new Map<string, SourceRecord>();
      const gone = new Set<string>();
      let isWhole = true;
      const signal = new AbortController().signal;
      for await (const one of connector.fetch({ signal, ...(cursor !== undefined && { since: cursor }) })) {
        if ('record' in one) read.set(one.record.key, one.record);
        else if ('gone' in one) gone.add(one.gone.key);
        else if ('cursor' in one) ({ cursor, isWhole } = one);
      }
      if (isWhole) records.clear();
      for (const key of gone) if (!read.has(key)) records.delete(key);
      for (const [key, record] of read) records.set(key, record);
      return { isWhole };
    },
  };
}

/** Records in the order of their keys, so that two readings can be compared. */
export function inOrder(records: Iterable<SourceRecord>): SourceRecord[] {
  return [...records].sort((one, other) => (one.key < other.key ? -1 : 1));
}
