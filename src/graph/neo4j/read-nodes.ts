import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Neo4jConnection } from '../../operations/neo4j/neo4j-connection.ts';
import { foldText } from '../fold-text.ts';
import type { StoredNode, StoredPassage } from '../graph-store.ts';
import { isHidden, ownProperties } from '../stored/label-properties.ts';
import type { Viewer } from '../viewer.ts';
import { decodeText, decodeValue } from './decode-value.ts';
import { labelOf } from './label-of.ts';
import { keyProperty } from './stored-names.ts';

const extra = 'extra.';

function aclsOf(viewer: Viewer): { readonly filter: string; readonly acls: readonly string[] } {
  if (viewer.acls === 'all') return { filter: '', acls: [] };
  return { filter: 'AND (node.acl IS NULL OR node.acl IN $acls)', acls: [...viewer.acls] };
}

/** Whole nodes in the order of the ids; those that the viewer may not read are left out. */
export async function readNodes(
  connection: Neo4jConnection,
  ids: readonly string[],
  viewer: Viewer,
): Promise<StoredNode[]> {
  const { filter, acls } = aclsOf(viewer);
  const rows = await connection.read({
    text: `MATCH (node:Node) WHERE node.id IN $ids ${filter} RETURN labels(node) AS labels, properties(node) AS properties`,
    parameters: { ids: [...new Set(ids)], acls },
  });
  const nodes = new Map(
    rows.map((row) => {
      const node = decodeNode(labelOf(row.get('labels')), row.get('properties'), viewer);
      return [node.id, node];
    }),
  );
  return ids.flatMap((id) => nodes.get(id) ?? []);
}

/** Nodes of a label with one of these keys, by the folded key; in the order of ids. */
export async function findByKeys(
  connection: Neo4jConnection,
  label: NodeLabel,
  keys: readonly string[],
  viewer: Viewer,
): Promise<StoredNode[]> {
  // Whoever may not read the key must not learn of it by asking.
  if (isHidden(viewer, label, 'key')) return [];
  const { filter, acls } = aclsOf(viewer);
  const rows = await connection.read({
    text: `MATCH (node:${label}) WHERE node.${keyProperty('key')} IN $keys ${filter}
           RETURN properties(node) AS properties ORDER BY node.id`,
    parameters: { keys: keys.map(foldText), acls },
  });
  return rows.map((row) => decodeNode(label, row.get('properties'), viewer));
}

function decodeNode(label: NodeLabel, stored: unknown, viewer: Viewer): StoredNode {
  const properties = stored as Readonly<Record<string, unknown>>;
  const shown = (name: string): unknown => (isHidden(viewer, label, name) ? null : properties[name]);
  const extras = Object.entries(properties).flatMap(([name, value]) =>
    name.startsWith(extra) && !name.endsWith(keyProperty('')) && !isHidden(viewer, label, name)
      ? [[name.slice(extra.length), String(value)] as const]
      : [],
  );
  return {
    id: String(properties.id),
    label,
    source: decodeText(shown('source')) ?? '',
    key: decodeText(shown('key')) ?? '',
    sourceUrl: decodeText(shown('sourceUrl')),
    updatedAt: decodeText(shown('updatedAt')),
    properties: Object.fromEntries(
      ownProperties(label).map(([name]) => [name, decodeValue(shown(name))] as const),
    ),
    extra: Object.fromEntries(extras.sort(([one], [other]) => (one < other ? -1 : 1))),
  };
}

/** Passages of articles, where the viewer may read both. */
export async function readPassages(
  connection: Neo4jConnection,
  articleIds: readonly string[],
  viewer: Viewer,
): Promise<StoredPassage[]> {
  const visible = (name: string): string => (isHidden(viewer, 'Passage', name) ? 'null' : `passage.${name}`);
  const rights = viewer.acls === 'all' ? '' : 'WHERE article.acl IN $acls AND passage.acl IN $acls';
  const rows = await connection.read({
    text: `UNWIND range(0, size($ids) - 1) AS place
           MATCH (article:Article {id: $ids[place]})-[:HAS_PASSAGE]->(passage:Passage) ${rights}
           RETURN passage.id AS id, article.id AS articleId, passage.ordinal AS ordinal,
             ${visible('heading')} AS heading, ${visible('text')} AS text, ${visible('anchor')} AS anchor
           ORDER BY place, passage.ordinal, passage.id`,
    parameters: { ids: [...new Set(articleIds)], acls: viewer.acls === 'all' ? [] : [...viewer.acls] },
  });
  return rows.map((row) => ({
    id: String(row.get('id')),
    articleId: String(row.get('articleId')),
    ordinal: Number(row.get('ordinal') ?? 0),
    heading: decodeText(row.get('heading')) ?? '',
    text: decodeText(row.get('text')) ?? '',
    anchor: decodeText(row.get('anchor')),
  }));
}
