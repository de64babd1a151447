import { distance } from 'fastest-levenshtein';
import type { NameCandidate, NameIndex } from './name-index.ts';
import { isHan, tokenTexts } from './tokenize.ts';

/** Mistakes that are forgiven, by the length of what was written. */
function allowance(length: number): number {
  if (length < 4) return 0;
  if (length < 8) return 1;
  return length < 14 ? 2 : 3;
}

/**
 * The people, teams and companies whose name is nearly what was written; several when they are equally near.
 *
 * @param words one to four words that no table knows, written like a name.
 */
export function correctSpelling(words: string, index: NameIndex): readonly NameCandidate[] {
  const asked = tokenTexts(words);
  const text = asked.join(' ');
  if (asked.length === 0 || isHan(text.replaceAll(' ', ''))) return [];
  const limit = allowance(text.length);
  if (limit === 0) return [];
  let best = limit + 1;
  let found: NameCandidate[] = [];
  for (const { candidate, texts } of [...index.people, ...index.others]) {
    for (const form of formsFor(texts, asked.length)) {
      if (Math.abs(form.length - text.length) > limit || form.length < 4) continue;
      const edits = distance(text, form);
      if (edits > best || edits > limit) continue;
      // The first letters are rarely mistaken; without this, short names meet by chance.
      if (edits === limit && form[0] !== text[0] && text.length < 8) continue;
      if (edits < best) found = [];
      best = edits;
      found.push(candidate);
    }
  }
  return [...new Map(found.map((one) => [one.id, one])).values()];
}

/** A whole name, and for one asked word also a first or a family name alone. */
function formsFor(texts: readonly string[], asked: number): string[] {
  const whole = texts.join(' ');
  if (asked > 1 || texts.length < 2) return [whole];
  return [whole, texts[0] ?? '', texts.at(-1) ?? ''];
}
