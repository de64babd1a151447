import type { GraphReader } from '../graph/graph-store.ts';
import type { Viewer } from '../graph/viewer.ts';
import type { ChatModel } from '../models/chat-model.ts';
import type { Answer, AnswerQuestion, AnswerRequest } from './answer.ts';
import { answerWithModel, answerWithoutModel, createModelHelp } from './answer-with-model.ts';
import { answeredNodes } from './answered-nodes.ts';
import { questionTerms, searchArticles } from './articles/search-articles.ts';
import type { SimilarPassages } from './articles/similar-passages.ts';
import { type AnswerContext, emptyAnswer } from './composing/answer-context.ts';
import { answerFromPlan } from './composing/answer-from-plan.ts';
import { joinAnswers } from './composing/join-answers.ts';
import { wordingOf } from './composing/wordings.ts';
import { detectLanguage } from './language.ts';
import { createNameDirectory } from './linking/name-directory.ts';
import type { NameCandidate } from './linking/name-index.ts';
import { asCandidate } from './linking/node-candidate.ts';
import type { CompanyTerms } from './planning/company-terms.ts';
import type { Plan, PreviousQuestion, TaggedQuestion } from './planning/planner.ts';
import { resolveReferences } from './planning/resolve-references.ts';
import { rulePlanner } from './planning/rule-planner.ts';
import { splitQuestions } from './planning/split-questions.ts';
import { buildCueTables, understandQuestion } from './understand-question.ts';

export interface AnswerQuestionDependencies {
  readonly graph: GraphReader;
  /** The company's present day, `YYYY-MM-DD`. */
  today(): string;
  /** What our own company is called, so that "our staff" leaves out contacts at other companies. */
  readonly company?: string;
  /** Lines of a list that are written out; the total is said all the same. */
  readonly listLimit?: number;
  /** Characters of an answer that is not a list. */
  readonly maxCharacters?: number;
  /** First names to short forms, beside the common ones. */
  readonly nicknames?: Readonly<Record<string, readonly string[]>>;
  /** Other names of a person, team, project or company, by its name or key. */
  readonly aliases?: Readonly<Record<string, readonly string[]>>;
  /** What the company's sources call their fields, by the field: `tasks.assignees` to `['Authors']`. */
  readonly terms?: CompanyTerms;
  /** Widens what is understood; everything works without. */
  readonly model?: ChatModel;
  /** Also ranks articles by what their passages mean. */
  readonly similar?: SimilarPassages;
}

/** Turns of a conversation that are looked back at. */
const turnsRemembered = 3;

interface Understood extends PreviousQuestion {
  readonly tagged: TaggedQuestion;
}

/**
 * The way through: link, plan, run, compose. What the rules understand never meets a model, and so has the same answer
 * each time.
 *
 * @throws AppError `internal` where there is a model and a prompt does not fit.
 */
export function createAnswerQuestion(dependencies: AnswerQuestionDependencies): AnswerQuestion {
  const { graph } = dependencies;
  const help = dependencies.model === undefined ? null : createModelHelp(dependencies.model);
  const directory = createNameDirectory(graph, {
    nicknames: dependencies.nicknames ?? {},
    aliases: dependencies.aliases ?? {},
  });

  const cueTables = buildCueTables(dependencies.terms);

  async function understood(
    text: string,
    request: AnswerRequest,
    earlier: readonly string[],
    lookingBack = 0,
  ): Promise<Understood> {
    const last = earlier.at(-1);
    const previous =
      last === undefined ? null : await understood(last, request, earlier.slice(0, -1), lookingBack + 1);
    const tagged = await understandQuestion(
      { graph, directory, cueTables, today: dependencies.today(), company: dependencies.company },
      text,
      request.asker,
      previous,
    );
    const plan = rulePlanner.plan(tagged);
    if (plan !== null) {
      if (lookingBack === 0) return { tagged, items: tagged.items, plan };
      const rows = await answeredNodes(plan, graph, request.asker.viewer, dependencies.today());
      return { tagged, items: resolveReferences(tagged).items, plan, rows };
    }
    const article = lookingBack === 0 ? undefined : await bestArticle(graph, request.asker.viewer, text);
    return { tagged, items: tagged.items, plan, ...(article === undefined ? {} : { article }) };
  }

  /** Several questions in one, each with those before it in mind; null unless every one of them is understood. */
  async function answerSeveral(
    request: AnswerRequest,
    earlier: readonly string[],
    context: AnswerContext,
  ): Promise<Answer | null> {
    const parts = splitQuestions(context.question);
    if (parts === null) return null;
    const plans: Plan[] = [];
    for (const [index, part] of parts.entries()) {
      const before = [...earlier, ...parts.slice(0, index)].slice(-turnsRemembered);
      const { plan } = await understood(part, request, before);
      if (plan?.kind === 'clarify') return await answerFromPlan(plan, context);
      if (plan?.kind !== 'query') return null;
      plans.push(plan);
    }
    const [first, ...others] = await Promise.all(plans.map((plan) => answerFromPlan(plan, context)));
    return first === undefined ? null : joinAnswers([first, ...others]);
  }

  return async (request: AnswerRequest): Promise<Answer> => {
    const question = request.question.normalize('NFC').trim();
    const language = detectLanguage(question);
    const context: AnswerContext = {
      graph,
      viewer: request.asker.viewer,
      today: dependencies.today(),
      language,
      wording: wordingOf(language),
      listLimit: dependencies.listLimit ?? 50,
      maxCharacters: dependencies.maxCharacters ?? 1150,
      question,
      ...(dependencies.similar === undefined ? {} : { similar: dependencies.similar }),
    };
    if (request.query !== undefined) {
      return await answerFromPlan(
        { kind: 'query', query: request.query, shape: { kind: 'list' }, named: new Map() },
        context,
      );
    }
    if (question === '')
      return {
        ...emptyAnswer(context),
        text: context.wording.emptyQuestion(),
        abstained: { reason: 'not_understood', lookedAt: [] },
      };
    const earlier = (request.context ?? [])
      .filter((turn) => turn.role === 'user')
      .map((turn) => turn.text)
      .slice(-turnsRemembered);
    const { plan, tagged } = await understood(
      withIntent(question, request.intent, language),
      request,
      earlier,
    );
    if (plan !== null) return await answerFromPlan(plan, context);
    const several = await answerSeveral(request, earlier, context);
    if (several !== null) return several;
    // A command names somebody; the wiki would only answer beside the point.
    if (request.intent !== undefined)
      return await answerFromPlan(
        { kind: 'unknown', surface: question, label: null, reason: 'name' },
        context,
      );
    return help === null
      ? await answerWithoutModel(tagged, earlier, context)
      : await answerWithModel(tagged, earlier, context, help);
  };
}

/** The page that an earlier question was answered from, for "this article". */
async function bestArticle(
  graph: GraphReader,
  viewer: Viewer,
  text: string,
): Promise<NameCandidate | undefined> {
  const found = await searchArticles(graph, viewer, questionTerms(text), false);
  const node = found.articles[0]?.article;
  return node === undefined ? undefined : asCandidate(node);
}

/** A command's words are made into the question they stand for. */
function withIntent(question: string, intent: AnswerRequest['intent'], language: 'en' | 'zh'): string {
  if (intent === undefined) return question;
  if (intent === 'whois') return language === 'zh' ? `${question}是谁？` : `Who is ${question}?`;
  return language === 'zh' ? `列出 ${question} 的任务` : `List the ${tasksWords(question)}`;
}

/** "Ana done" is "done tasks of Ana"; the state may stand before or after the name. */
function tasksWords(text: string): string {
  const state = /\b(open|done|overdue|blocked|cancelled|todo|in progress)\b/i.exec(text)?.[0] ?? '';
  const name = text
    .replace(/\b(open|done|overdue|blocked|cancelled|todo|in progress)\b/i, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (name === '') return `my ${state} tasks`;
  return `${state} tasks of ${name}`;
}
