import { writeTombstone } from '../access/erased-people.ts';
import { createMentions } from '../state/mention-pattern.ts';
import type { EraseDeps } from './erase-person.ts';
import { forgetInRuns } from './forget-in-runs.ts';
import { holdLease } from './hold-lease.ts';
import { readClaimId } from './identity/person-claim.ts';
import { deletedKind } from './keep-deleted.ts';

/**
 * Forgets what is kept of somebody whose record no source has any more: what a record that comes back would get again, and
 * what else tells of them by it. A tombstone of hashes keeps that record out. Syncs wait meanwhile.
 *
 * @param id of their record, `employee:SOURCE:KEY`.
 * @returns how many records and conversations told of them.
 * @throws AppError `sync_busy` while a sync is running.
 */
export async function eraseGone({ graph, state, clock }: EraseDeps, id: string): Promise<number> {
  const lease = await holdLease(state);
  try {
    await writeTombstone(state, { id, texts: [readClaimId(id)?.key ?? id] });
    const kept = (await state.readRecord(deletedKind, id)) === null ? 0 : 1;
    await state.deleteRecord(deletedKind, id);
    const runs = await forgetInRuns(graph, createMentions([id]), clock().toISOString());
    return kept + runs + (await state.forgetMentions([id], ['scim ']));
  } finally {
    await lease.release();
  }
}
