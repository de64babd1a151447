import type { Audit, AuditEntry } from '../operations/audit.ts';

/** Notes in the audit trail what the local operator did in a terminal. */
export function noteAct(audit: Pick<Audit, 'record'>, act: string, more: Partial<AuditEntry> = {}): void {
  audit.record({
    who: 'operator',
    platform: 'terminal',
    place: null,
    what: 'administration',
    act,
    allowed: true,
    ...more,
  });
}
