import { randomUUID } from 'node:crypto';
import type { OwedAnswers } from '../owed-answers.ts';
import type { Reply } from '../reply.ts';
import { botWordings } from '../wording/bot-wordings.ts';
import type { PostedMessage } from './posted-message.ts';
import { languageOf, type ReplySender } from './reply-sender.ts';
import type { TeamsPlace } from './teams-event.ts';
import { accountOf } from './to-message.ts';

/**
 * Sends a reply; where it does not arrive (the bot was removed meanwhile, a channel is closed to it or has its share of the
 * hour, the service or the bot's login fails), its asker is told why, with an id, and gets it in their own chat, or where
 * that fails too, is told of it later. What the service took without saying so is said twice, rather than not at all.
 */
export type SendSomewhere = (
  place: TeamsPlace,
  reply: Reply,
  send: () => Promise<readonly PostedMessage[]>,
) => Promise<readonly PostedMessage[]>;

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
      const id = randomUUID().slice(0, 8);
      log.error({ err, failure: id, platform: 'teams' }, 'An answer could not be posted in its place');
      const { notPosted } = botWordings[languageOf(place, reply)].failures;
      const why = await replies.sendInPrivate(place, { kind: 'failure', id, text: notPosted });
      const own = why === null ? null : await replies.sendInPrivate(place, reply);
      if (own !== null) return [...(why ?? []), ...own];
      await owed.note(accountOf(place), id);
      return [];
    }
  };
}
