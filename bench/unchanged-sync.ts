/**
 * A sync whose sources say the same again, on Neo4j, beside the first one of the same sources: as it is, and where graph and
 * sources are compared anyway, as after a change. Prints ratios: the times themselves hang on the machine. Starts the Neo4j
 * that `npm run neo4j -- --install-only` has fetched, for itself alone.
 *
 *     npm exec -- node bench/unchanged-sync.ts
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connector, SourceRecord } from '../connectors/connector.ts';
import { startLocalNeo4j } from '../deploy/neo4j/local-neo4j.ts';
import type { GraphStore } from '../src/graph/graph-store.ts';
import { createNeo4jStore } from '../src/graph/neo4j/neo4j-store.ts';
import { createNeo4jStateStore } from '../src/state/neo4j/neo4j-state-store.ts';
import { runSync } from '../src/sync/run-sync.ts';

const employees = 5_000;
const tasks = 25_000;
const articles = 1_000;
/** Runs of each kind, taken in turns. */
const rounds = 5;

function* directory(): Generator<SourceRecord> {
  for (let team = 0; team < employees / 50; team++)
    yield { kind: 'team', key: `t${team}`, name: `Team ${team}`, place: `teams:${team}` };
  for (let one = 0; one < employees; one++)
    yield {
      kind: 'employee',
      key: `e${one}`,
      name: `Person ${one}`,
      email: `person${one}@example.com`,
      title: `Engineer ${one % 30}`,
      teams: [`t${one % (employees / 50)}`],
      ...(one === 0 ? {} : { manager: `e${Math.floor((one - 1) / 6)}` }),
      place: `people:${one}`,
    };
}

function* tracker(): Generator<SourceRecord> {
  for (let one = 0; one < tasks; one++)
    yield {
      kind: 'task',
      key: `T-${one}`,
      title: `Task number ${one} about subject ${one % 700}`,
      description: `What is to be done about subject ${one % 700}, in some more words than its title has.`,
      status: one % 3 === 0 ? 'done' : 'todo',
      assignees: [`e${(one * 7) % employees}`],
      project: `Project ${one % 40}`,
      createdAt: '2026-01-10',
      place: `tasks:${one}`,
      readers: [['everyone']],
    };
}

function* wiki(): Generator<SourceRecord> {
  for (let one = 0; one < articles; one++)
    yield {
      kind: 'article',
      key: `a${one}.md`,
      path: `a${one}.md`,
      readers: [['everyone']],
      title: `Page ${one}`,
      body: Array.from(
        { length: 6 },
        (_, part) => `## Part ${part}\n\n${'Some words of this page. '.repeat(20)}\n`,
      ).join('\n'),
      author: `e${one}`,
      place: `wiki:${one}`,
    };
}

const connectors: readonly Connector[] = Object.entries({ directory, tracker, wiki }).map(
  ([source, records]) => ({
    source,
    driver: 'bench',
    async *fetch() {
      for (const record of records()) yield { record };
    },
  }),
);

const folder = mkdtempSync(join(tmpdir(), 'orgwise-bench-'));
const server = await startLocalNeo4j({ folder });
const graph = createNeo4jStore(server);
const state = createNeo4jStateStore(server);
/** The same graph, without a memory of former runs. */
const forgetful: GraphStore = {
  ...graph,
  keys: async (label) => (label === 'SyncRun' ? [] : await graph.keys(label)),
};

async function seconds(store: GraphStore): Promise<number> {
  const start = performance.now();
  const log = { info: () => undefined, warn: () => undefined };
  await runSync({ graph: store, state, connectors, clock: () => new Date(), today: () => '2026-11-20', log });
  return (performance.now() - start) / 1000;
}

const median = (times: readonly number[]): number =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;

try {
  await graph.migrate();
  await state.migrate();
  const first = await seconds(graph);
  console.log(`${employees} employees, ${tasks} tasks, ${articles} articles in ${first.toFixed(1)} s`);
  const settled: number[] = [];
  const compared: number[] = [];
  for (let round = 0; round < rounds; round++) {
    compared.push(await seconds(forgetful));
    settled.push(await seconds(graph));
  }
  const line = (name: string, time: number): string =>
    `${name}: ${time.toFixed(2)} s, ${(first / time).toFixed(1)} times faster than the first`;
  console.log(line('unchanged', median(settled)));
  console.log(line('unchanged, and compared anyway', median(compared)));
} finally {
  await graph.close();
  await state.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
