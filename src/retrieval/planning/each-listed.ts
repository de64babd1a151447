import { has, nouns } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import type { CueItem, QuestionItem } from './question-item.ts';
import { says } from './says.ts';
import { spanOf } from './span-of.ts';

/**
 * "How many people are in each of Web, Ops and Legal?", "headcount for Web and Ops, each": one figure for each of what is listed, which "per
 * team" says where no list tells of what.
 */
export function readEachListed(items: readonly QuestionItem[]): readonly QuestionItem[] {
  if (
    !items.some((item) => has(item, 'ask.count')) ||
    items.some((item) => has(item, 'group.most', 'group.fewest'))
  )
    return items;
  const each = items.findIndex(
    (item, at) =>
      has(item, 'group.each', 'group.by') && (at === items.length - 1 || says(items[at + 1], 'of')),
  );
  const word = items[each];
  if (word === undefined) return items;
  const isBehind = each === items.length - 1;
  const list = isBehind ? listUntil(items, each) : listFrom(items, each + 2);
  if (list === null) return items;
  const by: CueItem = { kind: 'cue', ...spanOf(word), cues: new Set<CueName>(['group.by']) };
  const of: CueItem = { kind: 'cue', ...spanOf(word), cues: new Set([list.cue]) };
  const before = items.slice(0, isBehind ? list.from : each);
  const from = before.findLastIndex((item) => !isSmall(item)) + 1;
  const joint = before.slice(from).filter((item) => !says(item, 'article'));
  const isJoined = isBehind && joint.some((item) => says(item, 'preposition'));
  return [
    ...before.slice(0, from),
    by,
    of,
    ...joint,
    ...(isJoined ? [] : [within(word)]),
    ...items.slice(list.from, list.to).filter((item) => !says(item, 'article')),
    ...(isBehind ? [] : items.slice(list.to)),
  ];
}

interface Listed {
  readonly from: number;
  readonly to: number;
  readonly cue: CueName;
}

const within = (word: QuestionItem): CueItem => ({
  kind: 'cue',
  ...spanOf(word),
  cues: new Set<CueName>(['rel.member', 'rel.owned', 'light']),
  says: new Set(['inTeam', 'preposition', 'within', 'place']),
});

/** A word that may stand between what is counted and those that are listed. */
const isSmall = (item: QuestionItem): boolean =>
  has(item, 'light') && !has(item, 'ask.count') && !has(item, 'logic.and');

function listFrom(items: readonly QuestionItem[], begin: number): Listed | null {
  let to = begin;
  while (to < items.length && (isListed(items[to]) || isJoint(items[to]))) to++;
  return listed(items, begin, to);
}

function listUntil(items: readonly QuestionItem[], end: number): Listed | null {
  let from = end;
  while (from > 0 && (isListed(items[from - 1]) || isJoint(items[from - 1]))) from--;
  return listed(items, from, end);
}

function listed(items: readonly QuestionItem[], from: number, to: number): Listed | null {
  const named = items.slice(from, to).filter(isListed);
  const [first] = named;
  if (first === undefined || named.length < 2) return null;
  const cue = kindOf(first);
  return cue !== null && named.every((one) => kindOf(one) === cue) ? { from, to, cue } : null;
}

const isListed = (item: QuestionItem | undefined): item is QuestionItem =>
  item !== undefined && kindOf(item) !== null;

const isJoint = (item: QuestionItem | undefined): boolean => has(item, 'logic.and') || says(item, 'article');

function kindOf(item: QuestionItem): CueName | null {
  if (item.kind === 'value')
    return item.candidates.some(({ label, property }) => label === 'Employee' && property === 'location')
      ? 'prop.location'
      : null;
  if (item.kind !== 'entity' || item.described !== undefined) return null;
  if (item.label !== 'Team' && item.label !== 'Project') return null;
  return nouns.find(([, label]) => label === item.label)?.[0] ?? null;
}
