import type { Condition } from '../../graph/graph-query.ts';
import { has } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import { type Likeness, likenessOf, likeValue } from './likeness.ts';
import type { CueItem, EntityItem, QuestionItem } from './question-item.ts';
import { says } from './says.ts';
import { allOf, idCondition } from './senses.ts';

/** Words that people are alike in something, "the same office as Ana", or that it is one's own, "Ana's office". */
export interface LikenessSpan {
  readonly from: number;
  /** Index after the last item. */
  readonly to: number;
  /** Place of the word that the value is noted on. */
  readonly mark: number;
  readonly likeness: Likeness;
  /** Whose it is: somebody named, or the asker. */
  readonly owner: EntityItem | CueItem;
  /** Whether the owner is one of those who are meant. */
  readonly withOwner: boolean;
}

/** Between "same" and what is the same, and between that and whose it is. */
const isSmall = (item: QuestionItem | undefined): boolean =>
  has(item, 'light', 'logic.and', 'rel.member', 'ask.yesNo') ||
  says(item, 'preposition', 'of', 'own', 'place');

/** What people do in an office or a team, said before it. */
const belonging: readonly CueName[] = [
  'light',
  'rel.member',
  'rel.employed',
  'rel.reportsTo',
  'role.report',
  'prop.location',
  'prop.startDate',
  'prop.title',
];

const isOwner = (item: QuestionItem | undefined): item is EntityItem | CueItem =>
  (item?.kind === 'entity' && item.label === 'Employee' && item.candidates.length > 0) ||
  (has(item, 'pron.asker') && !has(item, 'light')) ||
  has(item, 'pron.person');

/**
 * Finds where a question speaks of people by what they have in common with one: "who sits in the same office as Ana?",
 * 谁和李雷在同一个团队, "how many people work in my office?". Null where it speaks of two, who are compared.
 */
export function findLikeness(items: readonly QuestionItem[]): LikenessSpan | null {
  const named = items.filter((item) => item.kind === 'entity' && item.label === 'Employee');
  if (named.length > 1) return null;
  return findSame(items) ?? findOwn(items);
}

function findSame(items: readonly QuestionItem[]): LikenessSpan | null {
  const mark = items.findIndex((item) => has(item, 'logic.same'));
  if (mark < 0) return null;
  let at = mark + 1;
  while (isSmall(items[at]) && likenessOf(items[at], 'Employee') === null) at++;
  const likeness = likenessOf(items[at], 'Employee');
  if (likeness === null) return null;
  let behind = at + 1;
  while (isSmall(items[behind])) behind++;
  const after = items[behind];
  let from = mark;
  while (has(items[from - 1], ...belonging) || isSmall(items[from - 1])) from--;
  if (isOwner(after)) return { from, to: behind + 1, mark, likeness, owner: after, withOwner: false };
  // 和李雷同一个办公室: whose it is stands before.
  const before = items[from - 1];
  if (!isOwner(before)) return null;
  from--;
  while (isSmall(items[from - 1])) from--;
  return { from, to: at + 1, mark, likeness, owner: before, withOwner: false };
}

/** "Who works in Ana's office?": others are asked for, so that the place is a condition. */
function findOwn(items: readonly QuestionItem[]): LikenessSpan | null {
  const asks = items.findIndex((item) => has(item, 'ask.who', 'noun.employee'));
  if (asks < 0) return null;
  for (const [at, owner] of items.entries()) {
    if (at < asks || !isOwner(owner) || !(owner.possessive === true || says(owner, 'my', 'owning'))) continue;
    let noun = at + 1;
    while (isSmall(items[noun]) && !has(items[noun], 'prop.location')) noun++;
    const likeness = likenessOf(items[noun], 'Employee');
    if (likeness?.kind !== 'property' || likeness.property !== 'location') continue;
    if (!(says(items[at - 1], 'place', 'preposition', 'inTeam') || has(items[at - 1], ...belonging)))
      continue;
    let from = at;
    while (from - 1 > asks && has(items[from - 1], ...belonging)) from--;
    return { from, to: noun + 1, mark: noun, likeness, owner, withOwner: true };
  }
  return null;
}

/** The same question with those people as one thing that is described; as it was where nothing is known to be alike. */
export function readLikeness(items: readonly QuestionItem[]): readonly QuestionItem[] {
  const span = findLikeness(items);
  if (span === null || span.owner.kind !== 'entity') return items;
  const { from, to, mark, likeness, owner, withOwner } = span;
  const alike = conditionOf(likeness, items[mark], owner);
  if (alike === null) return items;
  const [first, last] = [items[from], items[to - 1]];
  if (first === undefined || last === undefined) return items;
  const self: Condition[] = withOwner ? [] : [{ not: idCondition({ item: owner }) }];
  const described: EntityItem = {
    kind: 'entity',
    from: first.from,
    to: last.to,
    raw: items
      .slice(from, to)
      .map((item) => item.raw)
      .join(' '),
    afterStop: first.afterStop,
    label: 'Employee',
    candidates: [],
    described: {
      where: allOf([alike, ...self]) ?? alike,
      names: withOwner ? [] : [owner],
      isLikeness: true,
    },
  };
  return [...items.slice(0, from), described, ...items.slice(to)];
}

function conditionOf(
  likeness: Likeness,
  mark: QuestionItem | undefined,
  owner: EntityItem,
): Condition | null {
  if (likeness.kind === 'property')
    return mark?.kind === 'cue' && mark.alike !== undefined ? likeValue(likeness, mark.alike) : null;
  const { step } = likeness;
  const back = step.direction === 'out' ? 'in' : 'out';
  return {
    related: step,
    where: {
      related: { ...step, direction: back, label: likeness.label },
      where: idCondition({ item: owner }),
    },
  };
}
