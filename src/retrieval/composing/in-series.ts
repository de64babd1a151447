import type { Wording } from './wording.ts';

/** Names one after another: "Ana", "Ana and Ben", "Ana, Ben and Chen". */
export function inSeries(names: readonly string[], { comma, and }: Pick<Wording, 'comma' | 'and'>): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(comma)}${and}${last}`;
}
