import type { GraphQuery } from '../../graph/graph-query.ts';
import type { AnswerContext } from '../composing/answer-context.ts';
import type { QueryPlan } from './planner.ts';
import { idsOf } from './tools/query-ids.ts';

/** A query that was ready before the question, as a plan: what it names by id has the names that its viewer may read. */
export async function planReadyQuery(
  query: GraphQuery,
  { graph, viewer }: Pick<AnswerContext, 'graph' | 'viewer'>,
): Promise<QueryPlan> {
  const nodes = await graph.readNodes([...new Set(idsOf(query))], viewer);
  const named = nodes.map(({ id, label, properties }) => {
    const { key, name, title } = properties;
    const called = String(name ?? title ?? key);
    return [
      id,
      { id, label, name: called, key: String(key), detail: null, strength: 3, needsCapital: false },
    ] as const;
  });
  return { kind: 'query', query, shape: { kind: 'list' }, named: new Map(named) };
}
