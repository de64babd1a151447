import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Neo4jDatabase } from '../../operations/neo4j/open-neo4j.ts';
import type { DistinctValue } from '../graph-store.ts';
import { isHidden, ownProperties } from '../label-properties.ts';
import type { NumberedViewer } from './numbered-rules.ts';
import { readableBy } from './read-nodes.ts';
import { keyName, propertyAt, queryableLabels } from './stored-names.ts';

/** These name things one by one; entity linking has them already. */
const names: ReadonlySet<string> = new Set(['name', 'title', 'email', 'aliases', 'heading', 'formerKeys']);
const perProperty = 2000;

/**
 * The values of short texts and of the sources' own fields, over the nodes that the viewer may read; spellings that fold
 * alike count as one, under the smallest. Of each property the 2,000 most frequent.
 */
export async function distinctValues(
  database: Neo4jDatabase,
  viewer: NumberedViewer,
): Promise<DistinctValue[]> {
  const values: DistinctValue[] = [];
  for (const label of queryableLabels) {
    values.push(...(await ofProperties(database, label, viewer)));
    values.push(...(await ofExtra(database, label, viewer)));
  }
  return values;
}

async function ofProperties(
  database: Neo4jDatabase,
  label: NodeLabel,
  viewer: NumberedViewer,
): Promise<DistinctValue[]> {
  const asked = ownProperties(label).filter(
    ([name, { type, long }]) =>
      (type === 'text' || type === 'texts') &&
      long !== true &&
      !names.has(name) &&
      !isHidden(viewer, label, name),
  );
  const values: DistinctValue[] = [];
  for (const [property, { type }] of asked) {
    const shown = propertyAt('n', property);
    const key = propertyAt('n', keyName(property));
    const pairs =
      type === 'text'
        ? `WITH n, ${shown} AS value, ${key} AS key`
        : `UNWIND range(0, size(${shown}) - 1) AS place WITH n, ${shown}[place] AS value, ${key}[place] AS key`;
    const rows = await database.read(
      `MATCH (n:${label}) WHERE ${shown} IS NOT NULL AND ${readableBy('n')} ${pairs}
       WITH key, min(value) AS value, count(DISTINCT n) AS count
       RETURN value, count ORDER BY count DESC, key LIMIT ${perProperty}`,
      { rules: viewer.rules },
    );
    values.push(
      ...rows.map(([value, count]) => ({ label, property, value: String(value), count: Number(count) })),
    );
  }
  return values;
}

async function ofExtra(
  database: Neo4jDatabase,
  label: NodeLabel,
  viewer: NumberedViewer,
): Promise<DistinctValue[]> {
  const rows = await database.read(
    `MATCH (n:${label}) WHERE ${readableBy('n')}
     UNWIND [name IN keys(n) WHERE name STARTS WITH 'extra.'] AS property
     WITH property, n['extra_key.' + substring(property, 6)] AS key, min(n[property]) AS value, count(*) AS count
     RETURN property, value, count ORDER BY property, count DESC, key`,
    { rules: viewer.rules },
  );
  const given = new Map<string, number>();
  return rows.flatMap(([name, value, count]) => {
    const property = String(name);
    const before = given.get(property) ?? 0;
    if (isHidden(viewer, label, property) || before >= perProperty) return [];
    given.set(property, before + 1);
    return [{ label, property, value: String(value), count: Number(count) }];
  });
}
