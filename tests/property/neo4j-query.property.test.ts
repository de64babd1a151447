import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GraphQuery, QueryResult } from '../../src/graph/graph-query.ts';
import { createNeo4jStore } from '../../src/graph/neo4j/neo4j-store.ts';
import { createSqliteStore } from '../../src/graph/sqlite/sqlite-store.ts';
import type { Viewer } from '../../src/graph/viewer.ts';
import { isDemanded } from '../is-demanded.ts';
import { describeNeo4j } from '../neo4j/use-neo4j.ts';
import { interpretQuery } from '../reference/interpret-query.ts';
import type { ReferenceGraph } from '../reference/reference-graph.ts';
import { arbitraryGraph } from './arbitrary-graph.ts';
import { arbitraryQuery, arbitraryViewer } from './arbitrary-query.ts';

const seed = 20_261_125;
const today = '2024-04-01';
/** Each query is a new statement, which the server plans for some 50 ms: the whole is for those who demand it. */
const isWhole = isDemanded('neo4j');
const graphs = isWhole ? 25 : 5;
const queriesEach = isWhole ? 200 : 60;
/** Statements that the server plans at the same time. */
const atOnce = 8;

const asked = fc.array(fc.tuple(arbitraryQuery, arbitraryViewer), {
  minLength: queriesEach,
  maxLength: queriesEach,
});

describeNeo4j('Neo4j', (neo4j) => {
  test(`answers ${graphs * queriesEach} generated queries as SQLite and their meaning do`, {
    timeout: 900_000,
  }, async () => {
    const store = createNeo4jStore(neo4j().settings);
    await neo4j().empty();
    await store.migrate();
    let run = 0;
    for (const [graph, queries] of fc.sample(fc.tuple(arbitraryGraph, asked), { seed, numRuns: graphs })) {
      await neo4j().empty();
      await store.migrate();
      const batch = {
        changedAt: '2024-04-01T00:00:00.000Z',
        upsertNodes: graph.nodes,
        upsertRelationships: graph.relationships,
      };
      await store.apply(batch);
      const embedded = createSqliteStore({ file: ':memory:' });
      await embedded.migrate();
      await embedded.apply(batch);
      const waiting = [...queries];
      const worker = async (): Promise<void> => {
        for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
          const [query, viewer] = next;
          await compare(
            graph,
            query,
            viewer,
            await store.query(query, viewer, today).catch((error: unknown) => {
              throw new Error(`${JSON.stringify(query)} for ${JSON.stringify(viewer)}`, { cause: error });
            }),
            await embedded.query(query, viewer, today),
          );
          run++;
        }
      };
      await Promise.all(Array.from({ length: atOnce }, worker));
      await embedded.close();
    }
    await store.close();
    expect(run).toBe(graphs * queriesEach);
  });
});

async function compare(
  graph: ReferenceGraph,
  query: GraphQuery,
  viewer: Viewer,
  found: QueryResult,
  embedded: QueryResult,
): Promise<void> {
  const told = `${JSON.stringify(query)} for ${JSON.stringify(viewer.acls)}`;
  expect(found, told).toEqual(interpretQuery(graph, query, viewer, today));
  expect(embedded, told).toEqual(found);
}
