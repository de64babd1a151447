import { setTimeout as sleep } from 'node:timers/promises';
import { webApi } from '@slack/bolt';
import { createKeyedQueue, type KeyedQueue } from '../keyed-queue.ts';

/** Times that a message is sent again where Slack asks to wait. */
const attempts = 8;

/**
 * About one post a second is taken in a channel ("Rate limits"); those beyond it wait as long as Slack's `Retry-After` says,
 * in the order in which they came, and no other channel waits with them.
 */
export function createChannelQueue(): KeyedQueue {
  const queue = createKeyedQueue();
  return { run: (channel, send) => queue.run(channel, () => patiently(send)) };
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
