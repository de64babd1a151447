import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition, GroupKey, Step } from '../../graph/graph-query.ts';
import { conjunctsOf } from '../../graph/walk-condition.ts';
import type { Connected } from './connect-parts.ts';
import { hasAny, keyNouns, keyPropertyIn, keyWords, propertyAsked, timeUnit } from './group-keys.ts';
import { lineCues } from './people-lines.ts';
import type { Built } from './planner.ts';
import type { Frame } from './read-frame.ts';
import { says } from './says.ts';
import { allOf, present, reverseSense, type Sense, senses, withWhere } from './senses.ts';
import { dateProperty } from './time-condition.ts';

/** "Which team has the most done tasks?", "open tasks by team", "tasks completed each month". */
export function planGroups(
  frame: Frame,
  target: NodeLabel,
  connected: Connected,
  among: Condition | undefined,
): Built {
  const said = hasAny(frame);
  const ranked = frame.ask !== 'groups';
  const place = frame.numbers.find(({ item }) => item.isOrdinal === true)?.item.value;
  const limit = place ?? rankLimit(frame) ?? (ranked && !said('group.rank') ? 1 : undefined);
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
    shape: { kind: 'groups', ranked, ...(place === undefined ? {} : { place }) },
  });
  const unit = timeUnit(frame);
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
    const property = keyPropertyIn(frame);
    const states = keyNouns.every(([cue]) => !words.has(cue)) && frame.statuses.length > 1;
    if (property !== null || states) {
      const { of: label, name } = property ?? { of: 'Task' as const, name: 'status' };
      const where = connected.target === label ? connected.where : connected.own.get(label);
      if (connected.target !== label && !connected.links.has(label)) return null;
      return finish(label, where, { property: name, as: name.replace('extra.', '') });
    }
    const group = keyNouns.find(([cue]) => words.has(cue))?.[1];
    if (group === undefined) return null;
    return byRelation(countedBeside(group, connected, frame), group, connected, frame, finish);
  }
  const asked = propertyAsked(frame);
  if (asked !== null) return byProperty(asked, target, connected, frame, among, limit ?? 1);
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
  const named = eachOf(where, step);
  const counting = conjunctsOf(where).filter((part) => part !== named?.part);
  return finish(counted, counted === group ? undefined : allOf(counting), {
    related: step,
    ...withWhere(allOf([...present(groupWhere), ...present(named?.groups)])),
    as: 'group',
  });
}

/** "Headcount per team of Finance and HR": whoever is in one of them may be in others, which were not asked for. */
function eachOf(
  where: Condition | undefined,
  { type, direction, label }: Step,
): { readonly part: Condition; readonly groups: Condition } | undefined {
  for (const part of conjunctsOf(where)) {
    if (!('any' in part)) continue;
    const ends = part.any.flatMap((one) => {
      if (!('related' in one) || one.where === undefined) return [];
      const { related } = one;
      return related.type === type && related.direction === direction && related.label === label
        ? [one.where]
        : [];
    });
    if (ends.length > 1 && ends.length === part.any.length) return { part, groups: { any: ends } };
  }
  return undefined;
}

/** "Which office has the most people?": only where what is counted has the property itself. */
function byProperty(
  { of, name }: { readonly of: NodeLabel; readonly name: string },
  target: NodeLabel,
  connected: Connected,
  frame: Frame,
  among: Condition | undefined,
  limit: number,
): Built {
  if (target !== of) return null;
  return {
    kind: 'query',
    query: {
      find: of,
      ...withWhere(allOf([{ property: name, op: 'exists' }, ...present(among), ...present(connected.where)])),
      return: {
        kind: 'groups',
        by: [{ property: name, as: name.replace('extra.', '') }],
        measures: [{ measure: 'count', as: 'count' }],
        orderBy: [{ by: 'count', descending: frame.ask === 'most' }],
        limit,
        ties: true,
      },
    },
    shape: { kind: 'groups', ranked: true },
  };
}

const reports: Step = { type: 'REPORTS_TO', direction: 'in', label: 'Employee' };

/** Groups leave out those who have none, so the fewest are found by counting for each. */
function fewest(
  target: NodeLabel,
  counted: NodeLabel,
  connected: Connected,
  frame: Frame,
  limit: number,
  among: Condition | undefined,
): Built {
  // Of managers, each has somebody; of all people, most have nobody, which says little.
  const ofManagers = target === 'Employee' && hasAny(frame)('role.manager') && hasAny(frame)('role.report');
  const step = ofManagers ? reports : stepBetween(target, counted, connected, frame);
  if (step === null || (target === counted && !ofManagers)) return null;
  return {
    kind: 'query',
    query: {
      find: target,
      ...withWhere(allOf([...present(among), ...present(connected.whereBut(counted))])),
      return: {
        kind: 'list',
        fields: [
          { property: 'key' },
          { countOf: step, ...withWhere(ofManagers ? undefined : connected.own.get(counted)), as: 'count' },
        ],
        orderBy: [{ by: 'count' }],
        limit,
        ties: true,
      },
    },
    shape: { kind: 'counts', counted },
  };
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
  const said = hasAny(frame);
  if (target === 'Employee' && said(...lineCues) && !connected.links.has('Task')) return 'Employee';
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
  const bySize = frame.cues.some(({ item }) => says(item, 'size'));
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

export function stepBetween(from: NodeLabel, to: NodeLabel, connected: Connected, frame: Frame): Step | null {
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
