import { createHmac, randomBytes } from 'node:crypto';
import { foldText } from '../graph/fold-text.ts';
import type { RecordStore } from '../state/state-store.ts';

/** Tells a person again whom we must not know: keyed hashes of what sources call them, 120 bits each. */
export interface PersonHash {
  /** Of the node that a source's record of them becomes. */
  ofId(id: string): string;
  /** Of a key, an address or a name, however it is written. */
  ofText(text: string): string;
}

const kind = 'access salt';

/** The deployment's own salt, made at the first use: without it nobody can try addresses against the hashes. */
export async function readPersonHash(
  state: Pick<RecordStore, 'readRecord' | 'writeRecord'>,
): Promise<PersonHash> {
  const known = await state.readRecord(kind, 'salt');
  if (known !== null) return createPersonHash(String(JSON.parse(known)));
  const salt = randomBytes(32).toString('base64url');
  await state.writeRecord(kind, 'salt', JSON.stringify(salt), null);
  // Of two processes that begin at once, the one that wrote last has won.
  return createPersonHash(String(JSON.parse((await state.readRecord(kind, 'salt')) ?? JSON.stringify(salt))));
}

export function createPersonHash(salt: string): PersonHash {
  const known = new Map<string, string>();
  const hash = (text: string): string => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size > 100_000) known.clear();
    const made = createHmac('sha256', salt).update(text).digest('base64url').slice(0, 20);
    known.set(text, made);
    return made;
  };
  return {
    ofId: (id) => hash(`id ${id}`),
    ofText: (text) => hash(`text ${foldText(text).replace(/^@/, '')}`),
  };
}
