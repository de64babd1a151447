import type { GraphQuery } from '../../graph/graph-query.ts';
import { has } from './frame-words.ts';
import type { Plan, TaggedQuestion } from './planner.ts';
import type { EntityItem, QuestionItem } from './question-item.ts';
import { says } from './says.ts';

/**
 * "Tasks of Kwame", "only the open ones", "and Grace?": the name that the narrowed question is about stands in none of its own
 * words, but in its query.
 */
export function planOfAnother({ items, previous }: TaggedQuestion): Plan | null {
  const plan = previous?.plan;
  const next = onlyName(items);
  const [candidate, namesake] = next?.candidates ?? [];
  if (plan?.kind !== 'query' || next === null || candidate === undefined || namesake !== undefined)
    return null;
  const before = previous?.items ?? [];
  if (before.some((item) => item.kind === 'entity') && onlyName(before) === null) return null;
  const [former, another] = [...plan.named.values()].filter(
    ({ id, label }) => label === candidate.label && holds(plan.query, id),
  );
  if (former === undefined || another !== undefined) return null;
  return {
    ...plan,
    query: replaced(plan.query, former.id, candidate.id),
    named: new Map([...plan.named, [candidate.id, candidate]]),
  };
}

function onlyName(items: readonly QuestionItem[]): EntityItem | null {
  const [name, another] = items.filter((item): item is EntityItem => item.kind === 'entity');
  if (name === undefined || another !== undefined || items.length > 3) return null;
  const goesOn = says(items[0], 'goesOn') || says(items.at(-1), 'goesOnBehind');
  const isRest = (item: QuestionItem): boolean =>
    item === name || has(item, 'light', 'logic.and') || says(item, 'andWhat');
  return goesOn && items.every(isRest) ? name : null;
}

const holds = (query: GraphQuery, id: string): boolean => JSON.stringify(query).includes(JSON.stringify(id));

const replaced = (query: GraphQuery, from: string, to: string): GraphQuery =>
  JSON.parse(JSON.stringify(query, (_, value: unknown) => (value === from ? to : value))) as GraphQuery;
