import { z } from 'zod';
import type { RecordStore } from '../state/state-store.ts';
import type { Reply } from './reply.ts';
import { type BotLanguage, botWordings } from './wording/bot-wordings.ts';

/** How long it is kept that somebody got no answer, in ms. */
const lifeMs = 30 * 24 * 3_600_000;

const schema = z.object({ failure: z.string() });

/**
 * Answers that a platform let the bot give nowhere: whoever asked is told so the next time that they can be told anything,
 * by whichever replica. What they asked is not kept.
 */
export interface OwedAnswers {
  /** @param failure id of the log line. */
  note(account: string, failure: string): Promise<void>;
  /**
   * Tells it once where something is owed; where that fails too, it stays owed.
   *
   * @param say shows it to that person alone.
   */
  tell(account: string, language: BotLanguage, say: (reply: Reply) => Promise<unknown>): Promise<void>;
}

export function createOwedAnswers(
  state: RecordStore,
  platform: string,
  log: { warn(details: object, message: string): void },
): OwedAnswers {
  const idOf = (account: string): string => `${platform}:${account}`;
  return {
    async note(account, failure) {
      try {
        await state.writeRecord('owed', idOf(account), JSON.stringify({ failure }), lifeMs);
      } catch (err) {
        log.warn({ err, failure }, 'That somebody is owed an answer could not be kept');
      }
    },
    async tell(account, language, say) {
      try {
        const json = await state.readRecord('owed', idOf(account));
        if (json === null) return;
        const { failure } = schema.parse(JSON.parse(json));
        await say({ kind: 'failure', id: failure, text: botWordings[language].failures.owed });
        await state.deleteRecord('owed', idOf(account));
      } catch (err) {
        log.warn({ err }, 'That somebody is owed an answer could not be told');
      }
    },
  };
}
