import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition, GroupKey, Measure, Span } from '../../graph/graph-query.ts';
import type { Connected } from './connect-parts.ts';
import { hasAny, keyNouns, keyPropertyIn, keyWords, timeUnit } from './group-keys.ts';
import type { CueName } from './lexicon.ts';
import { stepBetween } from './plan-groups.ts';
import type { Built } from './planner.ts';
import type { Frame } from './read-frame.ts';
import { allOf } from './senses.ts';

/** What lasts: a task from its opening to its completion, somebody's time with us, and an open task, until today. */
const spans = {
  completion: { label: 'Task', days: { from: 'createdAt', to: 'completedAt' } },
  tenure: { label: 'Employee', days: { from: 'startDate' } },
  age: { label: 'Task', days: { from: 'createdAt' } },
} as const satisfies Record<string, { label: NodeLabel; days: Span }>;

export type Lasting = keyof typeof spans;

/** Whether a question asks how long things last on average, or which last longest or shortest; null where it does not. */
export function lastingAsked(frame: Pick<Frame, 'cues' | 'variables' | 'statuses'>): Lasting | null {
  const said = hasAny(frame);
  const ofTasks = frame.variables.some((one) => one.label === 'Task') || frame.statuses.length > 0;
  const stays = said('prop.tenure') || (said('ask.howLong') && said('prop.startDate'));
  if (stays && !ofTasks) return 'tenure';
  const isOpen =
    frame.statuses.length > 0 &&
    frame.statuses.every(({ status }) => status !== 'done' && status !== 'cancelled');
  if (isOpen && said('ask.howLong', 'prop.duration')) return 'age';
  return said('prop.duration') ||
    said('ask.howLong') ||
    said('status.done') ||
    said('group.fastest', 'group.slowest')
    ? 'completion'
    : null;
}

/** The kind of node whose time is measured. */
export const labelOfLasting = (lasting: Lasting): NodeLabel => spans[lasting].label;

/**
 * "Average time to complete tasks of Web", "average tenure by team", "which team closes tasks fastest?", "which task took the
 * longest?".
 */
export function planMeasure(frame: Frame, connected: Connected, among: Condition | undefined): Built {
  const lasting = lastingAsked(frame);
  if (lasting === null || connected.target !== spans[lasting].label) return null;
  const { label, days } = spans[lasting];
  const said = hasAny(frame);
  // "How many tasks does Billing complete on average?" asks for no days.
  if (said('ask.count') && said('group.average') && !said('ask.howLong', 'prop.duration', 'prop.tenure'))
    return null;
  const words = keyWords(frame);
  const asked = frame.variables.find((one) => one.target && one.label !== label)?.label;
  const byNoun = keyNouns.find(([cue]) => words.has(cue))?.[1] ?? asked;
  const group = byNoun === label ? undefined : byNoun;
  const step = group === undefined ? null : stepBetween(label, group, connected, frame);
  if (group !== undefined && step === null) return null;
  const rest = group === undefined ? connected.where : connected.whereBut(group);
  const parts = rest === undefined ? [] : 'all' in rest ? rest.all : [rest];
  const isKnown = (one: Condition): boolean => 'property' in one && one.property === 'status';
  const where = allOf([
    ...(among === undefined ? [] : [among]),
    ...parts.filter((one) => lasting !== 'completion' || !isKnown(one)),
    ...known(lasting),
  ]);
  const found = { find: label, ...(where === undefined ? {} : { where }) };
  const longest = said('group.slowest', 'order.oldest');
  const isRanked = longest || said('group.fastest', 'order.newest');
  const key = keyPropertyIn(frame);
  const property = key?.of === label ? key.name : undefined;
  const unit = timeUnit(frame);
  const by: GroupKey[] =
    step !== null
      ? [{ related: step, ...ofGroup(group, connected), as: 'group' }]
      : property !== undefined
        ? [{ property, as: property.replace('extra.', '') }]
        : unit !== null
          ? [{ property: lasting === 'completion' ? 'completedAt' : 'startDate', unit, as: unit }]
          : [];
  if (isRanked && by.length === 0)
    return {
      kind: 'query',
      query: {
        ...found,
        return: {
          kind: 'list',
          fields: [{ property: 'key' }, { days, as: 'days' }],
          orderBy: [{ by: 'days', ...(longest ? { descending: true } : {}) }],
          limit: 1,
          ties: true,
        },
      },
      shape: { kind: 'first', property: 'days' },
    };
  // "The longest time to complete a task by team": of each its longest, no average.
  const isExtreme = isRanked && !said('group.average') && asked === undefined;
  const measure: Measure = { measure: isExtreme ? (longest ? 'max' : 'min') : 'avg', days, as: 'days' };
  const limit = isRanked && asked !== undefined ? 1 : undefined;
  return {
    kind: 'query',
    query: {
      ...found,
      return: {
        kind: 'groups',
        by,
        measures: [measure, { measure: 'count', as: 'count' }],
        ...(limit === undefined
          ? {}
          : { orderBy: [{ by: 'days', ...(longest ? { descending: true } : {}) }], limit, ties: true }),
      },
    },
    shape: { kind: 'measure', lasting, measure: measure.measure },
  };
}

/** What a measure needs to be there. */
function known(lasting: Lasting): Condition[] {
  if (lasting === 'tenure') return [{ property: 'startDate', op: 'exists' }];
  if (lasting === 'age') return [{ property: 'createdAt', op: 'exists' }];
  return [
    { property: 'status', op: 'eq', value: 'done' },
    { property: 'createdAt', op: 'exists' },
    { property: 'completedAt', op: 'exists' },
  ];
}

function ofGroup(group: NodeLabel | undefined, connected: Connected): { where?: Condition } {
  const where = group === undefined ? undefined : connected.own.get(group);
  return where === undefined ? {} : { where };
}

/** The cue words that ask for the longest or the shortest. */
export const extremes: readonly CueName[] = [
  'group.fastest',
  'group.slowest',
  'order.oldest',
  'order.newest',
];
