import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { AppError } from '../operations/app-error.ts';
import type { StateStore } from '../state/state-store.ts';

/** `sync` of all that writes to the graph, `reading` of a source, `passages` of what is done with passages after a sync. */
export type LeaseName = 'sync' | 'passages' | `reading ${string}`;

/** Life of the lease in ms: how long a crashed run keeps others out. */
const defaultTtlMs = 60_000;

export interface HeldLease {
  /**
   * Sees without a look at the database, so that it may be asked before each batch.
   *
   * @throws AppError `sync_busy` where the lease was lost, or may have been: no renewal was sent within its life that came
   *   through, as after a sleep of the process or the machine.
   */
  check(): void;
  release(): Promise<void>;
}

/**
 * Takes a lease and renews it until it is released, so that one run at a time writes, across replicas.
 *
 * @throws AppError `sync_busy` where another run holds it.
 */
export async function holdLease(
  state: StateStore,
  ttlMs = defaultTtlMs,
  name: LeaseName = 'sync',
): Promise<HeldLease> {
  let renewedAt = readClocks();
  const holder = `${hostname()}:${process.pid}:${randomUUID()}`;
  const lease = await state.acquireLease(name, holder, ttlMs);
  if (lease === null) {
    throw new AppError(
      'sync_busy',
      'Another sync is running; wait until it has ended, or try again in a minute.',
    );
  }
  let isLost = false;
  const renewal = setInterval(() => {
    const sentAt = readClocks();
    state.renewLease(lease, ttlMs).then(
      (isHeld) => {
        isLost ||= !isHeld;
        if (isHeld) renewedAt = sentAt;
      },
      // It has its life still; the next one may come through.
      () => undefined,
    );
  }, ttlMs / 3);
  renewal.unref();
  return {
    check() {
      if (isLost || msSince(renewedAt) >= ttlMs)
        throw new AppError('sync_busy', 'This sync lost its turn to another one and stopped; run it again.');
    },
    async release() {
      clearInterval(renewal);
      await state.releaseLease(lease);
    },
  };
}

/** Null where another run holds it. */
export async function leaseOrNull(state: StateStore, name: LeaseName): Promise<HeldLease | null> {
  try {
    return await holdLease(state, undefined, name);
  } catch (error) {
    if (error instanceof AppError && error.code === 'sync_busy') return null;
    throw error;
  }
}

interface Clocks {
  readonly wall: number;
  readonly steady: number;
}

/** In ms. One clock stands still while a machine sleeps, the other may be set back. */
function readClocks(): Clocks {
  return { wall: Date.now(), steady: performance.now() };
}

/** By the clock that tells more. */
function msSince({ wall, steady }: Clocks): number {
  const now = readClocks();
  return Math.max(now.wall - wall, now.steady - steady);
}
