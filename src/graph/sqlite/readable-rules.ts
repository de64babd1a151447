import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Viewer } from '../viewer.ts';

/**
 * Which rules the viewers of late satisfy. Tables beside the file, of this connection alone: a statement names a viewer by
 * a number, where it would otherwise read hundreds of rules from its parameters each time. Nodes that come one by one
 * ask `rule_reader`, which has no order that a search could begin with; `readable_rule` gives all rules of a viewer.
 */
const tables = `
  CREATE TEMP TABLE readable_rule (
    viewer INTEGER NOT NULL, rule INTEGER NOT NULL, PRIMARY KEY (viewer, rule)
  ) STRICT, WITHOUT ROWID;
  CREATE TEMP TABLE rule_reader (
    rule INTEGER NOT NULL, viewer INTEGER NOT NULL, PRIMARY KEY (rule, viewer)
  ) STRICT, WITHOUT ROWID;
`;

/** Sets of rules that are kept: people who ask again within minutes, and channels. */
const kept = 100;

/** Gives each set of rules a number, under which the tables have its rules. */
export class ReadableRules {
  readonly #database: DatabaseSync;
  readonly #viewers = new Map<ReadonlySet<string>, number>();
  #version: StatementSync | undefined;
  #lastRule: StatementSync | undefined;
  #seenVersion = 0;
  #rules = 0;
  #next = 1;

  constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec(tables);
  }

  /**
   * Runs statements for a viewer. What they read is under rules that were numbered before: whether another process has
   * numbered one meanwhile is asked once they have run, since between asking before and running it still might.
   *
   * @param work gets the viewer's number, null where the viewer may read everything; may run again.
   */
  during<Result>({ acls }: Viewer, work: (rules: number | null) => Result): Result {
    if (acls === 'all') return work(null);
    for (;;) {
      const result = work(this.#numberOf(acls));
      if (!this.#hasNewRules()) return result;
      this.forget();
    }
  }

  /** A rule that is numbered only now may be one that known viewers satisfy. */
  forget(): void {
    this.#viewers.clear();
    this.#database.exec('DELETE FROM temp.readable_rule; DELETE FROM temp.rule_reader');
  }

  #numberOf(acls: ReadonlySet<string>): number {
    const known = this.#viewers.get(acls);
    if (known !== undefined) return known;
    if (this.#viewers.size >= kept) this.forget();
    const viewer = this.#next++;
    const ids = JSON.stringify([...acls]);
    for (const table of ['readable_rule', 'rule_reader'])
      this.#database
        .prepare(
          `INSERT INTO temp.${table} (viewer, rule)
           SELECT ?, number FROM main.rule WHERE id IN (SELECT value FROM json_each(?))`,
        )
        .run(viewer, ids);
    this.#viewers.set(acls, viewer);
    return viewer;
  }

  /** Whether another connection has numbered rules since this was asked last; those of this one call `forget`. */
  #hasNewRules(): boolean {
    // The last rule takes SQLite several times as long to tell as whether anybody has written.
    this.#version ??= this.#prepare('PRAGMA data_version');
    const version = this.#numberFrom(this.#version);
    if (version === this.#seenVersion) return false;
    this.#lastRule ??= this.#prepare('SELECT coalesce(max(number), 0) FROM main.rule');
    const rules = this.#numberFrom(this.#lastRule);
    const isNew = rules !== this.#rules;
    this.#seenVersion = version;
    this.#rules = rules;
    return isNew;
  }

  #prepare(text: string): StatementSync {
    const statement = this.#database.prepare(text);
    statement.setReturnArrays(true);
    return statement;
  }

  #numberFrom(statement: StatementSync): number {
    return Number((statement.get() as unknown as readonly number[])[0]);
  }
}
