import { AppError } from '../app-error.ts';
import type { AuditEntry } from '../audit.ts';

/** The parts of a sync's report that its audit line tells of. */
export interface AuditableSync {
  readonly dryRun: boolean;
  readonly sources: readonly { readonly source: string; readonly outcome: string }[];
}

/** The operator of the machine, the schedule, or an administrator who writes from a chat or the page. */
export type By =
  | 'operator'
  | 'schedule'
  | { readonly who: string; readonly platform: 'slack' | 'teams' | 'web' | 'terminal' };

/** A sync that came to its end, whatever became of each source. `act`: what the operator took upon themselves. */
export function auditSync(
  by: By,
  report: AuditableSync,
  act: 'accept_deletions' | 'approve' | undefined,
): AuditEntry {
  const how = report.dryRun ? 'dry_run' : act;
  return {
    ...common(by),
    what: 'sync',
    allowed: true,
    ...(how === undefined ? {} : { act: how }),
    outcomes: Object.fromEntries(report.sources.map(({ source, outcome }) => [source, outcome])),
  };
}

/** A sync that broke off; one that another kept from beginning was refused. */
export function auditFailedSync(by: By, error: unknown): AuditEntry {
  const why = error instanceof AppError ? error.code : 'internal';
  // Another one runs, there is no such source, or a plan no longer holds: nothing was tried.
  const isRefused = why === 'sync_busy' || why === 'invalid_input' || why === 'plan_outdated';
  return {
    ...common(by),
    what: isRefused ? 'refusal' : 'failure',
    allowed: !isRefused,
    act: 'sync',
    why,
  };
}

function common(by: By): Pick<AuditEntry, 'who' | 'platform' | 'place'> {
  if (typeof by === 'object') return { ...by, place: null };
  return { who: by, platform: by === 'operator' ? 'terminal' : 'system', place: null };
}
