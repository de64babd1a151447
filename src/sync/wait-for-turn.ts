import { setTimeout as sleep } from 'node:timers/promises';
import type { StateStore } from '../state/state-store.ts';
import { type HeldLease, holdLease, leaseOrNull } from './hold-lease.ts';

/** How often, a second apart, the turn is waited for: writing takes minutes at most. */
const mostWaits = 600;

/** The lease of whoever writes to the graph, as soon as nobody else does. @throws AppError `sync_busy` where that takes too long. */
export async function waitForTurn(state: StateStore, signal: AbortSignal): Promise<HeldLease> {
  for (let waits = 0; waits < mostWaits; waits++) {
    signal.throwIfAborted();
    const turn = await leaseOrNull(state, 'sync');
    if (turn !== null) return turn;
    await sleep(1000, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
  return await holdLease(state);
}
