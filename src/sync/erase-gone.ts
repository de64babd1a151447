import { readErasedPeople, withdrawTombstone, writeTombstone } from '../access/erased-people.ts';
import { AppError } from '../operations/app-error.ts';
import { createMentions } from '../state/mention-pattern.ts';
import type { EraseDeps } from './erase-person.ts';
import { forgetInRuns } from './forget-in-runs.ts';
import { holdLease } from './hold-lease.ts';
import { readClaimId } from './identity/person-claim.ts';
import { deletedKind } from './keep-deleted.ts';

export interface EraseGoneDeps extends EraseDeps {
  /** Forgets what is kept of them outside graph and state, and says how much it was. */
  forgetElsewhere(): Promise<number>;
}

/**
 * Forgets what is kept of somebody whose record no source has any more: what a record that comes back would get again, and
 * what else tells of them by it. A tombstone of hashes keeps that record out. Syncs wait meanwhile.
 *
 * @param id of their record, `employee:SOURCE:KEY`; whoever the graph has is erased by `erasePerson`.
 * @returns how many records and conversations told of them.
 * @throws AppError `sync_busy` while a sync is running, `invalid_input` where nothing tells of such a record: a key that was
 *   mistyped must not keep out whoever gets it later.
 */
export async function eraseGone(
  { graph, state, clock, forgetElsewhere }: EraseGoneDeps,
  id: string,
): Promise<number> {
  const lease = await holdLease(state);
  try {
    const wasErased = (await readErasedPeople(state)).byRecord(id, undefined) !== null;
    await writeTombstone(state, { id, texts: [readClaimId(id)?.key ?? id] });
    const kept = (await state.readRecord(deletedKind, id)) === null ? 0 : 1;
    await state.deleteRecord(deletedKind, id);
    const runs = await forgetInRuns(graph, createMentions([id]), clock().toISOString());
    const forgotten = kept + runs + (await state.forgetMentions([id], ['scim '])) + (await forgetElsewhere());
    if (forgotten > 0 || wasErased) return forgotten;
    await withdrawTombstone(state, id);
    throw new AppError(
      'invalid_input',
      `Nothing is known of the record '${id.slice('employee:'.length)}': nobody has it, and nothing is kept of it (as after sync.keepDeletedDays), so nothing was done. Is the key right? Should the record come back, erase it then.`,
    );
  } finally {
    await lease.release();
  }
}
