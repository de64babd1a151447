import type { Neo4jConnection } from '../../operations/neo4j/neo4j-connection.ts';
import type { TermStatistics, TermVector } from '../graph-store.ts';
import { isHidden } from '../stored/label-properties.ts';
import { readVector } from '../stored/term-vector.ts';
import type { Viewer } from '../viewer.ts';
import { bookkeeping } from './stored-names.ts';

/** Term vectors of the articles that the viewer may read, in the order asked for. */
export async function readTermVectors(
  connection: Neo4jConnection,
  articleIds: readonly string[],
  viewer: Viewer,
): Promise<Map<string, TermVector>> {
  // A vector tells the words of both; whoever may not read one of them gets none.
  if (isHidden(viewer, 'Article', 'title') || isHidden(viewer, 'Article', 'body')) return new Map();
  const ids = [...new Set(articleIds)];
  const rows = await connection.read({
    text: `MATCH (node:Article) WHERE node.id IN $ids ${viewer.acls === 'all' ? '' : 'AND node.acl IN $acls'}
           RETURN node.id AS id, node.vectorLength AS length, node.vectorTitle AS title, node.vector AS vector`,
    parameters: { ids, acls: viewer.acls === 'all' ? [] : [...viewer.acls] },
  });
  const found = new Map(
    rows.map((row) => [
      String(row.get('id')),
      readVector({
        length: Number(row.get('length')),
        title: String(row.get('title')),
        vector: String(row.get('vector')),
      }),
    ]),
  );
  return new Map(
    ids.flatMap((id) => {
      const vector = found.get(id);
      return vector === undefined ? [] : [[id, vector] as const];
    }),
  );
}

/** Over the articles that everyone may read. A term that stands in none has the frequency 0. */
export async function readTermStatistics(
  connection: Neo4jConnection,
  terms: readonly string[],
): Promise<TermStatistics> {
  const [row] = await connection.read({
    text: `MATCH (node:${bookkeeping.meta} {name: 'graph'})
           RETURN node.articles AS documents, node.length AS length,
             COLLECT { MATCH (found:${bookkeeping.term}) WHERE found.term IN $terms RETURN [found.term, found.articles] } AS found`,
    parameters: { terms },
  });
  const documents = Number(row?.get('documents') ?? 0);
  const found: unknown = row?.get('found') ?? [];
  const frequencies = new Map((Array.isArray(found) ? found : []) as [string, number][]);
  return {
    documents,
    averageLength: documents === 0 ? 0 : Number(row?.get('length')) / documents,
    documentFrequency: new Map(terms.map((term) => [term, Number(frequencies.get(term) ?? 0)])),
  };
}
