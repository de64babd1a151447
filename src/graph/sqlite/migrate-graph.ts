import type { DatabaseSync } from 'node:sqlite';
import { type NodeLabel, nodeLabels } from '../../../graph-schema/index.ts';
import { type Migration, runMigrations } from '../../operations/run-migrations.ts';
import { searchableOf } from '../label-properties.ts';
import { createIndexes } from './create-indexes.ts';
import { columnsOf, tableOf, textIndexOf } from './label-table.ts';
import { followNodesByRule, nodesByRuleTable } from './nodes-by-rule.ts';
import { fillSeen, followOnlyRule, seenTable } from './seen-rules.ts';
import { identifier } from './sql.ts';

/**
 * What the tables of the labels hang on. `node` knows every id with its label, rights and hash; `meta` the revision and
 * the totals of the term statistics.
 */
const foundation = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value REAL NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO meta VALUES ('revision', 0), ('shared_articles', 0), ('shared_length', 0);
  CREATE TABLE node (
    id TEXT PRIMARY KEY, label TEXT NOT NULL, acl TEXT, source TEXT NOT NULL, fingerprint TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX node_by_source ON node (source);
  CREATE TABLE relationship (
    id TEXT PRIMARY KEY, type TEXT NOT NULL, from_id TEXT NOT NULL, to_id TEXT NOT NULL, source TEXT NOT NULL,
    role TEXT, role_key TEXT, surface TEXT, confidence REAL, valid_from TEXT, valid_to TEXT,
    ended INTEGER NOT NULL DEFAULT 0, fingerprint TEXT NOT NULL
  ) STRICT;
  CREATE INDEX relationship_out ON relationship (type, from_id, to_id, valid_from, valid_to, role_key);
  CREATE INDEX relationship_in ON relationship (type, to_id, from_id, valid_from, valid_to, role_key);
  CREATE INDEX relationship_source ON relationship (source);
  CREATE TABLE article_terms (
    row INTEGER PRIMARY KEY, shared INTEGER NOT NULL, length INTEGER NOT NULL, title TEXT NOT NULL, vector TEXT NOT NULL
  ) STRICT;
  CREATE TABLE term_statistics (term TEXT PRIMARY KEY, articles INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

/** Rules by a number, which indexes hold in place of the id; none is given twice. */
const ruleNumbers =
  'CREATE TABLE rule (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE) STRICT';

const migrations: readonly Migration[] = [
  { name: 'nodes, relationships, words', up: (database) => database.exec(foundation) },
  { name: 'numbers of rules', up: (database) => database.exec(ruleNumbers) },
  { name: 'who sees projects and topics', up: (database) => database.exec(seenTable) },
  { name: 'nodes by rule', up: (database) => database.exec(nodesByRuleTable) },
];

/** Brings the graph's tables up to this version; see `runMigrations` for errors. */
export function migrateGraph(database: DatabaseSync, file: string): void {
  runMigrations(database, file, 'graph_migration', migrations, () => {
    for (const label of nodeLabels) followSchema(database, label);
    // Of an empty table it takes no time, and it has none of what an earlier version wrote.
    if (database.prepare('SELECT 1 FROM seen_by LIMIT 1').get() === undefined) database.exec(fillSeen);
  });
}

/**
 * Makes a label's table, or adds the columns that the schema has gained. Where it gained some, the label's hashes are
 * forgotten, so that the next sync writes the new values.
 */
function followSchema(database: DatabaseSync, label: NodeLabel): void {
  const table = tableOf(label);
  const present = new Set(
    database
      .prepare('SELECT name FROM pragma_table_info(?)')
      .all(table)
      .map((row) => String(row.name)),
  );
  const columns = columnsOf(label);
  if (present.size === 0) {
    const list = columns.map(
      (column) => `${identifier(column.name)} ${column.type}${constraint(column.name)}`,
    );
    database.exec(`CREATE TABLE ${table} (row INTEGER PRIMARY KEY, ${list.join(', ')}) STRICT`);
  } else {
    const missing = columns.filter((column) => !present.has(column.name));
    for (const column of missing)
      database.exec(`ALTER TABLE ${table} ADD COLUMN ${identifier(column.name)} ${column.type}`);
    if (missing.some((column) => column.name === 'rule')) numberRules(database, table);
    if (missing.some((column) => column.name !== 'rule'))
      database.prepare("UPDATE node SET fingerprint = '' WHERE label = ?").run(label);
  }
  createIndexes(database, label);
  followNodesByRule(database, label);
  followOnlyRule(database, label);
  if (searchableOf(label).length > 0) database.exec(textIndex(label));
}

function numberRules(database: DatabaseSync, table: string): void {
  database.exec(`INSERT OR IGNORE INTO rule (id) SELECT DISTINCT acl FROM ${table} WHERE acl IS NOT NULL;
    UPDATE ${table} SET rule = (SELECT number FROM rule WHERE rule.id = acl)`);
}

function constraint(column: string): string {
  if (column === 'id') return ' NOT NULL UNIQUE';
  return column === 'source' || column === 'key' ? ' NOT NULL' : '';
}

/**
 * Contentless: the words stand in the label's table already. The `ascii` tokenizer takes every character beyond ASCII as
 * part of a word and so, with these signs, splits at spaces alone; `unicode61` would drop letters newer than its tables.
 */
function textIndex(label: NodeLabel): string {
  const columns = searchableOf(label).map(identifier).join(', ');
  return `CREATE VIRTUAL TABLE IF NOT EXISTS ${textIndexOf(label)} USING fts5(
    ${columns}, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '_./-'''")`;
}
