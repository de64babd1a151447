import { createKeyedQueue, type KeyedQueue } from '../keyed-queue.ts';
import { waitAsAsked } from './wait-as-asked.ts';

/** Times that a message is sent where Slack asks to wait. */
const attempts = 8;

/**
 * About one post a second is taken in a channel ("Rate limits"); those beyond it wait as long as Slack's `Retry-After` says,
 * in the order in which they came, and no other channel waits with them.
 */
export function createChannelQueue(): KeyedQueue {
  const queue = createKeyedQueue();
  return { run: (channel, send) => queue.run(channel, () => waitAsAsked(send, attempts)) };
}
