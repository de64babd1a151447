import type { NodeLabel, RelationshipType } from '../../../graph-schema/index.ts';
import { labels } from '../../../graph-schema/index.ts';
import { AppError } from '../../operations/app-error.ts';
import type { Neo4jConnection } from '../../operations/neo4j/neo4j-connection.ts';
import type { Fingerprints } from '../changes.ts';
import type { GraphReader, NameRecord, NodeKey, SourceStatus } from '../graph-store.ts';
import { parseClauses } from '../stored/acl-clauses.ts';
import { namePropertyOf } from '../stored/label-properties.ts';
import { decodeText, decodeTexts } from './decode-value.ts';
import { labelOf } from './label-of.ts';
import { bookkeeping } from './stored-names.ts';

/** What tells namesakes apart. */
const details: Readonly<Partial<Record<NodeLabel, string>>> = { Employee: 'title', Team: 'kind' };

/**
 * All names of an unrestricted label, in the order of ids. Nodes without a name are left out.
 *
 * @throws AppError `invalid_input` for a restricted label: its names are for those alone who may read the nodes.
 */
export async function readNames(connection: Neo4jConnection, label: NodeLabel): Promise<NameRecord[]> {
  if (labels[label].restricted)
    throw new AppError(
      'invalid_input',
      `The names of ${label} nodes cannot be listed, as not everyone may read them.`,
    );
  const name = namePropertyOf(label);
  if (name === null) return [];
  const detail = details[label];
  const rows = await connection.read({
    text: `MATCH (node:${label}) WHERE node.${name} IS NOT NULL
           RETURN node.id AS id, node.source AS source, node.key AS key, node.${name} AS name, node.aliases AS aliases,
             node.email AS email, ${detail === undefined ? 'null' : `node.${detail}`} AS detail ORDER BY id`,
  });
  return rows.map((row) => ({
    id: String(row.get('id')),
    label,
    source: String(row.get('source')),
    key: String(row.get('key')),
    name: String(row.get('name')),
    aliases: decodeTexts(row.get('aliases')),
    email: decodeText(row.get('email')),
    detail: decodeText(row.get('detail')),
  }));
}

/** What the graph holds of a source. */
export async function readFingerprints(connection: Neo4jConnection, source: string): Promise<Fingerprints> {
  const nodes = await connection.read({
    text: 'MATCH (node:Node {source: $source}) RETURN node.id AS id, labels(node) AS labels, node.fingerprint AS fingerprint',
    parameters: { source },
  });
  const links = await connection.read({
    text: 'MATCH (:Node)-[link]->(:Node) WHERE link.source = $source AND NOT link.ended RETURN link.id AS id, type(link) AS type, link.fingerprint AS fingerprint',
    parameters: { source },
  });
  return {
    nodes: new Map(
      nodes.map((row) => [
        String(row.get('id')),
        { label: labelOf(row.get('labels')), fingerprint: String(row.get('fingerprint')) },
      ]),
    ),
    relationships: new Map(
      links.map((row) => [
        String(row.get('id')),
        { type: row.get('type') as RelationshipType, fingerprint: String(row.get('fingerprint')) },
      ]),
    ),
  };
}

export async function readKeys(connection: Neo4jConnection, label: NodeLabel): Promise<NodeKey[]> {
  const rows = await connection.read({
    text: `MATCH (node:${label}) RETURN node.id AS id, node.source AS source, node.key AS key ORDER BY id`,
  });
  return rows.map((row) => ({
    id: String(row.get('id')),
    source: String(row.get('source')),
    key: String(row.get('key')),
  }));
}

const textsAtOnce = 500;

/** Texts page by page, in the order of ids. */
export async function* readTexts(
  connection: Neo4jConnection,
  since: number,
): AsyncGenerator<{ readonly id: string; readonly label: 'Task' | 'Passage'; readonly text: string }> {
  for (const [label, first, second] of [
    ['Task', 'title', 'description'],
    ['Passage', 'heading', 'text'],
  ] as const) {
    let last = '';
    for (;;) {
      const rows = await connection.read({
        text: `MATCH (node:${label}) WHERE node.id > $last AND node.revision > $since
               RETURN node.id AS id, [node.${first}, node.${second}] AS texts ORDER BY id LIMIT ${textsAtOnce}`,
        parameters: { last, since },
      });
      for (const row of rows) {
        last = String(row.get('id'));
        const texts = (row.get('texts') as unknown[]).filter((text) => text !== null);
        yield { id: last, label, text: texts.join('\n') };
      }
      if (rows.length < textsAtOnce) break;
    }
  }
}

export async function readSources(connection: Neo4jConnection): Promise<SourceStatus[]> {
  const rows = await connection.read({
    text: 'MATCH (node:Source) RETURN properties(node) AS properties ORDER BY node.id',
  });
  return rows.map((row) => {
    const { name, key, connector, syncedAt, attemptedAt, failure } = row.get('properties') as Record<
      string,
      unknown
    >;
    return {
      name: decodeText(name) ?? decodeText(key) ?? '',
      connector: decodeText(connector) ?? '',
      syncedAt: decodeText(syncedAt),
      attemptedAt: decodeText(attemptedAt),
      failure: decodeText(failure),
    };
  });
}

export async function readAcls(connection: Neo4jConnection): ReturnType<GraphReader['acls']> {
  const rows = await connection.read({
    text: 'MATCH (node:Acl) RETURN node.id AS id, node.clauses AS clauses ORDER BY id',
  });
  return rows.map((row) => ({
    id: String(row.get('id')),
    clauses: parseClauses(decodeText(row.get('clauses')) ?? ''),
  }));
}

export async function readRevision(connection: Neo4jConnection): Promise<number> {
  const [row] = await connection.read({
    text: `MATCH (node:${bookkeeping.meta} {name: 'graph'}) RETURN node.revision AS revision`,
  });
  return Number(row?.get('revision') ?? 0);
}
