import { AppError } from '../operations/app-error.ts';
import { nameOfRecordId } from './node-ids.ts';
import type { SyncPlan } from './plan-sync.ts';

/** Records beyond those that were approved which a refusal names. */
const named = 5;

/**
 * The brake on a plan that was approved: no record goes that is none of those that were approved.
 *
 * @param gone ids of the records that would go beside these.
 * @returns the sentence that says so; null where there are none.
 */
export function findUnapproved(gone: readonly string[]): string | null {
  if (gone.length === 0) return null;
  const first = gone.slice(0, named).map((id) => {
    const name = nameOfRecordId(id);
    return name === null ? id : `${name.kind} ${name.key}`;
  });
  const count = gone.length === 1 ? '1 record would go that is' : `${gone.length} records would go that are`;
  const more = gone.length > named ? ` and ${gone.length - named} more` : '';
  return `${count} none of those that were approved: ${first.join(', ')}${more}.`;
}

/**
 * Whether the plan of a source may be carried out for which somebody approved another one of it.
 *
 * @param plan null where there is nothing to do.
 * @throws AppError `plan_outdated` where it may not.
 */
export function checkApproved(run: string, plan: SyncPlan | null): void {
  const [planned] = plan?.sources.values() ?? [];
  if (planned?.outcome === 'done') return;
  throw outdated(run, planned === undefined ? 'the graph is in line with the source' : planned.message);
}

export function outdated(run: string, reason = 'the source or the graph has changed since'): AppError {
  const source = run.slice(0, run.lastIndexOf('@'));
  return new AppError(
    'plan_outdated',
    `The plan of ${run} was not carried out: ${reason.replace(/\.$/, '')}. Run "orgwise sync --source ${source}"; where that stops, it keeps a plan as things are now.`,
  );
}
