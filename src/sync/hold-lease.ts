import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { AppError } from '../operations/app-error.ts';
import type { StateStore } from '../state/state-store.ts';

/** Life of the lease in ms: how long a crashed run keeps others out. */
const defaultTtlMs = 60_000;

export interface HeldLease {
  /** @throws AppError `sync_busy` where the lease was lost, as after a sleep longer than its life. */
  check(): void;
  release(): Promise<void>;
}

/**
 * Takes the lease `sync` and renews it until it is released, so that one run at a time writes, across replicas.
 *
 * @throws AppError `sync_busy` where another run holds it.
 */
export async function holdLease(state: StateStore, ttlMs = defaultTtlMs): Promise<HeldLease> {
  const holder = `${hostname()}:${process.pid}:${randomUUID()}`;
  const lease = await state.acquireLease('sync', holder, ttlMs);
  if (lease === null) {
    throw new AppError(
      'sync_busy',
      'Another sync is running; wait until it has ended, or try again in a minute.',
    );
  }
  let isLost = false;
  const renewal = setInterval(() => {
    state.renewLease(lease, ttlMs).then(
      (isHeld) => {
        isLost ||= !isHeld;
      },
      () => {
        isLost = true;
      },
    );
  }, ttlMs / 3);
  renewal.unref();
  return {
    check() {
      if (isLost)
        throw new AppError('sync_busy', 'This sync lost its turn to another one and stopped; run it again.');
    },
    async release() {
      clearInterval(renewal);
      await state.releaseLease(lease);
    },
  };
}
