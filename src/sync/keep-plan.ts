import type { GraphStore } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import type { RecordStore } from '../state/state-store.ts';
import { keepLosses, lossesOf } from './plan-losses.ts';
import type { ComparedRead, PlannedSource } from './plan-sync.ts';
import type { KeptPlan } from './sync-report.ts';

/** Records that would go which a kept plan names. */
const named = 100;

/**
 * What of a plan is kept: enough to judge it, and to tell later what was approved.
 *
 * @param state null in a dry run, which keeps nothing.
 */
export async function keepPlan(
  graph: Pick<GraphStore, 'readNodes'>,
  state: Pick<RecordStore, 'writeRecord'> | null,
  planned: PlannedSource,
  read: ComparedRead,
): Promise<KeptPlan> {
  const losses = await lossesOf(graph, planned, read);
  const nodes = await graph.readNodes(losses.gone.slice(0, named), operatorViewer);
  return {
    digest: state === null ? '' : await keepLosses(state, read.connector.source, losses),
    counts: planned.tally.toCounts(),
    gone: {
      total: losses.gone.length,
      first: nodes.map(({ label, key, properties }) => ({
        kind: label,
        key,
        name: String(properties.name ?? properties.title ?? key),
      })),
    },
  };
}
