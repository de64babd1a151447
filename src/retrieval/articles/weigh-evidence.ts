import { analyzeText } from '../../graph/analyze-text.ts';
import type { TermStatistics } from '../../graph/graph-store.ts';
import type { SimilarityScale } from '../../models/similarity-scale.ts';
import { isHan } from '../linking/tokenize.ts';
import { type AskedWords, isDoing } from './asked-words.ts';
import type { Concept } from './concepts.ts';
import { separateNames } from './separate-names.ts';
import { chineseFor, translateChinese } from './translations.ts';

/** How many of a question's words a text bears out. */
export interface Evidence {
  /** Words that are there; one that only another word stands for counts less. */
  readonly found: number;
  /** Words of the question that the text lacks. */
  readonly lacking: number;
  /** Those of them that are rare in the wiki, or unknown to it: they tell what is asked for. */
  readonly tellingLacking: number;
}

/**
 * What a text is as evidence: it may be quoted as the answer, or named as the closest thing that there is, or it is
 * about something else.
 */
export type Standing = 'answer' | 'close' | 'none';

/** A word that stands on at most this share of all pages tells what a question is about. */
const tellingShare = 0.05;
/** In a small wiki, a few pages are already a large share. */
const tellingPages = 2;
/** Words that must be found to make up for a telling one that is not: who asks in other words uses many of them. */
const foundForEachLacking = 2.75;
/** The same where what is asked how much of is among them. */
const foundBesideNoun = 2;
/** What a lacking word of Chinese tells beside one of an alphabet: a word has many others that share a character with it. */
const unspacedShare = 0.36;
/** What it tells that a word is lacking that says what is done: there are many ways to say that. */
const doingShare = 0.3;
/** Words that must be found where a telling one is lacking. */
const foundBesideLacking = 2;
/** Share of the words that must be found in any case. */
const leastFound = 0.34;
/** What a word counts that another stands for. */
const standInShare = 0.9;
/** Characters of a Chinese name: that half of it stands in another name is chance. */
const longestName = 3;
/** What it tells that a word is lacking that may have other translations. */
const translatedShare = 0.5;
/** Words, and their share, that make a text the closest thing to an answer. */
const leastClose = 1.5;
const leastCloseShare = 0.4;

/**
 * Counts the asked words, or what stands for them, in a passage taken together with its heading and title.
 *
 * @param isNarrow whether only certain pages were searched. That a word is common elsewhere does not excuse that they lack
 *   it then, and one of their words stands for one asked word: "product" is not both the preview and the environment.
 */
export function weighEvidence(
  asked: AskedWords,
  concepts: readonly Concept[],
  text: string,
  statistics: TermStatistics,
  isNarrow = false,
): Evidence {
  const there = new Set(analyzeText(separateNames(text)));
  const pages = (term: string): number => statistics.documentFrequency.get(term) ?? 0;
  const telling = Math.max(tellingPages, statistics.documents * tellingShare);
  const byTerm = new Map(concepts.map((concept) => [concept.term, concept]));
  const count = { found: 0, lacking: 0, tellingLacking: 0 };
  const taken = new Set<string>();
  for (const term of asked.words) {
    if (there.has(term)) {
      count.found++;
      continue;
    }
    const standIn = byTerm
      .get(term)
      ?.variants.find((one) => there.has(one.term) && !(isNarrow && taken.has(one.term)));
    if (standIn !== undefined) {
      taken.add(standIn.term);
      count.found += standInShare;
    } else {
      count.lacking++;
      if (isNarrow || pages(term) <= telling)
        count.tellingLacking += isDoing(term) && !isNarrow ? doingShare : 1;
    }
  }
  const isForeign = ![...there].some(isHan);
  for (const stretch of asked.stretches) {
    const words = isForeign ? wordsOfForeign(stretch, there) : wordsOfStretch(stretch, there);
    count.found += words.found;
    count.lacking += words.lacking;
    count.tellingLacking += words.telling * (isNarrow ? 1 : unspacedShare);
  }
  return count;
}

/**
 * Whether a text may be quoted in answer to a question: most of the words are there, and those that tell what is asked
 * for above all. "How much is paid into my pension?" is not answered by a page about pay that knows of no pension.
 *
 * @param hasNoun whether it has what is asked how much of there is ("how much coffee"); null where nothing is.
 */
export function standingOf(
  { found, lacking, tellingLacking }: Evidence,
  hasNoun: boolean | null = null,
): Standing {
  if (found === 0) return 'none';
  const share = found / (found + lacking);
  const needed = hasNoun === true ? foundBesideNoun : foundForEachLacking;
  if (tellingLacking > 0 && found < foundBesideLacking - 1e-9)
    return found >= leastClose && share >= leastCloseShare ? 'close' : 'none';
  if (hasNoun !== false && share >= leastFound && found >= tellingLacking * needed) return 'answer';
  return found >= leastClose && share >= leastCloseShare ? 'close' : 'none';
}

/**
 * The same by what a text means, where that can be told. What it has of the question's words, and what it lacks, counts as
 * well: "Is there a gym in the office?" is near to all that is said of the office.
 *
 * @param similarity cosine of the text and the question.
 */
export function standingByMeaning(
  { found, tellingLacking }: Evidence,
  similarity: number,
  { answers, close, foundWord, lackingWord }: SimilarityScale,
): Standing {
  const support = similarity + foundWord * (found - 1) - lackingWord * (tellingLacking - 1);
  return support >= answers ? 'answer' : support >= close ? 'close' : 'none';
}

/** The one that allows more. */
export function betterStanding(one: Standing, other: Standing): Standing {
  const order: readonly Standing[] = ['none', 'close', 'answer'];
  return order.indexOf(one) >= order.indexOf(other) ? one : other;
}

interface StretchWords {
  readonly found: number;
  readonly lacking: number;
  /** How much it tells that they are lacking: nothing of a word that cannot be translated, and so be looked for. */
  readonly telling: number;
}

/**
 * Chinese has no spaces: characters that stand in a pair which the text has are found; two or more others in a row are
 * a word that it lacks. A single one is the rest of a word, and says nothing.
 */
function wordsOfStretch(stretch: string, there: ReadonlySet<string>): StretchWords {
  const characters = [...stretch];
  const pairs = characters.map((character, at) => character + (characters[at + 1] ?? ''));
  const isLong = characters.length > longestName;
  const isThere = (at: number): boolean =>
    at >= (isLong ? -1 : 0) &&
    (isLong || at < characters.length - 1) &&
    there.has(pairs[at] ?? characters[0] ?? '');
  const covered = characters.map((_, at) => isThere(at) || isThere(at - 1));
  for (const { at, word } of placeWords(stretch)) {
    const isMeant = [...wordsLike(word)].some((other) => pairsIn(other).every((pair) => there.has(pair)));
    if (isMeant) covered.fill(true, at, at + [...word].length);
  }
  let found = 0;
  let lacking = 0;
  for (let from = 0; from < covered.length; ) {
    let to = from;
    while (to < covered.length && covered[to] === covered[from]) to++;
    const words = Math.floor((to - from) / 2);
    if (covered[from] === true) found += words;
    else lacking += words;
    from = to;
  }
  return { found, lacking, telling: lacking };
}

/** The words of a stretch that are known, with where they begin. */
function placeWords(stretch: string): { readonly at: number; readonly word: string }[] {
  let from = 0;
  return translateChinese(stretch).map(({ word }) => {
    const index = stretch.indexOf(word, from);
    from = index + word.length;
    return { at: [...stretch.slice(0, index)].length, word };
  });
}

/** Chinese words that share an English one with this word. */
function wordsLike(word: string): ReadonlySet<string> {
  const terms = translateChinese(word).flatMap((one) => [...one.terms]);
  return new Set(terms.flatMap((term) => [...chineseFor(term)]).filter((other) => other.length > 1));
}

function pairsIn(word: string): string[] {
  return analyzeText(word).filter((term) => term.length > 1);
}

/** A Chinese question and a text without Chinese: a word is found by an English one for it. */
function wordsOfForeign(stretch: string, there: ReadonlySet<string>): StretchWords {
  const words = translateChinese(stretch);
  const found = words.filter(({ terms }) => [...terms].some((term) => there.has(term))).length;
  const known = words.reduce((sum, { word }) => sum + [...word].length, 0);
  const unknown = Math.floor(([...stretch].length - known) / 2);
  const lacking = words.length - found;
  return {
    found: found * standInShare,
    lacking: lacking + unknown,
    telling: lacking * translatedShare,
  };
}
