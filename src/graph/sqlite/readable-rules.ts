import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Viewer } from '../viewer.ts';
import { type Sql, sql } from './sql.ts';

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

/** What a statement fails by where rules were numbered since its viewer's rules were gathered. */
const rulesChanged = new Error('rules were numbered meanwhile');

/** Gives each set of rules a number, under which the tables have its rules. */
export class ReadableRules {
  readonly #database: DatabaseSync;
  readonly #viewers = new Map<ReadonlySet<string>, number>();
  #lastRule: StatementSync | undefined;
  #rules = 0;
  #next = 1;

  constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec(tables);
    database.function('rules_changed', () => {
      throw rulesChanged;
    });
  }

  /**
   * Runs statements that name the viewer by SQL, which holds only while the rules are those that were gathered: it is asked within
   * the statement itself, where a statement of its own before each would take an eighth of the time of a small count, and
   * another process might number a rule between the two.
   *
   * @param work may run again.
   */
  during<Result>({ acls }: Viewer, work: (rules: Sql | null) => Result): Result {
    if (acls === 'all') return work(null);
    for (;;)
      try {
        const viewer = this.#known(acls);
        return work(
          sql`(CASE (SELECT coalesce(max(number), 0) FROM main.rule) WHEN ${this.#rules} THEN ${viewer} ELSE rules_changed() END)`,
        );
      } catch (error) {
        if (error !== rulesChanged) throw error;
        this.#followRules();
      }
  }

  /** @returns null where the viewer may read everything. */
  numberOf({ acls }: Viewer): number | null {
    if (acls === 'all') return null;
    this.#followRules();
    return this.#known(acls);
  }

  #known(acls: ReadonlySet<string>): number {
    const known = this.#viewers.get(acls);
    if (known !== undefined) return known;
    if (this.#viewers.size >= kept) this.#forget();
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

  /** A rule that is numbered only now, by this process or another, may be one that known viewers satisfy. */
  #followRules(): void {
    this.#lastRule ??= this.#database.prepare('SELECT coalesce(max(number), 0) AS number FROM main.rule');
    const rules = Number(this.#lastRule.get()?.number);
    if (rules === this.#rules) return;
    this.#forget();
    this.#rules = rules;
  }

  #forget(): void {
    this.#viewers.clear();
    this.#database.exec('DELETE FROM temp.readable_rule; DELETE FROM temp.rule_reader');
  }
}
