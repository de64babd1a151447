import type { DatabaseSync } from 'node:sqlite';
import type { Viewer } from '../viewer.ts';

/**
 * Which rules the viewers of late satisfy. Tables beside the file, of this connection alone: a statement names a viewer by
 * a number, where it would otherwise read hundreds of rules from its parameters each time. Nodes that come one by one
 * ask `rule_reader`, which has no order that a search could begin with; `readable_rule` gives all rules of a viewer.
 */
const tables = `
  CREATE TEMP TABLE IF NOT EXISTS readable_rule (
    viewer INTEGER NOT NULL, acl TEXT NOT NULL, PRIMARY KEY (viewer, acl)
  ) STRICT, WITHOUT ROWID;
  CREATE TEMP TABLE IF NOT EXISTS rule_reader (
    acl TEXT NOT NULL, viewer INTEGER NOT NULL, PRIMARY KEY (acl, viewer)
  ) STRICT, WITHOUT ROWID;
`;

/** Sets of rules that are kept: people who ask again within minutes, and channels. */
const kept = 100;

/** Gives each set of rules a number, under which `readable_rule` has its rules. */
export class ReadableRules {
  readonly #database: DatabaseSync;
  readonly #numbers = new Map<ReadonlySet<string>, number>();
  #next = 1;

  constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec(tables);
  }

  /** @returns null where the viewer may read everything. */
  numberOf({ acls }: Viewer): number | null {
    if (acls === 'all') return null;
    const known = this.#numbers.get(acls);
    if (known !== undefined) return known;
    if (this.#numbers.size >= kept) this.#forget();
    const number = this.#next++;
    const rules = JSON.stringify([...acls]);
    for (const columns of ['readable_rule (viewer, acl)', 'rule_reader (viewer, acl)'])
      this.#database
        .prepare(`INSERT INTO temp.${columns} SELECT ?, value FROM json_each(?)`)
        .run(number, rules);
    this.#numbers.set(acls, number);
    return number;
  }

  #forget(): void {
    this.#numbers.clear();
    this.#database.exec('DELETE FROM temp.readable_rule; DELETE FROM temp.rule_reader');
  }
}
