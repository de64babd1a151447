import { AppError } from '../operations/app-error.ts';
import { outdated } from './check-approved.ts';
import { readLosses } from './plan-losses.ts';
import { runSync } from './run-sync.ts';
import type { SyncDeps, SyncOptions } from './sync-deps.ts';
import { readPastRun } from './sync-history.ts';
import type { SyncReport } from './sync-report.ts';

/**
 * Carries out the plan that a stopped run kept. The source is read again, so that what is written is what it holds; what goes must be
 * among what would have gone by the plan that was kept.
 *
 * @param id of the run, or the name of a source for its last one.
 * @throws AppError `invalid_input` where no such run is recorded or it kept no plan, `plan_outdated` where more would go
 *   now or there is nothing to do, and what `runSync` throws.
 */
export async function approveRun(
  deps: SyncDeps,
  id: string,
  options: Pick<SyncOptions, 'signal' | 'onProgress'> = {},
): Promise<SyncReport> {
  const { id: run, source, outcome, kept } = await readPastRun(deps.graph, id);
  if (kept === undefined)
    throw new AppError(
      'invalid_input',
      `The run ${run} kept no plan, it ended as '${outcome}'; only a stopped run can be approved.`,
    );
  const losses = await readLosses(deps.state, source, kept.digest);
  if (losses === null) throw outdated(run, 'what it would take is not kept any more');
  const { since } = kept;
  const approved = { run, losses, ...(since !== undefined && { since }) };
  return await runSync(deps, { ...options, sources: [source], approved });
}
