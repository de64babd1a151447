import type { FindQuery } from '../../graph/graph-query.ts';
import { has } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import type { Plan, QueryPlan } from './planner.ts';
import type { QuestionItem } from './question-item.ts';
import { says } from './says.ts';

/**
 * "How many tasks did Ana close this year compared to last year?", 这个月完成的任务比上个月多吗: the same question of either time,
 * each of which is counted.
 *
 * @param plan reads a question's items.
 * @returns null where no two times are compared, or the question asks for no count of either.
 */
export function planTwoTimes(
  items: readonly QuestionItem[],
  plan: (items: readonly QuestionItem[]) => Plan | null,
): QueryPlan | null {
  const times = items.flatMap((item, at) => (item.kind === 'time' ? [at] : []));
  const [one, other, third] = times;
  if (one === undefined || other === undefined || third !== undefined) return null;
  if (!items.some((item) => has(item, 'logic.compare'))) return null;
  const readAt = (time: number): QueryPlan | null => {
    const said = items.flatMap((item, at) => {
      if (at === one) return [{ ...(items[time] ?? item), from: item.from, to: item.to }];
      return at === other || has(item, 'logic.compare') || isBetween(item, at, other) ? [] : [item];
    });
    const read = plan(said);
    return read?.kind === 'query' ? read : null;
  };
  const [first, second] = [readAt(one), readAt(other)];
  const [counted, comparedWith] = [countOf(first), countOf(second)];
  if (first === null || second === null || counted === null || comparedWith === null) return null;
  const named = new Map([...first.named, ...second.named]);
  return {
    kind: 'query',
    query: counted,
    shape: { kind: 'twoCounts', of: comparedWith, asksMore: asksMore(items) },
    named,
  };
}

/** What is done to tasks, and what people do, at the beginning and at the end. */
const deeds: readonly (readonly [CueName, CueName])[] = [
  ['prop.createdAt', 'status.done'],
  ['prop.startDate', 'prop.endDate'],
];

/**
 * "How many tasks were created versus completed last month?", "how many people joined, and how many left?": of one time, how often
 * either was done.
 *
 * @param plan reads a question's items.
 * @returns null where no two deeds are set against each other: "how many were created and completed in May" may ask for what was both.
 */
export function planTwoDeeds(
  items: readonly QuestionItem[],
  plan: (items: readonly QuestionItem[]) => Plan | null,
): QueryPlan | null {
  const isDeed = (item: QuestionItem, cue: CueName): boolean => has(item, cue) && !says(item, 'saysDay');
  for (const [begun, ended] of deeds) {
    const [one, another] = indexesOf(items, (item) => isDeed(item, begun) && !has(item, ended));
    const [other, further] = indexesOf(items, (item) => isDeed(item, ended) && !has(item, begun));
    if (one === undefined || other === undefined || another !== undefined || further !== undefined) continue;
    const counts = indexesOf(items, (item) => has(item, 'ask.count'));
    const isTwice = counts.length === 2;
    if (!isTwice && !items.some((item) => has(item, 'logic.compare'))) continue;
    const readOf = (deed: number): QueryPlan | null => {
      const said = items.filter(
        (item, at) =>
          (at === deed || (at !== one && at !== other)) &&
          !(isTwice && at === counts[1]) &&
          !has(item, 'logic.compare', 'logic.and') &&
          !says(item, 'than'),
      );
      const read = plan(said);
      return read?.kind === 'query' ? read : null;
    };
    const [first, second] = [readOf(one), readOf(other)];
    const [counted, comparedWith] = [countOf(first), countOf(second)];
    if (first === null || second === null || counted === null || comparedWith === null) continue;
    const isFirstAsked = one < other;
    return {
      kind: 'query',
      query: isFirstAsked ? counted : comparedWith,
      shape: { kind: 'twoCounts', of: isFirstAsked ? comparedWith : counted, asksMore: asksMore(items) },
      named: new Map([...first.named, ...second.named]),
    };
  }
  return null;
}

const indexesOf = (
  items: readonly QuestionItem[],
  isMeant: (item: QuestionItem) => boolean,
): readonly number[] => items.flatMap((item, at) => (isMeant(item) ? [at] : []));

/** "Than", "and" before the second time. */
const isBetween = (item: QuestionItem, at: number, other: number): boolean =>
  at === other - 1 && (says(item, 'than') || has(item, 'logic.and'));

/** Whether it is asked if the first is more, or fewer; null where both figures are asked for. */
function asksMore(items: readonly QuestionItem[]): boolean | null {
  const isYesNo = has(items[0], 'ask.yesNo') || items.some((item) => says(item, 'asksAtEnd'));
  if (!isYesNo) return null;
  return !items.some((item) => has(item, 'logic.less') || says(item, 'fewer'));
}

/** The same as a count, where it is one of things that are found. */
function countOf(read: QueryPlan | null): FindQuery | null {
  if (read === null || !('find' in read.query)) return null;
  const isCounted = read.shape.kind === 'count' || read.shape.kind === 'list' || read.shape.kind === 'exists';
  if (!isCounted || (read.query.return.kind !== 'count' && read.query.return.kind !== 'list')) return null;
  return { ...read.query, return: { kind: 'count' } };
}
