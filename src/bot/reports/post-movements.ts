import type { BotAdapter } from '../bot-adapter.ts';
import type { BotWording } from '../wording/bot-wording.ts';
import type { MovementsReport } from './movements-report.ts';
import { tellMovements } from './tell-movements.ts';

export interface PostMovementsOptions {
  readonly adapters: readonly BotAdapter[];
  /** A channel by the name of its platform. */
  readonly channels: Readonly<Record<string, string>>;
  readonly wording: BotWording;
  readonly isTitleHidden: boolean;
  readonly log: { warn(details: object, message: string): void };
}

/** Tells channels who joined, moved and left in a run. A platform that refuses is said in the log and keeps no other from it. */
export async function postMovements(
  sources: readonly { readonly source: string; readonly movements?: MovementsReport }[],
  { adapters, channels, wording, isTitleHidden, log }: PostMovementsOptions,
): Promise<void> {
  for (const { source, movements } of sources) {
    const text = movements === undefined ? null : tellMovements(movements, source, wording, isTitleHidden);
    if (text === null) continue;
    for (const adapter of adapters) {
      const channel = channels[adapter.name];
      if (channel === undefined || adapter.post === undefined) continue;
      try {
        await adapter.post(channel, text);
      } catch (err) {
        log.warn(
          { err, platform: adapter.name, channel, source },
          'Who joined, moved and left could not be posted; orgwise runs tells it',
        );
      }
    }
  }
}
