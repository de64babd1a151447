import { createPatternIndex, type PatternIndex } from './pattern-index.ts';

/** A turn of phrase, and the plain words that say the same. */
export interface Rephrasing {
  /** What is said; must be global where it may occur several times. */
  readonly said: RegExp;
  /** The same in words that the lexicon has, with `$1` and so on for what was caught. */
  readonly plain: string;
}

/**
 * Says a question in plainer words: idioms, and sentences built otherwise than most ("what does Ben have on his plate?"
 * asks for Ben's open tasks). Each turn of phrase is looked for once, in the order of the list, so that one may build on what
 * an earlier one has made. Names and figures are kept as they were written.
 */
export function rephrase(question: string, rephrasings: readonly Rephrasing[] = []): string {
  const mayMatch = indexOf(rephrasings);
  let text = question;
  let marked = mayMatch(text);
  for (let at = marked.indexOf(1); at >= 0; at = marked.indexOf(1, at + 1)) {
    const one = rephrasings[at];
    const said = one === undefined ? text : text.replace(one.said, one.plain);
    if (said !== text) marked = mayMatch(said);
    text = said;
  }
  return text;
}

const indexes = new WeakMap<readonly Rephrasing[], PatternIndex>();

/** Made once a list. */
function indexOf(rephrasings: readonly Rephrasing[]): PatternIndex {
  const known = indexes.get(rephrasings) ?? createPatternIndex(rephrasings.map(({ said }) => said));
  indexes.set(rephrasings, known);
  return known;
}
