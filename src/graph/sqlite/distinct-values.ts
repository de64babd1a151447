import { labels, type NodeLabel, nodeLabels } from '../../../graph-schema/index.ts';
import type { DistinctValue } from '../graph-store.ts';
import { isHidden, ownProperties } from '../label-properties.ts';
import type { Viewer } from '../viewer.ts';
import { aclList } from './compile-context.ts';
import { keyColumn, tableOf } from './label-table.ts';
import { readableRow } from './readable-row.ts';
import { identifier } from './sql.ts';
import type { StatementCache } from './statement-cache.ts';

/** These name things one by one; entity linking has them already. */
const names: ReadonlySet<string> = new Set(['name', 'title', 'email', 'aliases', 'heading', 'formerKeys']);
const perProperty = 2000;

/**
 * The values of short texts and of the sources' own fields, over the nodes that the viewer may read; spellings that fold
 * alike count as one, under the smallest. Of each property the 2,000 most frequent.
 */
export function distinctValues(cache: StatementCache, viewer: Viewer): DistinctValue[] {
  return nodeLabels
    .filter((label) => labels[label].queryable)
    .flatMap((label) => [...ofProperties(cache, label, viewer), ...ofExtra(cache, label, viewer)]);
}

function ofProperties(cache: StatementCache, label: NodeLabel, viewer: Viewer): DistinctValue[] {
  const asked = ownProperties(label).filter(
    ([name, { type, long }]) =>
      (type === 'text' || type === 'texts') &&
      long !== true &&
      !names.has(name) &&
      !isHidden(viewer, label, name),
  );
  return asked.flatMap(([property, { type }]) => {
    const shown = identifier(property);
    const key = identifier(keyColumn(property));
    const from =
      type === 'text'
        ? `SELECT row, ${shown} AS value, ${key} AS key FROM ${tableOf(label)} WHERE ${shown} IS NOT NULL AND ${readableRow(label, '?1')}`
        : `SELECT row, shown.value AS value, folded.value AS key FROM ${tableOf(label)}
           CROSS JOIN json_each(${shown}) shown CROSS JOIN json_each(${key}) folded ON folded.key = shown.key
           WHERE ${readableRow(label, '?1')}`;
    return cache
      .rows(
        `SELECT min(value), count(DISTINCT row) FROM (${from}) GROUP BY key ORDER BY 2 DESC, key LIMIT ${perProperty}`,
        aclList(viewer),
      )
      .map(([value, count]) => ({ label, property, value: String(value), count: Number(count) }));
  });
}

function ofExtra(cache: StatementCache, label: NodeLabel, viewer: Viewer): DistinctValue[] {
  const rows = cache.rows(
    `SELECT shown.key, min(shown.value), count(*) FROM ${tableOf(label)}
     CROSS JOIN json_each(extra) shown CROSS JOIN json_each(extra_key) folded ON folded.key = shown.key
     WHERE ${readableRow(label, '?1')} GROUP BY shown.key, folded.value ORDER BY shown.key, 3 DESC, folded.value`,
    aclList(viewer),
  );
  const given = new Map<string, number>();
  return rows.flatMap(([name, value, count]) => {
    const property = `extra.${name}`;
    const before = given.get(property) ?? 0;
    if (isHidden(viewer, label, property) || before >= perProperty) return [];
    given.set(property, before + 1);
    return [{ label, property, value: String(value), count: Number(count) }];
  });
}
