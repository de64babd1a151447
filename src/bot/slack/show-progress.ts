import { webApi } from '@slack/bolt';
import { cutEscaped, escapeMrkdwn } from './mrkdwn.ts';
import type { SlackLog } from './slack-log.ts';

export interface ProgressTimes {
  /** Answers that come sooner show no progress; ms. */
  readonly afterMs: number;
  /** Between one word of it and the next; ms. Slack takes about one post a second in a channel. */
  readonly everyMs: number;
}

export const progressTimes: ProgressTimes = { afterMs: 700, everyMs: 1_200 };

export interface ProgressOptions {
  /** One that does not wait where Slack asks it to: the answer would wait with it. */
  readonly client: webApi.WebClient;
  readonly log: SlackLog;
  readonly channel: string;
  /** Thread of the answer; in a direct message without one, the question itself. */
  readonly statusTs: string;
  readonly threadTs: string | undefined;
  readonly times: ProgressTimes;
}

export interface Progress {
  tell(text: string): void;
  /** Ends it. @returns the message that stands for it, which the answer takes the place of; null where a status did. */
  finish(): Promise<string | null>;
}

const statusCharacters = 100;

/**
 * Shows what is being done: as the status of the thread, and where Slack does not take one, as a message that is edited.
 * It is a courtesy: what Slack refuses of it is left out, and no answer waits for it.
 */
export function showProgress({ client, log, channel, statusTs, threadTs, times }: ProgressOptions): Progress {
  let latest: string | null = null;
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
    if (latest === null || latest === shown || Date.now() < pausedUntil) return;
    const text = cutEscaped(escapeMrkdwn(latest), statusCharacters);
    shown = latest;
    try {
      if (messageTs !== null) await client.chat.update({ channel, ts: messageTs, text });
      else if (!(await setStatus(text))) await post(text);
    } catch (err) {
      if (err instanceof webApi.WebAPIRateLimitedError) pausedUntil = Date.now() + err.retryAfter * 1_000;
      else log.debug({ err }, 'What is being done could not be shown');
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
  }

  return {
    tell(text) {
      latest = text;
    },
    async finish() {
      isOver = true;
      clearTimeout(timer);
      await running;
      // Slack takes a status away itself when something is said in its thread.
      if (hasStatus && threadTs === undefined) await setStatus('').catch(() => {});
      return messageTs;
    },
  };
}
