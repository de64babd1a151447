import { type NodeLabel, seenLabels } from '../../../graph-schema/index.ts';
import type { Neo4jDatabase, Neo4jRow, Neo4jValue } from '../../operations/neo4j/open-neo4j.ts';
import { foldText } from '../fold-text.ts';
import type { StoredNode, StoredPassage } from '../graph-store.ts';
import { hasFormerKeys, isHidden, isHiddenOf, ownProperties } from '../label-properties.ts';
import type { Viewer } from '../viewer.ts';
import { seenBy } from './compile-context.ts';
import { decodeText, decodeValue } from './decode-value.ts';
import type { NumberedViewer } from './numbered-rules.ts';
import { sortableText } from './order-text.ts';
import { anyLabel, extraName, schemaLabel, seenRulesName } from './stored-names.ts';

/** The condition that a viewer may read a node of whatever label; takes the viewer's rules as `$rules`. */
export function readableBy(variable: string): string {
  const seen = seenLabels.map((label) => `${variable}:${label}`).join(' OR ');
  return `($rules IS NULL OR CASE WHEN ${seen} THEN ${seenBy(variable)}
    ELSE ${variable}.acl IS NULL OR $rules[${variable}.rule] = 1 END)`;
}

/**
 * All but what is derived, as a map: a page's words and terms are several times its text.
 */
function shownProperties(variable: string): string {
  return `reduce(kept = [], name IN keys(${variable}) | CASE
    WHEN name ENDS WITH '_key' OR name ENDS WITH '_order' OR name ENDS WITH '_rule' OR name ENDS WITH '_words' OR name STARTS WITH 'extra_key.' OR name IN ['vector', 'titleTerms', '${seenRulesName}']
    THEN kept ELSE kept + [[name, ${variable}[name]]] END)`;
}

/** Whole nodes in the order of the ids; those that the viewer may not read are left out. */
export async function readNodes(
  database: Neo4jDatabase,
  ids: readonly string[],
  viewer: NumberedViewer,
): Promise<StoredNode[]> {
  if (ids.length === 0) return [];
  const rows = await database.read(
    `UNWIND $ids AS id MATCH (n:${anyLabel} {id: id}) WHERE ${readableBy('n')} RETURN labels(n), ${shownProperties('n')}`,
    { ids: [...new Set(ids)], rules: viewer.rules },
  );
  const nodes = new Map(rows.flatMap((row) => decodeNode(row, viewer)).map((node) => [node.id, node]));
  return ids.flatMap((id) => nodes.get(id) ?? []);
}

/**
 * Nodes of a label with one of these keys, by the folded key; in the order of ids. Those that had such a key before come where none
 * has it now.
 */
export async function findByKeys(
  database: Neo4jDatabase,
  label: NodeLabel,
  keys: readonly string[],
  viewer: NumberedViewer,
): Promise<StoredNode[]> {
  // Whoever may not read the key must not learn of it by asking.
  if (isHidden(viewer, label, 'key') || keys.length === 0) return [];
  const find = async (condition: string, wanted: readonly string[]): Promise<StoredNode[]> => {
    const rows = await database.read(
      `MATCH (n:${label}) WHERE ${condition} AND ${readableBy('n')}
       WITH n ORDER BY n.id RETURN labels(n), ${shownProperties('n')}`,
      { keys: wanted, rules: viewer.rules },
    );
    return rows.flatMap((row) => decodeNode(row, viewer));
  };
  const folded = keys.map(foldText);
  const found = await find('n.key_key IN $keys', folded.map(sortableText));
  if (!hasFormerKeys(label) || isHidden(viewer, label, 'formerKeys')) return found;
  const present = new Set(found.map(({ key }) => foldText(key)));
  const missing = folded.filter((key) => !present.has(key));
  if (missing.length === 0) return found;
  const had = 'n.formerKeys_key IS NOT NULL AND any(former IN n.formerKeys_key WHERE former IN $keys)';
  return [...found, ...(await find(had, missing.map(sortableText)))];
}

function decodeNode([stored, entries]: Neo4jRow, viewer: Viewer): StoredNode[] {
  const label = schemaLabel(stored);
  if (label === undefined || !Array.isArray(entries)) return [];
  const values = new Map(entries.map(([name, value]: [string, Neo4jValue]) => [name, value]));
  const id = String(values.get('id'));
  const visible = (name: string): Neo4jValue | undefined =>
    isHiddenOf(viewer, label, name, id) ? undefined : values.get(name);
  const prefix = extraName('');
  const extras = [...values].flatMap(([name, value]) =>
    name.startsWith(prefix) && !isHiddenOf(viewer, label, name, id)
      ? [[name.slice(prefix.length), String(value)] as const]
      : [],
  );
  return [
    {
      id,
      label,
      source: decodeText(visible('source')) ?? '',
      key: decodeText(visible('key')) ?? '',
      sourceUrl: decodeText(visible('sourceUrl')),
      updatedAt: decodeText(visible('updatedAt')),
      properties: Object.fromEntries(
        ownProperties(label).map(([name]) => [name, decodeValue(visible(name))] as const),
      ),
      extra: Object.fromEntries(extras),
    },
  ];
}

/** Passages of articles, where the viewer may read both. */
export async function readPassages(
  database: Neo4jDatabase,
  articleIds: readonly string[],
  viewer: NumberedViewer,
): Promise<StoredPassage[]> {
  if (articleIds.length === 0) return [];
  const visible = (name: string): string => (isHidden(viewer, 'Passage', name) ? 'null' : `passage.${name}`);
  const rows = await database.read(
    `UNWIND range(0, size($ids) - 1) AS place
     MATCH (article:${anyLabel} {id: $ids[place]})-[:HAS_PASSAGE]->(passage:Passage)
     WHERE article:Article AND ($rules IS NULL OR ($rules[article.rule] = 1 AND $rules[passage.rule] = 1))
     WITH DISTINCT place, article, passage ORDER BY place, passage.ordinal, passage.id
     RETURN passage.id, article.id, passage.ordinal, ${visible('heading')} AS heading, ${visible('text')} AS text, ${visible('anchor')} AS anchor`,
    { ids: [...new Set(articleIds)], rules: viewer.rules },
  );
  return rows.map(([id, articleId, ordinal, heading, text, anchor]) => ({
    id: String(id),
    articleId: String(articleId),
    ordinal: Number(ordinal ?? 0),
    heading: decodeText(heading) ?? '',
    text: decodeText(text) ?? '',
    anchor: decodeText(anchor),
  }));
}
