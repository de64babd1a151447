/**
 * Finding what texts name, beside the same in another checkout: in the texts of a made-up company of 5,000 pages and 10,000 tasks,
 * in its first sync on SQLite, and in a night in which a hundred tasks changed. Prints ratios of
 * processor time, which hangs less on what else runs; the times themselves hang on the machine.
 *
 *     npm exec -- node bench/mentions.ts FOLDER
 *
 * Without FOLDER it is compared with itself, which tells how much the ratios mean.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Connector, SourceRecord } from '../connectors/connector.ts';
import { directory, pages, tracker, wiki } from './mention-company.ts';

const rounds = 5;
const here = resolve(import.meta.dirname, '..');
const there = resolve(process.argv[2] ?? here);

interface Side {
  readonly name: string;
  readonly first: number[];
  readonly night: number[];
  readonly linking: number[];
  links: number;
}

const load = async <Module>(folder: string, path: string): Promise<Module> =>
  (await import(join(folder, path))) as Module;

const connectorsOf = (done: ReadonlySet<number>): readonly Connector[] =>
  Object.entries({ directory, tracker: () => tracker(done), wiki }).map(([source, records]) => ({
    source,
    driver: 'bench',
    async *fetch() {
      for (const record of records() as Iterable<SourceRecord>) yield { record };
    },
  }));

async function run(folder: string, side: Side): Promise<void> {
  type SqliteStore = typeof import('../src/graph/sqlite/sqlite-store.ts');
  type SqliteState = typeof import('../src/state/sqlite/sqlite-state-store.ts');
  type RunSync = typeof import('../src/sync/run-sync.ts');
  const { createSqliteStore } = await load<SqliteStore>(folder, 'src/graph/sqlite/sqlite-store.ts');
  const { createSqliteStateStore } = await load<SqliteState>(
    folder,
    'src/state/sqlite/sqlite-state-store.ts',
  );
  const { runSync } = await load<RunSync>(folder, 'src/sync/run-sync.ts');
  const files = mkdtempSync(join(tmpdir(), 'orgwise-bench-'));
  const graph = createSqliteStore({ file: join(files, 'graph.db') });
  const state = createSqliteStateStore({ file: join(files, 'state.db') });
  const log = { info: () => undefined, warn: () => undefined };
  const seconds = async (done: ReadonlySet<number>): Promise<readonly [all: number, linking: number]> => {
    const start = processorMs();
    let linkingSince = 0;
    const report = await runSync(
      {
        graph,
        state,
        connectors: connectorsOf(done),
        clock: () => new Date(),
        today: () => '2026-11-20',
        log,
      },
      { onProgress: ({ stage }) => (linkingSince ||= stage === 'link' ? processorMs() : 0) },
    );
    const { mentions } = report;
    if (done.size === 0) side.links = mentions?.created ?? 0;
    const end = processorMs();
    return [(end - start) / 1000, linkingSince === 0 ? 0 : (end - linkingSince) / 1000];
  };
  try {
    await graph.migrate();
    await state.migrate();
    const [first, linking] = await seconds(new Set());
    side.first.push(first);
    side.linking.push(linking);
    side.night.push((await seconds(new Set(Array.from({ length: 100 }, (_, one) => one * 7))))[0]);
  } finally {
    await graph.close();
    await state.close();
    rmSync(files, { recursive: true, force: true });
  }
}

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const median = (times: readonly number[]): number =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;

const sides = [here, there].map((name): Side => ({ name, first: [], night: [], linking: [], links: 0 }));
for (let round = 0; round < rounds; round++)
  for (const side of round % 2 === 0 ? sides : sides.toReversed()) await run(side.name, side);
const [one, other] = sides;
if (one !== undefined && other !== undefined) {
  console.log(`${pages} pages; ${one.links} links here, ${other.links} there`);
  for (const part of ['first', 'linking', 'night'] as const) {
    const ratios = one[part].map((time, round) => time / (other[part][round] ?? Number.NaN));
    console.log(
      `${part}: ${median(one[part]).toFixed(2)} s to ${median(other[part]).toFixed(2)} s, ratio ${median(ratios).toFixed(2)}`,
    );
  }
}
