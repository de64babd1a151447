import type { Neo4jDatabase } from '../../operations/neo4j/open-neo4j.ts';
import type { TermStatistics, TermVector } from '../graph-store.ts';
import { isHidden } from '../label-properties.ts';
import { readVector } from '../term-vector.ts';
import type { NumberedViewer } from './numbered-rules.ts';
import { anyLabel, metaLabel, termLabel } from './stored-names.ts';

/** Term vectors of the articles that the viewer may read, in the order asked for. */
export async function readTermVectors(
  database: Neo4jDatabase,
  articleIds: readonly string[],
  viewer: NumberedViewer,
): Promise<Map<string, TermVector>> {
  // A vector tells the words of both; whoever may not read one of them gets none.
  if (isHidden(viewer, 'Article', 'title') || isHidden(viewer, 'Article', 'body')) return new Map();
  if (articleIds.length === 0) return new Map();
  const rows = await database.read(
    `UNWIND range(0, size($ids) - 1) AS place MATCH (n:${anyLabel} {id: $ids[place]})
     WHERE n:Article AND ($rules IS NULL OR $rules[n.rule] = 1)
     WITH place, n ORDER BY place RETURN n.id, n.wordCount, n.titleTerms, n.vector`,
    { ids: [...new Set(articleIds)], rules: viewer.rules },
  );
  return new Map(
    rows.map(([id, length, title, vector]) => [
      String(id),
      readVector({ length: Number(length), title: String(title), vector: String(vector) }),
    ]),
  );
}

/** Over the articles that everyone may read. A term that stands in none has the frequency 0. */
export async function readTermStatistics(
  database: Neo4jDatabase,
  terms: readonly string[],
): Promise<TermStatistics> {
  const rows = await database.read(
    `MATCH (meta:${metaLabel} {name: 'graph'}) RETURN meta.sharedArticles, meta.sharedLength,
       COLLECT { UNWIND $terms AS term MATCH (t:${termLabel} {term: term}) RETURN [term, t.articles] }`,
    { terms: [...new Set(terms)] },
  );
  const [articles, length, found] = rows[0] ?? [];
  const documents = Number(articles ?? 0);
  const frequency = new Map(Array.isArray(found) ? (found as [string, number][]) : []);
  return {
    documents,
    averageLength: documents === 0 ? 0 : Number(length) / documents,
    documentFrequency: new Map(terms.map((term) => [term, frequency.get(term) ?? 0])),
  };
}
