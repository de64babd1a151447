import { createNeo4jStore } from '../../src/graph/neo4j/neo4j-store.ts';
import { createNeo4jStateStore } from '../../src/state/neo4j/neo4j-state-store.ts';
import { connect, openEmbedded, syncOn } from './simulated-sources.ts';

/**
 * A process that syncs the simulated company once and says on which writes it is, a line each, so that it can be killed there.
 *
 *     node tests/integration/sync-once.ts FILES DAY STORES
 *
 * STORES is JSON: `{ "folder": … }` of an embedded graph, or the settings of a Neo4j.
 */
const [files = '', day = '', stores = '{}'] = process.argv.slice(2);
const where = JSON.parse(stores);
const { graph, state } =
  'folder' in where
    ? await openEmbedded(where.folder, 'running')
    : { graph: createNeo4jStore(where), state: createNeo4jStateStore(where) };
const apply = graph.apply.bind(graph);
const tell = (line: string): void => void process.stdout.write(`${line}\n`);
tell('open');
await syncOn(
  {
    state,
    graph: Object.assign(graph, {
      async apply(batch: Parameters<typeof apply>[0]) {
        tell('write');
        await apply(batch);
        tell('written');
      },
    }),
  },
  day,
  Object.values(connect(files)),
  { acceptDeletions: true },
);
tell('done');
await graph.close();
await state.close();
