import { labels, nodeLabels, relationshipTypes } from '../../../graph-schema/index.ts';
import type { Neo4jDatabase } from '../../operations/neo4j/open-neo4j.ts';
import {
  changeSchema,
  type Neo4jMigration,
  runNeo4jMigrations,
} from '../../operations/neo4j/run-neo4j-migrations.ts';
import { ownProperties, searchableOf } from '../label-properties.ts';
import { numberDays, numberStoredRules } from './number-rules.ts';
import {
  anyLabel,
  dayRuleName,
  indexedDays,
  indexedNames,
  metaLabel,
  migrationLabel,
  propertyAt,
  ruleLabel,
  searchableLabels,
  sharedNames,
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
  await followSchema(database);
}

/** Makes the indexes that the schema asks for and the database lacks. */
async function followSchema(database: Neo4jDatabase): Promise<void> {
  const rows = await database.read('SHOW INDEXES YIELD name');
  const present = new Set(rows.map(([name]) => String(name)));
  const wanted = new Map<string, string>();
  for (const label of nodeLabels) {
    for (const name of indexedNames(label)) {
      const index = `${label.toLowerCase()}_${name}`;
      wanted.set(index, `CREATE INDEX ${index} IF NOT EXISTS FOR (n:${label}) ON (${propertyAt('n', name)})`);
    }
  }
  for (const label of nodeLabels) {
    if (labels[label].restricted)
      wanted.set(
        `${label.toLowerCase()}_rule`,
        `CREATE INDEX ${label.toLowerCase()}_rule IF NOT EXISTS FOR (n:${label}) ON (n.rule)`,
      );
    for (const day of indexedDays(label)) {
      const name = dayRuleName(day);
      const index = `${label.toLowerCase()}_${name}`;
      wanted.set(index, `CREATE INDEX ${index} IF NOT EXISTS FOR (n:${label}) ON (${propertyAt('n', name)})`);
    }
    for (const name of sharedNames(label)) {
      const index = `${label.toLowerCase()}_${name}_rule`;
      const properties = `${propertyAt('n', name)}, n.rule`;
      wanted.set(index, `CREATE INDEX ${index} IF NOT EXISTS FOR (n:${label}) ON (${properties})`);
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
  // Of earlier versions, which had the rule's id behind the values.
  const outdated = nodeLabels
    .flatMap((label) =>
      [...sharedNames(label), ...indexedDays(label)].map((name) => `${label.toLowerCase()}_${name}_acl`),
    )
    .filter((name) => present.has(name));
  const unnumbered = nodeLabels.flatMap((label) =>
    indexedDays(label)
      .filter((day) => !present.has(`${label.toLowerCase()}_${dayRuleName(day)}`))
      .map((day) => numberDays(label, day)),
  );
  const missing = [...wanted].filter(([name]) => !present.has(name)).map(([, statement]) => statement);
  await changeSchema(database, [
    ...unnumbered,
    ...missing,
    ...outdated.map((name) => `DROP INDEX ${name} IF EXISTS`),
  ]);
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
