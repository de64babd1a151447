import type { RelationshipType } from '../../../graph-schema/index.ts';
import { relationships } from '../../../graph-schema/index.ts';
import type { StoredRelationship } from '../changes.ts';
import { statedTypes } from '../stated-types.ts';
import type { StatementCache } from './statement-cache.ts';

const columns = 'id, from_id, to_id, source, role, valid_from, valid_to, ended, fingerprint';

/** The relationships of nodes that sources state, ended ones included, each once. */
export function readRelationships(cache: StatementCache, ids: readonly string[]): StoredRelationship[] {
  const found = new Map<string, StoredRelationship>();
  for (const nodeId of ids) {
    for (const type of statedTypes) {
      for (const end of ['from_id', 'to_id'] as const) {
        const rows = cache.rows(
          `SELECT ${columns} FROM relationship WHERE type = ? AND ${end} = ?`,
          type,
          nodeId,
        );
        for (const row of rows) {
          const one = toRelationship(type, row);
          found.set(one.id, one);
        }
      }
    }
  }
  return [...found.values()];
}

function toRelationship(type: RelationshipType, row: readonly unknown[]): StoredRelationship {
  const [id, from, to, source, role, since, until, ended, fingerprint] = row;
  const day = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return {
    id: String(id),
    type,
    from: String(from),
    to: String(to),
    source: String(source),
    ...(typeof role === 'string' && { properties: { role } }),
    ...(relationships[type].temporal && { period: { from: day(since), to: day(until) } }),
    ended: ended === 1,
    fingerprint: String(fingerprint),
  };
}
