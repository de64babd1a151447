import type { DirectoryAccess } from '../../access/directory-access.ts';
import type { Audit, AuditEntry } from '../../operations/audit.ts';
import type { BotAdapter } from '../bot-adapter.ts';
import type { BotWording } from '../wording/bot-wording.ts';
import type { MovementsReport } from './movements-report.ts';
import { tellMovements } from './tell-movements.ts';

export interface PostMovementsOptions {
  readonly adapters: readonly BotAdapter[];
  /** A channel by the name of its platform. */
  readonly channels: Readonly<Record<string, string>>;
  readonly wording: BotWording;
  readonly access: Pick<DirectoryAccess, 'audience'>;
  readonly audit: Pick<Audit, 'record'>;
  readonly log: { warn(details: object, message: string): void };
}

/**
 * Tells channels who joined, moved and left in a run, as far as all who read there may; where that is not known, as far as
 * anybody may. A platform that refuses is said in the log and keeps no other from it.
 */
export async function postMovements(
  sources: readonly { readonly source: string; readonly movements?: MovementsReport }[],
  { adapters, channels, wording, access, audit, log }: PostMovementsOptions,
): Promise<void> {
  for (const { source, movements } of sources) {
    if (movements === undefined) continue;
    for (const adapter of adapters) {
      const channel = channels[adapter.name];
      if (channel === undefined || adapter.post === undefined) continue;
      const note = (more: Pick<AuditEntry, 'what'> & Partial<AuditEntry>): void =>
        audit.record({
          who: 'schedule',
          platform: adapter.name === 'slack' || adapter.name === 'teams' ? adapter.name : 'system',
          place: channel,
          allowed: true,
          act: 'post_movements',
          about: [source],
          ...more,
        });
      try {
        const listeners = (await adapter.listeners?.(channel)) ?? [];
        const viewer = await access.audience(listeners.map(({ email = '' }) => email));
        const text = tellMovements(movements, source, wording, viewer);
        if (text === null) continue;
        await adapter.post(channel, text);
        note({ what: 'sync', ...(listeners.length === 0 ? {} : { audience: listeners.length }) });
      } catch (err) {
        note({ what: 'failure', why: 'not_posted' });
        log.warn(
          { err, platform: adapter.name, channel, source },
          'Who joined, moved and left could not be posted; orgwise runs tells it',
        );
      }
    }
  }
}
