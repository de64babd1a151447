import type { FieldPolicy } from '../access/field-policy.ts';
import { storingOf } from '../access/stored-fields.ts';
import type { GraphStore } from '../graph/graph-store.ts';
import { findUnapproved } from './check-approved.ts';
import { findLosses } from './check-losses.ts';
import { type BrakeOptions, findBrakes } from './find-brakes.ts';
import { lossesOf, withoutApproved } from './plan-losses.ts';
import { type ComparedRead, type PlanOptions, planSync, type SyncPlan } from './plan-sync.ts';

/**
 * Plans a run without the sources that a brake stops: those that delete too much, which what was read tells, and those that
 * would take too much of what was said of the records that stay, which only a plan tells.
 *
 * @returns `stopped`: those sources, each with the sentence that says why; `reads`: as they came, and what is there still of what
 *   they list no more; `before`: how many problems each had before it was planned.
 */
export async function planWithBrakes(
  graph: GraphStore,
  compared: readonly ComparedRead[],
  planning: Omit<PlanOptions, 'stopped'>,
  brake: BrakeOptions & { readonly fields: FieldPolicy },
): Promise<{
  readonly plan: SyncPlan;
  readonly stopped: ReadonlyMap<string, string>;
  readonly reads: readonly ComparedRead[];
  readonly before: readonly number[];
}> {
  const braked = await findBrakes(graph, compared, brake);
  const { reads } = braked;
  const stopped = new Map(braked.stopped);
  const before = reads.map(({ problems }) => problems.total);
  const plan = await planSync(graph, reads, { ...planning, stopped });
  if (brake.acceptDeletions) return { plan, stopped, reads, before };
  const unstored = new Set<'HELD'>(storingOf('title', brake.fields) === 'never' ? ['HELD'] : []);
  const found: [string, string][] = [];
  for (const read of reads) {
    const { source } = read.connector;
    const planned = plan.sources.get(source);
    if (planned === undefined) continue;
    const all = await lossesOf(graph, planned, read, brake.maxDeletedShare);
    const { gone, parts } =
      brake.approved === undefined ? { ...all, gone: [] } : withoutApproved(all, brake.approved.losses);
    const reason = findUnapproved(gone) ?? findLosses(source, parts, brake.maxDeletedShare, unstored);
    if (reason !== null) found.push([source, reason]);
  }
  if (found.length === 0) return { plan, stopped, reads, before };
  for (const [source, reason] of found) stopped.set(source, reason);
  for (const [index, { problems }] of reads.entries()) problems.rewind(before[index] ?? 0);
  return { plan: await planSync(graph, reads, { ...planning, stopped }), stopped, reads, before };
}
