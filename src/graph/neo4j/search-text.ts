import type { Neo4jConnection, Record } from '../../operations/neo4j/neo4j-connection.ts';
import type { TextCandidate, TextSearch } from '../graph-store.ts';
import { isHidden, searchableOf } from '../stored/label-properties.ts';
import type { Viewer } from '../viewer.ts';
import { decodeText } from './decode-value.ts';
import { lucenePhrase } from './lucene.ts';
import { bookkeeping, quoted, textIndexOf, wordsProperty } from './stored-names.ts';

/** How much more a word says in the title than in the text. */
const titleWeight = 4;
/** BM25's usual constants, as SQLite's full-text search has them. */
const saturation = 1.2;
const lengthShare = 0.75;
/** Candidates that are scored anew; the index's own order only chooses them, as it knows of restricted texts too. */
const candidates = 300;

/**
 * Finds texts that hold one of the terms or more. Each term adds its weight times BM25's share for how often it stands in
 * the text; how rare a term is goes into the weight by whoever searches, from what everyone may read.
 */
export async function searchText(
  connection: Neo4jConnection,
  search: TextSearch,
  viewer: Viewer,
): Promise<TextCandidate[]> {
  const { label, terms, limit } = search;
  const searchable = searchableOf(label);
  const fields = searchable.filter(
    (name, index) => !isHidden(viewer, label, name) && (search.titleOnly !== true || index === 0),
  );
  if (fields.length === 0 || terms.size === 0) return [];
  const found = await connection.read({
    text: `CALL db.index.fulltext.queryNodes('${textIndexOf(label)}', $query) YIELD node
      ${viewer.acls === 'all' ? '' : 'WHERE node.acl IN $acls'}
      WITH node LIMIT toInteger($limit)
      OPTIONAL MATCH (totals:${bookkeeping.meta} {name: $totals})
      RETURN node.id AS id, node.words AS length, totals.words AS words, totals.nodes AS nodes,
        [${fields.map((name) => `node.${quoted(wordsProperty(name))}`).join(', ')}] AS texts`,
    parameters: {
      query: luceneQuery(fields, searchable, terms),
      acls: viewer.acls === 'all' ? [] : [...viewer.acls],
      limit: Math.max(candidates, limit),
      totals: `words ${label}`,
    },
  });
  const scored = found.map((row) => ({
    id: String(row.get('id')),
    score: scoreOf(row, terms, searchable.indexOf(fields[0] ?? '') === 0),
  }));
  scored.sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
  return scored.slice(0, limit);
}

function luceneQuery(
  fields: readonly string[],
  searchable: readonly string[],
  terms: ReadonlyMap<string, number>,
): string {
  return [...terms]
    .flatMap(([term, weight]) =>
      fields.map((name) => {
        const boost = weight * (searchable.indexOf(name) === 0 ? titleWeight : 1);
        return `${wordsProperty(name)}:${lucenePhrase(term)}^${Math.max(boost, 0.001).toFixed(4)}`;
      }),
    )
    .join(' ');
}

function scoreOf(row: Record, terms: ReadonlyMap<string, number>, hasTitle: boolean): number {
  const texts: unknown = row.get('texts');
  const average = Number(row.get('words') ?? 0) / Math.max(1, Number(row.get('nodes') ?? 1)) || 1;
  const norm = saturation * (1 - lengthShare + (lengthShare * Number(row.get('length') ?? 0)) / average);
  const counts = (Array.isArray(texts) ? texts : []).map((text: unknown) =>
    countTerms(decodeText(text), terms),
  );
  let score = 0;
  for (const [term, weight] of terms) {
    const frequency = counts.reduce(
      (sum, count, index) => sum + (count.get(term) ?? 0) * (hasTitle && index === 0 ? titleWeight : 1),
      0,
    );
    if (frequency > 0) score += (weight * frequency * (saturation + 1)) / (frequency + norm);
  }
  return score;
}

function countTerms(text: string | null, terms: ReadonlyMap<string, number>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of (text ?? '').split(' '))
    if (terms.has(term)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
