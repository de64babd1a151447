import { integer, type Neo4jDatabase } from '../../operations/neo4j/open-neo4j.ts';
import type { TextCandidate, TextSearch } from '../graph-store.ts';
import { isHidden, searchableOf } from '../label-properties.ts';
import { roundScore } from '../round-score.ts';
import type { Viewer } from '../viewer.ts';
import { quoteTerm } from './compile-found.ts';
import { metaLabel, propertyAt, textIndexOf, wordsName } from './stored-names.ts';

/** How much more a word says in the title than in the text. */
const titleWeight = 4;
/** BM25's saturation and how much length counts (sqlite.org, "The bm25() function"): the embedded store's. */
const k1 = 1.2;
const b = 0.75;

/** Texts that are scored at least, however few are asked for. */
const leastCandidates = 200;
/** Lucene refuses a query of more than 1024 clauses, and each term makes two. */
const mostTerms = 400;

/**
 * Finds texts that hold one of the terms or more, scored as the embedded store does: each term adds its weight times
 * BM25's share for how often it stands in the text. How rare a term is goes into the weight by whoever searches.
 * Lucene's own score, which counts restricted texts too, only chooses which texts are looked at where there are more than
 * 200; the search goes on down its ranks until enough are found that the viewer may read.
 */
export async function searchText(
  database: Neo4jDatabase,
  search: TextSearch,
  viewer: Viewer,
): Promise<TextCandidate[]> {
  const { label, limit } = search;
  const columns = searchableOf(label).filter(
    (name, index) => !isHidden(viewer, label, name) && (search.titleOnly !== true || index === 0),
  );
  const terms = [...search.terms]
    .filter(([term]) => term !== '')
    .sort(([, one], [, other]) => other - one)
    .slice(0, mostTerms);
  if (columns.length === 0 || terms.length === 0) return [];
  const weights = columns.map((name) => (name === searchableOf(label)[0] ? titleWeight : 1));
  const counted = columns.map((name) => {
    const words = `coalesce(${propertyAt('node', wordsName(name))}, '')`;
    return `[term IN $terms | size(split(${words}, term)) - 1]`;
  });
  const article = label === 'Passage' ? 'head([(a:Article)-[:HAS_PASSAGE]->(node) | a.id])' : 'null';
  const within = label === 'Article' ? 'node.id' : article;
  const statement = `CALL db.index.fulltext.queryNodes($index, $query, {limit: $most}) YIELD node
    WITH collect(node) AS nodes MATCH (meta:${metaLabel} {name: 'graph'})
    WITH nodes, meta.length_${label} / meta.count_${label} AS average
    RETURN size(nodes), average, [node IN nodes WHERE ($acls IS NULL OR node.acl IN $acls)
        AND ($articles IS NULL OR ${within} IN $articles) |
      [node.id, ${article}, node.wordCount, ${counted.join(', ')}]]`;
  const parameters = {
    index: textIndexOf(label),
    query: terms.map(([term, weight]) => clause(term, weight, columns)).join(' '),
    terms: terms.map(([term]) => ` ${term} `),
    acls: viewer.acls === 'all' ? null : [...viewer.acls],
    articles: search.articles === undefined ? null : [...search.articles],
  };
  for (let most = Math.max(leastCandidates, limit * 2); ; most *= 4) {
    const [row = []] = await database.read(statement, { ...parameters, most: integer(most) });
    const [seen, average, found] = row;
    const readable = Array.isArray(found) ? found : [];
    if (readable.length < limit && Number(seen) >= most) continue;
    return readable
      .map(([id, articleId, length, ...counts]: unknown[]) => ({
        id: String(id),
        ...(typeof articleId === 'string' ? { articleId } : {}),
        score: scoreOf(terms, weights, counts as number[][], Number(length) / Number(average)),
      }))
      .filter(({ score }) => score > 0)
      .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))
      .slice(0, limit);
  }
}

function clause(term: string, weight: number, columns: readonly string[]): string {
  const boost = weight > 0 ? `^${weight.toFixed(4)}` : '';
  const inColumns = columns.map(
    (name, index) => `${wordsName(name)}:${quoteTerm(term)}${index === 0 ? '^2' : ''}`,
  );
  return `(${inColumns.join(' ')})${boost}`;
}

function scoreOf(
  terms: readonly (readonly [string, number])[],
  weights: readonly number[],
  counts: readonly (readonly number[])[],
  relativeLength: number,
): number {
  let score = 0;
  for (const [index, [, weight]] of terms.entries()) {
    let frequency = 0;
    for (const [column, columnWeight] of weights.entries())
      frequency += columnWeight * (counts[column]?.[index] ?? 0);
    score += (weight * frequency * (k1 + 1)) / (frequency + k1 * (1 - b + b * relativeLength));
  }
  return roundScore(score);
}
