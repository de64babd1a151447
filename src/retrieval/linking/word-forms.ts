import type { NounEnding } from './name-words.ts';
import { isHan, tokenTexts } from './tokenize.ts';

/**
 * A noun, or a phrase that ends in one, of one and of several.
 *
 * @param languages how nouns end, of each language; Chinese has one form.
 */
export function nounForms(phrase: string, languages: readonly (readonly NounEnding[])[]): string[] {
  const words = tokenTexts(phrase);
  const last = words.at(-1) ?? '';
  if (last === '') return [];
  const head = words.slice(0, -1);
  const ends = isHan(last) ? [last] : [last, ...languages.flatMap((endings) => otherNumber(last, endings))];
  return [...new Set(ends)].map((end) => [...head, end].join(' '));
}

function otherNumber(word: string, endings: readonly NounEnding[]): string[] {
  const ending = endings.find(({ on }) => new RegExp(`(?:${on})$`).test(word));
  return (ending?.forms ?? []).map(({ cut, add }) => word.slice(0, word.length - cut) + add);
}
