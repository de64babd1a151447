import type { GraphStore, SourceStatus } from '../graph/graph-store.ts';
import { findMovements } from './find-movements.ts';
import type { ComparedRead, SyncPlan } from './plan-sync.ts';
import type { Movements } from './sync-report.ts';

/** Who joins, moves and leaves, by source; in its first run all of a source would join. */
export async function movementsOfRun(
  graph: GraphStore,
  compared: readonly ComparedRead[],
  plan: SyncPlan | null,
  statuses: ReadonlyMap<string, SourceStatus>,
): Promise<ReadonlyMap<string, { readonly movements: Movements }>> {
  const found = new Map<string, { readonly movements: Movements }>();
  for (const { connector, stored } of compared) {
    const planned = plan?.sources.get(connector.source);
    if (plan === null || planned === undefined || statuses.get(connector.source)?.syncedAt == null) continue;
    const movements = await findMovements(graph, plan, planned, stored);
    if (movements !== null) found.set(connector.source, { movements });
  }
  return found;
}
