import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Neo4jDatabase } from '../../operations/neo4j/open-neo4j.ts';
import type { NameRecord } from '../graph-store.ts';
import { namePropertiesOf, nameRecordOf } from '../name-record.ts';
import type { NumberedViewer } from './numbered-rules.ts';
import { readableBy } from './read-nodes.ts';

/**
 * The names of a label that the viewer may know, in the order of ids. Nodes without a name are left out.
 *
 * @throws AppError `invalid_input` for a label whose nodes have rules.
 */
export async function readNames(
  database: Neo4jDatabase,
  label: NodeLabel,
  viewer: NumberedViewer,
): Promise<NameRecord[]> {
  const properties = namePropertiesOf(label);
  if (properties === null) return [];
  const read = (property: string | null): string => (property === null ? 'null' : `n.${property}`);
  const { name, aliases, email, detail } = properties;
  const rows = await database.read(
    `MATCH (n:${label}) WHERE n.${name} IS NOT NULL AND ${readableBy('n')} WITH n ORDER BY n.id
     RETURN n.id, n.source, n.key, n.${name}, ${read(aliases)} AS aliases, ${read(email)} AS email, ${read(detail)} AS detail`,
    { rules: viewer.rules },
  );
  return rows.map((row) =>
    nameRecordOf(label, row, (stored) => (Array.isArray(stored) ? stored.map(String) : [])),
  );
}
