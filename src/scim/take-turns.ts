import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { StateStore } from '../state/state-store.ts';
import { ScimError } from './scim-error.ts';

/** One after the other, across replicas. */
export type TakeTurns = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** How long a crashed replica keeps the others out, in ms. */
const leaseMs = 30_000;
/** How long a request waits for its turn, in ms; providers try again later. */
const longestWait = 10_000;

/** Changes of one source take turns: what one of them read must still hold when it writes. */
export function createTakeTurns(
  state: Pick<StateStore, 'acquireLease' | 'releaseLease'>,
  name: string,
): TakeTurns {
  const holder = randomUUID();
  let last: Promise<unknown> = Promise.resolve();

  async function underLease<Result>(work: () => Promise<Result>): Promise<Result> {
    const until = performance.now() + longestWait;
    let lease = await state.acquireLease(name, holder, leaseMs);
    while (lease === null) {
      if (performance.now() > until)
        throw new ScimError(503, 'Other changes are being written; try again in a few seconds.');
      await wait(20 + Math.random() * 60);
      lease = await state.acquireLease(name, holder, leaseMs);
    }
    try {
      return await work();
    } finally {
      await state.releaseLease(lease);
    }
  }

  return (work) => {
    const turn = last.then(() => underLease(work));
    last = turn.catch(() => undefined);
    return turn;
  };
}
