import { randomUUID } from 'node:crypto';
import { RespondError, webApi } from '@slack/bolt';
import type { OwedAnswers } from '../owed-answers.ts';
import type { Reply } from '../reply.ts';
import { botLanguage, botWordings } from '../wording/bot-wordings.ts';
import type { AnswerPlace } from './answer-place.ts';
import type { AnswerPoster } from './answer-poster.ts';
import { askerLanguage } from './asker-language.ts';
import { isDirect } from './read-message.ts';
import { renderBlocks, type SlackMessage } from './render-blocks.ts';
import type { SlackLog } from './slack-log.ts';
import type { SlackPeople } from './slack-people.ts';

/** Tells an asker alone what could not be told where it belongs. */
export interface SayToAsker {
  /**
   * Sends a reply; where Slack refuses it there (a locked thread, an archived channel), its asker is told why, with an id,
   * and gets it in the channel for them alone, or else in a direct message, or else is told of it later.
   *
   * @throws what is no refusal, as a timeout or an error of Slack's own, where nothing was said: it is tried again then.
   */
  orToAsker(
    place: AnswerPlace,
    message: () => Promise<SlackMessage>,
    send: () => Promise<void>,
  ): Promise<void>;
  /** Logs that an answer could not follow its question, and tells its asker with the id of the log line. */
  notFollowed(place: AnswerPlace, err: unknown): Promise<void>;
}

export function createSayToAsker(
  poster: AnswerPoster,
  owed: OwedAnswers,
  people: Pick<SlackPeople, 'knownLocale'>,
  log: SlackLog,
): SayToAsker {
  /** Where Slack takes it nowhere, its asker is told so as soon as they can be told anything. */
  async function say(id: string, place: AnswerPlace, messages: readonly SlackMessage[]): Promise<void> {
    try {
      await sayThere(place, messages);
    } catch (err) {
      log.error(
        { err, failure: id, event: place.eventId },
        'Slack takes an answer nowhere; its asker is told later',
      );
      await owed.note(place.user, id);
    }
  }

  async function sayThere(place: AnswerPlace, messages: readonly SlackMessage[]): Promise<void> {
    const { respond: _, ...there } = place;
    let isDirectly = isDirect(place.channel);
    for (const message of messages) {
      if (!isDirectly) {
        try {
          await poster.hide({ ...there, privateThreadTs: undefined }, message);
          continue;
        } catch (err) {
          if (!isRefusal(err)) throw err;
          isDirectly = true;
        }
      }
      await poster.writeTo(place.user, message);
    }
  }

  return {
    async orToAsker(place, message, send) {
      try {
        await send();
      } catch (err) {
        if (!isRefusal(err) && !(err instanceof SaidInPart)) throw err;
        const id = randomUUID().slice(0, 8);
        const details = { err, failure: id, event: place.eventId };
        log.error(details, 'Slack refused an answer in its place; its asker alone is told');
        const answer = await message();
        const { notPosted } = botWordings[botLanguage(answer)].failures;
        await say(id, place, [renderBlocks(failureReply(id, notPosted)), answer, ...(answer.rest ?? [])]);
      }
    },
    async notFollowed(place, err) {
      const id = randomUUID().slice(0, 8);
      log.error({ err, failure: id, event: place.eventId }, 'Where an answer stands could not be looked up');
      const { notFollowed } = botWordings[await askerLanguage(people, place)].failures;
      await say(id, place, [renderBlocks(failureReply(id, notFollowed))]);
    },
  };
}

const failureReply = (id: string, text: string): Reply => ({ kind: 'failure', id, text });

/** The rest of an answer that has begun could not be said, whyever: tried again, it would count as answered. */
export class SaidInPart extends Error {
  constructor(cause: unknown) {
    super('The rest of an answer could not be said', { cause });
  }
}

/** Slack has understood, and will not. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof webApi.WebAPIPlatformError ||
    error instanceof webApi.WebAPIRateLimitedError ||
    error instanceof RespondError
  );
}
