import { relationships, relationshipTypes } from '../../../graph-schema/index.ts';
import type { Neo4jDatabase } from '../../operations/neo4j/open-neo4j.ts';
import type { RelationshipRole } from '../graph-store.ts';
import type { Viewer } from '../viewer.ts';

const withRole = relationshipTypes.filter((type) => 'role' in relationships[type].properties).toSorted();

/** The roles that relationships are held in; spellings that fold alike count as one, under the smallest. */
export async function relationshipRoles(
  database: Neo4jDatabase,
  { hiddenTypes }: Viewer,
): Promise<RelationshipRole[]> {
  const roles: RelationshipRole[] = [];
  for (const type of withRole.filter((one) => hiddenTypes?.has(one) !== true)) {
    const rows = await database.read(
      `MATCH ()-[r:${type}]->() WHERE r.role IS NOT NULL
       WITH r.role_key AS key, min(r.role) AS role, count(*) AS count
       RETURN role, count ORDER BY count DESC, key`,
      {},
    );
    roles.push(...rows.map(([role, count]) => ({ type, role: String(role), count: Number(count) })));
  }
  return roles;
}
