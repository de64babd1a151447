import { z } from 'zod';
import type { RecordStore } from '../state/state-store.ts';
import { type PersonHash, readPersonHash } from './person-hash.ts';

/** What stands for somebody who was erased: nothing of them, and hashes by which their sources' records are known again. */
export interface Tombstone {
  /** The key under which their counts go on. */
  readonly pseudonym: string;
  /** Of the ids of their nodes. */
  readonly ids: readonly string[];
  /** Of keys, addresses and names that sources call them by. */
  readonly texts: readonly string[];
}

/** Everybody who was erased. */
export interface ErasedPeople {
  readonly isEmpty: boolean;
  /** The pseudonym of an employee's record, by its node or an address. */
  byRecord(id: string, email: string | undefined): string | null;
  /** The pseudonym of somebody whom a text of a source names. */
  byText(text: string): string | null;
}

const kind = 'access erased';
const most = 100_000;
const schema = z.object({ pseudonym: z.string(), ids: z.array(z.string()), texts: z.array(z.string()) });

/** Name that all who were erased have. */
export const erasedName = 'Erased person';

export async function readErasedPeople(state: RecordStore): Promise<ErasedPeople> {
  const stones = (await state.listRecords(kind, most)).flatMap(
    ({ json }) => schema.safeParse(JSON.parse(json)).data ?? [],
  );
  const isEmpty = stones.length === 0;
  // Without anybody erased, no salt is made.
  const hash = isEmpty ? null : await readPersonHash(state);
  return erasedPeople(stones, hash);
}

function erasedPeople(stones: readonly Tombstone[], hash: PersonHash | null): ErasedPeople {
  const byId = new Map(stones.flatMap((stone) => stone.ids.map((id) => [id, stone.pseudonym] as const)));
  const byText = new Map(
    stones.flatMap((stone) => stone.texts.map((text) => [text, stone.pseudonym] as const)),
  );
  return {
    isEmpty: hash === null,
    byRecord: (id, email) =>
      hash === null
        ? null
        : (byId.get(hash.ofId(id)) ??
          (email === undefined ? null : (byText.get(hash.ofText(email)) ?? null))),
    byText: (text) => (hash === null ? null : (byText.get(hash.ofText(text)) ?? null)),
  };
}

/**
 * Notes that somebody is erased; to be done before anything of theirs is removed, so that what breaks off is completed by the next sync.
 *
 * @param person.others ids of further records of theirs, which sources have beside the one of their node.
 * @param person.texts what sources call them by and nobody else.
 */
export async function writeTombstone(
  state: RecordStore,
  person: { readonly id: string; readonly others?: readonly string[]; readonly texts: readonly string[] },
): Promise<Tombstone> {
  const hash = await readPersonHash(state);
  const id = hash.ofId(person.id);
  const stone: Tombstone = {
    pseudonym: `erased-${id.slice(0, 12)}`,
    ids: [...new Set([id, ...(person.others ?? []).map((one) => hash.ofId(one))])],
    texts: [...new Set(person.texts.map((text) => hash.ofText(text)))],
  };
  await state.writeRecord(kind, id, JSON.stringify(stone), null);
  return stone;
}

/** Takes back that somebody is erased, where it turns out that nothing was known of them. */
export async function withdrawTombstone(state: RecordStore, id: string): Promise<void> {
  await state.deleteRecord(kind, (await readPersonHash(state)).ofId(id));
}
