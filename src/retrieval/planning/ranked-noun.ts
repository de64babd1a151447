import { has } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import type { QuestionItem } from './question-item.ts';
import { says } from './says.ts';

/** What somebody or something is to the noun that follows, or what is asked of that. */
const relations: readonly CueName[] = [
  'rel.lead',
  'role.lead',
  'role.manager',
  'role.report',
  'rel.manages',
  'rel.reportsTo',
  'rel.reported',
  'rel.authored',
  'rel.assigned',
  'role.assignee',
  'rel.blocks',
  'rel.blockedBy',
  'rel.member',
  'role.member',
];

/** Words that put things in an order of which one is meant. */
const isRank = (item: QuestionItem | undefined): boolean =>
  has(item, 'order.oldest', 'order.newest', 'group.most', 'group.fewest');

const nouns: readonly CueName[] = ['noun.team', 'noun.employee', 'noun.task', 'noun.project', 'noun.article'];
const isNoun = (item: QuestionItem | undefined): boolean => has(item, ...nouns);

/**
 * "Who leads the biggest team?", "the manager of the newest employee", "who reported the oldest open task?": where the question is about one of
 * an order, and not for it. Which one that is has to be known before.
 *
 * @returns indexes of the first item that says which one, and of the last.
 */
export function findRankedNoun(
  items: readonly QuestionItem[],
): { readonly at: number; readonly to: number } | null {
  return behindRelation(items) ?? beforeRelation(items);
}

function behindRelation(items: readonly QuestionItem[]): { readonly at: number; readonly to: number } | null {
  for (const [at, item] of items.entries()) {
    // Chinese has no articles: 谁提出了最新的任务.
    const isBare = isRank(item) && isChinese(item);
    if (!(isBare || says(item, 'article')) || !beginsRanked(items, isBare ? at : at + 1)) continue;
    let before = at - 1;
    while (
      says(items[before], 'of', 'preposition', 'copula') ||
      (isBare && has(items[before], 'light') && !has(items[before], ...relations))
    )
      before--;
    const said = items[before];
    if (
      has(said, ...relations) ||
      (items.slice(before + 1, at).some((one) => says(one, 'of')) && isNoun(said))
    )
      return { at, to: items.length - 1 };
    if (has(items[at - 1], 'rel.member') && !says(items[at - 1], 'of')) return { at, to: items.length - 1 };
  }
  return null;
}

/** "Biggest team", "oldest open task", "team with the most people"; "the most tasks" is a number, and none of them. */
function beginsRanked(items: readonly QuestionItem[], at: number): boolean {
  const [first, ...rest] = items.slice(at);
  if (isNoun(first)) return rest.some((item, place) => isRank(item) && place <= 4);
  if (!isRank(first)) return false;
  if (has(first, 'group.most', 'group.fewest') && !says(first, 'size')) return false;
  return rest.slice(0, 3).some(isNoun);
}

/** 人数最多的团队的负责人, 最大的团队是谁负责的: the order stands before the noun, and first. */
function beforeRelation(items: readonly QuestionItem[]): { readonly at: number; readonly to: number } | null {
  const rank = items.findIndex(isRank);
  if (rank < 0 || rank > 1 || !isChinese(items[rank])) return null;
  let to = rank + 1;
  while (says(items[to], 'own', 'attributive')) to++;
  const isAsked = items.slice(to + 1).some((item) => has(item, 'noun.task', ...relations));
  return isNoun(items[to]) && isAsked ? { at: 0, to } : null;
}

const isChinese = (item: QuestionItem | undefined): boolean => /\p{Script=Han}/u.test(item?.raw ?? '');
