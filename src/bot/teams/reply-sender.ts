import type { ConversationReference, TurnContext } from 'botbuilder';
import { isNarrowed } from '../audience-note.ts';
import type { Reply } from '../reply.ts';
import { botLanguage, botWordings } from '../wording/bot-wordings.ts';
import { type EndedStream, removeMessage } from './deliver-message.ts';
import { createMessagePoster, type ReplyMessages } from './message-poster.ts';
import { type OpinionRefs, opinionRefsOf } from './opinion-refs.ts';
import { createOwnChats, type OwnChatDependencies } from './own-chats.ts';
import type { PostedMessage } from './posted-message.ts';
import { renderMessages } from './render-activity.ts';
import type { CardPlace } from './render-card.ts';
import type { KnownAccounts } from './render-profiles.ts';
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
   * @param stream the one that it ends.
   */
  send(
    context: TurnContext,
    place: ReplyPlace,
    reply: Reply,
    stream?: EndedStream,
  ): Promise<readonly PostedMessage[]>;
  /** Lets a reply take the place of what was said before; `nothing` takes that away. */
  change(
    context: TurnContext,
    place: ReplyPlace,
    reply: Reply,
    posted: readonly PostedMessage[],
  ): Promise<readonly PostedMessage[]>;
  /**
   * Sends a reply to somebody's own chat with the bot.
   *
   * @returns null where they have not added the bot, so that it may not write to them.
   */
  sendInPrivate(place: TeamsPlace, reply: Reply): Promise<readonly PostedMessage[] | null>;
  /** Says something that nobody asked for. */
  announce(reference: Partial<ConversationReference>, text: string): Promise<void>;
  /** Whether its words take more than one message. */
  isLong(place: ReplyPlace, reply: Reply): boolean;
  /** What is drawn around a card in a place. */
  cardPlace(place: ReplyPlace, reply: Reply): CardPlace;
}

export type ReplyPlace = TeamsPlace & { readonly kind?: TeamsEvent['kind'] };

export interface ReplySenderDependencies extends OwnChatDependencies {
  /** What is the same around every card. */
  readonly around: KnownAccounts & Pick<CardPlace, 'sensitivity'>;
  readonly opinions: OpinionRefs;
  readonly log: {
    warn(details: object, message: string): void;
    error(details: object, message: string): void;
  };
}

export function createReplySender(dependencies: ReplySenderDependencies): ReplySender {
  const { connection, app, around, opinions, log } = dependencies;
  const appId = app?.appId ?? '';
  const poster = createMessagePoster(log);
  const openOwnChat = createOwnChats(dependencies);

  const converse: ReplySender['converse'] = (reference, speak) =>
    connection.continueConversationAsync(appId, reference, speak);

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
    stream?: EndedStream,
  ): Promise<readonly PostedMessage[]> {
    if (reply.kind === 'nothing') return [];
    // A continued conversation has an activity of its own; the reply belongs to the one that asked.
    context.activity.id = place.activityId;
    if (!isForAskerAlone(place, reply)) return await sendReply(context, place, reply, stream);
    const { inPrivate } = botWordings[languageOf(place, reply)];
    const own = await sendInPrivate(place, reply);
    const told: Reply = { kind: 'text', text: own === null ? inPrivate.failed : inPrivate.sent };
    return [...(await sendReply(context, place, told)), ...(own ?? [])];
  }

  async function change(
    context: TurnContext,
    place: ReplyPlace,
    reply: Reply,
    posted: readonly PostedMessage[],
  ): Promise<readonly PostedMessage[]> {
    const isThere = posted.every(({ reference }) => isSameConversation(reference, place.reference));
    if (isThere && reply.kind !== 'nothing' && !isForAskerAlone(place, reply)) {
      context.activity.id = place.activityId;
      const changed = await poster.replace(context, posted, messagesOf(place, reply));
      await rememberOpinions(context, changed[0], reply);
      return changed;
    }
    for (const { reference, id } of posted)
      await connection.continueConversationAsync(appId, reference, (there) => removeMessage(there, id));
    return await send(context, place, reply);
  }

  async function sendReply(
    context: TurnContext,
    place: ReplyPlace,
    reply: Reply,
    stream?: EndedStream,
  ): Promise<readonly PostedMessage[]> {
    const posted = await poster.post(context, messagesOf(place, reply), stream);
    await rememberOpinions(context, posted[0], reply);
    return posted;
  }

  function messagesOf(place: ReplyPlace, reply: Reply): ReplyMessages {
    const hasFeedbackLoop = opinionRefsOf(reply) !== null;
    const messages = renderMessages(reply, { ...cardPlace(place, reply), hasFeedbackLoop });
    return { messages, language: languageOf(place, reply) };
  }

  /** An answer without a way to say what one thinks of it is better than none. */
  async function rememberOpinions(
    context: TurnContext,
    posted: PostedMessage | undefined,
    reply: Reply,
  ): Promise<void> {
    if (posted === undefined) return;
    try {
      await opinions.remember(context.activity.conversation.id, posted.id, reply);
    } catch (err) {
      log.warn({ err }, 'What people think of an answer will not be noted');
    }
  }

  async function sendInPrivate(place: TeamsPlace, reply: Reply): Promise<readonly PostedMessage[] | null> {
    const { audience: _, ...own } = place;
    let posted: readonly PostedMessage[] = [];
    try {
      await openOwnChat(place, async (context) => {
        // It answers nothing that was said there.
        Reflect.deleteProperty(context.activity, 'id');
        posted = await sendReply(context, own, reply);
      });
      return posted;
    } catch (err) {
      log.warn({ err }, 'Somebody could not be written to in private');
      return null;
    }
  }

  return {
    cardPlace,
    send,
    change,
    sendInPrivate,
    isLong: (place, reply) => messagesOf(place, reply).messages.length > 1,
    converse,
    announce: (reference, text) =>
      converse(reference, async (context) => {
        Reflect.deleteProperty(context.activity, 'id');
        const reply: Reply = { kind: 'text', text };
        const messages = renderMessages(reply, { ...around, hasFeedbackLoop: false });
        await poster.post(context, { messages, language: botLanguage(reply) });
      }),
  };
}

/** Why somebody gets no answer holds nothing that others may not read. */
export function isForAskerAlone({ audience }: TeamsPlace, reply: Reply): boolean {
  if (audience === undefined || reply.visibleTo !== 'asker') return false;
  return !(reply.kind === 'text' && reply.refused !== undefined);
}

/** @param said the reply, or the words that have none. */
export function languageOf({ locale }: TeamsPlace, said: Reply | string = ''): 'en' | 'zh' {
  if (typeof said !== 'string' && said.kind === 'answer') return said.answer.language;
  const text = typeof said === 'string' ? said : said.text;
  return botLanguage({ text, ...(locale === undefined ? {} : { locale }) });
}

function isSameConversation(
  one: Partial<ConversationReference>,
  other: Partial<ConversationReference>,
): boolean {
  return one.conversation?.id === other.conversation?.id;
}
