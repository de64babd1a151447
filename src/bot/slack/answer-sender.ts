import { randomUUID } from 'node:crypto';
import { RespondError, webApi } from '@slack/bolt';
import type { OnMessage } from '../bot-adapter.ts';
import type { IncomingMessage } from '../message.ts';
import type { Reply } from '../reply.ts';
import { botWordings } from '../wording/bot-wordings.ts';
import { findAccounts } from './find-accounts.ts';
import { answerMetadata } from './find-answer.ts';
import { isDirect } from './read-message.ts';
import { renderBlocks, type SlackMessage } from './render-blocks.ts';
import type { SlackLog } from './slack-log.ts';
import type { SlackPeople } from './slack-people.ts';

/** Where an answer goes. */
export interface AnswerPlace {
  readonly channel: string;
  readonly threadTs: string | undefined;
  /** Who asked, whom alone a private answer is shown to. */
  readonly user: string;
  /** Marks an open answer, so that it is found again. */
  readonly eventId: string;
  /** What the answer belongs to is shown to the asker alone: a command, a button of a private answer. */
  readonly isHidden: boolean;
  /** The response URL of a command or a button: it reaches places that the bot is no member of. */
  readonly respond?: (message: SlackMessage, to: 'asker' | 'channel') => Promise<unknown>;
}

export interface AnswerSender {
  /** Puts a message together, has it answered and sends the answer; a step that fails is said in its place. */
  answer(place: AnswerPlace, readMessage: () => Promise<IncomingMessage>): Promise<void>;
  /** The reply alone, for what is shown otherwise. */
  reply(readMessage: () => Promise<IncomingMessage>): Promise<Reply>;
}

export interface AnswerSenderOptions {
  readonly client: webApi.WebClient;
  readonly people: SlackPeople;
  readonly onMessage: OnMessage;
  readonly log: SlackLog;
}

/** Errors of blocks ("chat.postMessage: errors"): the words alone are sent then. */
const blockErrors = new Set(['invalid_blocks', 'msg_blocks_too_long', 'invalid_blocks_format']);
/** Errors of channels that the bot is no member of. */
const absenceErrors = new Set(['not_in_channel', 'channel_not_found']);

export function createAnswerSender({ client, people, onMessage, log }: AnswerSenderOptions): AnswerSender {
  async function reply(readMessage: () => Promise<IncomingMessage>): Promise<Reply> {
    try {
      return await onMessage(await readMessage());
    } catch (err) {
      const id = randomUUID().slice(0, 8);
      log.error({ err, failure: id, platform: 'slack' }, 'A message of Slack could not be read');
      return { kind: 'failure', id, text: botWordings.en.failures.unknownAudience };
    }
  }

  async function post({ channel, threadTs, eventId }: AnswerPlace, message: SlackMessage): Promise<void> {
    await client.chat.postMessage({
      channel,
      ...contentOf(message),
      ...threadOf(threadTs),
      metadata: answerMetadata(eventId),
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
    });
  }

  async function hide({ channel, threadTs, user }: AnswerPlace, message: SlackMessage): Promise<void> {
    await client.chat.postEphemeral({
      channel,
      user,
      ...contentOf(message),
      ...threadOf(threadTs),
      link_names: false,
    });
  }

  /** A response URL counts for half an hour and five messages; after that, the channel is written to. */
  async function hideBy(
    respond: AnswerPlace['respond'],
    place: AnswerPlace,
    message: SlackMessage,
  ): Promise<void> {
    if (respond === undefined) return await hide(place, message);
    try {
      await respond(message, 'asker');
    } catch (err) {
      if (!(err instanceof RespondError)) throw err;
      await hide(place, message);
    }
  }

  /** Once with its blocks, and where Slack refuses them, in words. */
  async function send(message: SlackMessage, eventId: string, to: Sending): Promise<void> {
    try {
      await to(message);
    } catch (err) {
      if (!isError(err, blockErrors)) throw err;
      log.error({ err, event: eventId }, 'Slack refused the blocks of an answer; its words are sent alone');
      await to({ ...message, blocks: [] });
    }
  }

  async function sendReply(place: AnswerPlace, said: Reply): Promise<void> {
    if (said.kind === 'nothing') return;
    const { eventId, respond } = place;
    const message = renderBlocks(said, await findAccounts(said, people));
    if (isHidden(place, said)) {
      await send(message, eventId, (one) => hideBy(respond, place, one));
      return;
    }
    try {
      await send(message, eventId, (one) => post(place, one));
    } catch (err) {
      if (respond === undefined || !isError(err, absenceErrors)) throw err;
      await respond(message, 'channel');
    }
  }

  return {
    reply,
    async answer(place, readMessage) {
      await sendReply(place, await reply(readMessage));
    },
  };
}

type Sending = (message: SlackMessage) => Promise<unknown>;

/** Whether a reply is shown to its asker alone. In direct messages only what a button says of itself need be. */
function isHidden({ channel, isHidden: isHiddenPlace, respond }: AnswerPlace, reply: Reply): boolean {
  if (isDirect(channel)) return isHiddenPlace || (respond !== undefined && reply.kind === 'text');
  return reply.visibleTo === 'asker' || (isHiddenPlace && reply.visibleTo !== 'channel');
}

function contentOf({ text, blocks }: SlackMessage) {
  return { text, ...(blocks.length === 0 ? {} : { blocks: [...blocks] }) };
}

const threadOf = (threadTs: string | undefined) => (threadTs === undefined ? {} : { thread_ts: threadTs });

function isError(error: unknown, errors: ReadonlySet<string>): boolean {
  return error instanceof webApi.WebAPIPlatformError && errors.has(error.data.error);
}
