import { setTimeout as sleep } from 'node:timers/promises';
import type { SocketModeReceiver } from '@slack/bolt';
import type { SlackLog } from './slack-log.ts';

export interface SocketConnection {
  /** Resolves after the first attempt; one that failed for a passing reason is tried again in the background. */
  open(): Promise<void>;
  close(): Promise<void>;
}

export interface SocketConnectionOptions {
  readonly client: SocketModeReceiver['client'];
  readonly log: SlackLog;
  /** Whether an error stays however often one tries: a wrong token. */
  readonly isFinal: (error: unknown) => boolean;
  /** A socket can look alive and receive nothing, so that one as silent as this is opened anew; ms. */
  readonly silenceMs?: number;
  /** Wait before the second attempt, doubled with each; ms. */
  readonly firstWaitMs?: number;
}

const longestWaitMs = 30_000;

/**
 * Keeps one socket to Slack open. The client's own reconnecting is off: an error of Slack's servers while it reconnects
 * ends it for good, in a rejection that nobody handles (`delayReconnectAttempt` of @slack/socket-mode 3).
 */
export function createSocketConnection({
  client,
  log,
  isFinal,
  silenceMs = 15 * 60_000,
  firstWaitMs = 1_000,
}: SocketConnectionOptions): SocketConnection {
  const stopping = new AbortController();
  let connecting: Promise<void> | null = null;
  let silence: NodeJS.Timeout | undefined;

  function listenForSilence(): void {
    clearTimeout(silence);
    if (stopping.signal.aborted) return;
    silence = setTimeout(() => {
      log.debug({}, 'Slack has been silent for long; its socket is opened anew');
      void client.disconnect();
      listenForSilence();
    }, silenceMs);
    silence.unref();
  }

  async function attempt(): Promise<unknown> {
    try {
      await client.start();
      return null;
    } catch (error) {
      return error ?? new Error('the socket was closed before Slack said hello');
    }
  }

  async function keepTrying(): Promise<void> {
    for (let waitMs = firstWaitMs; !stopping.signal.aborted; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
      const error = await attempt();
      if (error === null) break;
      log.warn({ err: error, waitMs }, 'Slack could not be reached over its socket; it is tried again');
      await sleep(waitMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
    }
    if (stopping.signal.aborted) await client.disconnect();
  }

  function reconnect(): void {
    if (stopping.signal.aborted || connecting !== null) return;
    connecting = keepTrying().finally(() => {
      connecting = null;
    });
  }

  return {
    async open() {
      client.on('ws_message', listenForSilence);
      listenForSilence();
      const opening = attempt();
      connecting = opening.then(() => {});
      const error = await opening;
      connecting = null;
      client.on('disconnected', reconnect);
      if (error === null) return;
      if (isFinal(error)) throw error;
      log.warn({ err: error }, 'Slack cannot be reached over its socket yet; it is tried again');
      reconnect();
    },
    async close() {
      stopping.abort();
      clearTimeout(silence);
      await client.disconnect();
      await connecting;
    },
  };
}
