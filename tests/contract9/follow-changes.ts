import { expect } from 'vitest';
import type { Connector, RecordName, SourceRecord } from '../../connectors/connector.ts';
import type { VendorServer } from '../fixtures/vendors/vendor-server.ts';
import { fetchAll } from '../unit/connectors/fetch-all.ts';

/** What somebody knows who reads a source whole once, and then only what changed. */
export interface Follower {
  readonly records: ReadonlyMap<string, SourceRecord>;
  /** Reads what changed; everything where the connector says that this was everything. */
  follow(connector: Connector): Promise<{
    readonly isWhole: boolean;
    readonly read: readonly string[];
    readonly problems: readonly string[];
  }>;
}

/** @param alter what a cursor is turned into before it is given back */
export function createFollower(alter = (cursor: string): string => cursor): Follower {
  const records = new Map<string, SourceRecord>();
  let cursor: string | undefined;
  return {
    records,
    async follow(connector) {
      const read = new Map<string, SourceRecord>();
      const gone = new Set<string>();
      const same = new Set<string>();
      const problems: string[] = [];
      let [isWhole, isSwept] = [true, false];
      const isKnown = ({ key }: RecordName) => records.has(key);
      const signal = new AbortController().signal;
      const since = cursor === undefined ? {} : { since: alter(cursor), isKnown };
      for await (const one of connector.fetch({ signal, ...since })) {
        if ('record' in one) read.set(one.record.key, one.record);
        else if ('gone' in one) gone.add(one.gone.key);
        else if ('problem' in one) problems.push(one.problem.message);
        else if ('same' in one) same.add(one.same.key);
        else if ('cursor' in one) ({ cursor, isWhole, isSwept = false } = one);
      }
      if (isWhole) records.clear();
      if (isSwept) for (const key of [...records.keys()]) if (!same.has(key)) records.delete(key);
      for (const key of gone) if (!read.has(key)) records.delete(key);
      for (const [key, record] of read) records.set(key, record);
      return { isWhole, read: [...read.keys()].sort(), problems };
    },
  };
}

/** Records in the order of their keys, so that two readings can be compared. */
export function inOrder(records: Iterable<SourceRecord>): SourceRecord[] {
  return [...records].sort((one, other) => (one.key < other.key ? -1 : 1));
}

/**
 * Reads what changed, and everything beside it: both must come to the same, and the former with fewer requests.
 *
 * @returns the keys of what was read again
 */
export async function expectSameAsWhole(
  follower: Follower,
  connect: () => Connector,
  { log }: Pick<VendorServer, 'log'>,
): Promise<readonly string[]> {
  const before = log.length;
  const { isWhole, read } = await follower.follow(connect());
  const taken = log.length - before;
  const { records } = await fetchAll(connect());
  const takenByAll = log.length - before - taken;
  expect(inOrder(follower.records.values())).toEqual(inOrder(records));
  expect(isWhole).toBe(false);
  expect(taken).toBeLessThan(takenByAll);
  return read;
}
