import type { NodeLabel } from '../../../graph-schema/index.ts';
import { foldText } from '../fold-text.ts';
import type { StoredNode, StoredPassage } from '../graph-store.ts';
import { hasFormerKeys, isHidden, isHiddenOf, ownProperties, readableOf } from '../label-properties.ts';
import type { Viewer } from '../viewer.ts';
import { aclList } from './compile-context.ts';
import { decodeValue } from './decode-value.ts';
import { tableOf } from './label-table.ts';
import { readableRow } from './readable-row.ts';
import { identifier } from './sql.ts';
import type { ArrayRow, StatementCache } from './statement-cache.ts';

/** Whole nodes in the order of the ids; those that the viewer may not read are left out. */
export function readNodes(cache: StatementCache, ids: readonly string[], viewer: Viewer): StoredNode[] {
  const list = JSON.stringify([...new Set(ids)]);
  const known = cache.rows('SELECT id, label FROM node WHERE id IN (SELECT value FROM json_each(?))', list);
  const nodes = new Map<string, StoredNode>();
  for (const label of new Set(known.map((row) => row[1] as NodeLabel))) {
    const own = JSON.stringify(known.filter((row) => row[1] === label).map((row) => row[0]));
    for (const node of selectNodes(cache, label, 'id', own, viewer)) nodes.set(node.id, node);
  }
  return ids.flatMap((id) => nodes.get(id) ?? []);
}

/**
 * Nodes of a label with one of these keys, by the folded key; in the order of ids. Those that had such a key before come where none
 * has it now.
 */
export function findByKeys(
  cache: StatementCache,
  label: NodeLabel,
  keys: readonly string[],
  viewer: Viewer,
): StoredNode[] {
  // Whoever may not read the key must not learn of it by asking.
  if (isHidden(viewer, label, 'key')) return [];
  const folded = keys.map(foldText);
  const found = selectNodes(cache, label, 'key_key', JSON.stringify(folded), viewer);
  if (!hasFormerKeys(label) || isHidden(viewer, label, 'formerKeys')) return found;
  const present = new Set(found.map(({ key }) => foldText(key)));
  const missing = folded.filter((key) => !present.has(key));
  if (missing.length === 0) return found;
  // Not `IS NOT NULL`, for which SQLite reads the whole table: few nodes have moved, and the index leads to them alone.
  const moved = cache.rows(
    `SELECT id FROM ${tableOf(label)} WHERE "formerKeys_key" > '' AND EXISTS (
       SELECT 1 FROM json_each("formerKeys_key") former WHERE former.value IN (SELECT value FROM json_each(?1)))`,
    JSON.stringify(missing),
  );
  if (moved.length === 0) return found;
  const ids = JSON.stringify(moved.map(([id]) => id));
  return [...found, ...selectNodes(cache, label, 'id', ids, viewer)];
}

function selectNodes(
  cache: StatementCache,
  label: NodeLabel,
  column: 'id' | 'key_key',
  list: string,
  viewer: Viewer,
): StoredNode[] {
  const own = ownProperties(label).map(([name]) => name);
  const system = ['id', 'source', 'key', 'sourceUrl', 'updatedAt', 'extra'];
  const columns = [...system, ...own].map((name) =>
    name !== 'id' &&
    name !== 'extra' &&
    isHidden(viewer, label, name) &&
    readableOf(viewer, label, name) === null
      ? 'NULL'
      : identifier(name),
  );
  const rows = cache.rows(
    `SELECT ${columns.join(', ')} FROM ${tableOf(label)}
     WHERE ${column} IN (SELECT value FROM json_each(?1)) AND ${readableRow(label, '?2')} ORDER BY id`,
    list,
    aclList(viewer),
  );
  return rows.map((row) => decodeNode(label, own, row, viewer));
}

function decodeNode(label: NodeLabel, own: readonly string[], row: ArrayRow, viewer: Viewer): StoredNode {
  const [id, source, key, sourceUrl, updatedAt, extra] = row;
  const hides = (name: string): boolean => isHiddenOf(viewer, label, name, String(id));
  const text = (value: ArrayRow[number] | undefined, name = ''): string | null =>
    typeof value === 'string' && !hides(name) ? value : null;
  const extras = Object.entries(JSON.parse(text(extra) ?? '{}') as Record<string, string>);
  return {
    id: String(id),
    label,
    source: text(source, 'source') ?? '',
    key: text(key, 'key') ?? '',
    sourceUrl: text(sourceUrl, 'sourceUrl'),
    updatedAt: text(updatedAt, 'updatedAt'),
    properties: Object.fromEntries(
      own.map(
        (name, index) => [name, hides(name) ? null : decodeValue(label, name, row[index + 6])] as const,
      ),
    ),
    extra: Object.fromEntries(extras.filter(([name]) => !hides(`extra.${name}`))),
  };
}

/** Passages of articles, where the viewer may read both. */
export function readPassages(
  cache: StatementCache,
  articleIds: readonly string[],
  viewer: Viewer,
): StoredPassage[] {
  const visible = (name: string): string =>
    isHidden(viewer, 'Passage', name) ? 'NULL' : `passage."${name}"`;
  const rows = cache.rows(
    `SELECT passage.id, article.id, passage.ordinal, ${visible('heading')}, ${visible('text')}, ${visible('anchor')}
     FROM json_each(?1) asked
     CROSS JOIN node_article article ON article.id = asked.value
     CROSS JOIN relationship ON relationship.type = 'HAS_PASSAGE' AND relationship.from_id = article.id
     CROSS JOIN node_passage passage ON passage.id = relationship.to_id
     WHERE ?2 IS NULL OR (article.acl IN (SELECT value FROM json_each(?2))
       AND passage.acl IN (SELECT value FROM json_each(?2)))
     ORDER BY asked.key, passage.ordinal, passage.id`,
    JSON.stringify([...new Set(articleIds)]),
    aclList(viewer),
  );
  return rows.map(([id, articleId, ordinal, heading, text, anchor]) => ({
    id: String(id),
    articleId: String(articleId),
    ordinal: Number(ordinal ?? 0),
    heading: String(heading ?? ''),
    text: String(text ?? ''),
    anchor: typeof anchor === 'string' ? anchor : null,
  }));
}
