import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { presentKnowledge } from '../fixtures/present-knowledge.ts';
import { SimulatedCompany, seededRandom } from '../fixtures/simulated-company.ts';
import { writeFiles } from '../fixtures/write-files.ts';
import { connect, openMemory, type Stores, sourceNames, syncOn } from './simulated-sources.ts';

const syncOnce = fileURLToPath(new URL('./sync-once.ts', import.meta.url));
const day = '2026-11-20';

/** A store whose syncs are killed. */
export interface KillableStore {
  /** The graph and its state as another process sees them. */
  readonly stores: Stores;
  /** What `sync-once.ts` opens it by. */
  readonly settings: object;
  /** Lets the time pass that the lease of a killed process lasts. */
  expireLease(): Promise<void>;
  /** What is wrong in the database itself, whatever it says of the company. */
  findFaults(): Promise<readonly unknown[]>;
}

export interface KillOptions {
  readonly folder: string;
  readonly people: number;
  readonly moments: number;
  readonly seed: number;
  /** Told of each moment after which all was well. */
  readonly onMoment?: (moment: KilledMoment) => void;
}

export interface KilledMoment {
  readonly number: number;
  /** Lines that the process had said when it was killed: it says one before and one after each write. */
  readonly lines: number;
  readonly afterMs: number;
  /** Whether the graph was neither as before nor as after the whole run. */
  readonly isMidway: boolean;
}

/**
 * Kills syncs by SIGKILL at moments chosen by chance. After each the graph must be valid, and the next run, in another process,
 * must bring it to what a graph from scratch holds.
 *
 * @returns how many of the moments lay midway.
 */
export async function killRuns(options: KillOptions, store: KillableStore): Promise<number> {
  const { folder, people, moments, seed, onMoment } = options;
  const random = seededRandom(seed);
  const files = join(folder, 'files');
  let company = new SimulatedCompany({ people, seed, day });
  const rewrite = (): void => {
    // So much that there is something to write at any moment.
    for (let days = 0; days < 6; days++) company.live(day);
    writeFiles(files, company.files());
  };
  const { graph } = store.stores;
  const known = (): Promise<Record<string, string>> => presentKnowledge(graph, sourceNames);
  const complete = async (): Promise<void> => {
    const { sources } = await syncOn(store.stores, day, Object.values(connect(files)), {
      acceptDeletions: true,
    });
    for (const { source, outcome, message } of sources)
      assert.equal(outcome, 'done', `${source}: ${message}`);
  };
  writeFiles(files, company.files());
  await complete();
  rewrite();
  const whole = await syncProcess(files, store.settings, null);
  let midway = 0;
  for (let number = 1; number <= moments; number++) {
    // A company grows from day to day, and would take ever longer: another one begins in its place.
    if (number % 10 === 0) company = new SimulatedCompany({ people, seed: seed + number, day });
    rewrite();
    const before = await known();
    const lines = 1 + Math.floor(random() * (whole - 1));
    const afterMs = Math.round(random() * 20);
    await syncProcess(files, store.settings, { lines, afterMs });
    await store.expireLease();
    const note = `killed at moment ${number} (seed ${seed})`;
    assert.deepEqual(await store.findFaults(), [], note);
    const left = await known();
    await complete();
    const scratch = await openMemory();
    await syncOn(scratch, day, Object.values(connect(files)));
    const fresh = await presentKnowledge(scratch.graph, sourceNames);
    await scratch.graph.close();
    await scratch.state.close();
    assert.deepEqual(await known(), fresh, note);
    assert.deepEqual(await store.findFaults(), [], note);
    const isMidway = [before, fresh].every((other) => JSON.stringify(other) !== JSON.stringify(left));
    if (isMidway) midway++;
    onMoment?.({ number, lines, afterMs, isMidway });
  }
  return midway;
}

/**
 * Syncs in a process of its own.
 *
 * @param moment after how many of its lines, and how many ms after that, it is killed; null lets it end.
 * @returns how many lines it said.
 */
async function syncProcess(
  files: string,
  settings: object,
  moment: { readonly lines: number; readonly afterMs: number } | null,
): Promise<number> {
  const child = spawn(process.execPath, [syncOnce, files, day, JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  let lines = 0;
  for await (const _line of createInterface({ input: child.stdout })) {
    lines++;
    if (lines !== moment?.lines) continue;
    await Promise.race([sleep(moment.afterMs), exited]);
    child.kill('SIGKILL');
    break;
  }
  await exited;
  if (moment === null) assert.equal(child.exitCode, 0);
  return lines;
}
