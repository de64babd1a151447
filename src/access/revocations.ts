import { z } from 'zod';
import type { RecordStore } from '../state/state-store.ts';
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
}

const kind = 'access revoked';
const most = 100_000;
const schema = z.object({ address: z.string().nullable() });

/** By node and by address, so that a record of another source with the same address opens nothing. */
export function createRevocations(state: RecordStore): Revocations {
  const hashes = async ({ id, email }: Revocable) => {
    const hash = await readPersonHash(state);
    return { id: hash.ofId(id), address: email === null ? null : hash.ofText(addressKey(email)) };
  };
  return {
    async revoke(person) {
      const isNew = !(await this.current())(person);
      const { id, address } = await hashes(person);
      await state.writeRecord(kind, id, JSON.stringify({ address }), null);
      return isNew;
    },
    async restore(person) {
      const { id, address } = await hashes(person);
      const own = (await state.listRecords(kind, most)).filter(
        (record) => record.id === id || (address !== null && addressOf(record.json) === address),
      );
      for (const record of own) await state.deleteRecord(kind, record.id);
      return own.length > 0;
    },
    async current() {
      const records = await state.listRecords(kind, most);
      if (records.length === 0) return () => false;
      const hash = await readPersonHash(state);
      const ids = new Set(records.map((record) => record.id));
      const addresses = new Set(records.map((record) => addressOf(record.json)));
      return ({ id, email }) =>
        ids.has(hash.ofId(id)) || (email !== null && addresses.has(hash.ofText(addressKey(email))));
    },
  };
}

function addressOf(json: string): string | null {
  return schema.safeParse(JSON.parse(json)).data?.address ?? null;
}
