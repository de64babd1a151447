import { has } from './frame-words.ts';
import type { QuestionItem } from './question-item.ts';
import { says } from './says.ts';

/** Where a question is about the team with the most people, or the fewest, and not for it. */
export interface LargestTeam {
  /** Indexes of the first and the last item that say so. */
  readonly at: number;
  readonly to: number;
  readonly fewest: boolean;
}

/**
 * "Who leads the biggest team?", "open tasks of the team with the most people": which team that is has to be known before. "Which is the
 * biggest team?" asks for it, and "the biggest team in Berlin" may be another.
 */
export function findLargestTeam(items: readonly QuestionItem[]): LargestTeam | null {
  if (items.some(({ kind }) => kind !== 'cue')) return null;
  for (const at of items.keys()) {
    const said = sizeBefore(items, at) ?? sizeBehind(items, at);
    if (said === null || !isAskedAbout(items, said)) continue;
    return { ...said, fewest: items.slice(said.at, said.to + 1).some((one) => has(one, 'group.fewest')) };
  }
  return null;
}

type Said = Pick<LargestTeam, 'at' | 'to'>;

const isRank = (item: QuestionItem | undefined): boolean => has(item, 'group.most', 'group.fewest');
const isPeople = (item: QuestionItem | undefined): boolean => has(item, 'noun.employee', 'role.member');

/** "The biggest team", 人数最多的团队. */
function sizeBefore(items: readonly QuestionItem[], at: number): Said | null {
  const size = items[at];
  const isSize = says(size, 'size') && isRank(size);
  const isOfPeople = isRank(size) && (isPeople(items[at - 1]) || says(items[at - 1], 'size'));
  if (!isSize && !isOfPeople) return null;
  let to = at + 1;
  while (says(items[to], 'own', 'attributive')) to++;
  if (!has(items[to], 'noun.team')) return null;
  const first = isOfPeople && !isSize ? at - 1 : at;
  return { at: says(items[first - 1], 'article') ? first - 1 : first, to };
}

/** "The team with the most people", "that has the fewest members". */
function sizeBehind(items: readonly QuestionItem[], at: number): Said | null {
  if (!has(items[at], 'noun.team')) return null;
  let to = at + 1;
  while (says(items[to], 'relative', 'have', 'possessing', 'article') || has(items[to], 'pron.thing')) to++;
  if (to === at + 1 || !isRank(items[to]) || !isPeople(items[to + 1])) return null;
  return { at: says(items[at - 1], 'article') ? at - 1 : at, to: to + 1 };
}

/** Whether something is asked of the team: who leads it, who is in it, what its tasks are. */
function isAskedAbout(items: readonly QuestionItem[], { at, to }: Said): boolean {
  const others = items.filter((_, place) => place < at || place > to);
  const isTasks = others.some((item) => has(item, 'noun.task'));
  const isLed = others.some((item) => has(item, 'rel.lead', 'role.lead'));
  return isTasks || isLed || has(items[at - 1], 'rel.member');
}
