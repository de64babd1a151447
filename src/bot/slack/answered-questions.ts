import { z } from 'zod';
import type { PostedAnswers } from '../posted-answers.ts';
import type { AnswerPlace } from './answer-place.ts';
import type { SlackLog } from './slack-log.ts';

const schema = z.object({
  channel: z.string(),
  /** The message that answers it; null where its asker alone was shown one, which can be neither edited nor deleted. */
  ts: z.string().nullable(),
  /** Messages that go on with it, where it was too long for one. */
  restTs: z.array(z.string()).optional(),
  /** `edited.ts` of the question as it was answered; absent where it was not edited. */
  editedTs: z.string().optional(),
});

/** How a question was answered. */
export type AnsweredQuestion = z.infer<typeof schema>;

/** Which messages were questions, and where their answers stand, so that those follow them. */
export interface AnsweredQuestions {
  /**
   * @param isMaybe whether it was a question only where it has an answer: then, what is no longer kept is not looked for in
   *   the place, as people edit much that was never for the bot.
   */
  find(place: AnswerPlace, isMaybe?: boolean): Promise<AnsweredQuestion | null>;
  /** Keeps it; where that fails, the answer follows no edits, and the log says so. */
  remember(place: AnswerPlace, ts: string | null, restTs?: readonly string[]): Promise<void>;
  forget(place: AnswerPlace): Promise<void>;
}

/** @param findAnswers finds the messages that answer a question where they stand. */
export function createAnsweredQuestions(
  posted: PostedAnswers,
  findAnswers: (place: AnswerPlace) => Promise<readonly string[]>,
  log: SlackLog,
): AnsweredQuestions {
  /** None where the place cannot be read. */
  async function seek(place: AnswerPlace): Promise<AnsweredQuestion | null> {
    try {
      const [ts, ...restTs] = await findAnswers(place);
      return ts === undefined ? null : { channel: place.channel, ts, restTs };
    } catch (err) {
      log.warn({ err, event: place.eventId }, 'An older answer could not be looked for');
      return null;
    }
  }

  return {
    async find(place, isMaybe = false) {
      const address = await posted.find('slack', place.messageId ?? '');
      if (address !== null) return schema.parse(JSON.parse(address));
      return isMaybe ? null : await seek(place);
    },
    async remember({ channel, messageId, editedTs }, ts, restTs = []) {
      if (messageId === undefined) return;
      const answered: AnsweredQuestion = {
        channel,
        ts,
        ...(restTs.length === 0 ? {} : { restTs: [...restTs] }),
        ...(editedTs === undefined ? {} : { editedTs }),
      };
      try {
        await posted.remember('slack', messageId, JSON.stringify(answered));
      } catch (err) {
        log.warn(
          { err, message: messageId },
          'Where an answer stands could not be kept; it follows no edits',
        );
      }
    },
    forget: ({ messageId = '' }) => posted.forget('slack', messageId),
  };
}

/** All messages that answer a question, the one that it begins with first. */
export const messagesOf = ({ ts, restTs = [] }: AnsweredQuestion): readonly string[] =>
  ts === null ? [] : [ts, ...restTs];
