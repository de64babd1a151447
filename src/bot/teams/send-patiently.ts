import { setTimeout as sleep } from 'node:timers/promises';
import { statusOf } from './status-of.ts';

/**
 * Statuses after which the same message is sent again, as "Optimize your bot with rate limiting in Teams" asks. 429 with a
 * `Retry-After`, 502 and 504 have been tried three times more by the library when they arrive here; 412, and 429 without
 * that header, have not.
 */
const passing = [412, 429, 502, 504];

/** Before the second, third … try, in ms. */
const waits = [1000, 2000, 4000];

/**
 * Sends, and tries again while the service is only busy.
 *
 * @throws the last error of the library.
 */
export async function sendPatiently<Result>(send: () => Promise<Result>): Promise<Result> {
  for (const wait of waits) {
    try {
      return await send();
    } catch (error) {
      if (!passing.includes(statusOf(error) ?? 0)) throw error;
      await sleep(wait * (0.75 + Math.random() / 2));
    }
  }
  return await send();
}
