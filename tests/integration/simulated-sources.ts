import { join } from 'node:path';
import type { Connector } from '../../connectors/connector.ts';
import { createCsvConnector } from '../../connectors/csv/csv-connector.ts';
import { createMarkdownConnector } from '../../connectors/wiki/markdown-connector.ts';
import type { GraphStore } from '../../src/graph/graph-store.ts';
import { createSqliteStore } from '../../src/graph/sqlite/sqlite-store.ts';
import { createSqliteStateStore } from '../../src/state/sqlite/sqlite-state-store.ts';
import type { StateStore } from '../../src/state/state-store.ts';
import { fingerprintOf } from '../../src/sync/fingerprint.ts';
import { runSync } from '../../src/sync/run-sync.ts';
import type { SyncOptions } from '../../src/sync/sync-deps.ts';
import type { SyncReport } from '../../src/sync/sync-report.ts';

/** The sources of the simulated company. */
export const sourceNames = ['directory', 'accounts', 'tracker', 'wiki'] as const;
export type SimulatedSource = (typeof sourceNames)[number];

/** They read the files that the company wrote below a folder. */
export function connect(folder: string): Record<SimulatedSource, Connector> {
  return {
    directory: createCsvConnector({
      source: 'directory',
      people: { file: join(folder, 'people.csv') },
      teams: { file: join(folder, 'teams.csv') },
    }),
    accounts: createCsvConnector({ source: 'accounts', people: { file: join(folder, 'accounts.csv') } }),
    tracker: createCsvConnector({
      source: 'tracker',
      tasks: { file: join(folder, 'tasks.csv'), readers: ['everyone'] },
    }),
    wiki: createMarkdownConnector({ source: 'wiki', readers: ['everyone'], folder: join(folder, 'wiki') }),
  };
}

/** The same source as one that tells what changed: by a cursor of digests, and by the names of what did not. */
export function tellingChanges(connector: Connector): Connector {
  const { source, driver } = connector;
  return {
    source,
    driver,
    async *fetch({ signal, since, isKnown = () => false }) {
      const former = since === undefined ? null : (JSON.parse(since) as Record<string, string>);
      const now: Record<string, string> = {};
      for await (const one of connector.fetch({ signal })) {
        if (!('record' in one)) {
          yield one;
          continue;
        }
        const { kind, key } = one.record;
        // Lines are numbered, and move.
        const digest = fingerprintOf({ ...one.record, place: '' });
        now[`${kind} ${key}`] = digest;
        // Teams come each time, since whoever left one whose team were not read would stay in it.
        const isSame = kind !== 'team' && former?.[`${kind} ${key}`] === digest && isKnown({ kind, key });
        yield isSame ? { same: { kind, key } } : one;
      }
      const isWhole = former === null;
      yield { cursor: JSON.stringify(now), isWhole, isSwept: !isWhole };
    },
  };
}

/** A graph and its state. */
export interface Stores {
  readonly graph: GraphStore;
  readonly state: StateStore;
}

/** An embedded graph of its own. */
export async function openEmbedded(folder: string, name: string): Promise<Stores> {
  return await openStores(join(folder, `${name}.db`), join(folder, `${name}-state.db`));
}

/** An embedded graph that is gone when it is closed. */
export async function openMemory(): Promise<Stores> {
  return await openStores(':memory:', ':memory:');
}

async function openStores(graphFile: string, stateFile: string): Promise<Stores> {
  const graph = createSqliteStore({ file: graphFile });
  const state = createSqliteStateStore({ file: stateFile });
  await graph.migrate();
  await state.migrate();
  return { graph, state };
}

/** A run in the night of a day. */
export async function syncOn(
  { graph, state }: Stores,
  day: string,
  connectors: readonly Connector[],
  options?: SyncOptions,
  fullEveryMs?: number,
): Promise<SyncReport> {
  const clock = (): Date => new Date(`${day}T02:00:00Z`);
  const log = { info: () => undefined, warn: () => undefined };
  const deps = { graph, state, connectors, clock, today: () => day, log };
  return await runSync(fullEveryMs === undefined ? deps : { ...deps, fullEveryMs }, options);
}
