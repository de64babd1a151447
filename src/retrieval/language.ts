import type { Lexicon } from './planning/lexicon.ts';

/** Languages that answers are worded in. */
export type AnswerLanguage = 'en' | 'zh';

const quoted = /["“「『《][^"”」』》]*["”」』》]/g;

/** So many of a language's small words tell it, whatever names in other writing stand among them. */
const fewestTelling = 2;

/**
 * The language that a question is asked in. What is quoted does not count, and names in other writing hardly do: a
 * question in a language without spaces may have names of any other, and two small words of one with spaces make a
 * question that language's.
 *
 * @param lexicons at least one; where nothing tells, the first that is written with spaces.
 */
export function detectLexicon(text: string, lexicons: readonly Lexicon[]): Lexicon {
  const own = text.replace(quoted, ' ');
  const words = own.toLowerCase().match(/(?:(?!\p{Script=Han})[\p{L}\p{M}])+/gu) ?? [];
  const spaced = lexicons
    .filter((one) => one.isSpaced)
    .map((lexicon) => ({ lexicon, telling: words.filter((word) => lexicon.telling.has(word)).length }));
  const best = spaced.toSorted((one, other) => other.telling - one.telling)[0];
  const unspaced = (said: string): Lexicon | undefined =>
    lexicons.find((one) => !one.isSpaced && isWrittenIn(one, said));
  const found = unspaced(own);
  const [first] = lexicons;
  if (first === undefined) throw new RangeError('There is no language to understand questions in.');
  if (found !== undefined) return best !== undefined && best.telling >= fewestTelling ? best.lexicon : found;
  // Nothing but a title in quotes.
  const isOnlyQuoted = !words.some((word) => word.length > 1);
  return (isOnlyQuoted ? unspaced(text) : undefined) ?? best?.lexicon ?? first;
}

/** Whether some of a text is in the writing of a language. */
export function isWrittenIn({ script }: Lexicon, text: string): boolean {
  return new RegExp(`\\p{Script=${script}}`, 'u').test(text);
}
