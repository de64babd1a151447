import type { GroupRow, NodeRef, QueryResult } from '../graph/graph-query.ts';
import type { GraphReader } from '../graph/graph-store.ts';
import type { Viewer } from '../graph/viewer.ts';
import type { NameCandidate } from './linking/name-index.ts';
import { asCandidate } from './linking/node-candidate.ts';
import type { Plan } from './planning/planner.ts';

/** More than this nobody speaks of by "it" or "the third one". */
const remembered = 20;

/** What a question was answered with, in the order told: what "it", "her" and "the first one" mean after it. */
export async function answeredNodes(
  plan: Plan,
  graph: GraphReader,
  viewer: Viewer,
  today: string,
): Promise<NameCandidate[]> {
  if (plan.kind !== 'query' || !('find' in plan.query)) return [];
  const { query } = plan;
  // "How many are blocked?", "whose is the second one?"
  const counted = query.return.kind === 'count';
  const told = counted ? { ...query, return: { kind: 'list', limit: remembered } as const } : query;
  const result = await graph.query(told, viewer, today);
  const ids = nodesIn(result, plan.shape.kind === 'groups' ? plan.shape.place : undefined)
    .slice(0, remembered)
    .map((one) => one.id);
  const nodes = await graph.readNodes(ids, viewer);
  return nodes.map(asCandidate);
}

/** @param place the one place of a ranking that was asked for: whoever has as many as those there. */
function nodesIn(result: QueryResult, place: number | undefined): readonly NodeRef[] {
  if (result.kind === 'list') return result.rows;
  if (result.kind !== 'groups') return [];
  const countOf = ({ measures }: GroupRow): number => Number(measures.count ?? 0);
  const placeOf = (row: GroupRow): number =>
    1 + result.rows.filter((other) => countOf(other) > countOf(row)).length;
  const told = place === undefined ? result.rows : result.rows.filter((row) => placeOf(row) === place);
  return told.flatMap(({ keys }) => (keys[0]?.node === undefined ? [] : [keys[0].node]));
}
