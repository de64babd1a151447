import { readFileSync } from 'node:fs';
import { afterAll, expect } from 'vitest';

/** What every connector is put through, whatever it reads. */
export const clauses = [
  ...['first load', 'no change', 'change', 'delete', 'restore', 'rename', 'move', 'paging', 'empty'],
  ...['401', '403', '404', '410', '429', '500', 'time-out', 'cut body', 'wrong shape', 'repeated cursor'],
  ...['10,000 records', 'unicode', 'huge and empty texts', 'cancel'],
] as const;

export type Clause = (typeof clauses)[number];

/** Notes which clauses a suite has tests for, and holds it to all of them when it is done. */
export interface Contract {
  /** The title of a test, which begins with the clauses that it is for. */
  title(about: readonly Clause[], title: string): string;
  /** Says why there is no such thing for the connector. */
  lacks(about: readonly Clause[], reason: string): void;
}

/** @param driver as it is called in the configuration */
export function holdContract(driver: string): Contract {
  const covered = new Map<Clause, string>();
  const cover = (about: readonly Clause[], how: string): void => {
    for (const clause of about) covered.set(clause, how);
  };
  afterAll(() => {
    const missing = clauses.filter((clause) => !covered.has(clause));
    expect(missing, `clauses that ${driver} neither has a test for nor says why not`).toEqual([]);
  });
  return {
    title(about, title) {
      cover(about, title);
      return `${about.join(', ')}: ${title}`;
    },
    lacks(about, reason) {
      expect(reason).toMatch(/\.$/);
      cover(about, reason);
    },
  };
}

/** Drivers that the source of a test file puts through the contract. */
export function driversHeld(file: string): readonly string[] {
  const source = readFileSync(file, 'utf8');
  const calls = source.matchAll(
    /\b(?:holdContract|describeServiceConnector|describeConnector)\(\s*'([\w-]+)'/g,
  );
  return [...calls].map(([, driver = '']) => driver);
}
