import type { Lexicon } from './planning/lexicon.ts';

/** Languages that answers are worded in. */
export type AnswerLanguage = 'en' | 'zh';

const quoted = /["“「『《][^"”」』》]*["”」』》]/g;

/** So many of a language's small words tell it, whatever names in other writing stand among them. */
const fewestTelling = 2;

/**
 * The language that a question is asked in. What is quoted does not count, and names in other writing hardly do: a
 * question in a language without spaces may have names of any other, and two small words of one with spaces make a
 * question that language's, unless it begins in the other writing and more of it is said so.
 *
 * @param lexicons at least one; where nothing tells, the first that is written with spaces.
 */
export function detectLexicon(text: string, lexicons: readonly Lexicon[]): Lexicon {
  const own = text.replace(quoted, ' ');
  const written = own.match(/(?:(?!\p{Script=Han})[\p{L}\p{M}])+/gu) ?? [];
  // "Studio A": a capital alone is a part of a name, though it may be a word too.
  const words = written.map((word) => (/^\p{Lu}$/u.test(word) && word !== 'I' ? '' : word.toLowerCase()));
  const spaced = lexicons
    .filter((one) => one.isSpaced)
    .map((lexicon) => ({ lexicon, telling: words.filter((word) => lexicon.telling.has(word)).length }));
  const best = spaced.toSorted((one, other) => other.telling - one.telling)[0];
  const unspaced = (said: string): Lexicon | undefined =>
    lexicons.find((one) => !one.isSpaced && isWrittenIn(one, said));
  const found = unspaced(own);
  const [first] = lexicons;
  if (first === undefined) throw new RangeError('There is no language to understand questions in.');
  if (found !== undefined) {
    const isOpened = best?.lexicon.telling.has(words[0] ?? '') === true;
    const isSpaced =
      best !== undefined &&
      best.telling >= fewestTelling &&
      (isOpened || !tellsMore(found, own, best.telling));

    return isSpaced ? best.lexicon : found;
  }
  // Nothing but a title in quotes.
  const isOnlyQuoted = !words.some((word) => word.length > 1);
  return (isOnlyQuoted ? unspaced(text) : undefined) ?? best?.lexicon ?? first;
}

/**
 * Whether a language without spaces is told by small words of its own, and by five of its letters or more for two of the other's; or by
 * what a question ends with, behind a title in the other.
 */
function tellsMore({ telling, script }: Lexicon, text: string, others: number): boolean {
  const says = (said: string): boolean => [...telling].some((word) => said.includes(word));
  const letters = text.match(new RegExp(`\\p{Script=${script}}`, 'gu')) ?? [];
  const [end] = text.match(new RegExp(`\\p{Script=${script}}{3,}(?=[\\s\\p{P}]*$)`, 'u')) ?? [];
  return (2 * letters.length >= 5 * others && says(text)) || (end !== undefined && says(end));
}

/** Whether some of a text is in the writing of a language. */
export function isWrittenIn({ script }: Lexicon, text: string): boolean {
  return new RegExp(`\\p{Script=${script}}`, 'u').test(text);
}
