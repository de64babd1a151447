import type { GraphStore } from '../graph/graph-store.ts';
import { type PastRun, readSyncHistory } from './sync-history.ts';

/** How a source stands: when it was last good, and what its last run did. */
export interface SourceState {
  readonly source: string;
  readonly driver: string;
  /** Whether it stands in the configuration; what a source left in the graph stays when it is taken out of there. */
  readonly isConfigured: boolean;
  /** Instant at which its last complete run ended; null before it. */
  readonly syncedAt: string | null;
  /** Instant at which the run began that is writing it, or broke off while it did; null where what it said is written. */
  readonly updatingSince: string | null;
  /** The last complete run, where it is still recorded. */
  readonly lastGood: PastRun | null;
  readonly lastRun: PastRun | null;
}

/** The configured sources in their order, then those that only the graph knows. */
export async function readSourceStates(
  graph: Pick<GraphStore, 'keys' | 'readNodes' | 'sources'>,
  configured: readonly { readonly source: string; readonly driver: string }[],
): Promise<SourceState[]> {
  const [statuses, runs] = await Promise.all([graph.sources(), readSyncHistory(graph)]);
  const names = new Set(configured.map(({ source }) => source));
  const others = statuses.filter(({ name }) => !names.has(name));
  const all = [
    ...configured.map((one) => ({ ...one, isConfigured: true })),
    ...others.map(({ name, connector }) => ({ source: name, driver: connector, isConfigured: false })),
  ];
  return all.map((one): SourceState => {
    const own = runs.filter((run) => run.source === one.source);
    const status = statuses.find(({ name }) => name === one.source);
    return {
      ...one,
      syncedAt: status?.syncedAt ?? null,
      updatingSince: status?.updatingSince ?? null,
      lastGood: own.find(({ outcome }) => outcome === 'done') ?? null,
      lastRun: own[0] ?? null,
    };
  });
}
