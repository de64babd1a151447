import type { TermStatistics, TermVector } from '../graph-store.ts';
import { isHidden } from '../label-properties.ts';
import { readVector } from '../term-vector.ts';
import type { Viewer } from '../viewer.ts';
import { aclList } from './compile-context.ts';
import type { StatementCache } from './statement-cache.ts';

/** Term vectors of the articles that the viewer may read, in the order asked for. */
export function readTermVectors(
  cache: StatementCache,
  articleIds: readonly string[],
  viewer: Viewer,
): Map<string, TermVector> {
  // A vector tells the words of both; whoever may not read one of them gets none.
  if (isHidden(viewer, 'Article', 'title') || isHidden(viewer, 'Article', 'body')) return new Map();
  const rows = cache.rows(
    `SELECT article.id, terms.length, terms.title, terms.vector FROM json_each(?1) asked
     CROSS JOIN node_article article ON article.id = asked.value
     CROSS JOIN article_terms terms ON terms.row = article.row
     WHERE ?2 IS NULL OR article.acl IN (SELECT value FROM json_each(?2)) ORDER BY asked.key`,
    JSON.stringify([...new Set(articleIds)]),
    aclList(viewer),
  );
  return new Map(
    rows.map(([id, length, title, vector]) => [
      String(id),
      readVector({ length: Number(length), title: String(title), vector: String(vector) }),
    ]),
  );
}

/** Over the articles that everyone may read. A term that stands in none has the frequency 0. */
export function readTermStatistics(cache: StatementCache, terms: readonly string[]): TermStatistics {
  const totals = new Map(
    cache
      .rows("SELECT name, value FROM meta WHERE name IN ('shared_articles', 'shared_length')")
      .map((row) => [String(row[0]), Number(row[1])] as const),
  );
  const documents = totals.get('shared_articles') ?? 0;
  const found = new Map(
    cache
      .rows(
        'SELECT term, articles FROM term_statistics WHERE term IN (SELECT value FROM json_each(?))',
        JSON.stringify(terms),
      )
      .map((row) => [String(row[0]), Number(row[1])] as const),
  );
  return {
    documents,
    averageLength: documents === 0 ? 0 : (totals.get('shared_length') ?? 0) / documents,
    documentFrequency: new Map(terms.map((term) => [term, found.get(term) ?? 0])),
  };
}
