import { setTimeout as sleep } from 'node:timers/promises';
import { webApi } from '@slack/bolt';

/**
 * Calls Slack, and again after as long as its `Retry-After` says where it asks to wait ("Rate limits").
 *
 * @param attempts after which its last error is thrown.
 */
export async function waitAsAsked<Result>(call: () => Promise<Result>, attempts: number): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (err) {
      if (!(err instanceof webApi.WebAPIRateLimitedError) || attempt === attempts) throw err;
      await sleep(err.retryAfter * 1_000);
    }
  }
}
