import { type MentionIndex, plainTaskKey } from './mention-index.ts';
import type { Tokens } from './tokenize.ts';

export interface MatchedTaskKey {
  /** Null where several tasks have the key. */
  readonly target: string | null;
  readonly surface: string;
  /** The token after it. */
  readonly next: number;
}

/** `PLAT-101`, `PLAT 101`, `KEP-0753`, `KEP #753`; the prefix as it is written in the key, and no part of a longer one (`MY_PLAT-101`). */
export function matchTaskKey(
  text: string,
  { starts, ends, words, length }: Tokens,
  at: number,
  index: MentionIndex,
): MatchedTaskKey | undefined {
  if (!index.taskPrefixes.has(words[at] ?? '')) return undefined;
  const start = starts[at] ?? 0;
  if (text.charAt(start - 1) === '_') return undefined;
  const prefix = text.slice(start, ends[at]);
  const numbers: string[] = [];
  let best: MatchedTaskKey | undefined;
  for (let next = at + 1; next < length; next++) {
    const gap = text.slice(ends[next - 1], starts[next]);
    const isNext = numbers.length === 0 ? /^(?:[-–:]| ?#| )$/.test(gap) : gap === '-';
    if (!isNext || !/^\d+$/.test(words[next] ?? '')) break;
    numbers.push(words[next] ?? '');
    const target = index.tasks.get(plainTaskKey(prefix, numbers));
    if (target !== undefined) best = { target, surface: text.slice(start, ends[next]), next: next + 1 };
  }
  return best;
}
