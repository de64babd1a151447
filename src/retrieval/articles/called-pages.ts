import { analyzeText } from '../../graph/analyze-text.ts';
import { isHan, tokenTexts } from '../linking/tokenize.ts';
import type { Concept } from './concepts.ts';

/** A title of one word is the subject of many questions that its page does not answer. */
const fewestWords = 2;

/**
 * The pages that a question calls by their titles: "what do I do if a charger is offline?" has all words of "Charger offline". A
 * synonym, or a word of an earlier turn, is no title.
 */
export function calledPages(
  concepts: readonly Concept[],
  titles: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const asked = new Set(concepts.filter(({ weight }) => weight >= 1).map(({ term }) => term));
  return new Set(
    [...titles].flatMap(([id, title]) => {
      const words = analyzeText(title);
      return words.length >= fewestWords && words.every((word) => asked.has(word)) ? [id] : [];
    }),
  );
}

/** Words of a heading; of Chinese, whose words are not told apart, characters. */
const fewestOfHeading = { words: 3, characters: 6 } as const;

/** Whether a question has a section's heading word for word: "what do we do when nobody can sign in?" has "Nobody can sign in". */
export function callsSection(question: string, heading: string): boolean {
  const words = tokenTexts(heading.split(' › ').at(-1) ?? '');
  if (words.length < fewestOfHeading[words.some(isHan) ? 'characters' : 'words']) return false;
  return ` ${tokenTexts(question).join(' ')} `.includes(` ${words.join(' ')} `);
}
