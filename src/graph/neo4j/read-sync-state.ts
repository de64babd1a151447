import type { NodeLabel, RelationshipType } from '../../../graph-schema/index.ts';
import type { Neo4jDatabase } from '../../operations/neo4j/open-neo4j.ts';
import { parseClauses } from '../acl-clauses.ts';
import type { Fingerprints } from '../changes.ts';
import type { NodeKey, SourceStatus } from '../graph-store.ts';
import { decodeText } from './decode-value.ts';
import { anyLabel, everyType, metaLabel, schemaLabel } from './stored-names.ts';

/** What the graph holds of a source. */
export async function readFingerprints(database: Neo4jDatabase, source: string): Promise<Fingerprints> {
  const nodes = await database.read(
    `MATCH (n:${anyLabel} {source: $source}) RETURN n.id, labels(n), n.fingerprint`,
    { source },
  );
  const relationships = await database.read(
    `MATCH ()-[r:${everyType}]->() WHERE r.source = $source AND r.ended = false RETURN r.id, type(r), r.fingerprint`,
    { source },
  );
  return {
    nodes: new Map(
      nodes.flatMap(([id, stored, fingerprint]) => {
        const label = schemaLabel(stored);
        return label === undefined
          ? []
          : [[String(id), { label, fingerprint: String(fingerprint) }] as const];
      }),
    ),
    relationships: new Map(
      relationships.map(([id, type, fingerprint]) => [
        String(id),
        { type: type as RelationshipType, fingerprint: String(fingerprint) },
      ]),
    ),
  };
}

export async function readKeys(database: Neo4jDatabase, label: NodeLabel): Promise<NodeKey[]> {
  const rows = await database.read(
    `MATCH (n:${label}) RETURN n.id AS id, n.source, n.key, n.sourceUrl, n.formerKeys ORDER BY id`,
  );
  return rows.map(([id, source, key, url, formerKeys]) => ({
    id: String(id),
    source: String(source),
    key: String(key),
    formerKeys: Array.isArray(formerKeys) ? formerKeys.map(String) : [],
    url: typeof url === 'string' ? url : null,
  }));
}

const textsAtOnce = 500;

/** Texts page by page: nothing stays open in the database while the caller works on one. */
export async function* readTexts(
  database: Neo4jDatabase,
  since: number,
): AsyncGenerator<{ readonly id: string; readonly label: 'Task' | 'Passage'; readonly text: string }> {
  for (const [label, first, second] of [
    ['Task', 'title', 'description'],
    ['Passage', 'heading', 'text'],
  ] as const) {
    const ids = await database.read(
      `MATCH (n:${label}) WHERE n.revision > $since RETURN n.id AS id ORDER BY id`,
      {
        since,
      },
    );
    for (let start = 0; start < ids.length; start += textsAtOnce) {
      const rows = await database.read(
        `UNWIND $ids AS id MATCH (n:${anyLabel} {id: id}) WHERE n:${label} RETURN id, n.${first}, n.${second}`,
        { ids: ids.slice(start, start + textsAtOnce).map(([id]) => id) },
      );
      for (const [id, ...parts] of rows)
        yield { id: String(id), label, text: parts.filter((part) => part !== null).join('\n') };
    }
  }
}

export async function readSources(database: Neo4jDatabase): Promise<SourceStatus[]> {
  const rows = await database.read(
    'MATCH (n:Source) WITH n ORDER BY n.id RETURN n.name, n.key, n.connector, n.syncedAt, n.attemptedAt, n.failure, n.knownSince, n.updatingSince, n.sample',
  );
  return rows.map(
    ([name, key, connector, syncedAt, attemptedAt, failure, knownSince, updatingSince, sample]) => ({
      name: decodeText(name) ?? decodeText(key) ?? '',
      connector: decodeText(connector) ?? '',
      syncedAt: decodeText(syncedAt),
      attemptedAt: decodeText(attemptedAt),
      failure: decodeText(failure),
      knownSince: decodeText(knownSince),
      updatingSince: decodeText(updatingSince),
      sample: sample === true,
    }),
  );
}

export async function readAcls(
  database: Neo4jDatabase,
): Promise<{ readonly id: string; readonly clauses: readonly (readonly string[])[] }[]> {
  const rows = await database.read('MATCH (n:Acl) RETURN n.id AS id, n.clauses ORDER BY id');
  return rows.map(([id, clauses]) => ({ id: String(id), clauses: parseClauses(String(clauses)) }));
}

export async function readRevision(database: Neo4jDatabase): Promise<number> {
  const rows = await database.read(`MATCH (meta:${metaLabel} {name: 'graph'}) RETURN meta.revision`);
  return Number(rows[0]?.[0] ?? 0);
}
