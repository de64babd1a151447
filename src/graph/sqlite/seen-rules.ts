import type { DatabaseSync } from 'node:sqlite';
import {
  type NodeLabel,
  type RelationshipType,
  relationships,
  seeingTypes,
  seeingTypesFrom,
  seenByOf,
  seenLabels,
} from '../../../graph-schema/index.ts';
import { tableOf } from './label-table.ts';
import type { StatementCache } from './statement-cache.ts';

/** Under which rules those nodes are that lead to a project or a topic: whoever satisfies one of them sees it. */
export const seenTable = `
  CREATE TABLE seen_by (node TEXT NOT NULL, rule INTEGER NOT NULL, PRIMARY KEY (node, rule)) STRICT, WITHOUT ROWID;
`;

/**
 * Keeps `seen_by` in step with a batch. It stands in the same transaction, so that a project is never told to those whose last
 * task of it went, or is under another rule now.
 */
export class SeenRules {
  readonly #cache: StatementCache;
  /** Nodes from which a rule may have gone. */
  readonly #stale = new Set<string>();

  constructor(cache: StatementCache) {
    this.#cache = cache;
  }

  /** Before a node comes under another rule, or goes. */
  leave(id: string, label: NodeLabel): void {
    for (const type of seeingTypesFrom(label))
      for (const [seen] of this.#cache.rows(
        'SELECT to_id FROM relationship WHERE type = ? AND from_id = ?',
        type,
        id,
      ))
        this.#stale.add(String(seen));
  }

  /** When a node is gone. */
  forget(id: string, label: NodeLabel): void {
    if (seenByOf(label) !== undefined) this.#cache.run('DELETE FROM seen_by WHERE node = ?', id);
  }

  /** Before a relationship leads elsewhere, or goes. */
  unlink(id: string): void {
    const row = this.#cache.row('SELECT type, to_id FROM relationship WHERE id = ?', id);
    if (row !== undefined && seeingTypes.has(row[0] as RelationshipType)) this.#stale.add(String(row[1]));
  }

  /** When a relationship is there. */
  link({
    type,
    from,
    to,
  }: {
    readonly type: RelationshipType;
    readonly from: string;
    readonly to: string;
  }): void {
    if (!seeingTypes.has(type)) return;
    const [label] = relationships[type].from;
    this.#cache.run(
      `INSERT OR IGNORE INTO seen_by SELECT ?, rule FROM ${tableOf(label)} WHERE id = ? AND rule IS NOT NULL`,
      to,
      from,
    );
  }

  /** At the end of the batch. */
  flush(): void {
    for (const id of this.#stale) {
      const label = this.#cache.row('SELECT label FROM node WHERE id = ?', id)?.[0] as NodeLabel | undefined;
      this.#cache.run('DELETE FROM seen_by WHERE node = ?', id);
      if (label !== undefined && seenByOf(label) !== undefined)
        this.#cache.run(`${rulesOf(label)} AND relationship.to_id = ?`, id);
    }
    this.#stale.clear();
  }
}

/**
 * Keeps beside each node of a label the rule that it is seen by, where that is one alone: most projects are read by the same
 * people throughout, and so need no look into `seen_by`. By triggers, as `nodes_by_rule` is.
 */
export function followOnlyRule(database: DatabaseSync, label: NodeLabel): void {
  if (seenByOf(label) === undefined) return;
  const table = tableOf(label);
  const trigger = `${table}_seen_inserted`;
  if (database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(trigger) !== undefined) return;
  const hasColumn = database
    .prepare("SELECT 1 FROM pragma_table_info(?) WHERE name = 'only_rule'")
    .get(table);
  if (hasColumn === undefined) database.exec(`ALTER TABLE ${table} ADD COLUMN only_rule INTEGER`);
  const follow = `UPDATE ${table} SET only_rule = (SELECT min(rule) FROM seen_by WHERE node = ${table}.id HAVING count(*) = 1)`;
  database.exec(`
    ${follow};
    CREATE TRIGGER ${trigger} AFTER INSERT ON seen_by BEGIN ${follow} WHERE id = NEW.node; END;
    CREATE TRIGGER ${table}_seen_deleted AFTER DELETE ON seen_by BEGIN ${follow} WHERE id = OLD.node; END;`);
}

/** For a graph that an earlier version wrote. */
export const fillSeen = seenLabels.map(rulesOf).join(';\n');

function rulesOf(label: NodeLabel): string {
  const by = seenByOf(label);
  if (by === undefined) throw new Error(`${label} is not seen by way of others`);
  return `INSERT OR IGNORE INTO seen_by SELECT relationship.to_id, seeing.rule
    FROM relationship CROSS JOIN ${tableOf(by.from)} seeing ON seeing.id = relationship.from_id
    WHERE relationship.type = '${by.type}' AND seeing.rule IS NOT NULL`;
}
