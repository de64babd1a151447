/**
 * Proves that nobody is answered from what they may not see: a generated company (500 people, 60 groups in 4 levels, 5,000
 * articles, 20,000 tasks, random readers) is asked 2,000 questions of every kind by random people, and in random channels,
 * where an answer is for all members together. Each answer must be the one that the reference interpreter computes on a graph
 * from which all that they may not see was deleted; rankings know of the whole only the counts that all viewers share.
 *
 *     npm run proof -- access            on both stores
 *     npm run proof -- access sqlite     on one of them; also: neo4j
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isNeo4jInstalled, startLocalNeo4j } from '../../deploy/neo4j/local-neo4j.ts';
import type { GraphStore } from '../../src/graph/graph-store.ts';
import { createNeo4jStore } from '../../src/graph/neo4j/neo4j-store.ts';
import { createSqliteStore } from '../../src/graph/sqlite/sqlite-store.ts';
import { fullSize } from './access/generate-company.ts';
import { proveAccess } from './access/prove-access.ts';

const seed = 20_261_126;
const questions = 2_000;
const perViewer = 4;

async function prove(store: GraphStore): Promise<boolean> {
  await store.migrate();
  const started = performance.now();
  const result = await proveAccess(store, {
    size: fullSize,
    seed,
    questions,
    perViewer,
    countsNarrowed: true,
    onAsked: (asked) => {
      if (asked % 100 === 0) process.stderr.write(`${store.engine}: ${asked} of ${questions} asked\n`);
    },
  });
  const { people, channels } = result.viewers;
  console.log(
    `${store.engine}: ${result.asked} questions by ${people} people and in ${channels} channels, seed ${seed}`,
  );
  console.log('  kind          asked  says something  whoever sees all is told something else');
  for (const [kind, { asked, telling, narrowed }] of Object.entries(result.byKind))
    console.log(
      `  ${kind.padEnd(12)}${asked.toString().padStart(7)}${telling.toString().padStart(16)}${narrowed.toString().padStart(20)}`,
    );
  console.log(`  answers that differ from the reference: ${result.differences.length}`);
  for (const difference of result.differences.slice(0, 5)) console.log(difference.slice(0, 2_000));
  console.error(`${store.engine}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
  return result.differences.length === 0 && result.asked === questions;
}

async function onSqlite(): Promise<boolean> {
  const store = createSqliteStore({ file: ':memory:' });
  try {
    return await prove(store);
  } finally {
    await store.close();
  }
}

async function onNeo4j(): Promise<boolean> {
  if (!isNeo4jInstalled()) {
    console.log('neo4j: not proved, as it is not installed (npm run neo4j -- --install-only)');
    return false;
  }
  const folder = mkdtempSync(join(tmpdir(), 'orgwise-proof-'));
  const server = await startLocalNeo4j({ folder });
  const store = createNeo4jStore(server);
  try {
    return await prove(store);
  } finally {
    await store.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const engines = { sqlite: onSqlite, neo4j: onNeo4j };
const [chosen] = process.argv.slice(2);
if (chosen !== undefined && !(chosen in engines))
  throw new Error(`There is no store "${chosen}"; sqlite and neo4j are known.`);
const held: boolean[] = [];
for (const [name, run] of Object.entries(engines))
  if (chosen === undefined || chosen === name) held.push(await run());
if (held.includes(false)) process.exitCode = 1;
