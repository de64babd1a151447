import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { QueryResult } from '../../src/graph/graph-query.ts';
import { createSqliteStore } from '../../src/graph/sqlite/sqlite-store.ts';
import { interpretQuery } from '../reference/interpret-query.ts';
import type { ReferenceGraph } from '../reference/reference-graph.ts';
import { arbitraryGraph } from './arbitrary-graph.ts';
import { arbitraryQuery, arbitraryViewer } from './arbitrary-query.ts';

const seed = 20_250_615;

const graphs = 150;
const queriesEach = 50;
const today = '2024-04-01';

function saysSomething(result: QueryResult): boolean {
  return result.kind === 'exists' ? result.exists : result.total > 0;
}

async function storeOf(graph: ReferenceGraph) {
  const store = createSqliteStore({ file: ':memory:' });
  await store.migrate();
  await store.apply({
    changedAt: '2024-04-01T00:00:00.000Z',
    upsertNodes: graph.nodes,
    upsertRelationships: graph.relationships,
  });
  return store;
}

test('the store answers 7,500 generated queries as their meaning says', { timeout: 60_000 }, async () => {
  const asked = fc.array(fc.tuple(arbitraryQuery, arbitraryViewer), {
    minLength: queriesEach,
    maxLength: queriesEach,
  });
  let run = 0;
  let telling = 0;
  const kinds = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(arbitraryGraph, asked, async (graph, queries) => {
      const store = await storeOf(graph);
      for (const [query, viewer] of queries) {
        const expected = interpretQuery(graph, query, viewer, today);
        const found = await store.query(query, viewer, today);
        expect(found, `${JSON.stringify(query)} for ${JSON.stringify(viewer.acls)}`).toEqual(expected);
        run += 1;
        if (!saysSomething(expected)) continue;
        telling += 1;
        kinds.set(expected.kind, (kinds.get(expected.kind) ?? 0) + 1);
      }
      await store.close();
    }),
    {
      seed,
      numRuns: graphs,
      // Shrinking a graph and fifty queries takes minutes and tells less than the one query in the message.
      endOnFailure: true,
      interruptAfterTimeLimit: 55_000,
      markInterruptAsFailure: true,
      reporter: (outcome) => {
        if (!outcome.failed) return;
        const place = `seed ${outcome.seed}, path ${outcome.counterexamplePath}`;
        throw new Error(`${outcome.interrupted ? 'Not done in time' : 'A difference'}: ${place}`, {
          cause: outcome.errorInstance,
        });
      },
    },
  );
  expect(run).toBeGreaterThanOrEqual(5_000);
  // Empty results would agree whatever the stores did.
  expect(telling / run).toBeGreaterThan(0.3);
  for (const kind of ['list', 'count', 'exists', 'groups', 'paths'])
    expect(kinds.get(kind) ?? 0, `telling results of kind ${kind}`).toBeGreaterThan(50);
});
