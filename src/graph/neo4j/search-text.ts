import { integer, type Neo4jDatabase, type Neo4jRow } from '../../operations/neo4j/open-neo4j.ts';
import type { TextCandidate, TextSearch } from '../graph-store.ts';
import { isHidden, searchableOf } from '../label-properties.ts';
import { quoteTerm } from './compile-found.ts';
import type { NumberedViewer } from './numbered-rules.ts';
import { metaLabel, textIndexOf, wordsName } from './stored-names.ts';
import { b, compileTextScore, k1, titleWeight } from './text-score.ts';

/** Texts of the first look, however few are asked for. */
const leastLookedAt = 400;
/** Lucene refuses a query of more than 1024 clauses, and each term makes two. */
const mostTerms = 400;
/** What a term adds at most, however often it stands in a text, in parts of its weight; a little more for Lucene's short floats. */
const mostOfTerm = (k1 + 1) * 1.0001;

/**
 * Finds texts that hold one of the terms or more, scored as the embedded store does: each term adds its weight times
 * BM25's share for how often it stands in the text. How rare a term is goes into the weight by whoever searches.
 *
 * Lucene's own scores count restricted texts too, so that they decide nothing. The first look takes the texts that Lucene
 * ranks first; where those are all that there are, the best of them are the best. Elsewhere they only tell how good a text
 * has to be: the second look goes through all that hold a term and scores those which their terms let be as good.
 */
export async function searchText(
  database: Neo4jDatabase,
  search: TextSearch,
  viewer: NumberedViewer,
): Promise<TextCandidate[]> {
  const { label, limit } = search;
  const [title] = searchableOf(label);
  const columns = searchableOf(label).filter(
    (name) => !isHidden(viewer, label, name) && (search.titleOnly !== true || name === title),
  );
  const terms = [...search.terms]
    .filter(([term]) => term !== '')
    .sort(([, one], [, other]) => other - one)
    .slice(0, mostTerms);
  if (columns.length === 0 || terms.length === 0 || limit === 0) return [];
  const parameters = {
    index: textIndexOf(label),
    terms: terms.map(([term]) => ` ${term} `),
    weights: terms.map(([, weight]) => weight),
    flat: 1 - b,
    rules: viewer.rules,
    articles: search.articles === undefined ? null : [...search.articles],
    limit: integer(limit),
  };
  const best = compileBest(label, columns);
  const average = `MATCH (meta:${metaLabel} {name: 'graph'}) WITH toFloat(meta.length_${label}) / meta.count_${label} AS average`;
  const most = Math.max(leastLookedAt, limit * 2);
  const [first = []] = await database.read(
    `${average} CALL db.index.fulltext.queryNodes($index, $query, {limit: $most}) YIELD node
     WITH average, collect(node) AS nodes RETURN size(nodes), COLLECT { UNWIND nodes AS node ${best('[', ']')} }`,
    { ...parameters, query: likelyQuery(terms, columns, title), most: integer(most) },
  );
  const found = candidatesOf(first[1]);
  if (Number(first[0]) < most) return found;
  const least = found.length < limit ? 0 : (found.at(-1)?.score ?? 0);
  const rows = await database.read(
    `${average} CALL db.index.fulltext.queryNodes($index, $query) YIELD node, score AS bound
     WITH average, node, bound WHERE bound >= $bound ${best('', '')}`,
    { ...parameters, query: boundQuery(terms, columns, least), bound: least / mostOfTerm },
  );
  return candidatesOf(rows);
}

/** `WITH … RETURN`: of the nodes that come, the best that the viewer may read, each with its article. */
function compileBest(label: TextSearch['label'], columns: readonly string[]) {
  const article = label === 'Passage' ? 'head([(a:Article)-[:HAS_PASSAGE]->(node) | a.id])' : 'null';
  const within = label === 'Article' ? 'node.id' : article;
  return (open: string, close: string): string =>
    `WITH average, node WHERE ($rules IS NULL OR $rules[node.rule] = 1) AND ($articles IS NULL OR ${within} IN $articles)
     ${compileTextScore('node', label, columns, 'average')} WHERE score > 0
     WITH node, score ORDER BY score DESC, node.id LIMIT $limit
     RETURN ${open}node.id, score, ${article}${close}`;
}

function candidatesOf(rows: unknown): TextCandidate[] {
  if (!Array.isArray(rows)) return [];
  return (rows as Neo4jRow[])
    .map(([id, score, articleId]) => ({
      id: String(id),
      score: Number(score),
      ...(typeof articleId === 'string' ? { articleId } : {}),
    }))
    .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
}

type Terms = readonly (readonly [term: string, weight: number])[];

/** What Lucene takes for likely the best. */
function likelyQuery(terms: Terms, columns: readonly string[], title: string | undefined): string {
  return terms
    .map(([term, weight]) => {
      const inColumns = columns.map(
        (name) =>
          `${wordsName(name)}:${quoteTerm(term)}${name === title ? `^${Math.sqrt(titleWeight)}` : ''}`,
      );
      return `(${inColumns.join(' ')})${weight > 0 ? `^${weight.toFixed(4)}` : ''}`;
    })
    .join(' ');
}

/**
 * Scores a text by the weights of the terms that it holds, whatever else the index has: Lucene gives a range, even of one
 * term, a constant score. A text's own score is at most `mostOfTerm` times that.
 *
 * Terms that all together do not make `least`, as common words do not, find nothing: a text needs one of the others.
 */
function boundQuery(terms: Terms, columns: readonly string[], least: number): string {
  let needed = terms.length;
  for (let most = 0; needed > 1; needed--) {
    most += mostOfTerm * Math.max(terms[needed - 1]?.[1] ?? 0, 0);
    if (most >= least) break;
  }
  const clauses = terms.map(([term, weight]) => {
    const [quoted, boost] = [quoteTerm(term), Math.ceil(Math.max(weight, 0) * 1e4) / 1e4];
    const inColumns = columns.map((name) => `${wordsName(name)}:[${quoted} TO ${quoted}]`);
    return `(${inColumns.join(' ')})^${boost.toFixed(4)}`;
  });
  return `+(${clauses.slice(0, needed).join(' ')}) ${clauses.slice(needed).join(' ')}`;
}
