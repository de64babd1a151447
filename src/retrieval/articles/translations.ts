import { analyzeText } from '../../graph/analyze-text.ts';
import { isHan } from '../linking/tokenize.ts';
import { ofLanguages } from './reading-patterns.ts';

const english = new Map<string, Set<string>>();
const chinese = new Map<string, Set<string>>();
let longest = 1;
for (const line of ofLanguages((one) => one.translations).flat()) {
  const words = line.split(' ');
  const terms = analyzeText(words.filter((word) => !isHan(word)).join(' '));
  for (const word of words.filter(isHan)) {
    longest = Math.max(longest, [...word].length);
    english.set(word, new Set([...(english.get(word) ?? []), ...terms]));
    for (const term of terms) chinese.set(term, new Set([...(chinese.get(term) ?? []), word]));
  }
}

/** A Chinese word of a text with the English terms for it. */
export interface Translated {
  readonly word: string;
  readonly terms: ReadonlySet<string>;
}

/** The Chinese words of a text that have an English counterpart, by longest match. */
export function translateChinese(text: string): Translated[] {
  const found: Translated[] = [];
  for (const run of text.match(/\p{Script=Han}+/gu) ?? []) {
    const characters = [...run];
    for (let at = 0; at < characters.length; ) {
      let length = Math.min(longest, characters.length - at);
      while (length > 0 && !english.has(characters.slice(at, at + length).join(''))) length--;
      const word = characters.slice(at, at + length).join('');
      const terms = english.get(word);
      if (terms !== undefined) found.push({ word, terms });
      at += Math.max(1, length);
    }
  }
  return found;
}

/** The Chinese words for an English term, as `analyzeText` gives it. */
export function chineseFor(term: string): ReadonlySet<string> {
  return chinese.get(term) ?? new Set();
}
