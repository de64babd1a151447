import type { StoredNode } from '../../graph/graph-store.ts';
import type { QuestionItem } from '../planning/question-item.ts';
import { anyPattern, ofLanguages } from './reading-patterns.ts';

const passed = new RegExp(anyPattern(ofLanguages((one) => one.passed)), 'iu');

/**
 * "How many passengers did line 7 carry yesterday?": only a page of those days can tell, such as the minutes of last week's
 * meeting. Rules that hold at any time share words with such a question, and answer another.
 *
 * @returns null where no such day is spoken of; else whether a page is of it.
 */
export function readPassedDay(
  question: string,
  items: readonly QuestionItem[],
): ((article: StoredNode | undefined) => boolean) | null {
  if (!passed.test(question)) return null;
  const time = items.find((item) => item.kind === 'time');
  const begin = time?.kind === 'time' ? time.begin : null;
  return (article) => {
    const day = article?.properties.writtenOn;
    return typeof day === 'string' && begin !== null && day >= begin;
  };
}
