import type { Answer } from '../../retrieval/answer.ts';
import { type AnswerLabels, answerLabels } from '../answer-labels.ts';

/** What a card says around an answer, in the answer's language. */
export interface CardLabels extends AnswerLabels {
  /** Under a list that is cut. */
  rowsShown(shown: number, total: number): string;
  candidatesLeft(count: number): string;
}

export const cardLabels: Readonly<Record<Answer['language'], CardLabels>> = {
  en: {
    ...answerLabels.en,
    rowsShown: (shown, total) => `The first ${shown} of ${total} are shown.`,
    candidatesLeft: (count) => `${count} more; a fuller name tells them apart.`,
  },
  zh: {
    ...answerLabels.zh,
    rowsShown: (shown, total) => `共 ${total} 条，显示前 ${shown} 条。`,
    candidatesLeft: (count) => `另外 ${count} 个；请给出更完整的名称。`,
  },
};
