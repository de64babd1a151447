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
  let text = question;
  for (const { said, plain } of rephrasings) text = text.replace(said, plain);
  return text;
}
