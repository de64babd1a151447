import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import { createKeyedQueue } from '../keyed-queue.ts';
import { type BotLanguage, botWordings } from '../wording/bot-wordings.ts';
import { deliverMessage, type EndedStream, removeMessage, replaceMessage } from './deliver-message.ts';
import type { PostedMessage } from './posted-message.ts';
import { renderWords, type TeamsMessage } from './render-activity.ts';

/** The messages of one reply, in their order. */
export interface ReplyMessages {
  readonly messages: readonly TeamsMessage[];
  /** In which a failure on the way is told. */
  readonly language: BotLanguage;
}

/**
 * Posts replies that may take several messages. Those of one conversation are posted one reply after the other, so that
 * what goes on below stands there, and what the service does not take at once waits in its order.
 */
export interface MessagePoster {
  /**
   * @param stream the one that the first message ends.
   * @returns those whose ids the service told.
   * @throws the library's error where nothing was taken. Where only the rest was not, that is said below, with an id.
   */
  post(context: TurnContext, reply: ReplyMessages, stream?: EndedStream): Promise<readonly PostedMessage[]>;
  /** Lets a reply take the place of messages of the same conversation, each of one, as far as they are there still. */
  replace(
    context: TurnContext,
    posted: readonly PostedMessage[],
    reply: ReplyMessages,
  ): Promise<readonly PostedMessage[]>;
}

export function createMessagePoster(log: {
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}): MessagePoster {
  const queue = createKeyedQueue();

  const inItsTurn = <Result>(context: TurnContext, work: () => Promise<Result>): Promise<Result> =>
    queue.run(context.activity.conversation.id, work);

  async function deliver(
    context: TurnContext,
    { messages: [first, ...rest], language }: ReplyMessages,
    stream?: EndedStream,
  ): Promise<readonly PostedMessage[]> {
    const posted = first === undefined ? null : await deliverMessage(context, first, log, stream);
    return [...listed(posted), ...(await goOn(context, { messages: rest, language }))];
  }

  async function goOn(
    context: TurnContext,
    { messages, language }: ReplyMessages,
  ): Promise<readonly PostedMessage[]> {
    const posted: PostedMessage[] = [];
    try {
      for (const message of messages) posted.push(...listed(await deliverMessage(context, message, log)));
    } catch (err) {
      posted.push(...listed(await sayBroken(context, language, err)));
    }
    return posted;
  }

  /** What was said up to there stays, and must not be taken for the whole. */
  async function sayBroken(
    context: TurnContext,
    language: BotLanguage,
    err: unknown,
  ): Promise<PostedMessage | null> {
    const id = randomUUID().slice(0, 8);
    log.error({ err, failure: id, platform: 'teams' }, 'The rest of an answer could not be sent');
    const words = renderWords({ kind: 'failure', id, text: botWordings[language].failures.restNotPosted });
    try {
      return await deliverMessage(context, { activity: words, words }, log);
    } catch (error) {
      log.error({ err: error, failure: id, platform: 'teams' }, 'Nor could that be said');
      return null;
    }
  }

  return {
    post: (context, reply, stream) => inItsTurn(context, () => deliver(context, reply, stream)),
    replace: (context, posted, { messages, language }) =>
      inItsTurn(context, async () => {
        const kept: PostedMessage[] = [];
        for (const [at, message] of messages.entries()) {
          const former = posted[at];
          if (former !== undefined && (await replaceMessage(context, former.id, message, log))) {
            kept.push(former);
            continue;
          }
          // Those behind one that is gone would stand before it.
          for (const one of posted.slice(at + 1)) await removeMessage(context, one.id);
          const rest = { messages: messages.slice(at), language };
          return [...kept, ...(await (at === 0 ? deliver(context, rest) : goOn(context, rest)))];
        }
        for (const one of posted.slice(messages.length)) await removeMessage(context, one.id);
        return kept;
      }),
  };
}

const listed = (posted: PostedMessage | null): readonly PostedMessage[] => (posted === null ? [] : [posted]);
