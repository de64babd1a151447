import { compareReads } from '../compare-reads.ts';
import {
  type ComparedRead,
  type PlanOptions,
  planSync,
  type SourceRead,
  type SyncPlan,
} from '../plan-sync.ts';
import type { SyncDeps } from '../sync-deps.ts';
import { applyMoves } from './apply-moves.ts';

/**
 * Carries out what a plan says of people who are another one's now, and plans the rest as the graph is then.
 *
 * @param before how many problems each source had before it was planned.
 */
export async function movePeople(
  { graph, state, log }: Pick<SyncDeps, 'graph' | 'state' | 'log'>,
  plan: SyncPlan,
  options: {
    readonly reads: readonly SourceRead[];
    readonly planning: PlanOptions;
    readonly before: readonly number[];
    /** How long what somebody loses is kept, in ms. */
    readonly keepMs: number;
    readonly changedAt: string;
    readonly beforeBatch: () => void;
  },
): Promise<{ readonly compared: readonly ComparedRead[]; readonly plan: SyncPlan }> {
  const { reads, planning, before } = options;
  const units = [...plan.sources.values()].flatMap(({ nodes }) => nodes?.units ?? []);
  const nodes = new Map(units.flatMap(({ upserts }) => upserts.map((node) => [node.id, node] as const)));
  await applyMoves(graph, state, plan.moves, { nodes, today: planning.today, ...options });
  for (const { claim, from, to, heir } of plan.moves)
    if (heir !== undefined)
      log.info({ claim, from, to }, 'A person whom a source lost goes on with the record of another one');
    else if (to === claim) log.info({ claim, from }, 'A person has a node of their own again, or a new one');
  for (const [index, { problems }] of reads.entries()) problems.rewind(before[index] ?? 0);
  const compared = await compareReads(graph, reads);
  return { compared, plan: await planSync(graph, compared, planning) };
}
