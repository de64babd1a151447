import type { NodeRecord } from '../graph/changes.ts';
import type { NodeKey, SourceStatus } from '../graph/graph-store.ts';
import { sealNode } from './graph-records.ts';
import type { FetchCursor, Settlement } from './settled-sources.ts';
import type { SyncDeps } from './sync-deps.ts';
import type { SourceReport } from './sync-report.ts';

/** Runs of a source that are kept. */
const keptRuns = 30;

/**
 * The nodes that tell how fresh a source is and how its last run went, and the ids of the runs that are too old to keep.
 *
 * @param before the source's status so far; undefined before its first run.
 * @param options.runs ids of the runs of the source that are recorded.
 * @param options.isSample whether the source is the sample company's.
 * @param options.today the company's day, on which a first complete sync begins to know.
 * @param options.settled absent where the next run must compare.
 */
function buildRunRecords(
  report: SourceReport,
  before: SourceStatus | undefined,
  options: {
    readonly runs: readonly string[];
    readonly isSample: boolean;
    readonly today: string;
    readonly settled?: Settlement | undefined;
    readonly cursor?: FetchCursor | undefined;
  },
): { readonly upserts: readonly NodeRecord[]; readonly deletes: readonly string[] } {
  const { source } = report;
  const syncedAt = report.outcome === 'done' ? report.endedAt : (before?.syncedAt ?? null);
  // A graph from before this was noted knows since its last sync, for all that it can tell.
  const knownSince =
    before?.knownSince ??
    before?.syncedAt?.slice(0, 10) ??
    (report.outcome === 'done' ? options.today : null);
  // What an earlier run broke off writing, only a run that read all completes; `before` is from before this one began to write.
  const status = buildStatus(source, {
    connector: report.driver,
    attemptedAt: report.startedAt,
    syncedAt,
    knownSince,
    failure: report.outcome === 'done' ? null : (report.message ?? report.outcome),
    updatingSince: report.outcome === 'done' ? null : (before?.updatingSince ?? null),
    sample: options.isSample,
  });
  const run = sealNode({
    id: syncRunId(source, report.startedAt),
    label: 'SyncRun',
    source,
    key: report.startedAt,
    properties: {
      startedAt: report.startedAt,
      endedAt: report.endedAt,
      outcome: report.outcome,
      summary: JSON.stringify({
        counts: report.counts,
        problems: report.problems,
        read: report.read,
        ...(report.message !== undefined && { message: report.message }),
        ...(report.movements !== undefined && { movements: report.movements }),
        ...(report.kept !== undefined && { kept: report.kept }),
        ...(report.since !== undefined && { since: report.since }),
        ...(report.approved !== undefined && { approved: report.approved }),
        ...(options.cursor !== undefined && { cursor: options.cursor }),
        ...(options.settled !== undefined && { settled: options.settled }),
      }),
    },
  });
  const runs = options.runs.filter((id) => id !== run.id);
  return { upserts: [status, run], deletes: runs.sort().slice(0, Math.max(0, runs.length - keptRuns + 1)) };
}

/** Id of the node of a run of a source. */
export function syncRunId(source: string, startedAt: string): string {
  return `sync-run:${source}:${startedAt}`;
}

/** The node that tells how fresh a source is. */
export function buildStatus(source: string, { sample, ...given }: Omit<SourceStatus, 'name'>): NodeRecord {
  const told = Object.entries(given).filter(([, value]) => value !== null);
  return sealNode({
    id: `source:${source}`,
    label: 'Source',
    source,
    key: source,
    properties: { name: source, ...Object.fromEntries(told), ...(sample && { sample: true }) },
  });
}

/** Writes how the runs of some sources went, and removes the oldest of them beyond thirty. */
export async function recordRuns(
  deps: Pick<SyncDeps, 'graph' | 'isSample' | 'today'>,
  reports: readonly SourceReport[],
  before: {
    readonly statuses: ReadonlyMap<string, SourceStatus>;
    readonly runs: readonly NodeKey[];
    /** By source. */
    readonly cursors: ReadonlyMap<string, FetchCursor | undefined>;
    readonly settlementOf: (source: string) => Settlement | undefined;
  },
): Promise<void> {
  for (const report of reports) {
    const { source } = report;
    const { upserts, deletes } = buildRunRecords(report, before.statuses.get(source), {
      runs: before.runs.filter((run) => run.source === source).map(({ id }) => id),
      isSample: deps.isSample === true,
      today: deps.today(),
      settled: before.settlementOf(source),
      cursor: before.cursors.get(source),
    });
    await deps.graph.apply({ changedAt: report.endedAt, upsertNodes: upserts, deleteNodes: deletes });
  }
}
