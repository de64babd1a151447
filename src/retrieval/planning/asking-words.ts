import { has } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import type { QuestionItem } from './question-item.ts';
import { says } from './says.ts';

const asks: readonly CueName[] = [
  'ask.who',
  'ask.whose',
  'ask.what',
  'ask.which',
  'ask.count',
  'ask.when',
  'ask.where',
  'ask.howLong',
  'ask.profile',
  'ask.text',
];

/** Whether a word opens a question, so that two such words may be two questions. */
export const opensAsking = (item: QuestionItem): boolean => has(item, ...asks) && !says(item, 'asksInName');
