import { type RelationshipType, relationships, relationshipTypes } from '../../../graph-schema/index.ts';
import type { Neo4jDatabase } from '../../operations/neo4j/open-neo4j.ts';
import type { StoredRelationship } from '../changes.ts';
import { decodeText } from './decode-value.ts';
import { anyLabel } from './stored-names.ts';

const temporalTypes = relationshipTypes.filter((type) => relationships[type].temporal).join('|');

/** The temporal relationships of nodes, ended ones included, each once. */
export async function readHistory(
  database: Neo4jDatabase,
  ids: readonly string[],
): Promise<StoredRelationship[]> {
  const rows = await database.read(
    `UNWIND $ids AS id MATCH (n:${anyLabel} {id: id})-[r:${temporalTypes}]-()
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
    period: { from: decodeText(since), to: decodeText(until) },
    ended: ended === true,
    fingerprint: String(fingerprint),
  }));
}
