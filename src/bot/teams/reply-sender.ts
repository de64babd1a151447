import type { Activity, CloudAdapter, ConversationReference, TurnContext } from 'botbuilder';
import { isNarrowed } from '../audience-note.ts';
import type { Reply } from '../reply.ts';
import { botLanguage, botWordings } from '../wording/bot-wordings.ts';
import type { MetPeople } from './met-people.ts';
import { type OpinionRefs, opinionRefsOf } from './opinion-refs.ts';
import { endingStream } from './progress-stream.ts';
import { renderActivity, renderWords } from './render-activity.ts';
import type { CardPlace } from './render-card.ts';
import type { KnownAccounts } from './render-profiles.ts';
import { sendPatiently } from './send-patiently.ts';
import { statusOf } from './status-of.ts';
import type { TeamsEvent, TeamsPlace } from './teams-event.ts';

/** Says what the bot says. */
export interface ReplySender {
  /** Speaks in a conversation, later than in answer to a request. */
  converse(
    reference: Partial<ConversationReference>,
    speak: (context: TurnContext) => Promise<void>,
  ): Promise<void>;
  /**
   * Sends a reply to where it belongs: below what it answers, or to its asker's own chat.
   *
   * @param streamId the stream that it ends.
   */
  send(context: TurnContext, place: ReplyPlace, reply: Reply, streamId?: string): Promise<void>;
  /**
   * Sends a reply to somebody's own chat with the bot.
   *
   * @returns false where they have not added the bot, so that it may not write to them.
   */
  sendInPrivate(place: TeamsPlace, reply: Reply): Promise<boolean>;
  /** What is drawn around a card in a place. */
  cardPlace(place: ReplyPlace, reply: Reply): CardPlace;
}

export type ReplyPlace = TeamsPlace & { readonly kind?: TeamsEvent['kind'] };

export interface ReplySenderDependencies {
  readonly connection: CloudAdapter;
  /** Null where authentication is off. */
  readonly app: { readonly appId: string; readonly tenantId: string } | null;
  readonly scope: string;
  /** What is the same around every card. */
  readonly around: KnownAccounts & Pick<CardPlace, 'sensitivity'>;
  readonly opinions: OpinionRefs;
  readonly people: MetPeople;
  readonly log: { warn(details: object, message: string): void };
}

export function createReplySender(dependencies: ReplySenderDependencies): ReplySender {
  const { connection, app, scope, around, opinions, people, log } = dependencies;
  const appId = app?.appId ?? '';

  function cardPlace({ audience, sender, kind }: ReplyPlace, reply: Reply): CardPlace {
    const isFuller =
      audience !== undefined &&
      reply.visibleTo !== 'asker' &&
      reply.kind === 'answer' &&
      isNarrowed(reply.answer);
    return {
      ...around,
      hasFeedbackLoop: false,
      isWelcome: kind === 'welcome',
      ...(isFuller ? { refreshFor: sender.id } : {}),
    };
  }

  async function send(
    context: TurnContext,
    place: ReplyPlace,
    reply: Reply,
    streamId?: string,
  ): Promise<void> {
    if (reply.kind === 'nothing') return;
    if (!isForAskerAlone(place, reply)) return await sendHere(context, place, reply, streamId);
    const { inPrivate } = botWordings[languageOf(place, reply)];
    const text = (await sendInPrivate(place, reply)) ? inPrivate.sent : inPrivate.failed;
    await sendHere(context, place, { kind: 'text', text });
  }

  async function sendHere(
    context: TurnContext,
    place: ReplyPlace,
    reply: Reply,
    streamId?: string,
  ): Promise<void> {
    // A continued conversation has an activity of its own; the reply belongs to the one that asked.
    context.activity.id = place.activityId;
    await sendReply(context, place, reply, streamId);
  }

  async function sendReply(
    context: TurnContext,
    place: ReplyPlace,
    reply: Reply,
    streamId?: string,
  ): Promise<void> {
    const hasFeedbackLoop = opinionRefsOf(reply) !== null;
    const activity = renderActivity(reply, {
      ...cardPlace(place, reply),
      hasFeedbackLoop,
      hasTextOutside: true,
    });
    const messageId = await deliver(context, activity, renderWords(reply), streamId);
    if (hasFeedbackLoop && messageId !== '') await rememberOpinions(context, messageId, reply);
  }

  /**
   * @param words are sent where the card is not taken.
   * @returns the message's id; empty where the service told none.
   */
  async function deliver(
    context: TurnContext,
    activity: Partial<Activity>,
    words: Partial<Activity>,
    streamId: string | undefined,
  ): Promise<string> {
    const message = streamId === undefined ? activity : endingStream(activity, streamId);
    try {
      const sent = await sendPatiently(() => context.sendActivity(message));
      return sent?.id || streamId || '';
    } catch (err) {
      const status = statusOf(err);
      if (streamId !== undefined && status === 403) {
        log.warn({ err }, 'A stream was over before its answer; the answer is a message of its own');
        return await deliver(context, activity, words, undefined);
      }
      if (activity === words || (status !== 400 && status !== 413)) throw err;
      log.warn({ err }, 'A message was not taken; its words alone are sent instead');
      return await deliver(context, words, words, streamId);
    }
  }

  /** An answer without a way to say what one thinks of it is better than none. */
  async function rememberOpinions(context: TurnContext, messageId: string, reply: Reply): Promise<void> {
    try {
      await opinions.remember(context.activity.conversation.id, messageId, reply);
    } catch (err) {
      log.warn({ err }, 'What people think of an answer will not be noted');
    }
  }

  async function sendInPrivate(place: TeamsPlace, reply: Reply): Promise<boolean> {
    const { audience: _, ...own } = place;
    try {
      await openChat(place, async (context) => {
        // It answers nothing that was said there.
        Reflect.deleteProperty(context.activity, 'id');
        await sendReply(context, own, reply);
      });
      return true;
    } catch (err) {
      log.warn({ err }, 'Somebody could not be written to in private');
      return false;
    }
  }

  /** The chat that is kept of somebody, else a new one, which the service refuses where they have not added the bot. */
  async function openChat(
    { reference: { bot, serviceUrl = '' }, sender }: TeamsPlace,
    speak: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    const met = sender.aadObjectId === undefined ? null : await people.find(sender.aadObjectId);
    if (met?.chat !== undefined) return await connection.continueConversationAsync(appId, met.chat, speak);
    const parameters = {
      isGroup: false,
      bot: bot ?? { id: appId, name: '' },
      members: [{ id: sender.id, name: '' }],
      ...(app === null ? {} : { tenantId: app.tenantId }),
      channelData: app === null ? {} : { tenant: { id: app.tenantId } },
    };
    await connection.createConversationAsync(appId, 'msteams', serviceUrl, scope, parameters, speak);
  }

  return {
    cardPlace,
    send,
    sendInPrivate,
    async converse(reference, speak) {
      await connection.continueConversationAsync(appId, reference, speak);
    },
  };
}

/** Why somebody gets no answer holds nothing that others may not read. */
export function isForAskerAlone({ audience }: TeamsPlace, reply: Reply): boolean {
  if (audience === undefined || reply.visibleTo !== 'asker') return false;
  return !(reply.kind === 'text' && reply.refused !== undefined);
}

export function languageOf({ locale }: TeamsPlace, reply?: Reply): 'en' | 'zh' {
  if (reply?.kind === 'answer') return reply.answer.language;
  return botLanguage({ text: reply?.text ?? '', ...(locale === undefined ? {} : { locale }) });
}
