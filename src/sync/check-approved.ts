import { AppError } from '../operations/app-error.ts';
import { digestOfPlan } from './keep-plan.ts';
import type { SyncPlan } from './plan-sync.ts';

/**
 * Holds a plan of one source against the one that was approved.
 *
 * @param plan null where there is nothing to do.
 * @throws AppError `plan_outdated` where it is another.
 */
export function checkApproved(
  { run, digest }: { readonly run: string; readonly digest: string },
  plan: SyncPlan | null,
): void {
  const [planned] = plan?.sources.values() ?? [];
  if (planned?.outcome === 'done' && digestOfPlan(planned) === digest) return;
  const reason =
    planned === undefined
      ? 'the graph is in line with the source'
      : (planned.message ?? 'the source or the graph has changed since');
  const source = run.slice(0, run.lastIndexOf('@'));
  throw new AppError(
    'plan_outdated',
    `The plan of ${run} was not carried out: ${reason.replace(/\.$/, '')}. Run "orgwise sync --source ${source}"; where that stops, it keeps a plan as things are now.`,
  );
}
