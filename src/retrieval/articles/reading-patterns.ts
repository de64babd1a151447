import { lexicons } from '../planning/lexicons/lexicons.ts';
import type { Pattern, ReadingWords } from './reading-words.ts';

/** What each language has to say, where it says something. */
export const ofLanguages = <Said>(pick: (reading: ReadingWords) => Said | undefined): Said[] =>
  lexicons.flatMap(({ reading }) => pick(reading) ?? []);

/** The source of what fits any of the patterns; of none, what never matches. */
export const anyPattern = (patterns: readonly Pattern[]): Pattern =>
  patterns.length === 0 ? '(?!)' : patterns.map((one) => `(?:${one})`).join('|');
