import { expect } from 'vitest';
import type { QueryResult } from '../../src/graph/graph-query.ts';
import type { GraphStore } from '../../src/graph/graph-store.ts';
import { interpretQuery } from '../reference/interpret-query.ts';
import type { ReferenceGraph } from '../reference/reference-graph.ts';
import fc from '../seeded-properties.ts';
import { arbitraryGraph } from './arbitrary-graph.ts';
import { arbitraryQuery, arbitraryViewer } from './arbitrary-query.ts';

const seed = 20_250_615;
const today = '2024-04-01';

function saysSomething(result: QueryResult): boolean {
  return result.kind === 'exists' ? result.exists : result.total > 0;
}

/**
 * Asks generated queries of generated graphs, and demands of each store the result that the query means.
 *
 * @param options.open gives empty stores whose migrations have run; they are closed after their graph.
 * @param options.limitMs how long all may take.
 * @param options.atOnce how many queries are under way at the same time.
 */
export async function askGeneratedQueries(options: {
  readonly graphs: number;
  readonly queriesEach: number;
  readonly open: () => Promise<readonly GraphStore[]>;
  readonly limitMs: number;
  readonly atOnce?: number;
}): Promise<void> {
  const { graphs, queriesEach, open, limitMs, atOnce = 1 } = options;
  const asked = fc.array(fc.tuple(arbitraryQuery, arbitraryViewer), {
    minLength: queriesEach,
    maxLength: queriesEach,
  });
  let run = 0;
  let telling = 0;
  const kinds = new Map<string, number>();
  const askAll = async (
    graph: ReferenceGraph,
    queries: Iterator<[number, QueryAndViewer]>,
    stores: readonly GraphStore[],
  ) => {
    for (let next = queries.next(); next.done !== true; next = queries.next()) {
      const [query, viewer] = next.value[1];
      const expected = interpretQuery(graph, query, viewer, today);
      for (const store of stores) {
        const found = await store.query(query, viewer, today);
        const who = viewer.acls === 'all' ? 'all' : [...viewer.acls].join();
        expect(found, `${store.engine}: ${JSON.stringify(query)} for ${who}`).toEqual(expected);
      }
      run += 1;
      if (!saysSomething(expected)) continue;
      telling += 1;
      kinds.set(expected.kind, (kinds.get(expected.kind) ?? 0) + 1);
    }
  };
  await fc.assert(
    fc.asyncProperty(arbitraryGraph, asked, async (graph, queries) => {
      const stores = await open();
      for (const store of stores) {
        await store.apply({
          changedAt: '2024-04-01T00:00:00.000Z',
          upsertNodes: graph.nodes,
          upsertRelationships: graph.relationships,
        });
      }
      const remaining = queries.entries();
      await Promise.all(Array.from({ length: atOnce }, () => askAll(graph, remaining, stores)));
      for (const store of stores) await store.close();
    }),
    {
      seed,
      numRuns: graphs,
      // Shrinking a graph and fifty queries takes minutes and tells less than the one query in the message.
      endOnFailure: true,
      interruptAfterTimeLimit: limitMs,
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
  expect(run).toBe(graphs * queriesEach);
  // Empty results would agree whatever the stores did.
  expect(telling / run).toBeGreaterThan(0.3);
  if (run < 1_800) return;
  for (const kind of ['list', 'count', 'exists', 'groups', 'paths'])
    expect(kinds.get(kind) ?? 0, `telling results of kind ${kind}`).toBeGreaterThan(run / 100);
}

type QueryAndViewer = readonly [Parameters<GraphStore['query']>[0], Parameters<GraphStore['query']>[1]];
