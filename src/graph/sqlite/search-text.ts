import type { TextCandidate, TextSearch } from '../graph-store.ts';
import { isHidden, searchableOf } from '../label-properties.ts';
import { roundScore } from '../round-score.ts';
import type { Viewer } from '../viewer.ts';
import { tableOf, textIndexOf } from './label-table.ts';
import type { ViewerRules } from './readable-rules.ts';
import { identifier } from './sql.ts';
import type { StatementCache } from './statement-cache.ts';

/** How much more a word says in the title than in the text. */
const titleWeight = 4;

/**
 * Finds texts that hold one of the terms or more. Each term adds its weight times BM25's share for how often it stands
 * in the text; how rare a term is goes into the weight by whoever searches, from what everyone may read, and not from
 * this index, which holds restricted texts too.
 */
export function searchText(cache: StatementCache, search: TextSearch, viewer: Viewer): TextCandidate[] {
  const { label, terms } = search;
  const searchable = searchableOf(label);
  const columns = searchable.filter(
    (name, index) => !isHidden(viewer, label, name) && (search.titleOnly !== true || index === 0),
  );
  if (columns.length === 0 || terms.size === 0) return [];
  const index = textIndexOf(label);
  const weights = searchable.map((_, place) => (place === 0 ? titleWeight : 1)).join(', ');
  const text = `SELECT rowid, -bm25(${index}, ${weights}) FROM ${index} WHERE ${index} MATCH ?`;
  const documents = Number(cache.row(`SELECT count(*) FROM ${tableOf(label)}`)?.[0]);
  const scores = new Map<number, number>();
  for (const [term, weight] of terms) {
    const found = cache.rows(text, `{${columns.map(identifier).join(' ')}} : "${term.replaceAll('"', '')}"`);
    const share = weight / inverseFrequency(documents, found.length);
    for (const row of found) {
      const rowid = Number(row[0]);
      scores.set(rowid, (scores.get(rowid) ?? 0) + share * Number(row[1]));
    }
  }
  return cache.rules.during(viewer, (rules) => bestReadable(cache, search, scores, rules));
}

/** What FTS5's bm25() has multiplied a term's score by (sqlite.org, "The bm25() function"). */
function inverseFrequency(documents: number, found: number): number {
  const inverse = Math.log((documents - found + 0.5) / (found + 0.5));
  return inverse <= 0 ? 1e-6 : inverse;
}

/** Goes down the ranks until enough are found that the viewer may read, or all were seen. */
function bestReadable(
  cache: StatementCache,
  { label, articles, limit }: TextSearch,
  scores: ReadonlyMap<number, number>,
  rules: ViewerRules | null,
): TextCandidate[] {
  const ranked = [...scores]
    .map(([row, score]): [number, number] => [row, roundScore(score)])
    .sort((one, other) => other[1] - one[1]);
  const article =
    label === 'Passage'
      ? `(SELECT from_id FROM relationship WHERE type = 'HAS_PASSAGE' AND to_id = found.id)`
      : 'NULL';
  const within = label === 'Article' ? 'id' : article;
  const readable = `SELECT row, id, ${article} FROM ${tableOf(label)} found
    WHERE row IN (SELECT value FROM json_each(?1)) AND (?2 IS NULL OR rule IN (SELECT rule FROM temp.readable_rule WHERE viewer = ?2 AND label = '${label}'))
      AND (?3 IS NULL OR ${within} IN (SELECT value FROM json_each(?3)))`;
  const only = articles === undefined ? null : JSON.stringify(articles);
  const found: TextCandidate[] = [];
  let start = 0;
  // Once at least, so that words which only restricted texts have take as many looks as words that none has.
  do {
    // Equal scores belong together, or the order of ids would hang on where a slice ends.
    let end = Math.min(start + Math.max(limit, 100), ranked.length);
    while (end < ranked.length && ranked[end]?.[1] === ranked[end - 1]?.[1]) end++;
    const rows = JSON.stringify(ranked.slice(start, end).map(([row]) => row));
    for (const [row, id, articleId] of cache.rows(readable, rows, rules?.viewer ?? null, only)) {
      const score = roundScore(scores.get(Number(row)) ?? 0);
      found.push({ id: String(id), score, ...(typeof articleId === 'string' ? { articleId } : {}) });
    }
    start = end;
  } while (start < ranked.length && found.length < limit);
  found.sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
  return found.slice(0, limit);
}
