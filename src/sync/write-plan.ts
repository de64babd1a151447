import type { GraphStore } from '../graph/graph-store.ts';
import { applyChanges, countPlanned } from './apply-changes.ts';
import type { SyncPlan } from './plan-sync.ts';
import { removeUnused } from './remove-unused.ts';
import type { SyncOptions } from './sync-deps.ts';

/** Carries out a plan, then removes what nothing needs any more. */
export async function writePlan(
  graph: GraphStore,
  plan: SyncPlan,
  write: { readonly changedAt: string; readonly today: string; readonly beforeBatch: () => void },
  onProgress: SyncOptions['onProgress'],
): Promise<void> {
  const planned = [...plan.sources.values()].flatMap(({ nodes, relationships }) =>
    nodes !== undefined && relationships !== undefined ? [{ nodes, relationships }] : [],
  );
  const total = countPlanned(plan.shared.upserts, planned);
  let done = 0;
  await applyChanges(graph, plan.shared.upserts, planned, {
    ...write,
    onApplied: (changes) => {
      done += changes;
      onProgress?.({ stage: 'write', done, total });
    },
  });
  write.beforeBatch();
  await removeUnused(graph, write, plan.shared.tally);
  if (plan.shared.deletes.length > 0)
    await graph.apply({ changedAt: write.changedAt, deleteNodes: plan.shared.deletes });
}
