import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition, GroupKey, Measure, Step } from '../../graph/graph-query.ts';
import type { Connected } from './connect-parts.ts';
import type { CueName } from './lexicon.ts';
import { lineCues } from './people-lines.ts';
import type { Built } from './planner.ts';
import type { Frame } from './read-frame.ts';
import { allOf, reverseSense, type Sense, senses } from './senses.ts';
import { dateProperty } from './time-condition.ts';

const groupNouns: readonly (readonly [CueName, NodeLabel])[] = [
  ['noun.team', 'Team'],
  ['noun.employee', 'Employee'],
  ['noun.company', 'Company'],
  ['noun.project', 'Project'],
  ['role.assignee', 'Employee'],
];

const groupProperties: readonly (readonly [CueName, NodeLabel, string])[] = [
  ['prop.status', 'Task', 'status'],
  ['prop.priority', 'Task', 'priority'],
  ['prop.milestone', 'Task', 'extra.milestone'],
  ['prop.location', 'Employee', 'location'],
  ['prop.title', 'Employee', 'title'],
];

const saidIn =
  (frame: Frame) =>
  (name: CueName): boolean =>
    frame.cues.some(({ item }) => item.cues.has(name));

/** The words right after "per", "by", "for each": what the groups are. */
function keyWords(frame: Frame): ReadonlySet<CueName> {
  const words = new Set<CueName>();
  for (const by of frame.cues) {
    if (!by.item.cues.has('group.by') && !by.item.cues.has('group.each')) continue;
    const next = frame.cues.find(
      ({ item, at }) => at > by.at && at <= by.at + 3 && !(item.cues.has('light') && !isKey(item.cues)),
    );
    for (const cue of next?.item.cues ?? []) words.add(cue);
  }
  return words;
}

const isKey = (cues: ReadonlySet<CueName>): boolean =>
  groupNouns.some(([cue]) => cues.has(cue)) || groupProperties.some(([cue]) => cues.has(cue));

/** "Which team has the most done tasks?", "open tasks by team", "tasks completed each month". */
export function planGroups(
  frame: Frame,
  target: NodeLabel,
  connected: Connected,
  among: Condition | undefined,
): Built {
  const said = saidIn(frame);
  const ranked = frame.ask !== 'groups';
  const limit = rankLimit(frame) ?? (ranked && !said('group.rank') ? 1 : undefined);
  const finish = (counted: NodeLabel, where: Condition | undefined, by: GroupKey): Built => ({
    kind: 'query',
    query: {
      find: counted,
      ...withWhere(allOf([...present(among), ...present(where)])),
      return: {
        kind: 'groups',
        by: [by],
        measures: [{ measure: 'count', as: 'count' }],
        ...(ranked || limit !== undefined ? { orderBy: [{ by: 'count', descending: true }] } : {}),
        ...(limit === undefined ? {} : { limit, ties: true }),
      },
    },
    shape: { kind: 'groups', ranked },
  });
  const unit = timeUnit(said);
  if (unit !== null) {
    const counted = connected.target === 'Employee' ? 'Employee' : 'Task';
    const property =
      counted === 'Employee' ? 'startDate' : (dateProperty(frame, ['Task'])?.property ?? 'createdAt');
    const own = connected.target === counted ? connected.where : connected.own.get(counted);
    return finish(counted, allOf([{ property, op: 'exists' }, ...present(own)]), {
      property,
      unit,
      as: unit,
    });
  }
  if (!ranked) {
    const words = keyWords(frame);
    const property = groupProperties.find(([cue]) => words.has(cue));
    if (property !== undefined || frame.statuses.length > 1) {
      const [, label, name] = property ?? ['prop.status', 'Task', 'status'];
      const where = connected.target === label ? connected.where : connected.own.get(label);
      if (connected.target !== label && !connected.links.has(label)) return null;
      return finish(label, where, { property: name, as: name.replace('extra.', '') });
    }
    const group = groupNouns.find(([cue]) => words.has(cue))?.[1];
    if (group === undefined) return null;
    return byRelation(countedBeside(group, connected, frame), group, connected, frame, finish);
  }
  const counted = countedFor(target, frame, connected);
  if (counted === null) return null;
  if (frame.ask === 'fewest') return fewest(target, counted, connected, frame, limit ?? 1, among);
  return byRelation(counted, target, connected, frame, finish);
}

type Finish = (counted: NodeLabel, where: Condition | undefined, by: GroupKey) => Built;

function byRelation(
  counted: NodeLabel | null,
  group: NodeLabel,
  connected: Connected,
  frame: Frame,
  finish: Finish,
): Built {
  if (counted === null) return null;
  const step = stepBetween(counted, group, connected, frame);
  if (step === null) return null;
  const target = connected.target;
  const groupWhere = target === group ? connected.whereBut(counted) : connected.own.get(group);
  const where =
    target === counted
      ? connected.whereBut(group)
      : target === group
        ? connected.own.get(counted)
        : connected.where;
  return finish(counted, counted === group ? undefined : where, {
    related: step,
    ...withWhere(groupWhere),
    as: 'group',
  });
}

/** Groups leave out those who have none, so the fewest are found by counting for each. */
function fewest(
  target: NodeLabel,
  counted: NodeLabel,
  connected: Connected,
  frame: Frame,
  limit: number,
  among: Condition | undefined,
): Built {
  const step = stepBetween(target, counted, connected, frame);
  if (step === null || target === counted) return null;
  return {
    kind: 'query',
    query: {
      find: target,
      ...withWhere(allOf([...present(among), ...present(connected.whereBut(counted))])),
      return: {
        kind: 'list',
        fields: [
          { property: 'key' },
          { countOf: step, ...withWhere(connected.own.get(counted)), as: 'count' },
        ],
        orderBy: [{ by: 'count' }],
        limit,
        ties: true,
      },
    },
    shape: { kind: 'counts', counted },
  };
}

/** "How many direct reports does each VP have?": a figure for each, none included. */
export function planCountsOfEach(frame: Frame, connected: Connected): Built {
  const said = saidIn(frame);
  if (
    frame.ask !== 'count' ||
    !said('group.each') ||
    frame.entities.some((one) => one.item.label === 'Employee')
  )
    return null;
  if (connected.target !== 'Employee' || !said('role.report')) return null;
  const isLine = (one: Condition): boolean => 'related' in one && one.related.type === 'REPORTS_TO';
  const parts =
    connected.where === undefined ? [] : 'all' in connected.where ? connected.where.all : [connected.where];
  return {
    kind: 'query',
    query: {
      find: 'Employee',
      ...withWhere(allOf(parts.filter((one) => !isLine(one)))),
      return: {
        kind: 'list',
        fields: [
          { property: 'key' },
          { countOf: { type: 'REPORTS_TO', direction: 'in', label: 'Employee' }, as: 'count' },
        ],
        orderBy: [{ by: 'count', descending: true }],
        limit: 200,
      },
    },
    shape: { kind: 'counts', counted: 'Employee' },
  };
}

/** "Does John have more open tasks than Elif?": both figures, and whether it is so. */
export function planComparison(frame: Frame, connected: Connected): Built {
  const compare = frame.cues.find(({ item }) => item.cues.has('logic.compare'));
  const [first, second, third] = frame.entities.filter((one) => one.item.label !== 'Task');
  if (compare === undefined || first === undefined || second === undefined || third !== undefined)
    return null;
  const { label } = first.item;
  if ((label !== 'Employee' && label !== 'Team') || second.item.label !== label) return null;
  if (connected.target !== 'Task') return null;
  const step = stepBetween(label, 'Task', connected, frame);
  if (step === null) return null;
  const names = (one: Condition): boolean => JSON.stringify(one).includes(first.item.candidates[0]?.id ?? '');
  const parts =
    connected.where === undefined ? [] : 'all' in connected.where ? connected.where.all : [connected.where];
  const ids = [first, second].flatMap((one) => one.item.candidates.map((candidate) => candidate.id));
  return {
    kind: 'query',
    query: {
      find: label,
      where: { property: 'id', op: 'in', values: ids },
      return: {
        kind: 'list',
        fields: [
          { property: 'key' },
          { countOf: step, ...withWhere(allOf(parts.filter((one) => !names(one)))), as: 'count' },
        ],
        orderBy: [{ by: 'count', descending: true }],
        limit: ids.length,
      },
    },
    shape: {
      kind: 'comparison',
      subject: first.item.candidates[0]?.id ?? '',
      more: !/fewer|less|少/i.test(compare.item.raw),
    },
  };
}

/** "Average time to complete tasks of the Web team", over all of them or for each team. */
export function planAverage(frame: Frame, connected: Connected, among: Condition | undefined): Built {
  const said = saidIn(frame);
  const asksLength = said('prop.duration') || said('ask.howLong') || said('status.done');
  if (!asksLength || connected.target !== 'Task') return null;
  // "The average tenure", "how long people have been here": time in the company, not of tasks.
  const spokenOfTasks = frame.variables.some((one) => one.label === 'Task');
  if (said('ask.howLong') && !said('prop.duration') && !said('status.done') && !spokenOfTasks) return null;
  const group = groupNouns.find(([cue]) => keyWords(frame).has(cue))?.[1];
  const step = group === undefined ? null : stepBetween('Task', group, connected, frame);
  if (group !== undefined && step === null) return null;
  const unit = timeUnit(said);
  const by: GroupKey =
    step !== null
      ? { related: step, as: 'group' }
      : unit !== null
        ? { property: 'completedAt', unit, as: unit }
        : { property: 'status', as: 'status' };
  const rest = group === undefined ? connected.where : connected.whereBut(group);
  const known: Condition[] = [
    { property: 'status', op: 'eq', value: 'done' },
    { property: 'createdAt', op: 'exists' },
    { property: 'completedAt', op: 'exists' },
  ];
  const average: Measure = {
    measure: 'avg',
    days: { from: 'createdAt', to: 'completedAt' },
    as: 'average',
  };
  const isDone = (one: Condition): boolean => 'property' in one && one.property === 'status';
  const parts = rest === undefined ? [] : 'all' in rest ? rest.all : [rest];
  return {
    kind: 'query',
    query: {
      find: 'Task',
      ...withWhere(allOf([...present(among), ...parts.filter((one) => !isDone(one)), ...known])),
      return: { kind: 'groups', by: [by], measures: [average, { measure: 'count', as: 'count' }] },
    },
    shape: { kind: 'average' },
  };
}

function timeUnit(said: (name: CueName) => boolean): 'year' | 'quarter' | 'month' | null {
  return said('noun.year') ? 'year' : said('noun.quarter') ? 'quarter' : said('noun.month') ? 'month' : null;
}

function rankLimit(frame: Frame): number | undefined {
  return frame.numbers.find(({ at }) =>
    frame.cues.some(
      (cue) =>
        Math.abs(cue.at - at) <= 2 &&
        (cue.item.cues.has('group.rank') || cue.item.cues.has('group.most') || cue.item.cues.has('light')),
    ),
  )?.item.value;
}

/** What is counted where only the groups are named: tasks of people and teams, people of companies. */
function countedFor(target: NodeLabel, frame: Frame, connected: Connected): NodeLabel | null {
  const said = saidIn(frame);
  if (target === 'Employee' && lineCues.some(said) && !connected.links.has('Task')) return 'Employee';
  // "The most projects": what stands behind the word is counted, if it can be.
  const most = frame.cues.find(({ item }) => item.cues.has('group.most') || item.cues.has('group.fewest'));
  const behind = frame.variables.find(
    ({ label, at }) => most !== undefined && label !== target && at > most.at && at <= most.at + 3,
  );
  if (behind !== undefined) return behind.label;
  const order: readonly NodeLabel[] = ['Task', 'Employee', 'Article', 'Team'];
  const linked = order.find((label) => label !== target && connected.links.has(label));
  if (linked !== undefined) return linked;
  if (target === 'Company') return 'Employee';
  const bySize = frame.cues.some(({ item }) => /^(?:largest|biggest|smallest|最大|最小)$/i.test(item.raw));
  if (target === 'Team')
    return (bySize || said('role.member') || said('rel.member')) && frame.statuses.length === 0
      ? 'Employee'
      : 'Task';
  if (target === 'Employee' || target === 'Project') return 'Task';
  // "Which task has the most assignees?"
  return target === 'Task' && said('role.assignee') ? 'Employee' : null;
}

/** "Open tasks by team", "每个团队的任务": the other kind that is spoken of; people where none is. */
function countedBeside(group: NodeLabel, connected: Connected, frame: Frame): NodeLabel | null {
  const others = [connected.target, ...connected.links.keys()].filter((label) => label !== group);
  return others[0] ?? countedFor(group, frame, connected);
}

function stepBetween(from: NodeLabel, to: NodeLabel, connected: Connected, frame: Frame): Step | null {
  if (from === 'Employee' && to === 'Employee')
    return { type: 'REPORTS_TO', direction: 'out', label: 'Employee' };
  const known = connected.links.get(from === connected.target ? to : from);
  const usable =
    known !== undefined && [known.near, known.far].includes(to) && [known.near, known.far].includes(from);
  const sense = usable ? known : chooseFor(to, from, frame.cues);
  if (sense === null || sense === undefined) return null;
  const turned = sense.near === from ? sense : reverseSense(sense);
  const [step] = turned.steps;
  return turned.steps.length === 1 && step !== undefined ? step : null;
}

function chooseFor(near: NodeLabel, far: NodeLabel, cues: Frame['cues']): Sense | null {
  const fitting = senses.filter((one) => one.near === near && one.far === far);
  return (
    fitting.find(
      (one) => !one.usual && cues.some(({ item }) => one.cues.some((cue) => item.cues.has(cue))),
    ) ??
    fitting.find((one) => one.usual) ??
    null
  );
}

const present = (one: Condition | undefined): Condition[] => (one === undefined ? [] : [one]);
const withWhere = (where: Condition | undefined): { where?: Condition } =>
  where === undefined ? {} : { where };
