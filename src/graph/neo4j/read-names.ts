import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Neo4jDatabase } from '../../operations/neo4j/open-neo4j.ts';
import type { NameRecord } from '../graph-store.ts';
import { namePropertiesOf, nameRecordOf } from '../name-record.ts';

/**
 * All names of an unrestricted label, in the order of ids. Nodes without a name are left out.
 *
 * @throws AppError `invalid_input` for a restricted label.
 */
export async function readNames(database: Neo4jDatabase, label: NodeLabel): Promise<NameRecord[]> {
  const properties = namePropertiesOf(label);
  if (properties === null) return [];
  const read = (property: string | null): string => (property === null ? 'null' : `n.${property}`);
  const { name, aliases, email, detail } = properties;
  const rows = await database.read(
    `MATCH (n:${label}) WHERE n.${name} IS NOT NULL WITH n ORDER BY n.id
     RETURN n.id, n.source, n.key, n.${name}, ${read(aliases)} AS aliases, ${read(email)} AS email, ${read(detail)} AS detail`,
  );
  return rows.map((row) =>
    nameRecordOf(label, row, (stored) => (Array.isArray(stored) ? stored.map(String) : [])),
  );
}
