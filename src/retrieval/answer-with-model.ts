import type { ChatModel } from '../models/chat-model.ts';
import { ModelError, type ModelFailure } from '../models/model-error.ts';
import type { Answer } from './answer.ts';
import { type AnswerContext, withNote, withRoomFor } from './composing/answer-context.ts';
import { answerFromArticles } from './composing/answer-from-articles.ts';
import { answerFromPlan } from './composing/answer-from-plan.ts';
import { type AnswerWriter, createAnswerWriter } from './composing/write-answer.ts';
import { createModelPlanner, type ModelDecision, type ModelPlanner } from './planning/model-planner.ts';
import type { TaggedQuestion } from './planning/planner.ts';
import type { QuestionItem } from './planning/question-item.ts';
import { planUnclear } from './planning/unclear-question.ts';

/** What a model helps with: planning where the rules pass, and wording what the pages say. */
export interface ModelHelp {
  readonly planner: ModelPlanner;
  readonly writer: AnswerWriter;
}

/** @throws AppError `internal` where a prompt does not fit the code. */
export function createModelHelp(model: ChatModel): ModelHelp {
  return { planner: createModelPlanner(model), writer: createAnswerWriter(model) };
}

/** After one of these, asking the model a second time for the same question would only make the asker wait. */
const lasting: ReadonlySet<ModelFailure> = new Set([
  'unreachable',
  'unauthorized',
  'rate_limited',
  'timeout',
  'failed',
]);

/**
 * Answers a question that the rules did not understand, by a query that a model planned or from the wiki. Whatever a
 * model fails at is done without it, and the answer says so.
 */
export async function answerWithModel(
  question: TaggedQuestion,
  earlier: readonly string[],
  context: AnswerContext,
  { planner, writer }: ModelHelp,
): Promise<Answer> {
  let decision: ModelDecision;
  try {
    decision = mayBeAboutRecords(question.items)
      ? await planner.plan(question, earlier)
      : { kind: 'article' };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    const note = context.wording.model.failed[error.reason];
    if (lasting.has(error.reason))
      return withNote(await answerWithoutModel(question, earlier, withRoomFor(note, context)), note);
    const answer = await answerFromArticles(context, question.items, earlier, writer);
    return answer.model === undefined && answer.notes === undefined ? withNote(answer, note) : answer;
  }
  switch (decision.kind) {
    case 'query': {
      const answer = await answerFromPlan(decision, context);
      return withNote({ ...answer, model: 'planned' }, context.wording.model.planned());
    }
    case 'clarify':
      return await answerFromPlan(decision, context);
    case 'article':
      return await answerFromArticles(context, question.items, earlier, writer);
    case 'none':
      return await answerWithoutModel(question, earlier, context);
  }
}

/** What the rules did not understand: said to be so where its words are all the graph's own, else looked up in the wiki. */
export async function answerWithoutModel(
  question: TaggedQuestion,
  earlier: readonly string[],
  context: AnswerContext,
): Promise<Answer> {
  const unclear = planUnclear(question.items);
  return unclear === null
    ? await answerFromArticles(context, question.items, earlier, null)
    : await answerFromPlan(unclear, context);
}

/** Whether a name, a value or a word of the records was said; of other questions only the wiki can know. */
function mayBeAboutRecords(items: readonly QuestionItem[]): boolean {
  return items.some((item) => {
    switch (item.kind) {
      case 'entity':
      case 'value':
        return true;
      case 'words':
        return (item.titles?.taskTotal ?? 0) > 0;
      case 'cue':
        return (
          !item.cues.has('light') &&
          [...item.cues].some((cue) => /^(?:noun|rel|role|prop|status|group|order)\./.test(cue))
        );
      default:
        return false;
    }
  });
}
