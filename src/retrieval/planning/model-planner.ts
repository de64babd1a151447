import type { ChatModel, ToolCall, ToolMessage } from '../../models/chat-model.ts';
import { loadPrompt } from '../../models/load-prompt.ts';
import { ModelError } from '../../models/model-error.ts';
import type { AnswerContext } from '../composing/answer-context.ts';
import { describeLinks, describeNode } from './describe-links.ts';
import { describeVocabulary } from './describe-vocabulary.ts';
import type { TaggedQuestion } from './planner.ts';
import { endingTools } from './tools/ending-tools.ts';
import { createEvidence, type Evidence } from './tools/evidence.ts';
import { findEntity } from './tools/find-entity.ts';
import type { ModelDecision, ModelTool, ToolOutcome } from './tools/model-tool.ts';
import { queryGraph } from './tools/query-graph.ts';
import { createReadCypher, mayReadCypher } from './tools/read-cypher.ts';
import { searchArticlesTool } from './tools/search-articles-tool.ts';

/** Lets a model find out what would answer a question, by tools that read on behalf of the viewer alone. */
export interface ModelPlanner {
  /**
   * @param earlier questions of the same conversation, oldest first.
   * @param model what the question may take of it is its to limit.
   * @throws ModelError where no valid decision came of it.
   */
  plan(
    question: TaggedQuestion,
    earlier: readonly string[],
    context: AnswerContext,
    model: Pick<ChatModel, 'callTools'>,
  ): Promise<ModelDecision>;
}

export const planInputs = [
  'vocabulary',
  'language',
  'linked',
  'asker',
  'today',
  'earlier',
  'question',
] as const;

const maxTokens = 4_000;
/** Calls of one reply that are run. */
const callsAtOnce = 4;

/**
 * @param steps replies of the model at most; in the last it can only end.
 * @throws AppError `internal` where the prompt `plan` does not fit.
 */
export function createModelPlanner(steps: number): ModelPlanner {
  const prompt = loadPrompt('plan', planInputs);
  const vocabulary = describeVocabulary();
  return {
    async plan(question, earlier, context, model) {
      const { text: linked, known } = describeLinks(question);
      const evidence = createEvidence(known, namesakesOf(question));
      const messages: ToolMessage[] = prompt.render({
        vocabulary,
        language: question.asked.lexicon.name,
        linked,
        asker: question.asker === null ? 'unknown' : describeNode(question.asker),
        today: question.today,
        earlier: earlier.length === 0 ? 'none' : earlier.join('\n'),
        question: question.asked.text,
      });
      let isMending = false;
      for (let step = 1; step <= steps; step++) {
        const tools = toolsFor(context, evidence, step === steps);
        const definitions = tools.map(({ definition }) => definition);
        const { calls } = await model.callTools({ messages, tools: definitions, maxTokens });
        const { decision, isMistaken, told } = await runCalls(calls, tools, context, evidence);
        if (decision !== null) return decision;
        if (isMistaken && isMending)
          throw new ModelError('invalid_output', 'The language model twice called a tool wrongly.');
        isMending = isMistaken;
        const note = step === steps - 1 ? '\nNothing more can be looked up: end now.' : '';
        messages.push({ role: 'assistant', calls });
        for (const [at, call] of calls.entries())
          messages.push({ role: 'tool', call, content: `${told[at] ?? ''}${note}` });
      }
      throw new ModelError('invalid_output', `The language model came to no end in ${steps} steps.`);
    },
  };
}

/** Names in the question that several bear. */
function namesakesOf({ items }: TaggedQuestion): Evidence['namesakes'] {
  return items.flatMap((item) =>
    item.kind === 'entity' && item.candidates.length > 1
      ? [{ surface: item.raw, candidates: item.candidates }]
      : [],
  );
}

/** What may be called now: by the rights of the viewer and by what was tried, never by what a result says. */
function toolsFor(context: AnswerContext, evidence: Evidence, isLast: boolean): readonly ModelTool[] {
  if (isLast) return endingTools;
  const { cypher, viewer } = context;
  return [
    queryGraph,
    searchArticlesTool,
    findEntity,
    ...(cypher !== undefined && mayReadCypher(viewer, evidence) ? [createReadCypher(cypher)] : []),
    ...endingTools,
  ];
}

interface CallsRun {
  readonly decision: ModelDecision | null;
  /** Whether all that came of it was mistakes. */
  readonly isMistaken: boolean;
  /** One a call, in their order. */
  readonly told: readonly string[];
}

/** Runs the calls of one reply one after another: a later one may build on an earlier. */
async function runCalls(
  calls: readonly ToolCall[],
  tools: readonly ModelTool[],
  context: AnswerContext,
  evidence: Evidence,
): Promise<CallsRun> {
  const outcomes: ToolOutcome[] = [];
  for (const call of calls.slice(0, callsAtOnce)) {
    const outcome = await runCall(call, tools, context, evidence);
    outcomes.push(outcome);
    if (outcome.kind === 'done') return { decision: outcome.decision, isMistaken: false, told: [] };
  }
  const finals = outcomes.flatMap((one) => (one.kind === 'final' ? [one.result] : []));
  for (const number of finals) evidence.finals.add(number);
  // One that failed beside it may be the other half of the answer; what was final before still is.
  const decision =
    finals.length === calls.length
      ? ({ kind: 'answer', results: [...evidence.finals], sentences: [], evidence } as const)
      : null;
  return {
    decision,
    isMistaken: outcomes.every(({ kind }) => kind === 'mistake'),
    told: calls.map((_, at) => tell(outcomes[at])),
  };
}

async function runCall(
  call: ToolCall,
  tools: readonly ModelTool[],
  context: AnswerContext,
  evidence: Evidence,
): Promise<ToolOutcome> {
  const tool = tools.find(({ definition }) => definition.name === call.name);
  if (tool === undefined) {
    const names = tools.map(({ definition }) => definition.name).join(', ');
    return { kind: 'mistake', text: `There is no such tool now; there are: ${names}.` };
  }
  try {
    return await tool.run(JSON.parse(call.arguments), context, evidence);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { kind: 'mistake', text: 'The arguments are no valid JSON.' };
  }
}

/** Material of others stands in a frame that it cannot close. */
function tell(outcome: ToolOutcome | undefined): string {
  switch (outcome?.kind) {
    case 'told':
      return outcome.data ? `${outcome.text}\n<data>\n${outcome.data}\n</data>` : outcome.text;
    case 'mistake':
      return `That cannot be used:\n${outcome.text}`;
    case 'final':
      return `Noted as result ${outcome.result}.`;
    default:
      return `Not run: at most ${callsAtOnce} calls at once.`;
  }
}
