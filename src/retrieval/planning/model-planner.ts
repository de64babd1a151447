import { z } from 'zod';
import type { Condition, GraphQuery } from '../../graph/graph-query.ts';
import { validateGraphQuery } from '../../graph/validate-graph-query.ts';
import type { ChatModel, ModelOutput } from '../../models/chat-model.ts';
import { jsonOutput } from '../../models/json-output.ts';
import type { NameCandidate } from '../linking/name-index.ts';
import { loadPrompt } from '../prompts/load-prompt.ts';
import { describeLinks, describeNode } from './describe-links.ts';
import { describeVocabulary } from './describe-vocabulary.ts';
import { fitToAnswer } from './fit-to-answer.ts';
import type { ClarifyPlan, QueryPlan, TaggedQuestion } from './planner.ts';

/** Lets a model say what a question asks for. It sees names and ids, never rows: the store runs what it planned. */
export interface ModelPlanner {
  /**
   * @param earlier questions of the same conversation, oldest first.
   * @throws ModelError where no valid decision came of it.
   */
  plan(question: TaggedQuestion, earlier: readonly string[]): Promise<ModelDecision>;
}

export type ModelDecision =
  | QueryPlan
  | ClarifyPlan
  /** For the wiki. */
  | { readonly kind: 'article' }
  /** Neither a query nor a page would answer it. */
  | { readonly kind: 'none' };

export const planInputs = ['vocabulary', 'linked', 'asker', 'today', 'earlier', 'question'] as const;

const maxTokens = 4_000;

const decision = jsonOutput(
  'plan',
  z.object({
    kind: z.enum(['query', 'article', 'none']),
    query: z.looseObject({}).nullish().describe('The query; only where kind is "query".'),
  }),
);

/** @throws AppError `internal` where the prompt `plan` does not fit. */
export function createModelPlanner(model: ChatModel): ModelPlanner {
  const prompt = loadPrompt('plan', planInputs);
  const vocabulary = describeVocabulary();
  return {
    async plan(question, earlier) {
      const { text: linked, known } = describeLinks(question);
      const messages = prompt.render({
        vocabulary,
        linked,
        asker: question.asker === null ? 'unknown' : describeNode(question.asker),
        today: question.today,
        earlier: earlier.length === 0 ? 'none' : earlier.join('\n'),
        question: question.text,
      });
      const { value } = await model.complete({ messages, output: planOutput(known), maxTokens });
      return value.kind === 'query' ? asPlan(value.query, question, known) : value;
    },
  };
}

type PlannedDecision = { kind: 'query'; query: GraphQuery } | { kind: 'article' } | { kind: 'none' };

/** Reads a decision; whatever is wrong with its query is told in the words of the validation. */
function planOutput(known: ReadonlyMap<string, NameCandidate>): ModelOutput<PlannedDecision> {
  return {
    ...decision,
    parse(text) {
      const { kind, query } = decision.parse(text);
      if (kind !== 'query') return { kind };
      // Again, because fitting adds to it.
      const valid = validateGraphQuery(fitToAnswer(validateGraphQuery(query)));
      const strange = idsOf(valid).filter((id) => !known.has(id));
      if (strange.length > 0)
        throw new SyntaxError(
          `No linked node has the id ${strange.join(', ')}. Linked: ${[...known.keys()].join(', ')}`,
        );
      return { kind, query: valid };
    },
  };
}

function asPlan(
  query: GraphQuery,
  { items }: TaggedQuestion,
  known: ReadonlyMap<string, NameCandidate>,
): QueryPlan | ClarifyPlan {
  const ids = new Set(idsOf(query));
  // Which namesake is meant is for the asker to say, not for a model to guess.
  for (const item of items) {
    if (item.kind !== 'entity' || item.candidates.length < 2) continue;
    const chosen = item.candidates.filter((one) => ids.has(one.id)).length;
    if (chosen > 0 && chosen < item.candidates.length)
      return { kind: 'clarify', surface: item.raw, candidates: item.candidates };
  }
  const named = new Map([...known].filter(([id]) => ids.has(id)));
  return { kind: 'query', query, shape: shapeOf(query), named };
}

function shapeOf(query: GraphQuery): QueryPlan['shape'] {
  if ('paths' in query) return { kind: 'paths' };
  const { return: returned } = query;
  if (returned.kind === 'groups')
    return {
      kind: 'groups',
      ranked: returned.orderBy?.some((order) => order.by === 'count' && order.descending === true) === true,
    };
  return returned.kind === 'list' ? { kind: 'list', isDetailed: true } : { kind: returned.kind };
}

/** The ids that a query's conditions name, wherever they stand. */
function idsOf(query: GraphQuery): string[] {
  if ('paths' in query) return [query.paths.from.where, query.paths.to.where].flatMap(idsIn);
  const parts: readonly object[] =
    query.return.kind === 'groups'
      ? query.return.by
      : query.return.kind === 'list'
        ? (query.return.fields ?? [])
        : [];
  return [
    ...idsIn(query.where),
    ...parts.flatMap((part) => ('where' in part ? idsIn(part.where as Condition) : [])),
  ];
}

function idsIn(condition: Condition | undefined): string[] {
  if (condition === undefined) return [];
  if ('all' in condition) return condition.all.flatMap(idsIn);
  if ('any' in condition) return condition.any.flatMap(idsIn);
  if ('not' in condition) return idsIn(condition.not);
  if ('related' in condition) return idsIn(condition.where);
  if (condition.property !== 'id') return [];
  if ('values' in condition) return condition.values.map(String);
  return 'value' in condition ? [String(condition.value)] : [];
}
