import { formatSyncReport } from '../sync/format-sync-report.ts';
import type { CommonOptions } from './common-options.ts';
import { openOrgwise } from './open-orgwise.ts';
import { syncWithProgress, withProgress } from './sync-with-progress.ts';

export interface SyncCommandOptions extends CommonOptions {
  readonly source?: readonly string[];
  readonly full?: boolean;
  readonly since?: string;
  readonly dryRun?: boolean;
  readonly acceptDeletions?: boolean;
}

/** `orgwise sync`: prints what changed. @returns exit code 1 where a source could not be synced whole. */
export async function runSyncCommand(options: SyncCommandOptions): Promise<number> {
  const orgwise = await openOrgwise(options);
  try {
    const report = await syncWithProgress(orgwise, {
      full: options.full ?? false,
      dryRun: options.dryRun ?? false,
      acceptDeletions: options.acceptDeletions ?? false,
      ...(options.since === undefined ? {} : { since: options.since }),
      ...(options.source === undefined ? {} : { sources: options.source }),
    });
    process.stdout.write(formatSyncReport(report));
    return report.sources.every((source) => source.outcome === 'done') ? 0 : 1;
  } finally {
    await orgwise.close();
  }
}

/** `orgwise sync approve RUN`: carries out the plan that a stopped run kept. @returns as `orgwise sync`. */
export async function runApprove(run: string, options: CommonOptions): Promise<number> {
  const orgwise = await openOrgwise(options);
  try {
    const report = await withProgress(orgwise, (given) => orgwise.approve(run, given));
    process.stdout.write(formatSyncReport(report));
    return report.sources.every((source) => source.outcome === 'done') ? 0 : 1;
  } finally {
    await orgwise.close();
  }
}
