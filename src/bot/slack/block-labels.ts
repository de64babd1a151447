import type { Answer } from '../../retrieval/answer.ts';
import { type AnswerLabels, answerLabels } from '../web/answer-labels.ts';

/** What a message says around an answer, in the answer's language. */
export interface BlockLabels extends AnswerLabels {
  /** Under a list that is cut. */
  rowsShown(shown: number, total: number): string;
  candidatesLeft(count: number): string;
}

export const blockLabels: Readonly<Record<Answer['language'], BlockLabels>> = {
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
