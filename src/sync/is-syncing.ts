import { randomUUID } from 'node:crypto';
import type { StateStore } from '../state/state-store.ts';

/** In ms, should whoever asks die before giving it back. */
const shortTtlMs = 1000;

/** Whether a sync is on, in whatever process: whether its lease can be had tells, and it is given back at once. */
export async function isSyncing(state: Pick<StateStore, 'acquireLease' | 'releaseLease'>): Promise<boolean> {
  const lease = await state.acquireLease('sync', `asking:${randomUUID()}`, shortTtlMs);
  if (lease === null) return true;
  await state.releaseLease(lease);
  return false;
}
