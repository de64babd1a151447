import type { GraphStore, SourceStatus } from '../graph/graph-store.ts';
import type { SyncPlan } from './plan-sync.ts';
import { buildStatus } from './record-run.ts';

/**
 * Says of each source of which a plan writes something that it is being updated, so that answers can say so too. The end of the run takes
 * it back; a run that breaks off leaves it, since what it wrote is a part. When the source was last tried stays as it was, so that
 * such a run does not count as one.
 */
export async function markUpdating(
  graph: Pick<GraphStore, 'apply'>,
  plan: SyncPlan,
  options: {
    readonly statuses: ReadonlyMap<string, SourceStatus>;
    readonly drivers: ReadonlyMap<string, string>;
    readonly isSample: boolean;
    /** Instant. */
    readonly startedAt: string;
  },
): Promise<void> {
  const { statuses, drivers, isSample, startedAt } = options;
  const upsertNodes = [...plan.sources].flatMap(([source, { nodes, relationships }]) => {
    const changes =
      (nodes?.units.length ?? 0) +
      (nodes?.deletes.length ?? 0) +
      (relationships?.upserts.length ?? 0) +
      (relationships?.ends.length ?? 0) +
      (relationships?.deletes.length ?? 0);
    if (changes === 0) return [];
    const before = statuses.get(source);
    return [
      buildStatus(source, {
        connector: drivers.get(source) ?? before?.connector ?? '',
        attemptedAt: before?.attemptedAt ?? null,
        syncedAt: before?.syncedAt ?? null,
        knownSince: before?.knownSince ?? null,
        failure: before?.failure ?? null,
        updatingSince: startedAt,
        sample: isSample,
      }),
    ];
  });
  if (upsertNodes.length > 0) await graph.apply({ changedAt: startedAt, upsertNodes });
}
