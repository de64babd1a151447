import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import { z } from 'zod';
import { AppError } from '../../operations/app-error.ts';
import type { BegunAnswers } from '../begun-answers.ts';
import type { OnMessage, ReplyWatch } from '../bot-adapter.ts';
import type { Sender } from '../message.ts';
import type { OwedAnswers } from '../owed-answers.ts';
import type { QuestionTurns } from '../question-turns.ts';
import type { Reply } from '../reply.ts';
import { botWordings } from '../wording/bot-wordings.ts';
import { dropStream } from './deliver-message.ts';
import type { FollowedThreads } from './followed-threads.ts';
import type { MetPeople } from './met-people.ts';
import type { PostedMessage, PostedMessages } from './posted-message.ts';
import { createPressPerformer, type PressPerformer } from './press-performer.ts';
import {
  type BegunStream,
  type ProgressStream,
  type ProgressStreams,
  typingAlone,
} from './progress-stream.ts';
import type { TeamsMembers } from './read-members.ts';
import type { ReadThread } from './read-thread.ts';
import { renderBeginning } from './render-activity.ts';
import { isForAskerAlone, languageOf, type ReplySender } from './reply-sender.ts';
import { createSendSomewhere } from './send-somewhere.ts';
import type { SignInDesk } from './sign-in-desk.ts';
import type { TeamsEvent, TeamsPlace, TeamsQuestion } from './teams-event.ts';
import { accountOf, messageIdOf, toMessages } from './to-message.ts';

/** Does what events ask for; what goes wrong is told to whoever asked, or owed to them where Teams takes nothing. */
export interface EventPerformer extends PressPerformer {
  /** @param isAgain whether another replica may have begun to. */
  perform(event: TeamsEvent, isAgain?: boolean): Promise<void>;
  /** Logs what went wrong, and says so with the id of the log line. */
  failed(error: unknown, place: TeamsPlace, what: string): Reply;
}

export interface EventPerformerDependencies {
  readonly replies: ReplySender;
  readonly members: TeamsMembers;
  readonly onMessage: OnMessage;
  readonly streams: ProgressStreams;
  readonly people: MetPeople;
  readonly owed: OwedAnswers;
  readonly posted: PostedMessages;
  /** Streams whose answers are not there yet. */
  readonly begun: BegunAnswers;
  readonly turns: QuestionTurns;
  /** Null where questions need a mention. */
  readonly threads: FollowedThreads | null;
  /** Null where threads cannot be read. */
  readonly readThread: ReadThread | null;
  /** Null where nobody can sign in. */
  readonly signInDesk: SignInDesk | null;
  readonly log: {
    warn(details: object, message: string): void;
    error(details: object, message: string): void;
  };
}

export function createEventPerformer(dependencies: EventPerformerDependencies): EventPerformer {
  const {
    replies,
    members,
    onMessage,
    streams,
    people,
    owed,
    posted,
    begun,
    turns,
    threads,
    readThread,
    signInDesk,
    log,
  } = dependencies;
  const sendSomewhere = createSendSomewhere({ replies, owed, log });
  const { press, refresh } = createPressPerformer({ replies, sendSomewhere, replyTo });

  async function replyTo(context: TurnContext, event: TeamsEvent, watch: ReplyWatch = {}): Promise<Reply> {
    try {
      const [sender, audience, addresses, earlier = []] = await Promise.all([
        members.sender(context, event),
        members.audience(context, event),
        members.addresses(context, event, mentionedIn(event)),
        event.kind === 'question' ? readThread?.(event) : undefined,
      ]);
      await meet(event, sender);
      let reply: Reply = { kind: 'nothing', text: '' };
      for (const message of toMessages(event, { sender, audience, addresses, earlier }))
        reply = await onMessage(message, watch);
      // Two bots that answer each other would never stop.
      return sender.standing === 'bot' ? { kind: 'nothing', text: '' } : reply;
    } catch (error) {
      return failed(error, event, 'A message of Teams could not be answered');
    }
  }

  /** Null where its asker was asked to sign in first; it is answered after that. */
  async function replyOrSignIn(
    context: TurnContext,
    event: TeamsEvent,
    watch: ReplyWatch = {},
  ): Promise<Reply | null> {
    try {
      const ended = await signInDesk?.end(context, event);
      if (ended) return ended;
    } catch (error) {
      return failed(error, event, 'Somebody could not be signed out');
    }
    const reply = await replyTo(context, event, watch);
    switch (await signInDesk?.offer(context, event, reply)) {
      case 'offered':
        return null;
      case 'signed_in':
        return await replyTo(context, event, watch);
      default:
        return reply;
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
    const said = 'text' in place && typeof place.text === 'string' ? place.text : '';
    const { failures } = botWordings[languageOf(place, said)];
    const isStorage = err instanceof AppError && err.code.startsWith('storage_');
    return { kind: 'failure', id, text: isStorage ? failures.unreachable : failures.broken };
  }

  async function perform(event: TeamsEvent, isAgain = false): Promise<void> {
    switch (event.kind) {
      case 'press':
      case 'settings':
      case 'home':
        return await press(event);
      case 'question':
        return await turns.runLatest(messageIdOf(event), changeOf(event), () => answer(event, isAgain));
      case 'sign_in':
        return await signInDesk?.complete(event, {});
      case 'welcome':
        await replies.converse(event.reference, async (context) => {
          await tellOwed(context, event);
          const reply = await replyOrSignIn(context, event);
          if (reply !== null) await replies.send(context, event, welcomed(event, reply));
        });
    }
  }

  /** An edited question's answer takes the place of the former one, and a deleted one's is taken away. */
  async function answer(event: TeamsQuestion, isAgain: boolean): Promise<void> {
    const messageId = messageIdOf(event);
    const before = event.change === undefined ? [] : await posted.find(messageId);
    if (event.change === 'deleted' && before.length === 0) return;
    const left = isAgain ? readStream(await begun.find(messageId)) : null;
    await replies.converse(event.reference, async (context) => {
      await tellOwed(context, event);
      const progress = before.length > 0 ? null : progressIn(context, event, left);
      const replying = replyOrSignIn(context, event, progress === null ? {} : watchFor(progress));
      const stream = await replying.catch(() => {}).then(() => progress?.end());
      try {
        const reply = await replying;
        const isEnded = reply !== null && reply.kind !== 'nothing' && stream?.isOver !== true;
        if (stream && !isEnded) await dropStream(context, stream.id, log);
        if (reply === null) return;
        const after = await sendSomewhere(event, reply, () =>
          before.length > 0
            ? replies.change(context, event, reply, before)
            : replies.send(context, event, reply, isEnded ? (stream ?? undefined) : undefined),
        );
        await keepPosted(messageId, after);
        if (after.length > 0) await follow(event, reply);
        await (left === null ? begun.end(messageId) : begun.forget(messageId));
      } finally {
        stream?.close();
      }
    });
  }

  /** In their own chat, as nobody else need know of it. */
  async function tellOwed(context: TurnContext, event: TeamsEvent): Promise<void> {
    await owed.tell(accountOf(event), languageOf(event), async (reply) => {
      if (event.audience === undefined) await replies.send(context, event, reply);
      else if ((await replies.sendInPrivate(event, reply)) === null) throw new Error('no chat of their own');
    });
  }

  /** An answer that does not follow its question is better than none. */
  async function keepPosted(messageId: string, messages: readonly PostedMessage[]): Promise<void> {
    try {
      await posted.remember(messageId, messages);
    } catch (err) {
      log.warn({ err }, 'An answer will not follow its question');
    }
  }

  /** What its asker writes next below an answer that all can see is for the bot too. */
  async function follow(event: TeamsQuestion, reply: Reply): Promise<void> {
    if (event.audience === undefined || reply.kind !== 'answer' || isForAskerAlone(event, reply)) return;
    try {
      await threads?.open(event);
    } catch (err) {
      log.warn({ err }, 'What follows an answer needs a mention');
    }
  }

  /** Channels show neither streams nor typing. */
  function progressIn(
    context: TurnContext,
    event: TeamsEvent,
    left: BegunStream | null,
  ): ProgressStream | null {
    switch (event.reference.conversation?.conversationType) {
      case 'personal':
        return streams(context, left, (stream) => begun.note(messageIdOf(event), JSON.stringify(stream)));
      case 'channel':
        return null;
      default:
        return typingAlone(context);
    }
  }

  function welcomed(event: TeamsEvent, reply: Reply): Reply {
    const isTold =
      reply.kind === 'home' ||
      reply.kind === 'failure' ||
      (reply.kind === 'text' && reply.refused !== undefined);
    return isTold ? reply : { kind: 'text', text: botWordings[languageOf(event)].welcome };
  }

  return { perform, press, refresh, failed };
}

const watchFor = ({ onProgress, onText }: ProgressStream): ReplyWatch => ({
  onProgress,
  onText: (text) => onText(renderBeginning(text)),
});

const begunSchema = z.object({ id: z.string(), begunAt: z.number() });

const readStream = (json: string | null): BegunStream | null =>
  json === null ? null : (begunSchema.safeParse(JSON.parse(json)).data ?? null);

/** When a question was changed; null where it is as it was asked. */
/** As text that sorts by time. */
const changeOf = ({ change, changedAt = 0 }: TeamsQuestion): string | null =>
  change === undefined ? null : String(changedAt).padStart(16, '0');

const mentionedIn = (event: TeamsEvent): readonly string[] =>
  event.kind === 'question' ? (event.mentioned ?? []).map(({ id }) => id) : [];
