import { z } from 'zod';
import type { GraphQuery, QueryResult } from '../../../graph/graph-query.ts';
import { validateGraphQuery } from '../../../graph/validate-graph-query.ts';
import { AppError } from '../../../operations/app-error.ts';
import { withheldField } from '../../abstaining/withheld-field.ts';
import type { AnswerContext } from '../../composing/answer-context.ts';
import { reportProgress } from '../../report-progress.ts';
import { fitToAnswer } from '../fit-to-answer.ts';
import type { ClarifyPlan, QueryPlan } from '../planner.ts';
import { type Evidence, isEmpty } from './evidence.ts';
import { formatResult } from './format-result.ts';
import type { ModelTool, ToolOutcome } from './model-tool.ts';
import { idsOf, nodesOf } from './query-ids.ts';
import { parametersOf, readArguments } from './read-arguments.ts';

const shape = z.strictObject({
  query: z.looseObject({}).describe('The query, in the form that the instructions give.'),
  final: z
    .boolean()
    .optional()
    .describe('true where its rows answer the question, or a part of it, by themselves.'),
});

/** Ids that are listed to a model that named others. */
const idsListed = 20;

/** The typed query: checked, run with the viewer's rights, told with its true total. */
export const queryGraph: ModelTool = {
  ends: false,
  definition: {
    name: 'query_graph',
    description:
      'Runs a query of the graph. With "final": true its result is told to the asker as it is, without your seeing it.',
    parameters: parametersOf(shape),
  },
  async run(given, context, evidence) {
    const read = readArguments(shape, given);
    if ('mistake' in read) return failed(evidence, read.mistake);
    const { query: asked, final = false } = read.value;
    const query = checkQuery(asked, evidence);
    if (typeof query === 'string') return failed(evidence, query);
    const clarify = chosenNamesake(query, evidence);
    if (clarify !== null) return { kind: 'done', decision: clarify };
    const before = sameAs(query, evidence);
    if (before > 0 && final) return { kind: 'final', result: before };
    if (before > 0)
      return { kind: 'mistake', text: `That is the query of result ${before}, which you have.` };
    const plan = planOf(query, evidence);
    const withheld = await withheldField(plan, context);
    if (withheld !== null && !final)
      return failed(evidence, `Whoever asks may not read the property ${withheld}.`);
    if (withheld !== null) {
      evidence.results.push({ kind: 'withheld', plan });
      return { kind: 'final', result: evidence.results.length };
    }
    reportProgress(context, { stage: 'querying', ...labelOf(query) });
    const result = await runQuery(query, context);
    if (typeof result === 'string') return failed(evidence, result);
    evidence.results.push({ kind: 'query', plan, result });
    const number = evidence.results.length;
    const nothing = isEmpty(result);
    if (!nothing && 'total' in result)
      reportProgress(context, { stage: 'querying', ...labelOf(query), total: result.total });
    if (nothing) evidence.hasFailed = true;
    if (final && !nothing) return { kind: 'final', result: number };
    for (const node of nodesOf(result)) if (!evidence.known.has(node.id)) evidence.known.set(node.id, node);
    const { summary, lines } = formatResult({ kind: 'query', plan, result }, number);
    return {
      kind: 'told',
      text: final
        ? `${summary} If a value may be written otherwise, look; else ask the same again, or answer with this result.`
        : summary,
      data: lines,
    };
  },
};

function failed(evidence: Evidence, text: string): ToolOutcome {
  evidence.hasFailed = true;
  return { kind: 'mistake', text };
}

/** @returns why it cannot be run, in words, where it leads too far or over what is withheld. */
async function runQuery(
  query: GraphQuery,
  { graph, viewer, today }: Pick<AnswerContext, 'graph' | 'viewer' | 'today'>,
): Promise<QueryResult | string> {
  try {
    return await graph.query(query, viewer, today);
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid_query') return error.message;
    throw error;
  }
}

/** @returns what is wrong with it, in words, where something is. */
function checkQuery(asked: object, { known }: Evidence): GraphQuery | string {
  try {
    // Again, because fitting adds to it.
    const query = validateGraphQuery(fitToAnswer(validateGraphQuery(asked)));
    const strange = idsOf(query).filter((id) => !known.has(id));
    if (strange.length === 0) return query;
    const ids = [...known.keys()].slice(0, idsListed).join(', ');
    return `No linked or found node has the id ${strange.slice(0, idsListed).join(', ')}. Known: ${ids}`;
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    if (error instanceof AppError && error.code === 'invalid_query') return error.message;
    throw error;
  }
}

/** Which namesake is meant is for the asker to say, not for a model to guess. */
function chosenNamesake(query: GraphQuery, { namesakes }: Evidence): ClarifyPlan | null {
  const ids = new Set(idsOf(query));
  for (const { surface, candidates } of namesakes) {
    const chosen = candidates.filter((one) => ids.has(one.id)).length;
    if (chosen > 0 && chosen < candidates.length) return { kind: 'clarify', surface, candidates };
  }
  return null;
}

function sameAs(query: GraphQuery, { results }: Evidence): number {
  const text = JSON.stringify(query);
  return 1 + results.findIndex((one) => one.kind !== 'cypher' && JSON.stringify(one.plan.query) === text);
}

function planOf(query: GraphQuery, { known }: Evidence): QueryPlan {
  const ids = new Set(idsOf(query));
  return {
    kind: 'query',
    query,
    shape: shapeOf(query),
    named: new Map([...known].filter(([id]) => ids.has(id))),
  };
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

function labelOf(query: GraphQuery) {
  return 'find' in query ? { label: query.find } : {};
}
