import type { Fingerprints, NodeRecord } from '../graph/changes.ts';
import type { SourceStatus } from '../graph/graph-store.ts';
import { sealNode } from './graph-records.ts';
import type { SourceReport } from './sync-report.ts';

/** Runs of a source that are kept. */
const keptRuns = 30;

/**
 * The nodes that tell how fresh a source is and how its last run went, and the ids of the runs that are too old to keep.
 *
 * @param before the source's status so far; undefined before its first run.
 * @param given.isSample whether the source is the sample company's.
 * @param given.today the company's day, on which a first complete sync begins to know.
 */
export function buildRunRecords(
  report: SourceReport,
  before: SourceStatus | undefined,
  stored: Fingerprints,
  { isSample, today }: { readonly isSample: boolean; readonly today: string },
): { readonly upserts: readonly NodeRecord[]; readonly deletes: readonly string[] } {
  const { source } = report;
  const syncedAt = report.outcome === 'done' ? report.endedAt : (before?.syncedAt ?? null);
  // A graph from before this was noted knows since its last sync, for all that it can tell.
  const knownSince =
    before?.knownSince ?? before?.syncedAt?.slice(0, 10) ?? (report.outcome === 'done' ? today : null);
  const status = sealNode({
    id: `source:${source}`,
    label: 'Source',
    source,
    key: source,
    properties: {
      name: source,
      connector: report.driver,
      attemptedAt: report.startedAt,
      ...(syncedAt !== null && { syncedAt }),
      ...(knownSince !== null && { knownSince }),
      ...(isSample && { sample: true }),
      ...(report.outcome !== 'done' && { failure: report.message ?? report.outcome }),
    },
  });
  const run = sealNode({
    id: `sync-run:${source}:${report.startedAt}`,
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
        ...(report.message !== undefined && { message: report.message }),
      }),
    },
  });
  const runs = [...stored.nodes]
    .filter(([id, { label }]) => label === 'SyncRun' && id !== run.id)
    .map(([id]) => id);
  return { upserts: [status, run], deletes: runs.sort().slice(0, Math.max(0, runs.length - keptRuns + 1)) };
}
