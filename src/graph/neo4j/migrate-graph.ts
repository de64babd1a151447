import { labels, nodeLabels, relationshipTypes } from '../../../graph-schema/index.ts';
import type { Neo4jDatabase, Neo4jRow } from '../../operations/neo4j/open-neo4j.ts';
import {
  changeSchema,
  type Neo4jMigration,
  runNeo4jMigrations,
} from '../../operations/neo4j/run-neo4j-migrations.ts';
import { ownProperties, searchableOf } from '../label-properties.ts';
import { fillNodesByRule } from './nodes-by-rule.ts';
import { numberStoredRules } from './number-rules.ts';
import { pairedNames, pairName } from './paired-names.ts';
import { fillSeenRules } from './seen-rules.ts';
import {
  anyLabel,
  indexedNames,
  metaLabel,
  migrationLabel,
  propertyAt,
  ruleLabel,
  searchableLabels,
  termLabel,
  textIndexOf,
  wordsName,
} from './stored-names.ts';

const migrations: readonly Neo4jMigration[] = [
  {
    name: 'nodes, words, statistics',
    statements: [
      `CREATE CONSTRAINT node_id IF NOT EXISTS FOR (n:${anyLabel}) REQUIRE n.id IS UNIQUE`,
      `CREATE INDEX node_source IF NOT EXISTS FOR (n:${anyLabel}) ON (n.source)`,
      `CREATE CONSTRAINT graph_term IF NOT EXISTS FOR (n:${termLabel}) REQUIRE n.term IS UNIQUE`,
      `CREATE CONSTRAINT graph_meta IF NOT EXISTS FOR (n:${metaLabel}) REQUIRE n.name IS UNIQUE`,
    ],
  },
  {
    name: 'numbers of rules',
    statements: [
      `CREATE CONSTRAINT graph_rule IF NOT EXISTS FOR (n:${ruleLabel}) REQUIRE n.id IS UNIQUE`,
      `CREATE CONSTRAINT graph_rule_number IF NOT EXISTS FOR (n:${ruleLabel}) REQUIRE n.number IS UNIQUE`,
    ],
  },
];

/** Brings the graph's indexes up to this version; see `runNeo4jMigrations` for errors. */
export async function migrateGraph(database: Neo4jDatabase): Promise<void> {
  await runNeo4jMigrations(database, migrationLabel, migrations);
  await noteProperties(database);
  await numberStoredRules(database);
  await fillSeenRules(database);
  await followSchema(database);
  await fillNodesByRule(database);
}

/** Makes the indexes that the schema asks for and the database lacks. */
async function followSchema(database: Neo4jDatabase): Promise<void> {
  const rows = await database.read('SHOW INDEXES YIELD name, properties');
  const outdated = rows.filter(isOutdated).map(([name]) => String(name));
  const present = new Set(rows.map(([name]) => String(name)).filter((name) => !outdated.includes(name)));
  const wanted = new Map<string, string>();
  for (const label of nodeLabels) {
    for (const name of indexedNames(label)) {
      const index = `${label.toLowerCase()}_${name}`;
      wanted.set(index, `CREATE INDEX ${index} IF NOT EXISTS FOR (n:${label}) ON (${propertyAt('n', name)})`);
    }
  }
  for (const label of nodeLabels) {
    if (!labels[label].restricted) continue;
    for (const name of ['rule', ...pairedNames(label).map(pairName)]) {
      const index = `${label.toLowerCase()}_${name}`;
      wanted.set(index, `CREATE INDEX ${index} IF NOT EXISTS FOR (n:${label}) ON (${propertyAt('n', name)})`);
    }
  }
  for (const label of searchableLabels) {
    const words = searchableOf(label).map((name) => propertyAt('n', wordsName(name)));
    // The terms are made in TypeScript: this analyzer only splits at spaces.
    wanted.set(
      textIndexOf(label),
      `CREATE FULLTEXT INDEX ${textIndexOf(label)} IF NOT EXISTS FOR (n:${label}) ON EACH [${words.join(', ')}]
       OPTIONS {indexConfig: {\`fulltext.analyzer\`: 'whitespace'}}`,
    );
  }
  for (const type of relationshipTypes) {
    const index = `${type.toLowerCase()}_id`;
    wanted.set(
      index,
      `CREATE CONSTRAINT ${index} IF NOT EXISTS FOR ()-[r:${type}]-() REQUIRE r.id IS UNIQUE`,
    );
  }
  const missing = [...wanted].filter(([name]) => !present.has(name)).map(([, statement]) => statement);
  // First, as indexes of this version have names of theirs.
  await changeSchema(database, [...outdated.map((name) => `DROP INDEX ${name} IF EXISTS`), ...missing]);
}

/** Whether an index is of an earlier version, which had the rule or its id as a second property behind the values. */
function isOutdated([name, properties]: Neo4jRow): boolean {
  if (!Array.isArray(properties) || properties.length !== 2) return false;
  return nodeLabels.some(
    (label) =>
      labels[label].restricted &&
      String(name).startsWith(`${label.toLowerCase()}_`) &&
      /_(acl|rule)$/.test(String(name)),
  );
}

/**
 * Notes which properties each label has. Where one has gained some, the hashes of its nodes are forgotten, so that the next
 * sync writes the new values.
 */
async function noteProperties(database: Neo4jDatabase): Promise<void> {
  const names = nodeLabels.map((label) => [label, ownProperties(label).map(([name]) => name)] as const);
  await database.write(async (run) => {
    const rows = await run(
      `MERGE (meta:${metaLabel} {name: 'graph'})
       ON CREATE SET meta.revision = 0, meta.sharedArticles = 0, meta.sharedLength = 0
       RETURN properties(meta)`,
    );
    const known = rows[0]?.[0] as Readonly<Record<string, unknown>>;
    const gained = names.filter(([label, properties]) => {
      const before = known[`properties_${label}`];
      return Array.isArray(before) && properties.some((name) => !before.includes(name));
    });
    for (const [label] of gained) await run(`MATCH (n:${label}) SET n.fingerprint = ''`);
    const noted = Object.fromEntries(names.map(([label, list]) => [`properties_${label}`, list]));
    await run(`MATCH (meta:${metaLabel} {name: 'graph'}) SET meta += $noted`, { noted });
  });
}
