import { labels, type NodeLabel, nodeLabels } from '../../../graph-schema/index.ts';
import type { CypherStatement, Neo4jConnection } from '../../operations/neo4j/neo4j-connection.ts';
import type { DistinctValue } from '../graph-store.ts';
import { isHidden, ownProperties } from '../stored/label-properties.ts';
import type { Viewer } from '../viewer.ts';
import { keyProperty, quoted } from './stored-names.ts';

/** These name things one by one; entity linking has them already. */
const names: ReadonlySet<string> = new Set(['name', 'title', 'email', 'aliases', 'heading']);
const perProperty = 500;

/**
 * The values of short texts and of the sources' own fields, over the nodes that the viewer may read; spellings that fold
 * alike count as one, under the smallest. Of each property the 500 most frequent.
 */
export async function distinctValues(connection: Neo4jConnection, viewer: Viewer): Promise<DistinctValue[]> {
  const found: DistinctValue[] = [];
  for (const label of nodeLabels.filter((one) => labels[one].queryable)) {
    const properties = [...ownShort(label), ...(await extrasOf(connection, label))];
    for (const property of properties) {
      if (isHidden(viewer, label, property)) continue;
      const rows = await connection.read(valuesOf(label, property, viewer));
      for (const row of rows)
        found.push({ label, property, value: String(row.get('value')), count: Number(row.get('count')) });
    }
  }
  return found;
}

function ownShort(label: NodeLabel): string[] {
  return ownProperties(label)
    .filter(
      ([name, { type, long }]) => (type === 'text' || type === 'texts') && long !== true && !names.has(name),
    )
    .map(([name]) => name);
}

/** Names of the sources' own fields that nodes of a label have. */
async function extrasOf(connection: Neo4jConnection, label: NodeLabel): Promise<string[]> {
  const rows = await connection.read({
    text: `MATCH (node:${label}) UNWIND keys(node) AS name
           WITH DISTINCT name WHERE name STARTS WITH 'extra.' AND NOT name ENDS WITH $key RETURN name ORDER BY name`,
    parameters: { key: keyProperty('') },
  });
  return rows.map((row) => String(row.get('name')));
}

function valuesOf(label: NodeLabel, property: string, viewer: Viewer): CypherStatement {
  const [value, key] = [`node.${quoted(property)}`, `node.${quoted(keyProperty(property))}`];
  const rights = viewer.acls === 'all' || !labels[label].restricted ? '' : 'AND node.acl IN $acls';
  return {
    text: `MATCH (node:${label}) WHERE ${value} IS NOT NULL ${rights}
      WITH node, CASE WHEN valueType(${value}) STARTS WITH 'LIST' THEN ${value} ELSE [${value}] END AS shown,
        CASE WHEN valueType(${key}) STARTS WITH 'LIST' THEN ${key} ELSE [${key}] END AS folded
      UNWIND range(0, size(shown) - 1) AS place
      WITH DISTINCT node, shown[place] AS value, folded[place] AS key
      RETURN min(value) AS value, count(DISTINCT node) AS count, key ORDER BY count DESC, key LIMIT ${perProperty}`,
    parameters: { acls: viewer.acls === 'all' ? [] : [...viewer.acls] },
  };
}
