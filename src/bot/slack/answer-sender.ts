import { randomUUID } from 'node:crypto';
import { webApi } from '@slack/bolt';
import type { IncomingMessage } from '../message.ts';
import type { Reply } from '../reply.ts';
import { botWordings } from '../wording/bot-wordings.ts';
import { answerMetadata } from './find-answer.ts';
import { renderBlocks, type SlackMessage } from './render-blocks.ts';
import type { SlackLog } from './slack-log.ts';

/** Where an answer goes. */
export type AnswerPlace =
  /** Into a conversation, for all who are in it; `eventId` marks it, so that it is found again. */
  | {
      readonly kind: 'open';
      readonly channel: string;
      readonly threadTs: string | undefined;
      readonly eventId: string;
    }
  /** To one person, by the response URL of a command or a button. */
  | { readonly kind: 'private'; respond(message: SlackMessage): Promise<unknown> };

export interface AnswerSender {
  /** Puts a message together, has it answered and sends the answer; a step that fails is said in its place. */
  answer(place: AnswerPlace, readMessage: () => Promise<IncomingMessage>): Promise<void>;
  /** @throws what Slack answers where the message cannot be sent. */
  send(place: AnswerPlace, message: SlackMessage): Promise<void>;
}

export interface AnswerSenderOptions {
  readonly client: webApi.WebClient;
  readonly onMessage: (message: IncomingMessage) => Promise<Reply>;
  readonly log: SlackLog;
}

/** Errors of blocks ("chat.postMessage: errors"): the words alone are sent then. */
const blockErrors = new Set(['invalid_blocks', 'msg_blocks_too_long', 'invalid_blocks_format']);

export function createAnswerSender({ client, onMessage, log }: AnswerSenderOptions): AnswerSender {
  async function reply(readMessage: () => Promise<IncomingMessage>): Promise<Reply> {
    try {
      return await onMessage(await readMessage());
    } catch (err) {
      const id = randomUUID().slice(0, 8);
      log.error({ err, failure: id, platform: 'slack' }, 'A message of Slack could not be read');
      return { kind: 'failure', id, text: botWordings.en.failures.unknownAudience };
    }
  }

  async function post(
    { channel, threadTs, eventId }: AnswerPlace & { kind: 'open' },
    { text, blocks }: SlackMessage,
  ): Promise<void> {
    await client.chat.postMessage({
      channel,
      text,
      ...(blocks.length === 0 ? {} : { blocks: [...blocks] }),
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      metadata: answerMetadata(eventId),
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
    });
  }

  async function send(place: AnswerPlace, message: SlackMessage): Promise<void> {
    if (place.kind === 'private') {
      await place.respond(message);
      return;
    }
    try {
      await post(place, message);
    } catch (err) {
      if (!(err instanceof webApi.WebAPIPlatformError) || !blockErrors.has(err.data.error)) throw err;
      log.error(
        { err, event: place.eventId },
        'Slack refused the blocks of an answer; its words are sent alone',
      );
      await post(place, { ...message, blocks: [] });
    }
  }

  return {
    send,
    async answer(place, readMessage) {
      await send(place, renderBlocks(await reply(readMessage)));
    },
  };
}
