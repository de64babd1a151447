import { analyzeText } from '../../graph/analyze-text.ts';
import { isHan } from '../linking/tokenize.ts';
import { anyPattern, ofLanguages } from './reading-patterns.ts';

/** What a question is about: its own words, without those that only ask. */
export interface AskedWords {
  /** Words of alphabets, as terms. */
  readonly words: readonly string[];
  /** Words of Chinese, without those that only join or ask. */
  readonly stretches: readonly string[];
}

/** Words that ask, or that stand in any question whatever it is about. */
const light = new Set(ofLanguages((one) => one.light).flatMap((words) => analyzeText(words)));

/** Whether a term only asks, or stands in any question. */
export function isLight(term: string): boolean {
  return light.has(term);
}

/** Words that say what is done, or how. */
const doing = new Set(ofLanguages((one) => one.doing).flatMap((words) => analyzeText(words)));

/** Whether a term says what is done, or how, and not what it is done to. */
export function isDoing(term: string): boolean {
  return doing.has(term);
}

/** What only asks or joins, in writing without spaces. */
const asking = new RegExp(`^(?:${anyPattern(ofLanguages((one) => one.asking))})+$`, 'u');

/** Reads the words off a question; earlier turns are not to lend any. */
export function askedWords(question: string): AskedWords {
  const terms = analyzeText(question).filter((term) => !isHan(term) && !light.has(term));
  return {
    words: [...new Set(terms)],
    stretches: (question.match(/\p{Script=Han}+/gu) ?? []).flatMap(wordsOfRun),
  };
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/**
 * The words of writing without spaces. Characters that each stand alone side by side are a word that the segmenter does not
 * know (车牌); one by itself says nothing.
 */
function wordsOfRun(run: string): string[] {
  const pieces = [...segmenter.segment(run)].map(({ segment }) => segment);
  const words: string[] = [];
  for (let at = 0; at < pieces.length; ) {
    let to = at;
    while (to < pieces.length && isCharacter(pieces[to])) to++;
    if (to - at >= 2) words.push(pieces.slice(at, to).join(''));
    const piece = pieces[to === at ? at : to];
    if (to === at && piece !== undefined && !asking.test(piece)) words.push(piece);
    at = Math.max(to, at + 1);
  }
  return words.filter((word) => [...word].length > 1);
}

const isCharacter = (piece: string | undefined): boolean =>
  piece !== undefined && [...piece].length === 1 && !asking.test(piece);
