import { openTaskStatuses } from '../../../graph-schema/index.ts';
import type { Condition } from '../../graph/graph-query.ts';
import type { NameCandidate } from '../linking/name-index.ts';
import { labelsAsked } from './asked-property.ts';
import { has } from './frame-words.ts';
import { isCueOf } from './is-cue-of.ts';
import type { CueName } from './lexicon.ts';
import type { PreviousQuestion } from './planner.ts';
import type { EntityItem, QuestionItem } from './question-item.ts';
import { says } from './says.ts';
import { spanOf } from './span-of.ts';

/** A node of an answer as if it had been named. */
export function entityItem(node: NameCandidate): EntityItem {
  return {
    kind: 'entity',
    from: 0,
    to: 0,
    raw: node.name,
    afterStop: false,
    label: node.label,
    candidates: [node],
  };
}

const plainStates: readonly CueName[] = [
  'status.todo',
  'status.in_progress',
  'status.blocked',
  'status.done',
  'status.cancelled',
];
/** Whether a word says which state tasks are in, of which each has one. */
export const isPlainState = (item: QuestionItem): boolean => has(item, ...plainStates);

/** "How many are open?", "and how many are done?": a task has one state, so that another one takes its place. */
export function withoutState(where: Condition | undefined): Condition | undefined {
  if (where === undefined) return undefined;
  const isState = (one: Condition): boolean => 'property' in one && one.property === 'status';
  if (isState(where)) return undefined;
  return 'all' in where ? { all: where.all.filter((one) => !isState(one)) } : where;
}

/** Whether what is asked for is open, or late, and what was told before is over: "those that are done", "now those which are still open". */
export function asksOfOtherStates(items: readonly QuestionItem[], where: Condition | undefined): boolean {
  if (where === undefined || !items.some((item) => has(item, 'status.open', 'status.overdue'))) return false;
  return 'all' in where ? where.all.some(isOver) : isOver(where);
}

function isOver(one: Condition): boolean {
  if (!('property' in one) || one.property !== 'status') return false;
  const states = 'values' in one ? one.values : 'value' in one && one.op === 'eq' ? [one.value] : [];
  return states.length > 0 && states.every((state) => !openTaskStatuses.some((open) => open === state));
}

/** "And the due date?", 目前是什么状态: asked of whatever was spoken of before that has such a thing. */
export function ownerAsked(
  items: readonly QuestionItem[],
  previous: PreviousQuestion | null,
): EntityItem | null {
  const passes = (item: QuestionItem): boolean =>
    item.kind === 'cue' &&
    [...item.cues].some((cue) =>
      isCueOf(cue, 'light', 'prop', 'ask.what', 'ask.when', 'ask.where', 'ask.which', 'logic.and'),
    ) &&
    ![...item.cues].some(
      (cue) => isCueOf(cue, 'noun', 'rel', 'role', 'group', 'order') && !item.cues.has('light'),
    );
  if (previous === null || !items.every(passes)) return null;
  const labels = items.flatMap((item) => (item.kind === 'cue' ? labelsAsked(item.cues) : []));
  const named = previous.items.findLast(
    (item): item is EntityItem => item.kind === 'entity' && labels.includes(item.label),
  );
  const [row, another] = previous.rows ?? [];
  const only =
    row !== undefined && another === undefined && labels.includes(row.label) ? entityItem(row) : undefined;
  const owner = named ?? only;
  return owner === undefined ? null : { ...owner, possessive: true };
}

/** "The second one", "who is assigned to the first one?": a row of the answer before. */
export function nthRow(
  items: readonly QuestionItem[],
  previous: PreviousQuestion | null,
): QuestionItem[] | null {
  const at = items.findIndex((item, index) => {
    if (item.kind === 'number') return item.isOrdinal === true && isOne(items[index + 1]);
    // "Who is the most senior?" ranks them, and is no place in the list that was told.
    return says(item, 'firstTold') && has(item, 'order.oldest') && items.length <= 2;
  });
  const item = items[at];
  if (item === undefined) return null;
  const row = previous?.rows?.[item.kind === 'number' ? item.value - 1 : 0];
  if (row === undefined) return null;
  const ones = item.kind === 'number' ? 1 : 0;
  return [...items.slice(0, at), { ...entityItem(row), ...spanOf(item) }, ...items.slice(at + 1 + ones)];
}

/** "One" counts as a number wherever it stands. */
const isOne = (item: QuestionItem | undefined): boolean =>
  item !== undefined && (has(item, 'pron.ones') || (item.kind === 'number' && item.value === 1));

/**
 * "Only the blocked ones", "sort by due date", "which are overdue?", "by team": what is said of tasks or people without
 * saying of which narrows or arranges what was just told.
 */
export function isRefinement(items: readonly QuestionItem[]): boolean {
  const arranges = (item: QuestionItem): boolean =>
    item.kind === 'value' ||
    item.kind === 'time' ||
    (item.kind === 'cue' &&
      [...item.cues].some(
        (cue) => cue.startsWith('status.') || cue.startsWith('order.') || cue === 'group.by',
      ));
  const passes = (item: QuestionItem, at: number): boolean => {
    if (item.kind === 'number' || arranges(item)) return true;
    if (item.kind !== 'cue') return false;
    const behindBy = items.slice(Math.max(0, at - 2), at).some((one) => has(one, 'group.by'));
    return [...item.cues].some(
      (cue) =>
        cue === 'light' ||
        cue.startsWith('logic.') ||
        cue.startsWith('prop.') ||
        cue === 'pron.ones' ||
        cue === 'ask.count' ||
        cue === 'ask.list' ||
        cue === 'ask.which' ||
        (behindBy && cue.startsWith('noun.')),
    );
  };
  const asks = items.some(
    (item, at) =>
      has(item, 'ask.who', 'ask.what') || (at === 0 && has(item, 'ask.yesNo') && !has(item, 'ask.which')),
  );
  // "Only the ones without a due date."
  const lacks = items.some(
    (item, at) =>
      has(item, 'logic.none') &&
      items[at + 1]?.kind === 'cue' &&
      has(items[at + 1], 'prop.dueDate', 'prop.priority'),
  );
  return !asks && (items.some(arranges) || lacks) && items.every(passes);
}

/** "How many?", "which ones?": nothing but the asking, so that what was asked before is meant. */
export function isBareAsk(items: readonly QuestionItem[]): boolean {
  const asks = items.some((item) => has(item, 'ask.count', 'ask.which', 'ask.list'));
  return (
    asks &&
    items.every((item) => has(item, 'ask.count', 'ask.which', 'ask.list', 'light', 'logic.and', 'pron.set'))
  );
}
