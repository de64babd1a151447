import { z } from 'zod';
import type { RecordStore } from '../../state/state-store.ts';

/** A record that its source lost, and the record of the same person that the history went on with. */
export interface Succession {
  /** Ids of claims. */
  readonly claim: string;
  readonly heir: string;
  /** Day. */
  readonly on: string;
}

/** Kind of the state's records of these; their id is that of the claim. They go when the claim comes back. */
const kind = 'identity succeeded';

const most = 100_000;
const schema = z.object({ heir: z.string(), on: z.string() });

export async function readSuccessions(
  state: Pick<RecordStore, 'listRecords'>,
): Promise<readonly Succession[]> {
  const records = await state.listRecords(kind, most);
  return records
    .map(({ id, json }) => ({ claim: id, ...schema.parse(JSON.parse(json)) }))
    .sort((one, other) => (one.claim < other.claim ? -1 : 1));
}

export async function keepSuccession(
  state: Pick<RecordStore, 'writeRecord'>,
  { claim, heir, on }: Succession,
): Promise<void> {
  await state.writeRecord(kind, claim, JSON.stringify({ heir, on }), null);
}

export async function forgetSuccession(
  state: Pick<RecordStore, 'deleteRecord'>,
  claim: string,
): Promise<void> {
  await state.deleteRecord(kind, claim);
}
