import { labels, type NodeLabel, nodeLabels, relationshipTypes } from '../../../graph-schema/index.ts';
import { AppError } from '../../operations/app-error.ts';
import type { Neo4jConnection } from '../../operations/neo4j/neo4j-connection.ts';
import { ownProperties, searchableOf } from '../stored/label-properties.ts';
import { decodeText } from './decode-value.ts';
import { bookkeeping, keyProperty, quoted, textIndexOf, wordsProperty } from './stored-names.ts';

interface Migration {
  readonly name: string;
  /** Each may run again without harm, as two processes may start at once. */
  readonly statements: readonly string[];
}

const { meta, migration, term } = bookkeeping;

const migrations: readonly Migration[] = [
  {
    name: 'nodes, relationships, words',
    statements: [
      unique('graph_node', '(node:Node) REQUIRE node.id'),
      unique('graph_meta', `(node:${meta}) REQUIRE node.name`),
      unique('graph_term', `(node:${term}) REQUIRE node.term`),
      'CREATE INDEX graph_node_source IF NOT EXISTS FOR (node:Node) ON (node.source)',
    ],
  },
];

/** Oldest server that has all that the statements use: `CALL (*) { … }` came with 5.23; 5.26 is the one that is kept up. */
const oldest = [5, 26] as const;

/**
 * Brings constraints and indexes up to this version; safe when two processes start at once.
 *
 * @throws AppError `storage_unusable` where the server is too old, or the graph was made by a newer version.
 */
export async function migrateGraph(connection: Neo4jConnection, uri: string): Promise<void> {
  await checkVersion(connection, uri);
  await connection.changeSchema([unique('graph_migration', `(node:${migration}) REQUIRE node.number`)]);
  const [row] = await connection.read({
    text: `MATCH (node:${migration}) RETURN coalesce(max(node.number), 0) AS number`,
  });
  const applied = Number(row?.get('number') ?? 0);
  if (applied > migrations.length) {
    throw new AppError(
      'storage_unusable',
      `The graph in Neo4j at ${uri} was made by a newer version of Orgwise (its schema is number ${applied}, this version knows ${migrations.length}): update Orgwise or use another database.`,
    );
  }
  for (const [index, { name, statements }] of migrations.entries()) {
    if (index < applied) continue;
    await connection.changeSchema(statements);
    await connection.write((run) =>
      run({
        text: `MERGE (node:${migration} {number: ${index + 1}}) ON CREATE SET node.name = $name, node.appliedAt = toString(datetime.realtime())`,
        parameters: { name },
      }),
    );
  }
  await connection.changeSchema(followingSchema());
  await connection.write((run) =>
    run({
      text: `MERGE (node:${meta} {name: 'graph'}) ON CREATE SET node.revision = 0, node.articles = 0, node.length = 0`,
    }),
  );
  for (const label of nodeLabels) await followProperties(connection, label);
  await connection.write((run) => run({ text: 'CALL db.awaitIndexes(100)' }));
}

/** @throws AppError `storage_unusable`. */
async function checkVersion(connection: Neo4jConnection, uri: string): Promise<void> {
  const { version } = await readServer(connection);
  if (!isOldEnough(version)) {
    throw new AppError(
      'storage_unusable',
      `Neo4j at ${uri} is version ${version}; ${oldest.join('.')} or newer is needed.`,
    );
  }
}

export interface ServerVersion {
  readonly version: string;
  readonly edition: string;
}

export async function readServer(connection: Neo4jConnection): Promise<ServerVersion> {
  const [row] = await connection.read({
    text: "CALL dbms.components() YIELD name, versions, edition WHERE name = 'Neo4j Kernel' RETURN versions[0] AS version, edition",
  });
  return { version: decodeText(row?.get('version')) ?? '', edition: decodeText(row?.get('edition')) ?? '' };
}

/** Whether a version such as `5.26.12` or `2025.06.0` will do. */
export function isOldEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

/** What follows from the schema and needs no number. */
function followingSchema(): string[] {
  return [
    ...nodeLabels.flatMap(ofLabel),
    ...relationshipTypes.map((type) =>
      unique(`graph_${type.toLowerCase()}`, `()-[link:${type}]-() REQUIRE link.id`),
    ),
    ...relationshipTypes.map(
      (type) =>
        `CREATE INDEX graph_${type.toLowerCase()}_source IF NOT EXISTS FOR ()-[link:${type}]-() ON (link.source)`,
    ),
  ];
}

function ofLabel(label: NodeLabel): string[] {
  const name = `graph_${label.toLowerCase()}`;
  const indexed = ownProperties(label).filter(([, definition]) => definition.indexed === true);
  const properties = [
    'key',
    keyProperty('key'),
    ...indexed.map(([property, { type }]) => (type === 'text' ? keyProperty(property) : property)),
    ...(labels[label].restricted ? ['acl'] : []),
    ...(searchableOf(label).length > 0 ? ['revision'] : []),
  ];
  const words = searchableOf(label).map((property) => `node.${quoted(wordsProperty(property))}`);
  return [
    unique(`${name}_id`, `(node:${label}) REQUIRE node.id`),
    ...properties.map(
      (property) =>
        `CREATE INDEX ${name}_${property} IF NOT EXISTS FOR (node:${label}) ON (node.${quoted(property)})`,
    ),
    ...(words.length === 0
      ? []
      : [
          `CREATE FULLTEXT INDEX ${textIndexOf(label)} IF NOT EXISTS FOR (node:${label}) ON EACH [${words.join(', ')}]
           OPTIONS {indexConfig: {\`fulltext.analyzer\`: 'whitespace', \`fulltext.eventually_consistent\`: false}}`,
        ]),
  ];
}

/** Where a label has gained properties, its hashes are forgotten, so that the next sync writes their values. */
async function followProperties(connection: Neo4jConnection, label: NodeLabel): Promise<void> {
  const properties = ownProperties(label).map(([name]) => name);
  await connection.write(async (run) => {
    const [row] = await run({
      text: `MERGE (node:${meta} {name: $name}) WITH node, node.properties AS before SET node.properties = $properties
             RETURN before`,
      parameters: { name: `label ${label}`, properties },
    });
    const before: unknown = row?.get('before');
    if (!Array.isArray(before) || properties.every((name) => before.includes(name))) return;
    await run({ text: `MATCH (node:${label}) SET node.fingerprint = ''` });
  });
}

function unique(name: string, what: string): string {
  return `CREATE CONSTRAINT ${name} IF NOT EXISTS FOR ${what} IS UNIQUE`;
}
