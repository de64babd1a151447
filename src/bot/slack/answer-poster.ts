import { RespondError, webApi } from '@slack/bolt';
import type { KeyedQueue } from '../keyed-queue.ts';
import type { AnswerPlace } from './answer-place.ts';
import type { AnswerStream } from './answer-stream.ts';
import { answerMetadata } from './find-answer.ts';
import type { SlackMessage } from './render-blocks.ts';
import type { SlackLog } from './slack-log.ts';

/** Writes answers to Slack, each channel's in their order: once with their blocks, and where Slack refuses those, in words. */
export interface AnswerPoster {
  /**
   * For all who are in the place.
   *
   * @param former message whose place it takes, where there is one that still can be edited.
   * @returns the id of the message; null where a response URL took it, which tells none.
   */
  post(place: AnswerPlace, message: SlackMessage, former: string | null): Promise<string | null>;
  /** Ends a stream with the answer, in its turn. */
  endStream(
    place: AnswerPlace,
    message: SlackMessage,
    words: string,
    stream: AnswerStream,
  ): ReturnType<AnswerStream['end']>;
  /** For the asker alone. */
  hide(place: AnswerPlace, message: SlackMessage): Promise<void>;
  /** In a direct message. */
  writeTo(user: string, message: SlackMessage): Promise<void>;
  remove(channel: string, ts: string): Promise<void>;
}

/** Errors of blocks ("chat.postMessage: errors"): the words alone are sent then. */
const blockErrors = new Set(['invalid_blocks', 'msg_blocks_too_long', 'invalid_blocks_format']);
/** Errors of channels that the bot is no member of. */
const absenceErrors = new Set(['not_in_channel', 'channel_not_found']);
/** Errors of messages that cannot be edited any more ("chat.update: errors"). */
const editErrors = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed']);

export function createAnswerPoster(client: webApi.WebClient, queue: KeyedQueue, log: SlackLog): AnswerPoster {
  async function send<Result>(
    { channel, eventId }: AnswerPlace,
    message: SlackMessage,
    to: (message: SlackMessage) => Promise<Result>,
  ): Promise<Result> {
    return await queue.run(channel, async () => {
      try {
        return await to(message);
      } catch (err) {
        if (!isError(err, blockErrors)) throw err;
        log.error({ err, event: eventId }, 'Slack refused the blocks of an answer; its words are sent alone');
        return await to({ ...message, blocks: [] });
      }
    });
  }

  async function write(place: AnswerPlace, message: SlackMessage): Promise<string | null> {
    const { channel, threadTs } = place;
    const { ts } = await client.chat.postMessage({
      channel,
      ...contentOf(message),
      ...threadOf(threadTs),
      metadata: answerMetadata(place),
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
    });
    return ts ?? null;
  }

  async function replace(place: AnswerPlace, message: SlackMessage, ts: string): Promise<string | null> {
    const { channel } = place;
    try {
      const { text, blocks } = message;
      const metadata = answerMetadata(place);
      // Without blocks, those of the former message would stay.
      await client.chat.update({ channel, ts, text, blocks: [...blocks], metadata, link_names: false });
      return ts;
    } catch (err) {
      if (!isError(err, editErrors)) throw err;
      return await write(place, message);
    }
  }

  return {
    async post(place, message, former) {
      const { respond } = place;
      try {
        return await send(place, message, (one) =>
          former === null ? write(place, one) : replace(place, one, former),
        );
      } catch (err) {
        if (respond === undefined || !isError(err, absenceErrors)) throw err;
        await respond(message, 'channel');
        return null;
      }
    },
    endStream: (place, message, words, stream) =>
      queue.run(place.channel, () => stream.end(message, words, place)),
    async hide(place, message) {
      const { channel, privateThreadTs, user, respond } = place;
      try {
        if (respond !== undefined) return void (await respond(message, 'asker'));
      } catch (err) {
        // A response URL counts for half an hour and five messages; after that, the channel is written to.
        if (!(err instanceof RespondError)) throw err;
      }
      await send(place, message, (one) =>
        client.chat.postEphemeral({
          channel,
          user,
          ...contentOf(one),
          ...threadOf(privateThreadTs),
          link_names: false,
        }),
      );
    },
    async writeTo(user, message) {
      await queue.run(user, () =>
        client.chat.postMessage({ channel: user, ...contentOf(message), link_names: false }),
      );
    },
    async remove(channel, ts) {
      try {
        await queue.run(channel, () => client.chat.delete({ channel, ts }));
      } catch (err) {
        // Somebody else deleted it before.
        if (!isError(err, editErrors)) throw err;
      }
    },
  };
}

function contentOf({ text, blocks }: SlackMessage) {
  return { text, ...(blocks.length === 0 ? {} : { blocks: [...blocks] }) };
}

const threadOf = (threadTs: string | undefined) => (threadTs === undefined ? {} : { thread_ts: threadTs });

function isError(error: unknown, errors: ReadonlySet<string>): boolean {
  return error instanceof webApi.WebAPIPlatformError && errors.has(error.data.error);
}
