import { setTimeout as sleep } from 'node:timers/promises';
import { webApi } from '@slack/bolt';

export interface ChannelQueue {
  /** Runs what is sent to one channel one after the other; where Slack asks to wait, that channel alone waits. */
  run<Result>(channel: string, send: () => Promise<Result>): Promise<Result>;
}

/** Times that a message is sent again where Slack asks to wait. */
const attempts = 8;

/**
 * About one post a second is taken in a channel ("Rate limits"); those beyond it wait as long as Slack's `Retry-After` says,
 * in the order in which they came.
 */
export function createChannelQueue(): ChannelQueue {
  const tails = new Map<string, Promise<unknown>>();
  return {
    async run(channel, send) {
      const before = tails.get(channel) ?? Promise.resolve();
      const running = before.then(() => patiently(send));
      const tail = running.catch(() => {});
      tails.set(channel, tail);
      try {
        return await running;
      } finally {
        if (tails.get(channel) === tail) tails.delete(channel);
      }
    },
  };
}

async function patiently<Result>(send: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (err) {
      if (!(err instanceof webApi.WebAPIRateLimitedError) || attempt === attempts) throw err;
      await sleep(err.retryAfter * 1_000);
    }
  }
}
