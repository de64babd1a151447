import { analyzeText } from '../../graph/analyze-text.ts';
import type { TermStatistics } from '../../graph/graph-store.ts';
import type { AskedWords } from './asked-words.ts';

/** How many of a question's words a text bears out. */
export interface Evidence {
  readonly found: number;
  /** Words of the question that the text lacks. */
  readonly lacking: number;
  /** Those of them that are rare in the wiki, or unknown to it: they tell what is asked for. */
  readonly tellingLacking: number;
}

/** A word that stands on at most this share of all pages tells what a question is about. */
const tellingShare = 0.05;
/** In a small wiki, a few pages are already a large share. */
const tellingPages = 2;
/** Words that must be found to make up for a telling one that is not: who asks in other words uses many of them. */
const foundForEachLacking = 3;
/** Share of the words that must be found in any case. */
const leastFound = 0.34;

/** Counts the asked words, or their synonyms, in a passage taken together with its heading and title. */
export function weighEvidence(asked: AskedWords, text: string, statistics: TermStatistics): Evidence {
  const there = new Set(analyzeText(text));
  const pages = (term: string): number => statistics.documentFrequency.get(term) ?? 0;
  const telling = Math.max(tellingPages, statistics.documents * tellingShare);
  let found = 0;
  let lacking = 0;
  let tellingLacking = 0;
  for (const { term, variants } of asked.words) {
    if (variants.some((variant) => there.has(variant.term))) found++;
    else {
      lacking++;
      if (pages(term) <= telling) tellingLacking++;
    }
  }
  // Over a wiki without Chinese, a Chinese question can only be met in its names: its other words tell nothing.
  const foreign = asked.stretches.flatMap(analyzeText).every((term) => term.length < 2 || pages(term) === 0);
  for (const stretch of asked.stretches) {
    const words = wordsOfStretch(stretch, there);
    found += words.found;
    lacking += words.lacking;
    if (!foreign) tellingLacking += words.lacking;
  }
  return { found, lacking, tellingLacking };
}

/**
 * Whether a text may be quoted in answer to a question: most of the words are there, and those that tell what is asked
 * for above all. "How much is paid into my pension?" is not answered by a page about pay that knows of no pension.
 */
export function bearsOut({ found, lacking, tellingLacking }: Evidence): boolean {
  if (found === 0 || found < (found + lacking) * leastFound) return false;
  return found >= tellingLacking * foundForEachLacking;
}

/**
 * Chinese has no spaces: characters that stand in a pair which the text has are found; two or more others in a row are
 * a word that it lacks. A single one is the rest of a word, and says nothing.
 */
function wordsOfStretch(stretch: string, there: ReadonlySet<string>): { found: number; lacking: number } {
  const characters = [...stretch];
  const covered = characters.map(
    (character, at) =>
      there.has(character + (characters[at + 1] ?? '')) || there.has((characters[at - 1] ?? '') + character),
  );
  let found = 0;
  let lacking = 0;
  for (let from = 0; from < covered.length; ) {
    let to = from;
    while (to < covered.length && covered[to] === covered[from]) to++;
    if (to - from > 1 || covered.length === 1) {
      const words = Math.max(1, Math.floor((to - from) / 2));
      if (covered[from] === true && to - from > 1) found += words;
      else if (to - from > 1) lacking += words;
    }
    from = to;
  }
  return { found, lacking };
}
