import type { ChatModel } from '../models/chat-model.ts';
import { meterModel } from '../models/meter-model.ts';
import { ModelError, type ModelFailure } from '../models/model-error.ts';
import type { ModelLimits, SpendingLedger } from '../models/model-limits.ts';
import type { Answer } from './answer.ts';
import { readPageFilter } from './articles/page-filter.ts';
import { type AnswerContext, withNote, withRoomFor } from './composing/answer-context.ts';
import { answerFromArticles } from './composing/answer-from-articles.ts';
import { answerFromPlan } from './composing/answer-from-plan.ts';
import { answerFromTools } from './composing/answer-from-tools.ts';
import { type AnswerWriter, createAnswerWriter, loadAnswerPrompt } from './composing/write-answer.ts';
import { has } from './planning/frame-words.ts';
import { isCueOf } from './planning/is-cue-of.ts';
import { createModelPlanner } from './planning/model-planner.ts';
import type { TaggedQuestion } from './planning/planner.ts';
import type { QuestionItem } from './planning/question-item.ts';
import type { ModelDecision } from './planning/tools/model-tool.ts';
import { asksForRecordsAlone, notUnderstood, planUnclear } from './planning/unclear-question.ts';
import { reportProgress } from './report-progress.ts';
import type { Withheld } from './withholding/withheld.ts';

/** What a model helps one question with: finding out where the rules pass, and wording what the pages say. */
export interface ModelHelp {
  plan(question: TaggedQuestion, earlier: readonly string[], context: AnswerContext): Promise<ModelDecision>;
  readonly writer: AnswerWriter;
  /** The question and its context as the model may have them. */
  withhold: Withhold;
}

type Withhold = (
  question: TaggedQuestion,
  context: AnswerContext,
) => Promise<{ readonly question: TaggedQuestion; readonly context: AnswerContext }>;

export interface ModelHelpOptions {
  readonly limits: ModelLimits;
  readonly ledger: SpendingLedger;
  /** What the day's questions of one person cost. */
  readonly personLedger?: ((employeeId: string) => SpendingLedger) | undefined;
  readonly withhold: Withhold;
  readonly withheld: Withheld;
}

/**
 * @returns help for one question after another, each within the limits.
 * @throws AppError `internal` where a prompt does not fit the code.
 */
export function createModelHelp(
  model: ChatModel,
  { limits, ledger, personLedger, withhold, withheld }: ModelHelpOptions,
): (asker: string | null) => ModelHelp {
  const planner = createModelPlanner(limits.steps);
  const answerPrompt = loadAnswerPrompt();
  const mayRead: AnswerWriter['mayRead'] = ({ article }) => !withheld.sources.has(article.source);
  return (asker) => {
    const own = asker === null ? undefined : personLedger?.(asker);
    const metered = meterModel(model, { limits, ledger, personLedger: own });
    return {
      plan: (question, earlier, context) => planner.plan(question, earlier, context, metered),
      writer: createAnswerWriter(metered, answerPrompt, mayRead),
      withhold,
    };
  };
}

/** After one of these, asking the model a second time for the same question would only make the asker wait. */
const lasting: ReadonlySet<ModelFailure> = new Set([
  'unreachable',
  'unauthorized',
  'rate_limited',
  'timeout',
  'cut',
  'over_budget',
  'failed',
]);

/**
 * Answers a question that the rules did not understand, by what a model looked up with its tools or from the wiki. Whatever a
 * model fails at is done without it, and the answer says so.
 */
export async function answerWithModel(
  question: TaggedQuestion,
  earlier: readonly string[],
  context: AnswerContext,
  help: ModelHelp,
): Promise<Answer> {
  const { writer } = help;
  const inner = await help.withhold(question, context);
  let decision: ModelDecision;
  try {
    decision = mayBeAboutRecords(question.items)
      ? await help.plan(inner.question, earlier, inner.context)
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
    case 'answer': {
      if (decision.sentences.length > 0) reportProgress(context, { stage: 'writing' });
      const answer = await answerFromTools(decision, inner.context);
      if (answer !== null) return answer;
      const note = context.wording.model.unsupported();
      return withNote(await answerWithoutModel(question, earlier, withRoomFor(note, context)), note);
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
  if (goesOnFromRecords(question)) return await answerFromPlan(notUnderstood, context);
  // What pages somebody wrote about something is for the pages to tell.
  const isFiltered = readPageFilter(question.items) !== null;
  if (!isFiltered && asksForRecordsAlone(question.items)) return await answerFromPlan(notUnderstood, context);
  const unclear = isFiltered ? null : planUnclear(question.items);
  if (unclear !== null && namesSomething(question.items)) return await answerFromPlan(unclear, context);
  const answer = await answerFromArticles(context, question.items, earlier, null);
  return unclear !== null && answer.abstained !== undefined ? await answerFromPlan(unclear, context) : answer;
}

/** "Since when?", "sort them by due date": of what was just told from the records, without a word that a page could be about. */
const goesOnFromRecords = ({ items, previous }: TaggedQuestion): boolean =>
  previous?.plan?.kind === 'query' &&
  items.every((item) => item.kind === 'cue' || item.kind === 'time' || item.kind === 'number') &&
  !items.some((item) => has(item, 'noun.article', 'pron.article', 'ask.text'));

/** Whether something is named that no page can be asked about instead: a person, a team, a task, a place. Pages do say what
 * holds for those of a job. */
const namesSomething = (items: readonly QuestionItem[]): boolean =>
  items.some(
    (item) =>
      item.kind === 'entity' ||
      (item.kind === 'value' &&
        item.candidates.some(({ label, property }) => label !== 'Article' && property !== 'title')),
  );

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
          [...item.cues].some((cue) =>
            isCueOf(cue, 'noun', 'rel', 'role', 'prop', 'status', 'group', 'order'),
          )
        );
      default:
        return false;
    }
  });
}
