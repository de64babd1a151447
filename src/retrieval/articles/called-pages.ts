import { analyzeText } from '../../graph/analyze-text.ts';
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
