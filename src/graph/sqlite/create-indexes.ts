import type { DatabaseSync } from 'node:sqlite';
import { labels, type NodeLabel } from '../../../graph-schema/index.ts';
import { ownProperties } from '../label-properties.ts';
import { hasKeyColumn, keyColumn, tableOf } from './label-table.ts';
import { identifier } from './sql.ts';

/**
 * Makes the indexes of a label's table that are missing. Where nodes have readers, each has the rule behind what it is of, so
 * that counts need not look into the table for it.
 */
export function createIndexes(database: DatabaseSync, label: NodeLabel): void {
  const table = tableOf(label);
  for (const column of indexedColumns(label)) {
    const name = `${table}_${column}`;
    if (!labels[label].restricted) {
      database.exec(`CREATE INDEX IF NOT EXISTS ${name} ON ${table} (${identifier(column)})`);
      continue;
    }
    database.exec(`CREATE INDEX IF NOT EXISTS ${name}_rule ON ${table} (${identifier(column)}, rule)`);
    // Of earlier versions.
    database.exec(`DROP INDEX IF EXISTS ${name}`);
  }
  if (!labels[label].restricted) return;
  for (const day of indexedDays(label))
    database.exec(
      `CREATE INDEX IF NOT EXISTS ${ruleIndexOf(label, day)} ON ${table} (rule, ${identifier(day)})`,
    );
  const byId = `${table}_id_rule`;
  database.exec(`CREATE INDEX IF NOT EXISTS ${byId} ON ${table} (id, rule)`);
  tellUnique(database, table, byId);
}

/** The index of a day of a label with readers that is led by the rule; for spans that thousands of nodes fall into. */
export function ruleIndexOf(label: NodeLabel, day: string): string {
  return `${tableOf(label)}_rule_${day}`;
}

function indexedDays(label: NodeLabel): readonly string[] {
  return ownProperties(label).flatMap(([name, { type, indexed }]) =>
    type === 'date' && indexed === true ? [name] : [],
  );
}

function indexedColumns(label: NodeLabel): string[] {
  const own = ownProperties(label)
    .filter(([, definition]) => definition.indexed === true)
    .map(([name, definition]) => (hasKeyColumn(definition) ? keyColumn(name) : name));
  return ['key', 'key_key', ...own];
}

/** Rows of a table that nothing is known of, as SQLite takes it. */
const unknownRows = 1_048_576;

/**
 * Tells SQLite that an index has one row an id, or it would take ten for granted and rather look into the table, by the index
 * of the ids alone. Of everything else it goes on knowing nothing: plans are ours to lead.
 */
function tellUnique(database: DatabaseSync, table: string, index: string): void {
  const known = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'").get();
  // Only ANALYZE can make the table of statistics.
  if (known === undefined) database.exec('ANALYZE meta; DELETE FROM sqlite_stat1');
  if (database.prepare('SELECT 1 FROM sqlite_stat1 WHERE idx = ?').get(index) !== undefined) return;
  database
    .prepare('INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)')
    .run(table, index, `${unknownRows} 1 1`);
  database.exec('ANALYZE sqlite_schema');
}
