import { type types, webApi } from '@slack/bolt';
import type { AnswerPlace } from './answer-place.ts';
import { answerMetadata } from './find-answer.ts';
import { cutText, escapeMrkdwn } from './mrkdwn.ts';
import type { SlackMessage } from './render-blocks.ts';
import type { SlackClients } from './slack-clients.ts';
import type { SlackLog } from './slack-log.ts';

/** A message that is streamed: what is done for an answer as steps, its words as they are written, and the rest below them. */
export interface AnswerStream {
  readonly ts: string;
  /** Adds a step, and marks the one before as done. */
  step(text: string): Promise<void>;
  /** Adds what the text has more than was added before, all of which it begins with. */
  write(text: string): Promise<void>;
  /**
   * Ends it with an answer, which carries the mark of its event and its question.
   *
   * @param message without the words that stand over it.
   * @param words all those, which begin with those that were added before.
   * @returns `said`; `open` where the message has ended without it, and can be edited; `stuck` where Slack asks to wait or
   *   does not tell, so that the answer has to be a message of its own.
   */
  end(message: SlackMessage, words: string, place: AnswerPlace): Promise<'said' | 'open' | 'stuck'>;
  /** Ends it without a word, so that its message can be edited or deleted. */
  endBare(): Promise<void>;
  /** Whether whoever asked has stopped it. */
  wasStopped(): boolean;
}

export interface StreamPlace {
  readonly channel: string;
  readonly threadTs: string;
  /** Slack wants to know who reads a stream in a channel ("chat.startStream"). */
  readonly user: string;
  readonly team: string | undefined;
}

const titleCharacters = 150;

/** Slack's error where somebody pressed its stop button, and where a stream's five minutes are over. */
const stoppedError = 'stopped_by_user';
const overError = 'message_not_in_streaming_state';

/**
 * Begins a stream with the steps so far, the last of which goes on, and the words so far.
 *
 * @throws what Slack answers where it takes none.
 */
export async function startAnswerStream(
  clients: SlackClients,
  { channel, threadTs, user, team }: StreamPlace,
  { steps, words }: { readonly steps: readonly string[]; readonly words: string },
  log: SlackLog,
): Promise<AnswerStream> {
  let written = '';
  let count = 0;
  let current: string | null = null;
  let isOver = false;
  let isStopped = false;

  const task = (id: number, title: string, status: 'in_progress' | 'complete'): types.TaskUpdateChunk => ({
    type: 'task_update',
    id: String(id),
    title: cutText(title, titleCharacters),
    status,
  });

  function finishing(): types.TaskUpdateChunk[] {
    return current === null ? [] : [task(count, current, 'complete')];
  }

  function next(text: string): types.TaskUpdateChunk[] {
    const chunks = finishing();
    count += 1;
    current = text;
    return [...chunks, task(count, text, 'in_progress')];
  }

  /** Prose that was verified: what it holds of markup stands in its source as well, and nothing of it calls anybody. */
  function adding(text: string): types.MarkdownTextChunk[] {
    const more = text.slice(written.length);
    return more === '' ? [] : [{ type: 'markdown_text', text: escapeMrkdwn(more) }];
  }

  const started = await clients.hurried.chat.startStream({
    channel,
    thread_ts: threadTs,
    recipient_user_id: user,
    ...(team === undefined ? {} : { recipient_team_id: team }),
    task_display_mode: 'plan',
    chunks: [...steps.flatMap(next), ...adding(words)],
  });
  written = words;
  const { ts } = started;
  if (ts === undefined) throw new Error('Slack began a stream and did not say which message it is');

  /** What an error of a stream means for it. */
  function noteError(err: unknown): void {
    if (isError(err, stoppedError)) isStopped = true;
    if (isStopped || isError(err, overError)) isOver = true;
  }

  return {
    ts,
    wasStopped: () => isStopped,
    async step(text) {
      if (isOver) return;
      try {
        await clients.hurried.chat.appendStream({ channel, ts, chunks: next(text) });
      } catch (err) {
        noteError(err);
        if (!isOver) throw err;
      }
    },
    async write(text) {
      if (isOver) return;
      try {
        await clients.hurried.chat.appendStream({ channel, ts, chunks: adding(text) });
        written = text;
      } catch (err) {
        noteError(err);
        if (!isOver) throw err;
      }
    },
    async end({ blocks }, words, place) {
      if (isOver) return 'open';
      try {
        await clients.hurried.chat.stopStream({
          channel,
          ts,
          chunks: [...finishing(), ...adding(words)],
          ...(blocks.length === 0 ? {} : { blocks: [...blocks] }),
          metadata: answerMetadata(place),
        });
        isOver = true;
        return 'said';
      } catch (err) {
        noteError(err);
        if (isOver) return 'open';
        log.warn({ err, event: place.eventId }, 'A stream did not take its answer');
        if (!(err instanceof webApi.WebAPIPlatformError)) return 'stuck';
        // Blocks that Slack refuses are edited in, or said in words, once the stream has ended.
        return (await tryToEnd(clients.hurried)) ? 'open' : 'stuck';
      }
    },
    async endBare() {
      if (!isOver) await tryToEnd(clients.reader);
    },
  };

  async function tryToEnd(client: webApi.WebClient): Promise<boolean> {
    try {
      await client.chat.stopStream({ channel, ts: ts ?? '', chunks: finishing() });
      isOver = true;
    } catch (err) {
      noteError(err);
      if (!isOver) log.warn({ err }, 'A stream could not be ended; Slack ends it by itself');
    }
    return isOver;
  }
}

function isError(error: unknown, code: string): boolean {
  return error instanceof webApi.WebAPIPlatformError && error.data.error === code;
}

/** How many streams may begin: Slack takes about twenty a minute to begin, and as many to end ("Rate limits", tier 2). */
export interface StreamBudget {
  /** Whether one may begin now; it is counted then. */
  take(): boolean;
}

/** Below Slack's own, as two replicas may share it. */
const streamsInAMinute = 8;

export function createStreamBudget(now: () => number = Date.now): StreamBudget {
  let begun: readonly number[] = [];
  return {
    take() {
      begun = begun.filter((at) => at > now() - 60_000);
      if (begun.length >= streamsInAMinute) return false;
      begun = [...begun, now()];
      return true;
    },
  };
}
