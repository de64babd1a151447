import { tokenize } from '../linking/tokenize.ts';
import type { QuestionItem } from './question-item.ts';

/** Tells of the items of a text whether a stop, a comma, a colon or a dash stands before them, so that they may begin a clause. */
export function clauseBreaks(text: string): (item: QuestionItem) => boolean {
  const tokens = tokenize(text);
  return ({ from }) => {
    const [before, first] = [tokens[from - 1], tokens[from]];
    if (first === undefined) return false;
    return (
      first.afterBreak || (before !== undefined && /\s[-–—]+\s/.test(text.slice(before.end, first.start)))
    );
  };
}
