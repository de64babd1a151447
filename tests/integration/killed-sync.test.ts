import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { createSqliteStore } from '../../src/graph/sqlite/sqlite-store.ts';
import { presentKnowledge } from '../fixtures/present-knowledge.ts';
import { SimulatedCompany, seededRandom } from '../fixtures/simulated-company.ts';
import { writeFiles } from '../fixtures/write-files.ts';

const seed = 20_261_126;
const moments = 20;
const sources = ['directory', 'tracker', 'wiki'];
const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

let folder: string;
let config: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'orgwise-killed-'));
  config = join(folder, 'orgwise.yaml');
  writeFileSync(
    config,
    `company: { name: Sim, timeZone: Europe/Berlin, today: 2026-11-20 }
sources:
  - { name: directory, type: csv, people: { file: files/people.csv }, teams: { file: files/teams.csv } }
  - { name: tracker, type: csv, tasks: { file: files/tasks.csv } }
  - { name: wiki, type: markdown, folder: files/wiki }
`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const argumentsOf = (data: string): string[] => [
  'sync',
  '--accept-deletions',
  '--config',
  config,
  '--data',
  join(folder, data),
];

/** Syncs within this process, to the end. */
async function syncWhole(data: string): Promise<void> {
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const error = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    expect(await runCli(argumentsOf(data))).toBe(0);
  } finally {
    out.mockRestore();
    error.mockRestore();
  }
}

/** When a process is killed: so many writes after it has taken its lease, and so many ms after that. */
interface Moment {
  readonly writes: number;
  readonly afterMs: number;
}

/**
 * Syncs in a process of its own.
 *
 * @param moment when it is killed; null lets it end.
 * @returns how often it was seen to have written to the graph.
 */
async function syncProcess(data: string, moment: Moment | null): Promise<number> {
  const child = spawn(process.execPath, [cli, ...argumentsOf(data)], { stdio: 'ignore' });
  const exited = once(child, 'exit');
  const state = new DatabaseSync(join(folder, data, 'state.db'));
  const isHeld = state.prepare(
    "SELECT 1 FROM state_lease WHERE name = 'sync' AND expires_at > unixepoch('subsec')",
  );
  while (isHeld.get() === undefined && child.exitCode === null) await sleep(2);
  const graph = new DatabaseSync(join(folder, data, 'graph.db'));
  const version = graph.prepare('PRAGMA data_version');
  const read = (): unknown => version.get()?.data_version;
  let writes = 0;
  for (let last = read(); child.exitCode === null && child.signalCode === null; await sleep(1)) {
    if (moment !== null && writes >= moment.writes) {
      await Promise.race([sleep(moment.afterMs), exited]);
      child.kill('SIGKILL');
      break;
    }
    const now = read();
    if (now !== last) writes++;
    last = now;
  }
  graph.close();
  await exited;
  // A minute passes: what the killed process held runs out.
  state.prepare('UPDATE state_lease SET expires_at = 0').run();
  state.close();
  return writes;
}

/** What is wrong in the database itself, whatever it says of the company. */
function findFaults(data: string): unknown[] {
  const database = new DatabaseSync(join(folder, data, 'graph.db'));
  try {
    const select = (sql: string) => database.prepare(sql).all();
    return [
      ...select('PRAGMA integrity_check').filter((row) => row.integrity_check !== 'ok'),
      ...select(`SELECT r.id FROM relationship r
        WHERE NOT EXISTS (SELECT 1 FROM node n WHERE n.id = r.from_id) OR NOT EXISTS (SELECT 1 FROM node n WHERE n.id = r.to_id)`),
      ...select(
        `SELECT n.id FROM node n WHERE n.acl IS NOT NULL AND NOT EXISTS (SELECT 1 FROM node a WHERE a.id = n.acl)`,
      ),
      ...select(`SELECT p.id FROM node_passage p WHERE NOT EXISTS (
        SELECT 1 FROM node a WHERE a.id = 'article:' || substr(p.id, 9, length(rtrim(p.id, '0123456789')) - 9))`),
    ];
  } finally {
    database.close();
  }
}

async function knownIn(data: string): Promise<Record<string, string>> {
  const graph = createSqliteStore({ file: join(folder, data, 'graph.db') });
  await graph.migrate();
  try {
    return await presentKnowledge(graph, sources);
  } finally {
    await graph.close();
  }
}

it(`a run that is killed at any of ${moments} moments leaves a valid graph, and the next one completes it`, async () => {
  const random = seededRandom(seed);
  const company = new SimulatedCompany({ people: 80, seed, day: '2026-11-20' });
  const write = (): void => writeFiles(join(folder, 'files'), company.files());
  const rewrite = (): void => {
    // So much that there is something to write at any moment.
    for (let day = 0; day < 6; day++) company.live('2026-11-20');
    write();
  };
  write();
  await syncWhole('data');
  rewrite();
  const whole = await syncProcess('data', null);
  let midway = 0;
  for (let moment = 0; moment < moments; moment++) {
    rewrite();
    const before = await knownIn('data');
    await syncProcess('data', { writes: Math.floor(random() * whole), afterMs: random() * 20 });
    const note = `killed at moment ${moment} (seed ${seed})`;
    expect(findFaults('data'), note).toEqual([]);
    const left = await knownIn('data');
    await syncWhole('data');
    rmSync(join(folder, 'scratch'), { recursive: true, force: true });
    await syncWhole('scratch');
    const scratch = await knownIn('scratch');
    expect(await knownIn('data'), note).toEqual(scratch);
    const isMidway =
      JSON.stringify(left) !== JSON.stringify(before) && JSON.stringify(left) !== JSON.stringify(scratch);
    if (isMidway) midway++;
  }
  // Otherwise nothing was tried.
  expect(midway).toBeGreaterThan(moments / 5);
}, 300_000);
