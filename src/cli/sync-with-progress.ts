import type { Orgwise } from '../main.ts';
import { AppError } from '../operations/app-error.ts';
import { createProgressReporter } from '../sync/report-progress.ts';
import type { SyncOptions } from '../sync/sync-deps.ts';
import type { SyncReport } from '../sync/sync-report.ts';

const stopSignals = ['SIGINT', 'SIGTERM'] as const;

/**
 * A sync that shows on standard error how far it is. Ctrl+C ends it in order, so that the next one need not wait for its
 * lease to run out; a second Ctrl+C ends the process.
 *
 * @throws AppError `sync_stopped` where it was interrupted, and what `Orgwise.sync` throws.
 */
export async function syncWithProgress(
  orgwise: Orgwise,
  options: Omit<NonNullable<Parameters<Orgwise['sync']>[0]>, 'signal' | 'onProgress'> = {},
): Promise<SyncReport> {
  return await withProgress(orgwise, (given) => orgwise.sync({ ...options, ...given }));
}

/** Shows how far a run is and ends it in order, as `syncWithProgress` does, for any way to run one. */
export async function withProgress(
  orgwise: Orgwise,
  run: (given: Required<Pick<SyncOptions, 'signal' | 'onProgress'>>) => Promise<SyncReport>,
): Promise<SyncReport> {
  const progress = createProgressReporter(process.stderr, orgwise.log, () => new Date());
  const interruption = new AbortController();
  const interrupt = (): void =>
    interruption.abort(
      new AppError(
        'sync_stopped',
        'The sync was interrupted; what it wrote stays, and the next one goes on.',
      ),
    );
  for (const name of stopSignals) process.once(name, interrupt);
  try {
    return await run({ signal: interruption.signal, onProgress: progress.report });
  } finally {
    for (const name of stopSignals) process.off(name, interrupt);
    progress.end();
  }
}
