import type { GraphStore } from '../graph/graph-store.ts';
import type { RecordStore } from '../state/state-store.ts';
import { compareReads } from './compare-reads.ts';
import { keepPlan } from './keep-plan.ts';
import type { FormerKeys } from './moved/former-keys.ts';
import { type PlanOptions, planSync, type SourceRead } from './plan-sync.ts';
import { ProblemList } from './problem-list.ts';
import { runId } from './sync-history.ts';
import type { KeptPlan, SourceReport } from './sync-report.ts';

/**
 * What the stopped sources would have become, each by itself and as the graph is after all others were written.
 *
 * @param state null in a dry run.
 * @param reads with what is there still of what they list no more: that stays, whoever approves the plan.
 */
export async function keepPlans(
  graph: GraphStore,
  state: RecordStore | null,
  reads: readonly SourceRead[],
  brakes: ReadonlyMap<string, string>,
  planning: Omit<PlanOptions, 'stopped'>,
  since: ReadonlyMap<string, string>,
  former: FormerKeys,
): Promise<ReadonlyMap<string, { readonly message: string; readonly plan: KeptPlan }>> {
  const kept = new Map<string, { readonly message: string; readonly plan: KeptPlan }>();
  const sinceOf = (source: string): { readonly since?: string } => {
    const from = since.get(source);
    return from === undefined ? {} : { since: from };
  };
  for (const read of reads) {
    const { source } = read.connector;
    const message = brakes.get(source);
    if (message === undefined) continue;
    const [compared] = await compareReads(graph, [{ ...read, problems: new ProblemList() }], former);
    if (compared === undefined) continue;
    const { sources } = await planSync(graph, [compared], { ...planning, stopped: new Map() });
    const planned = sources.get(source);
    if (planned === undefined) continue;
    const plan = await keepPlan(graph, state, planned, compared);
    kept.set(source, { message, plan: { ...plan, ...sinceOf(source) } });
  }
  return kept;
}

/**
 * How a stopped run is reported: why, what it would do, and how to go on.
 *
 * @param startedAt null in a dry run, which is recorded nowhere.
 */
export function tellKept(
  source: string,
  kept: Awaited<ReturnType<typeof keepPlans>>,
  startedAt: string | null,
): Partial<Pick<SourceReport, 'message' | 'kept'>> {
  const found = kept.get(source);
  if (found === undefined) return {};
  const advice =
    startedAt === null
      ? 'A sync would keep this plan for you to approve.'
      : `If that is right, run: orgwise sync approve ${runId(source, startedAt)}`;
  return { message: `${found.message} ${advice}`, kept: found.plan };
}
