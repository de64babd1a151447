import { randomUUID } from 'node:crypto';
import type { OwedAnswers } from '../owed-answers.ts';
import type { Reply } from '../reply.ts';
import { botWordings } from '../wording/bot-wordings.ts';
import type { PostedMessage } from './posted-message.ts';
import { languageOf, type ReplySender } from './reply-sender.ts';
import { statusOf } from './status-of.ts';
import type { TeamsPlace } from './teams-event.ts';
import { accountOf } from './to-message.ts';

/**
 * Sends a reply; where Teams refuses it there (the bot was removed meanwhile, a channel is closed to it), its asker is told
 * why, with an id, and gets it in their own chat, or where that is refused too, is told of it later.
 *
 * @throws the library's error where it is no refusal.
 */
export type SendSomewhere = (
  place: TeamsPlace,
  reply: Reply,
  send: () => Promise<readonly PostedMessage[]>,
) => Promise<readonly PostedMessage[]>;

/** The service has understood, and will not. */
const refusals = [403, 404, 405, 429];

export function createSendSomewhere({
  replies,
  owed,
  log,
}: {
  readonly replies: Pick<ReplySender, 'sendInPrivate'>;
  readonly owed: OwedAnswers;
  readonly log: { error(details: object, message: string): void };
}): SendSomewhere {
  return async (place, reply, send) => {
    try {
      return await send();
    } catch (err) {
      if (!refusals.includes(statusOf(err) ?? 0)) throw err;
      const id = randomUUID().slice(0, 8);
      log.error({ err, failure: id, platform: 'teams' }, 'Teams refused an answer in its place');
      const { notPosted } = botWordings[languageOf(place, reply)].failures;
      const why = await replies.sendInPrivate(place, { kind: 'failure', id, text: notPosted });
      const own = why === null ? null : await replies.sendInPrivate(place, reply);
      if (own !== null) return [...(why ?? []), ...own];
      await owed.note(accountOf(place), id);
      return [];
    }
  };
}
