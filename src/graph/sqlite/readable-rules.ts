import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Viewer } from '../viewer.ts';

/**
 * Which rules the viewers of late satisfy. Tables beside the file, of this connection alone: a statement names a viewer by
 * a number, where it would otherwise read hundreds of rules from its parameters each time. Nodes that come one by one
 * ask `rule_reader`, which has no order that a search could begin with. `readable_rule` gives those that nodes of a label are
 * under: most rules of a viewer are of pages, and tasks are not looked for under each of them.
 */
const tables = `
  CREATE TEMP TABLE readable_rule (
    viewer INTEGER NOT NULL, label TEXT NOT NULL, rule INTEGER NOT NULL, PRIMARY KEY (viewer, label, rule)
  ) STRICT, WITHOUT ROWID;
  CREATE TEMP TABLE rule_reader (
    rule INTEGER NOT NULL, viewer INTEGER NOT NULL, PRIMARY KEY (rule, viewer)
  ) STRICT, WITHOUT ROWID;
`;

/** Sets of rules that are kept: people who ask again within minutes, and channels. */
const kept = 100;

/** With more rules of a label, looking for each takes longer than asking each node for its own. */
const mostRules = 100;

/** The rules of a viewer who may not read everything, as statements take them. */
export interface ViewerRules {
  /** The viewer's number in the tables, or what is shown in its place. */
  readonly viewer: number | string;
  /** Whether it satisfies few of the rules that nodes of the label are under. */
  isFew(label: NodeLabel): boolean;
}

/** Gives each set of rules a number, under which the tables have its rules. */
export class ReadableRules {
  readonly #database: DatabaseSync;
  readonly #viewers = new Map<ReadonlySet<string>, ViewerRules>();
  #version: StatementSync | undefined;
  #countPairs: StatementSync | undefined;
  #seenVersion = 0;
  #pairs = 0;
  #next = 1;

  constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec(tables);
  }

  /**
   * Runs statements for a viewer. What they read is under rules that nodes were under before: whether another process has
   * brought a label under a new one is asked once they have run, since between asking before and running it still might.
   *
   * @param work gets null where the viewer may read everything; may run again.
   */
  during<Result>({ acls }: Viewer, work: (rules: ViewerRules | null) => Result): Result {
    if (acls === 'all') return work(null);
    for (;;) {
      const result = work(this.#rulesOf(acls));
      if (!this.#hasOthersWritten() || !this.follow()) return result;
    }
  }

  /**
   * After a write: a rule that a label comes under only now may be one that known viewers satisfy.
   *
   * @returns whether there was one.
   */
  follow(): boolean {
    this.#countPairs ??= this.#prepare('SELECT count(*) FROM main.nodes_by_rule');
    const pairs = this.#numberFrom(this.#countPairs);
    if (pairs === this.#pairs) return false;
    this.#pairs = pairs;
    this.forget();
    return true;
  }

  forget(): void {
    this.#viewers.clear();
    this.#database.exec('DELETE FROM temp.readable_rule; DELETE FROM temp.rule_reader');
  }

  #rulesOf(acls: ReadonlySet<string>): ViewerRules {
    const known = this.#viewers.get(acls);
    if (known !== undefined) return known;
    if (this.#viewers.size >= kept) this.forget();
    const viewer = this.#next++;
    this.#database
      .prepare(
        `INSERT INTO temp.rule_reader (viewer, rule)
         SELECT ?, number FROM main.rule WHERE id IN (SELECT value FROM json_each(?))`,
      )
      .run(viewer, JSON.stringify([...acls]));
    this.#database
      .prepare(
        `INSERT INTO temp.readable_rule (viewer, label, rule)
         SELECT reader.viewer, under.label, under.rule FROM main.nodes_by_rule under
         CROSS JOIN temp.rule_reader reader ON reader.rule = under.rule AND reader.viewer = ?`,
      )
      .run(viewer);
    const counts = this.#prepare(
      'SELECT label, count(*) FROM temp.readable_rule WHERE viewer = ? GROUP BY label',
    );
    const many = new Set(
      (counts.all(viewer) as unknown as readonly (readonly [NodeLabel, number])[]).flatMap(
        ([label, count]) => (count > mostRules ? label : []),
      ),
    );
    const rules: ViewerRules = { viewer, isFew: (label) => !many.has(label) };
    this.#viewers.set(acls, rules);
    return rules;
  }

  #hasOthersWritten(): boolean {
    // Counting takes SQLite several times as long as telling whether anybody has written.
    this.#version ??= this.#prepare('PRAGMA data_version');
    const version = this.#numberFrom(this.#version);
    if (version === this.#seenVersion) return false;
    this.#seenVersion = version;
    return true;
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
