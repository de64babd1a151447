import { analyzeText } from '../../graph/analyze-text.ts';
import { isHan } from '../linking/tokenize.ts';
import { anyPattern, ofLanguages } from './reading-patterns.ts';

/** What a question is about: its own words, without those that only ask. */
export interface AskedWords {
  /** Words of alphabets, as terms. */
  readonly words: readonly string[];
  /** Stretches of Chinese between the characters that only join or ask. */
  readonly stretches: readonly string[];
}

/** Words that ask, or that stand in any question whatever it is about. */
const light = new Set(ofLanguages((one) => one.light).flatMap((words) => analyzeText(words)));

/** Whether a term only asks, or stands in any question. */
export function isLight(term: string): boolean {
  return light.has(term);
}

/** What only asks or joins, in writing without spaces. */
const asking = new RegExp(anyPattern(ofLanguages((one) => one.asking)), 'g');

/** Reads the words off a question; earlier turns are not to lend any. */
export function askedWords(question: string): AskedWords {
  const terms = analyzeText(question).filter((term) => !isHan(term) && !light.has(term));
  return {
    words: [...new Set(terms)],
    stretches: (question.match(/\p{Script=Han}+/gu) ?? [])
      .flatMap((run) => run.split(asking))
      .filter((stretch) => stretch !== ''),
  };
}
