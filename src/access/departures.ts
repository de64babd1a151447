import { z } from 'zod';
import type { RecordStore } from '../state/state-store.ts';
import { readPersonHash } from './person-hash.ts';
import { addressKey } from './principals.ts';

/** `left`: their last day had passed when the source lost them; `lost`: it said nothing of an end. */
export type Departure = 'left' | 'lost';

/** What is asked of somebody whom another source still has. */
export interface Departed {
  /** Node id. */
  readonly id: string;
  readonly email: string | null;
  readonly source: string;
}

/** People whom a source lost while one that ranks lower still has them; shared by all replicas. */
export interface Departures {
  /** How somebody departed who may not ask because of it; null for all others. */
  current(): Promise<(person: Departed) => Departure | null>;
  /** @returns false where there was nothing to take back. */
  restore(person: Departed): Promise<boolean>;
}

const kind = 'access departed';
const most = 100_000;
const schema = z.object({
  why: z.enum(['left', 'lost']),
  /** Hashes of nodes that they went on as, and of their addresses. */
  ids: z.array(z.string()),
  addresses: z.array(z.string()),
  /** Sources that rank at least as high as the one that lost them: who is theirs, is there. */
  above: z.array(z.string()),
});
type Kept = z.infer<typeof schema>;

/** @param lost whether those may ask whom a source lost without telling of an end. */
export function createDepartures(state: RecordStore, lost: 'ask' | 'refuse'): Departures {
  return {
    async current() {
      const all = (await readAll(state)).filter(({ why }) => why === 'left' || lost === 'refuse');
      if (all.length === 0) return () => null;
      const isOf = await matcher(state);
      return (person) => {
        const own = all.filter((one) => isOf(one, person));
        return own.find(({ why }) => why === 'left')?.why ?? own[0]?.why ?? null;
      };
    },
    async restore(person) {
      const isOf = await matcher(state);
      const own = (await readAll(state)).filter((one) => isOf(one, person));
      for (const { id } of own) await state.deleteRecord(kind, id);
      return own.length > 0;
    },
  };
}

/**
 * Notes that a source lost somebody who goes on as another's record.
 *
 * @param gone.claim id of the record that is gone.
 * @param gone.addresses of the record that is gone and of what it goes on as.
 */
export async function keepDeparture(
  state: RecordStore,
  gone: {
    readonly claim: string;
    readonly heir: string;
    readonly why: Departure;
    readonly addresses: readonly string[];
    readonly above: readonly string[];
  },
): Promise<void> {
  const hash = await readPersonHash(state);
  const record: Kept = {
    why: gone.why,
    ids: [hash.ofId(gone.heir)],
    addresses: [...new Set(gone.addresses.map((one) => hash.ofText(addressKey(one))))],
    above: [...gone.above],
  };
  await state.writeRecord(kind, hash.ofId(gone.claim), JSON.stringify(record), null);
}

/** Whoever had departed as one node has as the next one. */
export async function carryDeparture(state: RecordStore, from: string, to: string): Promise<void> {
  const all = await readAll(state);
  if (all.length === 0) return;
  const hash = await readPersonHash(state);
  for (const { id, ...one } of all) {
    if (!one.ids.includes(hash.ofId(from))) continue;
    const ids = [...new Set([...one.ids, hash.ofId(to)])];
    await state.writeRecord(kind, id, JSON.stringify({ ...one, ids }), null);
  }
}

/** The record is there again, and says itself whether its person has left. */
export async function forgetDeparture(state: RecordStore, claim: string): Promise<void> {
  await state.deleteRecord(kind, (await readPersonHash(state)).ofId(claim));
}

async function readAll(state: RecordStore): Promise<readonly (Kept & { readonly id: string })[]> {
  const records = await state.listRecords(kind, most);
  return records.map(({ id, json }) => ({ id, ...schema.parse(JSON.parse(json)) }));
}

async function matcher(state: RecordStore): Promise<(one: Kept, person: Departed) => boolean> {
  const hash = await readPersonHash(state);
  return ({ ids, addresses, above }, { id, email, source }) =>
    !above.includes(source) &&
    (ids.includes(hash.ofId(id)) || (email !== null && addresses.includes(hash.ofText(addressKey(email)))));
}
