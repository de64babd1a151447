import type { StateStore } from '../../state/state-store.ts';
import { fingerprintOf } from '../fingerprint.ts';
import type { Extracted } from './verify-extracted.ts';

/** What is kept of a text: what was found in it, or how often a model gave nothing usable of it. */
export type KeptExtract = Extracted | { readonly tries: number };

const kind = 'extract';
const atOnce = 500;
/** Grows whenever texts are to be asked about anew, as after a change of the prompt. */
const version = 1;

/**
 * What a text is kept under: its words alone, so that a passage that moves within its page, or stands in several, is asked about
 * once.
 */
export function extractKey(text: string): string {
  return fingerprintOf([version, text]);
}

export async function* keptExtracts(
  state: StateStore,
): AsyncGenerator<{ readonly key: string; readonly kept: KeptExtract }> {
  for (let after = ''; ; ) {
    const page = await state.scanRecords(kind, after, atOnce);
    for (const { id, json } of page) yield { key: id, kept: JSON.parse(json) as KeptExtract };
    const last = page.at(-1);
    if (last === undefined || page.length < atOnce) return;
    after = last.id;
  }
}

export async function keepExtract(state: StateStore, key: string, kept: KeptExtract): Promise<void> {
  await state.writeRecord(kind, key, JSON.stringify(kept), null);
}

export async function forgetExtracts(state: StateStore, keys: Iterable<string>): Promise<void> {
  for (const key of keys) await state.deleteRecord(kind, key);
}
