import { isHan, tokenTexts } from './tokenize.ts';

/** An English noun, or a phrase that ends in one, in the singular and in the plural; Chinese has one form. */
export function nounForms(phrase: string): string[] {
  const words = tokenTexts(phrase);
  const last = words.at(-1) ?? '';
  if (last === '') return [];
  const head = words.slice(0, -1);
  const ends = isHan(last) ? [last] : [last, ...otherNumber(last)];
  return ends.map((end) => [...head, end].join(' '));
}

function otherNumber(word: string): string[] {
  if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ies`];
  if (/ies$/.test(word)) return [`${word.slice(0, -3)}y`];
  if (/(?:s|x|ch|sh)$/.test(word))
    return /[^s]s$/.test(word) ? [word.slice(0, -1), `${word}es`] : [`${word}es`];
  return [`${word}s`];
}
