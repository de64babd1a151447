import { formatSyncReport } from '../sync/format-sync-report.ts';
import { openOrgwise } from './open-orgwise.ts';
import type { CommonOptions } from './run-cli.ts';
import { showProgress } from './show-progress.ts';

export interface SyncCommandOptions extends CommonOptions {
  readonly source?: readonly string[];
  readonly dryRun?: boolean;
  readonly acceptDeletions?: boolean;
}

/** `orgwise sync`: exit code 1 where a source could not be synced whole. */
export async function runSyncCommand(options: SyncCommandOptions): Promise<number> {
  const orgwise = await openOrgwise(options);
  const progress = showProgress();
  try {
    const report = await orgwise.sync({
      onProgress: progress.update,
      dryRun: options.dryRun ?? false,
      acceptDeletions: options.acceptDeletions ?? false,
      ...(options.source === undefined ? {} : { sources: options.source }),
    });
    progress.end();
    process.stdout.write(`${formatSyncReport(report)}\n`);
    return report.sources.every((source) => source.outcome === 'done') ? 0 : 1;
  } finally {
    progress.end();
    await orgwise.close();
  }
}
