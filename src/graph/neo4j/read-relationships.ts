import { type RelationshipType, relationships } from '../../../graph-schema/index.ts';
import type { Neo4jDatabase } from '../../operations/neo4j/open-neo4j.ts';
import type { StoredRelationship } from '../changes.ts';
import { statedTypes } from '../stated-types.ts';
import { decodeText } from './decode-value.ts';
import { anyLabel } from './stored-names.ts';

const types = statedTypes.join('|');

/** The relationships of nodes that sources state, ended ones included, each once. */
export async function readRelationships(
  database: Neo4jDatabase,
  ids: readonly string[],
): Promise<StoredRelationship[]> {
  const rows = await database.read(
    `UNWIND $ids AS id MATCH (n:${anyLabel} {id: id})-[r:${types}]-()
     WITH DISTINCT r
     RETURN r.id, type(r), startNode(r).id, endNode(r).id, r.source, r.role, r.from, r.to, r.ended, r.fingerprint`,
    { ids },
  );
  return rows.map(([id, type, from, to, source, role, since, until, ended, fingerprint]) => ({
    id: String(id),
    type: type as RelationshipType,
    from: String(from),
    to: String(to),
    source: String(source),
    ...(typeof role === 'string' && { properties: { role } }),
    ...(relationships[type as RelationshipType].temporal && {
      period: { from: decodeText(since), to: decodeText(until) },
    }),
    ended: ended === true,
    fingerprint: String(fingerprint),
  }));
}
