import { AppError } from '../../operations/app-error.ts';
import type { RecordStore } from '../../state/state-store.ts';
import { readClaimId } from './person-claim.ts';
import type { IdentityProposal } from './propose-matches.ts';

/** Kind of the state's records of proposals that wait for somebody. */
const proposalKind = 'identity proposal';
const most = 10_000;

export async function readProposals(state: Pick<RecordStore, 'listRecords'>): Promise<IdentityProposal[]> {
  const records = await state.listRecords(proposalKind, most);
  return records
    .map(({ json }) => JSON.parse(json) as IdentityProposal)
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** @throws AppError `invalid_input` where no proposal of that id waits. */
export async function readProposal(
  state: Pick<RecordStore, 'readRecord'>,
  id: string,
): Promise<IdentityProposal> {
  const json = await state.readRecord(proposalKind, id);
  if (json === null)
    throw new AppError(
      'invalid_input',
      `No proposal '${id}' waits; "orgwise identity list" shows those that do.`,
    );
  return JSON.parse(json) as IdentityProposal;
}

/**
 * Keeps what was found in a run, and forgets what no longer is.
 *
 * @param whole names of the sources that were read whole: of others, what was not seen may still be.
 */
export async function keepProposals(
  state: RecordStore,
  found: readonly IdentityProposal[],
  whole: ReadonlySet<string>,
): Promise<void> {
  const before = new Map((await readProposals(state)).map((one) => [one.id, one]));
  const ids = new Set(found.map(({ id }) => id));
  for (const proposal of found) {
    const json = JSON.stringify(proposal);
    if (JSON.stringify(before.get(proposal.id)) !== json)
      await state.writeRecord(proposalKind, proposal.id, json, null);
  }
  for (const { id, one, other } of before.values()) {
    if (ids.has(id)) continue;
    const isRead = [one, other].every((claim) => whole.has(readClaimId(claim)?.source ?? ''));
    if (isRead) await forgetProposal(state, id);
  }
}

export async function forgetProposal(state: Pick<RecordStore, 'deleteRecord'>, id: string): Promise<void> {
  await state.deleteRecord(proposalKind, id);
}
