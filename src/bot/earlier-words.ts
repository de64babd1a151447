/** Words of a thread that an answer may lean on, and characters of the longest of them. */
const wordsKept = 6;
const charactersKept = 500;

/** What somebody said in a thread. */
export interface ThreadWord {
  readonly text: string;
  /** Whether the thread began with it. */
  readonly isFirst: boolean;
}

/**
 * What a question in a thread may go on from, oldest first: what the thread began with, and what people asked in it. Their
 * remarks would only stand between the two. Pure.
 */
export function earlierWords<Word extends ThreadWord>(said: readonly Word[]): readonly Word[] {
  return said.filter((one) => one.isFirst || /[?？]/.test(one.text)).slice(-wordsKept);
}

/** Whether a text is one to lean on, once its markup is read. Pure. */
export const isShortWord = (text: string): boolean => text !== '' && text.length <= charactersKept;
