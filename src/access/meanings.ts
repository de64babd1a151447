import type { NameRecord } from '../graph/graph-store.ts';

/** What records of several sources answer to, each by itself. */
export interface Meanings {
  /** What this one is called and no other is. */
  namesOf(record: NameRecord): readonly string[];
  /** All that are called so. */
  called(name: string): readonly NameRecord[];
}

/**
 * A name that two records have is neither's: whoever can make a group in one source must not get the rights that a rule gives
 * to another source's. `SOURCE:KEY` and ids mean one alone, whatever others are called.
 *
 * @param looseNames what it is called beside these two.
 * @param foldName makes names equal that mean the same.
 */
export function createMeanings(
  records: readonly NameRecord[],
  looseNames: (record: NameRecord) => readonly string[],
  foldName: (name: string) => string,
): Meanings {
  const byName = new Map<string, Map<string, NameRecord>>();
  for (const record of records)
    for (const name of [...exactNames(record), ...looseNames(record)]) {
      const called = byName.get(foldName(name)) ?? new Map<string, NameRecord>();
      byName.set(foldName(name), called.set(record.id, record));
    }
  const called = (name: string): readonly NameRecord[] => [...(byName.get(foldName(name))?.values() ?? [])];
  return {
    called,
    namesOf: (record) => [
      ...exactNames(record),
      ...looseNames(record).filter((name) => called(name).every(({ id }) => id === record.id)),
    ],
  };
}

const exactNames = ({ id, source, key }: NameRecord): readonly string[] => [id, `${source}:${key}`];
