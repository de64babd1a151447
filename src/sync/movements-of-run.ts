import type { GraphStore, SourceStatus } from '../graph/graph-store.ts';
import { type FoundMovements, findMovements, hasMovements } from './find-movements.ts';
import { digestOf } from './fingerprint.ts';
import { mergeMovements } from './merge-movements.ts';
import type { ComparedRead, PlannedSource, SyncPlan } from './plan-sync.ts';

/**
 * Who joins, moves and leaves, by source; in its first run all of a source would join.
 *
 * @param kept those of runs that broke off, by source.
 */
export async function movementsOfRun(
  graph: GraphStore,
  compared: readonly ComparedRead[],
  plan: SyncPlan | null,
  statuses: ReadonlyMap<string, SourceStatus>,
  kept: ReadonlyMap<string, FoundMovements>,
): Promise<ReadonlyMap<string, FoundMovements>> {
  const found = new Map<string, FoundMovements>();
  for (const { connector, stored } of compared) {
    const { source } = connector;
    const planned = plan?.sources.get(source);
    if (plan === null || planned?.nodes === undefined || statuses.get(source)?.syncedAt == null) continue;
    const own = await findMovements(graph, plan, planned, stored);
    const earlier = kept.get(source);
    const all = earlier === undefined ? own : mergeMovements(earlier, own, presentAfter(planned, stored));
    if (hasMovements(all)) found.set(source, all);
  }
  return found;
}

function presentAfter({ nodes }: PlannedSource, stored: ComparedRead['stored']): (person: string) => boolean {
  const present = new Set([...stored.nodes.keys()].map(digestOf));
  for (const { id } of nodes?.units.flatMap(({ upserts }) => upserts) ?? []) present.add(digestOf(id));
  for (const id of nodes?.deletes ?? []) present.delete(digestOf(id));
  return (person) => present.has(person);
}
