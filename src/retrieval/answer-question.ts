import type { Restrictions } from '../access/field-policy.ts';
import type { CypherReader } from '../graph/cypher-reader.ts';
import type { GraphReader } from '../graph/graph-store.ts';
import { inertText } from '../graph/inert-text.ts';
import type { ChatModel } from '../models/chat-model.ts';
import {
  createMemoryLedger,
  defaultLimits,
  type ModelLimits,
  type SpendingLedger,
} from '../models/model-limits.ts';
import type { Answer, AnswerQuestion, AnswerRequest, KeptHow } from './answer.ts';
import { type AnswerRest, answerParts, type UnderstoodPart } from './answer-parts.ts';
import { answerWithModel, answerWithoutModel, createModelHelp } from './answer-with-model.ts';
import type { ReadMeaning } from './articles/meaning.ts';
import { withIntent } from './command-question.ts';
import {
  type AnswerContext,
  emptyAnswer,
  freshness,
  withNote,
  withRoomFor,
  withUpdatingNote,
} from './composing/answer-context.ts';
import { answerFromPlan } from './composing/answer-from-plan.ts';
import type { KeptOfPerson } from './composing/compose-about-me.ts';
import { tellCandidates } from './composing/tell-candidates.ts';
import { wordings } from './composing/wordings.ts';
import { tellExplanation, wordsOf } from './explaining/explain-answer.ts';
import { explainWordings } from './explaining/explain-wording.ts';
import { readingDigest } from './explaining/reading-digest.ts';
import { withExplanation } from './explaining/with-explanation.ts';
import { inertAnswer } from './inert-text.ts';
import { type AnswerLanguage, detectLexicon } from './language.ts';
import { joinNames } from './linking/joined-names.ts';
import { createNameDirectory } from './linking/name-directory.ts';
import type { CompanyTerms } from './planning/company-terms.ts';
import type { Lexicon } from './planning/lexicon.ts';
import { lexicons } from './planning/lexicons/lexicons.ts';
import { planReadyQuery } from './planning/plan-ready-query.ts';
import type { Plan, TaggedQuestion } from './planning/planner.ts';
import { splitQuestion } from './planning/split-question.ts';
import { longestQuestion, refuseLength } from './question-length.ts';
import { reportProgress } from './report-progress.ts';
import { bareQuestion, createUnderstanding, type Understood } from './understand-conversation.ts';
import { buildCueTables, understandQuestion } from './understand-question.ts';
import { isNothing, type Withheld } from './withholding/withheld.ts';
import { withholdFromModel } from './withholding/withhold-from-model.ts';
import { withoutSources } from './withholding/without-sources.ts';

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
  /** The languages that questions are understood in; all that there are where absent. */
  readonly lexicons?: readonly Lexicon[];
  /** Widens what is understood; everything works without. */
  readonly model?: ChatModel;
  /** What a question and a day may take of the model. */
  readonly limits?: ModelLimits;
  /** What the day has cost; of this process alone where absent. */
  readonly ledger?: SpendingLedger;
  /** What the day's questions of one person have cost. */
  readonly personLedger?: (employeeId: string) => SpendingLedger;
  /** What the model is not told. */
  readonly withheld?: Withheld;
  /** What its sources may have added to people of others; nothing where absent. */
  readonly toldBeside?: () => Promise<Restrictions>;
  /** Lets a model write a statement of its own as a last resort, for those who see everything. */
  readonly cypher?: CypherReader;
  /** What is kept of somebody beside the graph, for those who ask it of themselves. */
  readonly keptOf?: (employeeId: string) => Promise<KeptOfPerson>;
  /** Also ranks articles by what their passages mean. */
  readonly readMeaning?: ReadMeaning;
}

/** Turns of a conversation that are looked back at. */
const turnsRemembered = 6;

/**
 * The way through: link, plan, run, compose, and tell how. What the rules understand never meets a model, and so has the
 * same answer each time.
 *
 * @throws AppError `internal` where there is a model and a prompt does not fit.
 */
export function createAnswerQuestion(dependencies: AnswerQuestionDependencies): AnswerQuestion {
  const { graph } = dependencies;
  const { model, cypher, limits = defaultLimits } = dependencies;
  const ledger = dependencies.ledger ?? createMemoryLedger(dependencies.today);
  const known = dependencies.lexicons ?? lexicons;
  const directory = createNameDirectory(graph, {
    nicknames: dependencies.nicknames ?? {},
    aliases: dependencies.aliases ?? {},
    names: joinNames(known),
  });
  const withheld = dependencies.withheld ?? { sources: new Set(), fields: {} };
  const outside = isNothing(withheld)
    ? directory
    : createNameDirectory(withoutSources(graph, withheld.sources), {
        nicknames: dependencies.nicknames ?? {},
        aliases: dependencies.aliases ?? {},
        names: joinNames(known),
      });
  const openHelp =
    model === undefined
      ? null
      : createModelHelp(model, {
          limits,
          ledger,
          personLedger: dependencies.personLedger,
          withheld,
          withhold: async (question, context) =>
            isNothing(withheld)
              ? { question, context }
              : withholdFromModel(
                  question,
                  context,
                  withheld,
                  outside,
                  (await dependencies.toldBeside?.()) ?? {},
                ),
        });
  const cueTables = buildCueTables(known, dependencies.terms);

  const understood = createUnderstanding({
    graph,
    lexicons: known,
    today: () => dependencies.today(),
    understand: (said, asker, previous) =>
      understandQuestion(
        { graph, directory, cueTables, today: dependencies.today(), company: dependencies.company },
        said,
        asker,
        previous,
      ),
    candidatesOf: ({ candidates, surface }, question, { wordedIn }, asker) =>
      tellCandidates(candidates, surface, contextOf({ question, asker }, question, wordedIn)),
  });

  function contextOf(request: AnswerRequest, question: string, language: AnswerLanguage): AnswerContext {
    return {
      graph,
      directory,
      viewer: request.asker.viewer,
      askerId: request.asker.employeeId,
      today: dependencies.today(),
      language,
      wording: wordings[language],
      listLimit: dependencies.listLimit ?? 50,
      maxCharacters: dependencies.maxCharacters ?? 1150,
      question,
      ...(dependencies.readMeaning === undefined ? {} : { readMeaning: dependencies.readMeaning }),
      ...(request.offset === undefined ? {} : { offset: request.offset }),
      ...(request.isShared === undefined ? {} : { isShared: request.isShared }),
      ...(request.timeZone === undefined ? {} : { timeZone: request.timeZone }),
      ...(dependencies.keptOf === undefined ? {} : { keptOf: dependencies.keptOf }),
      ...(cypher === undefined ? {} : { cypher }),
      ...(request.onProgress === undefined ? {} : { onProgress: request.onProgress }),
    };
  }

  /** For what the rules pass on; whatever parts a question has, they share what it may take of a model. */
  function openRest(asker: string | null): AnswerRest {
    const help = openHelp?.(asker) ?? null;
    return (part, before, within) =>
      help === null ? answerWithoutModel(part, before, within) : answerWithModel(part, before, within, help);
  }

  async function answerUnderstood(
    asked: Understood,
    request: AnswerRequest,
    earlier: readonly string[],
    context: AnswerContext,
  ): Promise<Answer> {
    const { plan, tagged } = asked;
    if (plan?.kind === 'explain') return await explainEarlier(request, context);
    const rest = openRest(request.asker.employeeId);
    const joined =
      request.intent === undefined ? await answerJoined(asked, request, earlier, context, rest) : null;
    if (joined !== null) return joined;
    if (plan !== null) return await answerFromPlan(plan, context);
    // A command names somebody; the wiki would only answer beside the point.
    if (request.intent !== undefined)
      return await answerFromPlan(
        { kind: 'unknown', surface: context.question, label: null, reason: 'name' },
        context,
      );
    return await rest(tagged, earlier, withText(context, request));
  }

  /** A question that asks several things, part by part; null where it is better taken as a whole. */
  async function answerJoined(
    { plan, tagged, asked }: Understood,
    request: AnswerRequest,
    earlier: readonly string[],
    context: AnswerContext,
    rest: AnswerRest,
  ): Promise<Answer | null> {
    if (asked !== undefined) return await answerParts(asked, context, rest);
    const parts = splitQuestion(tagged.text, tagged.items);
    if (parts === null || !mayBeParts(plan, tagged)) return null;
    const each: UnderstoodPart[] = [];
    for (const [index, text] of parts.entries()) {
      const before = [...earlier, ...parts.slice(0, index)].slice(-turnsRemembered);
      const { plan: own, ...part } = await understood(text, request.asker, before);
      if (own?.kind === 'explain') return null;
      each.push({ text, ...part, plan: own });
    }
    const isWhole = plan?.kind === 'query' && each.some((part) => part.plan?.kind !== 'query');
    return isWhole ? null : await answerParts(each, context, rest);
  }

  /**
   * The latest question that was no talk is answered anew, within what is readable now, and the way there told. What a
   * model had a part in is told as it was then, as it might do otherwise if asked again; but only where the same may be
   * read as then, or words of it would reach whoever may not read them, or no longer.
   */
  async function explainEarlier(request: AnswerRequest, context: AnswerContext): Promise<Answer> {
    const earlier = questionsIn(request, known);
    // What is made anew is told of, and not told.
    const { onText: _, ...unwatched } = request;
    for (const [at, { text, how }] of [...earlier.entries()].reverse()) {
      const question = bareQuestion(text, known);
      const asked = contextOf(request, question, context.language);
      const asOf = how === undefined ? [] : await freshness(asked);
      if (how?.madeFrom === readingDigest(asked, asOf))
        return tellExplanation({ ...emptyAnswer(asked), asOf }, how.text, asked);
      const before = earlier.slice(Math.max(0, at - turnsRemembered), at).map((one) => one.text);
      const one = await understood(question, request.asker, before);
      if (one.plan?.kind === 'explain' || one.plan?.kind === 'talk') continue;
      const answer = await withExplanation(await answerUnderstood(one, unwatched, before, asked), one, asked);
      return tellExplanation(answer, wordsOf(answer.explanation), asked);
    }
    return { ...emptyAnswer(context), text: explainWordings[context.language].nothingYet() };
  }

  async function answerRequest(request: AnswerRequest): Promise<Answer> {
    const question = bareQuestion(request.question, known);
    const lexicon = detectLexicon(question.slice(0, longestQuestion), known);
    const context = contextOf(request, question, lexicon.wordedIn);
    reportProgress(context, { stage: 'understanding' });
    const tooLong = refuseLength(question, context);
    if (tooLong !== null) return tooLong;
    if (request.query !== undefined) {
      const plan = await planReadyQuery(request.query, context);
      const items = { items: [], plan };
      if (request.isPlannedByModel !== true)
        return await withExplanation(await answerFromPlan(plan, context), items, context);
      const note = context.wording.model.planned();
      const told = await answerFromPlan(plan, withRoomFor(note, context));
      return await withExplanation({ ...withNote(told, note), model: 'planned' }, items, context);
    }
    if (!/[\p{L}\p{N}]/u.test(question))
      return {
        ...emptyAnswer(context),
        text: context.wording.emptyQuestion(),
        abstained: { reason: 'not_understood', lookedAt: [] },
      };
    const recent = questionsIn(request, known)
      .map((one) => one.text)
      .slice(-turnsRemembered);
    const asked = await understood(withIntent(question, request.intent, lexicon), request.asker, recent);
    const answer = await answerUnderstood(asked, request, recent, context);
    return asked.plan?.kind === 'explain' ? answer : await withExplanation(answer, asked, context);
  }

  return async (request) => {
    const answer = await answerRequest(request);
    return inertAnswer(withUpdatingNote(answer, { wording: wordings[answer.language] }));
  };
}

/** The context of what is the whole answer: of it, what was told is only ever added to. */
function withText(context: AnswerContext, { onText }: AnswerRequest): AnswerContext {
  if (onText === undefined) return context;
  let told = '';
  const tell = (text: string): void => {
    const said = inertText(text);
    if (said === told || !said.startsWith(told)) return;
    told = said;
    onText(said);
  };
  return { ...context, onText: tell };
}

/** Earlier questions, oldest first, each with how its answer came about where that was remembered. */
function questionsIn(
  { context = [] }: AnswerRequest,
  lexicons: readonly Lexicon[],
): { readonly text: string; readonly how?: KeptHow }[] {
  return context.flatMap(({ role, text: said, intent }, at) => {
    if (role !== 'user' || said.length > longestQuestion) return [];
    const text = withIntent(said, intent, detectLexicon(said, lexicons));
    const reply = context[at + 1];
    return [{ text, ...(reply?.role === 'assistant' && reply.how !== undefined ? { how: reply.how } : {}) }];
  });
}

/** Whether a question that could be split should be, whatever came of it as a whole. */
function mayBeParts(plan: Plan | null, { text, lexicon }: TaggedQuestion): boolean {
  if (plan === null || plan.kind === 'unknown') return true;
  // Two questions side by side read like one as a whole, where no word in front begins the second, or each has its mark.
  return plan.kind === 'query' && (lexicon.asksInPlace || /[?？]\s*\p{L}/u.test(text));
}
