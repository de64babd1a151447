import type { QueryResult } from '../graph/graph-query.ts';
import type { GraphReader } from '../graph/graph-store.ts';
import type { Viewer } from '../graph/viewer.ts';
import { asCandidate } from './linking/node-candidate.ts';
import type { QueryPlan, TaggedQuestion } from './planning/planner.ts';
import { findRankedNoun } from './planning/ranked-noun.ts';
import { rulePlanner } from './planning/rule-planner.ts';
import { spanOf } from './planning/span-of.ts';

/**
 * Puts its name for "the biggest team" or "the newest employee", where a question is about that: it is asked by itself before, as far as the
 * viewer may see it. Those that are level are namesakes to whoever asks: it is asked back which is meant.
 */
export async function lookUpRanked(
  question: TaggedQuestion,
  graph: GraphReader,
  viewer: Viewer,
): Promise<TaggedQuestion> {
  const { items } = question;
  const span = findRankedNoun(items);
  if (span === null) return question;
  const said = items.slice(span.at, span.to + 1);
  const [first, last] = [said[0], said.at(-1)];
  const plan = rulePlanner.plan({ ...question, items: said, previous: null });
  if (first === undefined || last === undefined || plan?.kind !== 'query' || !isOfOne(plan)) return question;
  const ids = firstOf(await graph.query(plan.query, viewer, question.today));
  const found = (await graph.readNodes(ids, viewer)).map(asCandidate);
  const [{ label } = {}] = found;
  if (label === undefined) return question;
  const named = {
    kind: 'entity' as const,
    ...spanOf(first),
    to: last.to,
    raw: said
      .map(({ raw }) => raw)
      .join(' ')
      .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, ''),
    ...(last.possessive === true ? { possessive: true } : {}),
    label,
    candidates: found,
  };
  return { ...question, items: items.toSpliced(span.at, said.length, named) };
}

/** Whether those alone are asked for that come first, and nothing was left out of what was said. */
function isOfOne({ query, shape, leftOut }: QueryPlan): boolean {
  if (leftOut !== undefined || !('find' in query)) return false;
  const returns = query.return;
  const isCut =
    (returns.kind === 'list' || returns.kind === 'groups') && returns.limit === 1 && returns.ties === true;
  return isCut && (shape.kind === 'first' || shape.kind === 'groups' || shape.kind === 'counts');
}

function firstOf(result: QueryResult): string[] {
  if (result.kind === 'list') return result.rows.map(({ id }) => id);
  return result.kind === 'groups' ? result.rows.flatMap(({ keys }) => keys[0]?.node?.id ?? []) : [];
}
