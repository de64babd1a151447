import type { Answer } from './answer.ts';
import { type AnswerContext, emptyAnswer } from './composing/answer-context.ts';

/** Longer texts are no questions; the limit keeps a pasted document from being taken for one. */
export const longestQuestion = 4000;

/** @returns null for a question that is short enough; else the answer that says so. */
export function refuseLength(question: string, context: AnswerContext): Answer | null {
  if (question.length <= longestQuestion) return null;
  return {
    ...emptyAnswer(context),
    text: context.wording.tooLong(question.length, longestQuestion),
    abstained: { reason: 'too_long', lookedAt: [] },
  };
}
