import { stemmer } from 'stemmer';
import { foldText } from './fold-text.ts';

const han = /\p{Script=Han}/u;
/** A run of Chinese characters, or a word; words keep inner dots, dashes and slashes apart: see `parts`. */
const run = /\p{Script=Han}+|[\p{L}\p{N}_]+(?:[.'/-][\p{L}\p{N}_]+)*/gu;

/** English words too common to tell one text from another. */
export const stopWords: ReadonlySet<string> = new Set(
  (
    'a an and are as at be been but by can could did do does for from had has have how i if in into is it its me may ' +
    'might my no nor not of on or our ours shall she should so such than that the their them then there these they this those ' +
    'to too us was we were what when where which while who whom whose why will with would you your he her him his am'
  ).split(' '),
);

const stems = new Map<string, string>();

/** Porter's stem, remembered: a wiki has far fewer words than word occurrences. */
function stem(word: string): string {
  let found = stems.get(word);
  if (found === undefined) {
    found = /^[a-z]{3,}$/.test(word) ? stemmer(word) : word;
    if (stems.size > 200_000) stems.clear();
    stems.set(word, found);
  }
  return found;
}

/**
 * The terms of a text, in order, for full-text indexing and for queries alike, so that every engine only ever splits
 * at spaces: folded, English stemmed, stop words dropped; Chinese as single characters and pairs (a word segmenter
 * finds half as much). A compound such as `kube-proxy` or `local.registry` gives itself and its parts.
 */
export function analyzeText(text: string): string[] {
  const terms: string[] = [];
  for (const [piece] of foldText(text).matchAll(run)) {
    if (han.test(piece)) {
      const characters = [...piece];
      for (let index = 0; index < characters.length; index++) {
        const character = characters[index] ?? '';
        terms.push(character);
        const next = characters[index + 1];
        if (next !== undefined) terms.push(character + next);
      }
      continue;
    }
    const parts = piece.split(/[.'/-]/);
    if (parts.length > 1) {
      if (/'(s|t|re|ve|ll|d|m)$/.test(piece)) parts.pop();
      else terms.push(piece);
    }
    for (const part of parts) {
      if (part !== '' && !stopWords.has(part)) terms.push(stem(part));
    }
  }
  return terms;
}
