import { webApi } from '@slack/bolt';
import { type AnswerStream, type StreamBudget, startAnswerStream } from './answer-stream.ts';
import { cutEscaped, escapeMrkdwn } from './mrkdwn.ts';
import type { SlackClients } from './slack-clients.ts';
import type { SlackLog } from './slack-log.ts';

export interface ProgressTimes {
  /** Answers that come sooner show no progress; ms. */
  readonly afterMs: number;
  /** Between one word of it and the next; ms. Slack takes about one post a second in a channel. */
  readonly everyMs: number;
  /** Answers that take longer than this are streamed in threads; ms. */
  readonly streamAfterMs: number;
}

export const progressTimes: ProgressTimes = { afterMs: 700, everyMs: 1_200, streamAfterMs: 3_000 };

export interface ProgressOptions {
  readonly clients: SlackClients;
  readonly log: SlackLog;
  readonly channel: string;
  /** Thread of the answer; in a direct message without one, the question itself. */
  readonly statusTs: string;
  readonly threadTs: string | undefined;
  /** Who asks, and in which workspace. */
  readonly user: string;
  readonly team: string | undefined;
  /** What is said before anything is told. */
  readonly opening: string;
  readonly times: ProgressTimes;
  readonly budget: StreamBudget;
  /** Is told which message stands for the answer from now on. */
  readonly onShown: (ts: string, isStream: boolean) => void;
}

/** What stands for the answer before it is there, if anything does: a message, or a stream. */
export interface Shown {
  readonly messageTs: string | null;
  readonly stream: AnswerStream | null;
  /** The words that the stream shows of the answer, or was to show. */
  readonly words: string;
}

export interface Progress {
  tell(text: string): void;
  /** Shows the beginning of the answer, each time all of it so far. */
  write(text: string): void;
  /** Ends it, but for the stream. */
  finish(): Promise<Shown>;
}

const statusCharacters = 100;

/** Steps that a stream begins with. */
const stepsKept = 10;

/**
 * Shows what is being done: as the status of the thread, and where Slack does not take one, as a message that is edited. What
 * takes longer is streamed, with all its steps. It is a courtesy: what Slack refuses of it is left out, and no answer waits
 * for it.
 */
export function showProgress(options: ProgressOptions): Progress {
  const { clients, log, channel, statusTs, threadTs, user, team, opening, times, budget, onShown } = options;
  // One that does not wait where Slack asks it to: the answer would wait with it.
  const client = clients.hurried;
  const begun = Date.now();
  let steps: readonly string[] = [];
  let words = '';
  let written = '';
  let stream: AnswerStream | null = null;
  let mayStream = true;
  let latest = opening;
  let shown: string | null = null;
  let messageTs: string | null = null;
  let hasStatus = false;
  let isOver = false;
  let pausedUntil = 0;
  let running = Promise.resolve();
  let timer = setTimeout(tick, times.afterMs);

  function tick(): void {
    running = show().finally(() => {
      if (!isOver) timer = setTimeout(tick, times.everyMs);
    });
  }

  async function show(): Promise<void> {
    if (Date.now() < pausedUntil) return;
    if (stream === null && (await startStream())) return;
    if (stream !== null && words !== written) return await showWords(stream);
    if (latest === shown) return;
    const text = cutEscaped(escapeMrkdwn(latest), statusCharacters);
    shown = latest;
    try {
      if (stream !== null) return await stream.step(latest);
      if (messageTs !== null) await client.chat.update({ channel, ts: messageTs, text });
      else if (!(await setStatus(text))) await post(text);
    } catch (err) {
      noteFailure(err);
    }
  }

  async function showWords(there: AnswerStream): Promise<void> {
    const said = words;
    try {
      await there.write(said);
      written = said;
    } catch (err) {
      noteFailure(err);
    }
  }

  function noteFailure(err: unknown): void {
    if (err instanceof webApi.WebAPIRateLimitedError) pausedUntil = Date.now() + err.retryAfter * 1_000;
    else log.debug({ err }, 'What is being done could not be shown');
  }

  /**
   * Whether it is streamed from now on, as what takes long and what has words is: in a thread, as Slack demands, and its steps
   * stay where a message stood for them.
   */
  async function startStream(): Promise<boolean> {
    if (messageTs !== null || !mayStream) return false;
    const isLong = steps.length > 0 && Date.now() - begun >= times.streamAfterMs;
    if (!isLong && words === '') return false;
    mayStream = false;
    if (!budget.take()) return false;
    try {
      const [said, begins] = [latest, words];
      const where = { channel, threadTs: statusTs, user, team };
      stream = await startAnswerStream(clients, where, { steps, words }, log);
      shown = said;
      written = begins;
      onShown(stream.ts, true);
      return true;
    } catch (err) {
      log.debug({ err }, 'Slack takes no stream here');
      return false;
    }
  }

  /** Whether Slack took it. */
  async function setStatus(status: string): Promise<boolean> {
    try {
      await client.assistant.threads.setStatus({ channel_id: channel, thread_ts: statusTs, status });
      hasStatus = status !== '';
      return true;
    } catch (err) {
      if (!(err instanceof webApi.WebAPIPlatformError)) throw err;
      log.debug({ err }, 'Slack takes no status here; a message tells it');
      return false;
    }
  }

  async function post(text: string): Promise<void> {
    const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
    const { ts } = await client.chat.postMessage({ channel, text, ...thread });
    messageTs = ts ?? null;
    if (messageTs !== null) onShown(messageTs, false);
  }

  return {
    tell(text) {
      if (text !== latest) steps = [...steps, text].slice(-stepsKept);
      latest = text;
    },
    write(text) {
      words = text;
    },
    async finish() {
      isOver = true;
      clearTimeout(timer);
      await running;
      // Slack takes a status away itself when something is said in its thread.
      if (hasStatus && threadTs === undefined) await setStatus('').catch(() => {});
      return { messageTs, stream, words };
    },
  };
}
