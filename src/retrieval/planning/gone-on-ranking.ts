import type { Condition, Step } from '../../graph/graph-query.ts';
import { has } from './frame-words.ts';
import { isCueOf } from './is-cue-of.ts';
import type { CueName } from './lexicon.ts';
import type { PreviousQuestion, QueryPlan } from './planner.ts';
import type { QuestionItem } from './question-item.ts';
import type { Resolved } from './resolve-references.ts';
import { allOf, present } from './senses.ts';
import { spanOf } from './span-of.ts';

/** "Who has the most open tasks?", "and the second most?", "and the fewest?"; "how many joined in 2025?", "and how many left?". */
export function askedAnew(
  items: readonly QuestionItem[],
  previous: PreviousQuestion | null,
): QuestionItem[] | null {
  if (previous?.plan?.kind !== 'query') return null;
  return (
    rankedAnew(items, previous) ??
    fromOtherEnd(items, previous) ??
    (has(items[0], 'logic.and') ? countedAnew(items, previous) : null)
  );
}

/** The same ranking from its other end, or another place of it. */
function rankedAnew(
  items: readonly QuestionItem[],
  { items: before, plan }: PreviousQuestion,
): QuestionItem[] | null {
  if (plan?.kind !== 'query' || plan.shape.kind !== 'groups' || !plan.shape.ranked) return null;
  const at = before.findIndex((item) => has(item, 'group.most', 'group.fewest'));
  const ranked = before[at];
  const isOrdinal = (item: QuestionItem | undefined): boolean =>
    item?.kind === 'number' && item.isOrdinal === true;
  const isRank = (item: QuestionItem): boolean => has(item, 'group.most', 'group.fewest');
  const passes = (item: QuestionItem): boolean =>
    isOrdinal(item) || isRank(item) || has(item, 'light', 'logic.and', 'ask.who', 'ask.which', 'ask.what');
  const [place, rank] = [items.find(isOrdinal), items.find(isRank)];
  if (ranked === undefined || rank === undefined || !items.every(passes)) return null;
  const others = isOrdinal(before[at - 1]) ? before.slice(0, at - 1) : before.slice(0, at);
  const asked =
    place === undefined ? [{ ...rank, ...spanOf(ranked) }] : [{ ...place, ...spanOf(ranked) }, ranked];
  return [...others, ...asked, ...before.slice(at + 1)];
}

/** "Who was the last to leave?", "and the first?" */
function fromOtherEnd(
  items: readonly QuestionItem[],
  { items: before, plan }: PreviousQuestion,
): QuestionItem[] | null {
  if (plan?.kind !== 'query' || plan.shape.kind !== 'first') return null;
  const isEnd = (item: QuestionItem): boolean => has(item, 'order.oldest', 'order.newest');
  const [told, another] = before.filter(isEnd);
  const [asked, second] = items.filter((item) => !has(item, 'logic.and', 'light'));
  if (told === undefined || another !== undefined || asked === undefined || second !== undefined) return null;
  if (!isEnd(asked) || has(asked, 'order.oldest') === has(told, 'order.oldest')) return null;
  return before.map((item) => (item === told ? { ...asked, ...spanOf(item) } : item));
}

/** As many in another time, or of those who went instead of those who came. */
function countedAnew(
  items: readonly QuestionItem[],
  { items: before }: PreviousQuestion,
): QuestionItem[] | null {
  const isAsk = (item: QuestionItem): boolean => has(item, 'ask.count', 'ask.who');
  const [asked, told] = [items.find(isAsk), before.find(isAsk)];
  const ask: CueName = has(asked, 'ask.count') ? 'ask.count' : 'ask.who';
  if (asked === undefined || !has(told, ask)) return null;
  const content = items.filter((item) => item !== asked && !has(item, 'light', 'logic.and'));
  const [only, another] = content;
  if (only === undefined || another !== undefined) return null;
  const isMove = (item: QuestionItem): boolean => has(item, 'prop.startDate', 'prop.endDate');
  const isAlike = (item: QuestionItem): boolean =>
    only.kind === 'time' ? item.kind === 'time' : isMove(only) && isMove(item);
  const [alike, second] = before.filter(isAlike);
  const hasTime = before.some((item) => item.kind === 'time');
  if (alike === undefined || second !== undefined || !hasTime) return null;
  return before.map((item) => (item === alike ? { ...only, ...spanOf(item) } : item));
}

/** "What is due in December?", "and in January?": the coming one, as what is due is asked of. */
export function yetToCome(items: readonly QuestionItem[], today: string): QuestionItem[] {
  const isDue = items.some((item) => has(item, 'prop.dueDate'));
  return items.map((item) => {
    if (!isDue || item.kind !== 'time' || item.isOfAnyYear !== true) return item;
    if (item.begin === null || item.until === null || item.until > today) return item;
    return { ...item, begin: aYearOn(item.begin), until: aYearOn(item.until) };
  });
}

const aYearOn = (day: string): string => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;

/**
 * "Which team has the most overdue tasks?", "list them", "how many of those are urgent?", "who has them?": the tasks that were counted,
 * or the people ("who has the most direct reports?", "names please"), of whoever came first.
 *
 * @returns null where those who were ranked are meant, or nothing was.
 */
export function countedInRanking(
  items: readonly QuestionItem[],
  previous: PreviousQuestion | null,
): Resolved['among'] {
  const plan = previous?.plan;
  const [winner] = previous?.rows ?? [];
  if (plan?.kind !== 'query' || winner === undefined) return null;
  const counted = countedBy(plan);
  if (counted === null || counted.step.label !== winner.label) return null;
  const isOfThings = winner.label !== 'Employee';
  const asksFor = counted.label === 'Task' ? asksForTasks : asksForNames;
  if (!asksFor(items, isOfThings)) return null;
  const ids = (previous?.rows ?? []).map(({ id }) => id);
  const theirs: Condition = { related: counted.step, where: { property: 'id', op: 'in', values: ids } };
  return { label: counted.label, where: allOf([...present(counted.where), theirs]) };
}

interface Counted {
  readonly label: 'Task' | 'Employee';
  readonly step: Step;
  readonly where: Condition | undefined;
}

/** Which tasks or people a ranking counts, and what leads from one of them to those who are ranked. */
function countedBy({ query, shape }: QueryPlan): Counted | null {
  if (!('find' in query)) return null;
  const { find: label, return: asked } = query;
  if (shape.kind === 'groups' && shape.ranked && asked.kind === 'groups') {
    if (label !== 'Task' && label !== 'Employee') return null;
    const [key] = asked.by;
    return key !== undefined && 'related' in key ? { label, step: key.related, where: query.where } : null;
  }
  // Of the fewest, each is told with how many it has.
  if (shape.kind !== 'counts' || shape.counted !== 'Task' || asked.kind !== 'list') return null;
  const field = asked.fields?.find((one) => 'countOf' in one);
  if (field === undefined || !('countOf' in field) || field.countOf.transitive === true) return null;
  const { type, direction } = field.countOf;
  const back = { type, direction: direction === 'in' ? 'out' : 'in', label: query.find } as const;
  return { label: 'Task', step: back, where: field.where };
}

/** "List them", "names please"; "who are they?" asks for whoever came first, where that is a person. */
function asksForNames(items: readonly QuestionItem[], isOfThings: boolean): boolean {
  const points = items.some((item) => has(item, 'pron.set', 'ask.list', 'prop.name'));
  return (
    points &&
    items.every(
      (item) =>
        has(item, 'light', 'logic.and', 'logic.all', 'pron.set', 'ask.list', 'prop.name') ||
        (isOfThings && has(item, 'ask.who', 'ask.profile')),
    )
  );
}

/** Nothing but what tasks are asked for, or in which state and order; or who has them, where those who were ranked are no people. */
function asksForTasks(items: readonly QuestionItem[], isOfThings: boolean): boolean {
  const points = items.some((item) =>
    has(item, 'pron.set', 'pron.ones', 'ask.which', 'ask.list', 'logic.only'),
  );
  if (!points) return false;
  const isOfTasks = (item: QuestionItem): boolean => {
    if (item.kind === 'value') return item.candidates.every(({ label }) => label === 'Task');
    return (
      item.kind === 'cue' &&
      [...item.cues].some((cue) =>
        isCueOf(
          cue,
          'light',
          'logic.and',
          'logic.only',
          'pron.set',
          'pron.ones',
          'ask.what',
          'ask.which',
          'ask.list',
          'ask.count',
          'status',
          'order',
          'prop.dueDate',
          'prop.priority',
          'prop.createdAt',
          'noun.task',
        ),
      )
    );
  };
  const isOfWhom = (item: QuestionItem): boolean =>
    isOfThings && has(item, 'ask.who', 'ask.profile', 'rel.assigned', 'rel.owned');
  return items.every((item) => isOfTasks(item) || isOfWhom(item));
}
