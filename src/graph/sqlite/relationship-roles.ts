import { type RelationshipType, relationships, relationshipTypes } from '../../../graph-schema/index.ts';
import type { RelationshipRole } from '../graph-store.ts';
import type { Viewer } from '../viewer.ts';
import type { StatementCache } from './statement-cache.ts';

const withRole = relationshipTypes.filter((type) => 'role' in relationships[type].properties);

/** The roles that relationships are held in; spellings that fold alike count as one, under the smallest. */
export function relationshipRoles(cache: StatementCache, { hiddenTypes }: Viewer): RelationshipRole[] {
  const types = withRole.filter((type) => hiddenTypes?.has(type) !== true);
  return cache
    .rows(
      `SELECT type, min(role), count(*) FROM relationship
       WHERE type IN (${types.map((type) => `'${type}'`).join(', ')}) AND role IS NOT NULL
       GROUP BY type, role_key ORDER BY type, 3 DESC, role_key`,
    )
    .map(([type, role, count]) => ({
      type: String(type) as RelationshipType,
      role: String(role),
      count: Number(count),
    }));
}
