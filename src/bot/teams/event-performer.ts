import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import { AppError } from '../../operations/app-error.ts';
import type { OnMessage } from '../bot-adapter.ts';
import type { Sender } from '../message.ts';
import type { Reply } from '../reply.ts';
import { botWordings } from '../wording/bot-wordings.ts';
import { cardAnswer, type InvokeAnswer, messageAnswer } from './invoke-answer.ts';
import type { MetPeople } from './met-people.ts';
import { type ProgressStream, type ProgressStreams, typingAlone } from './progress-stream.ts';
import type { TeamsMembers } from './read-members.ts';
import { renderReplyCard, wordsOf } from './render-activity.ts';
import { isForAskerAlone, languageOf, type ReplySender } from './reply-sender.ts';
import type { TeamsEvent, TeamsPlace, TeamsPress } from './teams-event.ts';
import { toMessages } from './to-message.ts';

/** Takes the answer to an invoke; false where nobody waits for it any more. */
export type AnswerInvoke = (answer: InvokeAnswer) => boolean;

/** Does what events ask for; errors of Teams are thrown, all others are told to whoever asked. */
export interface EventPerformer {
  perform(event: TeamsEvent): Promise<void>;
  /** @param answer takes what only the presser sees; absent where nobody waits for it any more. */
  press(event: TeamsPress, answer?: AnswerInvoke): Promise<void>;
  /** Draws a card anew for the one who opened it; what they may not see alone stays as it is. */
  refresh(event: TeamsPress, answer: AnswerInvoke): Promise<void>;
  /** Logs what went wrong, and says so with the id of the log line. */
  failed(error: unknown, place: TeamsPlace, what: string): Reply;
}

export interface EventPerformerDependencies {
  readonly replies: ReplySender;
  readonly members: TeamsMembers;
  readonly onMessage: OnMessage;
  readonly streams: ProgressStreams;
  readonly people: MetPeople;
  readonly log: {
    warn(details: object, message: string): void;
    error(details: object, message: string): void;
  };
}

export function createEventPerformer(dependencies: EventPerformerDependencies): EventPerformer {
  const { replies, members, onMessage, streams, people, log } = dependencies;

  async function replyTo(
    context: TurnContext,
    event: TeamsEvent,
    onProgress?: (text: string) => void,
  ): Promise<Reply> {
    try {
      const [sender, audience] = await Promise.all([
        members.sender(context, event),
        members.audience(context, event),
      ]);
      await meet(event, sender);
      const watch = onProgress === undefined ? {} : { onProgress };
      let reply: Reply = { kind: 'nothing', text: '' };
      for (const message of toMessages(event, { sender, audience })) reply = await onMessage(message, watch);
      // Two bots that answer each other would never stop.
      return sender.standing === 'bot' ? { kind: 'nothing', text: '' } : reply;
    } catch (error) {
      return failed(error, event, 'A message of Teams could not be answered');
    }
  }

  /** Keeps who somebody is and their own chat; what they ask does not depend on it. */
  async function meet(
    { sender: { aadObjectId }, reference, audience }: TeamsEvent,
    { email }: Sender,
  ): Promise<void> {
    if (aadObjectId === undefined || email === undefined) return;
    const { activityId: _, ...chat } = reference;
    try {
      await people.remember(aadObjectId, email, audience === undefined ? chat : undefined);
    } catch (err) {
      log.warn({ err }, 'A chat could not be kept for later messages');
    }
  }

  function failed(err: unknown, place: TeamsPlace, what: string): Reply {
    const id = randomUUID().slice(0, 8);
    log.error({ err, failure: id, platform: 'teams' }, what);
    const { failures } = botWordings[languageOf(place)];
    const isStorage = err instanceof AppError && err.code.startsWith('storage_');
    return { kind: 'failure', id, text: isStorage ? failures.unreachable : failures.broken };
  }

  async function perform(event: TeamsEvent): Promise<void> {
    if (event.kind === 'press' || event.kind === 'settings') return await press(event);
    await replies.converse(event.reference, async (context) => {
      const progress = progressIn(context, event);
      const reply = await replyTo(context, event, progress?.onProgress);
      const stream = await progress?.end();
      try {
        await replies.send(context, event, event.kind === 'welcome' ? welcomed(reply) : reply, stream?.id);
      } finally {
        stream?.close();
      }
    });
  }

  /** Channels show neither streams nor typing. */
  function progressIn(context: TurnContext, { reference }: TeamsEvent): ProgressStream | null {
    switch (reference.conversation?.conversationType) {
      case 'personal':
        return streams(context);
      case 'channel':
        return null;
      default:
        return typingAlone(context);
    }
  }

  function welcomed(reply: Reply): Reply {
    const isTold = reply.kind === 'home' || (reply.kind === 'text' && reply.refused !== undefined);
    return isTold ? reply : { kind: 'text', text: botWordings.en.welcome };
  }

  async function press(event: TeamsPress, answer?: AnswerInvoke): Promise<void> {
    await replies.converse(event.reference, async (context) => {
      const reply = await replyTo(context, event);
      const isWords = reply.kind === 'text' || reply.kind === 'failure';
      if (isWords || event.kind === 'settings' || isForAskerAlone(event, reply)) {
        const card = renderReplyCard(reply, replies.cardPlace(event, reply));
        if (answer?.(card === null ? messageAnswer(wordsOf(reply)) : cardAnswer(card)) === true) return;
      }
      await replies.send(context, event, reply);
      answer?.(messageAnswer(botWordings[languageOf(event, reply)].onIt));
    });
  }

  async function refresh(event: TeamsPress, answer: AnswerInvoke): Promise<void> {
    await replies.converse(event.reference, async (context) => {
      const reply = await replyTo(context, event);
      const card = isForAskerAlone(event, reply)
        ? renderReplyCard(reply, replies.cardPlace(event, reply))
        : null;
      answer(card === null ? messageAnswer('') : cardAnswer(card));
    });
  }

  return { perform, press, refresh, failed };
}
