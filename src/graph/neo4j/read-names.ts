import { labels, type NodeLabel, propertyOf } from '../../../graph-schema/index.ts';
import { AppError } from '../../operations/app-error.ts';
import type { Neo4jDatabase } from '../../operations/neo4j/open-neo4j.ts';
import type { NameRecord } from '../graph-store.ts';
import { namePropertyOf } from '../label-properties.ts';
import { decodeText } from './decode-value.ts';

/** What tells namesakes apart. */
const details: Readonly<Partial<Record<NodeLabel, string>>> = { Employee: 'title', Team: 'kind' };

/**
 * All names of an unrestricted label, in the order of ids. Nodes without a name are left out.
 *
 * @throws AppError `invalid_input` for a restricted label: its names are for those alone who may read the nodes.
 */
export async function readNames(database: Neo4jDatabase, label: NodeLabel): Promise<NameRecord[]> {
  if (labels[label].restricted)
    throw new AppError(
      'invalid_input',
      `The names of ${label} nodes cannot be listed, as not everyone may read them.`,
    );
  const name = namePropertyOf(label);
  if (name === null) return [];
  const read = (property: string | undefined): string =>
    property !== undefined && propertyOf(label, property) !== undefined ? `n.${property}` : 'null';
  const rows = await database.read(
    `MATCH (n:${label}) WHERE n.${name} IS NOT NULL WITH n ORDER BY n.id
     RETURN n.id, n.source, n.key, n.${name}, ${read('aliases')} AS aliases, ${read('email')} AS email, ${read(details[label])} AS detail`,
  );
  return rows.map((row) => ({
    id: String(row[0]),
    label,
    source: String(row[1]),
    key: String(row[2]),
    name: String(row[3]),
    aliases: Array.isArray(row[4]) ? row[4].map(String) : [],
    email: decodeText(row[5]),
    detail: decodeText(row[6]),
  }));
}
