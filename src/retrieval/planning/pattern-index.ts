import { neededTexts } from './needed-texts.ts';

/** Marks with 1 each of many expressions that may match a text; one that is not marked does not. */
export type PatternIndex = (text: string) => Uint8Array;

/** Letters of a text that are looked up at once, at most. */
const most = 3;

/**
 * A question is laid beside hundreds of expressions, of which it has the words of a few. Each is found by up to three letters of a text
 * that it needs; those that need none are always tried.
 */
export function createPatternIndex(patterns: readonly RegExp[]): PatternIndex {
  const needed = patterns.map(({ source }) => neededTexts(source));
  const frequency = new Map<string, number>();
  for (const text of needed.flatMap((texts) => texts ?? []))
    for (const piece of piecesOf(text)) frequency.set(piece, (frequency.get(piece) ?? 0) + 1);
  const always = new Uint8Array(patterns.length);
  const places = new Map<string, number[]>();
  for (const [place, texts] of needed.entries()) {
    if (texts === null) always[place] = 1;
    for (const text of texts ?? []) {
      const [rarest = ''] = piecesOf(text).sort(
        (one, other) => (frequency.get(one) ?? 0) - (frequency.get(other) ?? 0),
      );
      places.set(rarest, [...(places.get(rarest) ?? []), place]);
    }
  }
  return (text) => {
    const marked = always.slice();
    const small = folded(text);
    for (let at = 0; at < small.length; at++)
      for (let end = at + 1; end <= at + most && end <= small.length; end++)
        for (const place of places.get(small.slice(at, end)) ?? []) marked[place] = 1;
    return marked;
  };
}

/** Expressions that heed no capitals take the long s for an s. */
const folded = (text: string): string => text.toLowerCase().replaceAll('ſ', 's');

const piecesOf = (text: string): string[] => {
  const length = Math.min(most, text.length);
  return Array.from({ length: text.length - length + 1 }, (_, at) => text.slice(at, at + length));
};
