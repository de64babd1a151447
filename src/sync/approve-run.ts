import { AppError } from '../operations/app-error.ts';
import { runSync } from './run-sync.ts';
import type { SyncDeps, SyncOptions } from './sync-deps.ts';
import { readPastRun } from './sync-history.ts';
import type { SyncReport } from './sync-report.ts';

/**
 * Carries out the plan that a stopped run kept. The source is read again, so that what is written is what it holds: the plan
 * that comes of it must be the one that was kept.
 *
 * @param id of the run, or the name of a source for its last one.
 * @throws AppError `invalid_input` where no such run is recorded or it kept no plan, `plan_outdated` where the source or the
 *   graph has moved on, and what `runSync` throws.
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
  return await runSync(deps, { ...options, sources: [source], approved: { run, ...kept } });
}
