import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalNeo4j } from '../../deploy/neo4j/local-neo4j.ts';
import { type KillableStore, killRuns } from '../../tests/integration/kill-runs.ts';
import { embeddedToKill, neo4jToKill } from '../../tests/integration/kill-stores.ts';

/**
 * Syncs of a simulated company are killed by SIGKILL at a hundred moments chosen by chance, on the embedded store and on a real
 * Neo4j, which `npm run neo4j -- --install-only` has fetched. After each, the database must be whole (no end of a relationship, no reading
 * rule, no article of a passage missing), and the next run must bring it to what a graph from scratch holds.
 *
 *     npm run proof -- kill [MOMENTS]
 */
const moments = Number(process.argv[2] ?? 100);
const folder = mkdtempSync(join(tmpdir(), 'orgwise-kill-'));
const below = (name: string): string => {
  mkdirSync(join(folder, name));
  return join(folder, name);
};

async function kill(name: string, store: KillableStore & { close(): Promise<void> }): Promise<void> {
  const begun = performance.now();
  const lines: string[] = [];
  const midway = await killRuns(
    {
      folder: below(`${name}-files`),
      people: 20,
      moments,
      seed: 20_261_126,
      onMoment({ number, lines: line, afterMs, isMidway }) {
        lines.push(`${line}+${afterMs} ms${isMidway ? ' midway' : ''}`);
        // Not a part of the report: minutes pass.
        if (number % 10 === 0) console.error(`${name}: ${number} of ${moments}`);
      },
    },
    store,
  ).finally(() => store.close());
  console.log(
    `${name}: killed at ${moments} moments, ${midway} of them midway; each valid, each completed by the next run`,
  );
  console.log(`  ${lines.join(', ')}`);
  console.log(`  ${Math.round((performance.now() - begun) / 1000)} s`);
  if (midway < moments / 5)
    throw new Error('Fewer than a fifth of the moments lay midway: too little was tried.');
}

console.log(
  'A moment is the number of lines that the process had said (one before, one after each write), and how long after.',
);
try {
  await kill('sqlite', await embeddedToKill(below('sqlite')));
  const server = await startLocalNeo4j({ folder: below('neo4j'), isShortLived: true });
  try {
    await kill('neo4j', await neo4jToKill(server));
  } finally {
    await server.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
