import { AppError } from '../app-error.ts';
import type { AuditEntry } from '../audit.ts';

/** The parts of a sync's report that its audit line tells of. */
export interface AuditableSync {
  readonly dryRun: boolean;
  readonly sources: readonly { readonly source: string; readonly outcome: string }[];
}

type By = 'operator' | 'schedule';

/** A sync that came to its end, whatever became of each source. */
export function auditSync(by: By, report: AuditableSync, acceptsDeletions: boolean): AuditEntry {
  const act = report.dryRun ? 'dry_run' : acceptsDeletions ? 'accept_deletions' : undefined;
  return {
    ...common(by),
    what: 'sync',
    allowed: true,
    ...(act === undefined ? {} : { act }),
    outcomes: Object.fromEntries(report.sources.map(({ source, outcome }) => [source, outcome])),
  };
}

/** A sync that broke off; one that another kept from beginning was refused. */
export function auditFailedSync(by: By, error: unknown): AuditEntry {
  const why = error instanceof AppError ? error.code : 'internal';
  // Another one runs, or there is no such source: nothing was tried.
  const isRefused = why === 'sync_busy' || why === 'invalid_input';
  return {
    ...common(by),
    what: isRefused ? 'refusal' : 'failure',
    allowed: !isRefused,
    act: 'sync',
    why,
  };
}

function common(by: By): Pick<AuditEntry, 'who' | 'platform' | 'place'> {
  return { who: by, platform: by === 'operator' ? 'terminal' : 'system', place: null };
}
