import { z } from 'zod';
import type { RecordStore, StateRecord } from '../state/state-store.ts';
import { readPersonHash } from './person-hash.ts';
import { addressKey } from './principals.ts';

/** People who may no longer ask, whatever the directory says; shared by all replicas, and in force at once. */
export interface Revocations {
  /** @returns false where it had been done before. */
  revoke(person: Revocable): Promise<boolean>;
  /** @returns false where there was nothing to take back. */
  restore(person: Revocable): Promise<boolean>;
  /** Who is revoked at this moment. */
  current(): Promise<(person: Revocable) => boolean>;
}

export interface Revocable {
  /** Node id. */
  readonly id: string;
  readonly email: string | null;
  /** Further records of theirs, which may become their node: ids, and addresses. */
  readonly beside?: { readonly ids: readonly string[]; readonly addresses: readonly string[] };
}

const kind = 'access revoked';
const most = 100_000;
const schema = z.object({
  address: z.string().nullable(),
  /** Of records beside, and of nodes that they went on as. */
  ids: z.array(z.string()).default([]),
  addresses: z.array(z.string()).default([]),
});

/** By node, records beside it and their addresses, so that no other record of the person opens anything. */
export function createRevocations(state: RecordStore): Revocations {
  const isOfPerson = async (): Promise<(record: StateRecord, person: Revocable) => boolean> => {
    const hash = await readPersonHash(state);
    return (record, { id, email }) => {
      const { address, ids, addresses } = read(record.json);
      const [own, ownAddress] = [hash.ofId(id), email === null ? null : hash.ofText(addressKey(email))];
      return (
        record.id === own ||
        ids.includes(own) ||
        (ownAddress !== null && (address === ownAddress || addresses.includes(ownAddress)))
      );
    };
  };
  return {
    async revoke(person) {
      const isNew = !(await this.current())(person);
      const hash = await readPersonHash(state);
      const { id, email, beside } = person;
      const json = JSON.stringify({
        address: email === null ? null : hash.ofText(addressKey(email)),
        ids: (beside?.ids ?? []).map((one) => hash.ofId(one)),
        addresses: (beside?.addresses ?? []).map((one) => hash.ofText(addressKey(one))),
      });
      await state.writeRecord(kind, hash.ofId(id), json, null);
      return isNew;
    },
    async restore(person) {
      const isOf = await isOfPerson();
      const own = (await state.listRecords(kind, most)).filter((record) => isOf(record, person));
      for (const record of own) await state.deleteRecord(kind, record.id);
      return own.length > 0;
    },
    async current() {
      const records = await state.listRecords(kind, most);
      if (records.length === 0) return () => false;
      const hash = await readPersonHash(state);
      const all = records.map((record) => ({ id: record.id, ...read(record.json) }));
      const ids = new Set(all.flatMap((one) => [one.id, ...one.ids]));
      const addresses = new Set(all.flatMap((one) => [one.address, ...one.addresses]));
      return ({ id, email }) =>
        ids.has(hash.ofId(id)) || (email !== null && addresses.has(hash.ofText(addressKey(email))));
    },
  };
}

/** Whoever was revoked as one node is as the next one that their person goes on as. */
export async function carryRevocation(state: RecordStore, from: string, to: string): Promise<void> {
  const records = await state.listRecords(kind, most);
  if (records.length === 0) return;
  const hash = await readPersonHash(state);
  for (const { id, json } of records) {
    const record = read(json);
    if (id !== hash.ofId(from) && !record.ids.includes(hash.ofId(from))) continue;
    const ids = [...new Set([...record.ids, hash.ofId(to)])];
    await state.writeRecord(kind, id, JSON.stringify({ ...record, ids }), null);
  }
}

function read(json: string): z.infer<typeof schema> {
  return schema.parse(JSON.parse(json));
}
