import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition, FindQuery, GroupKey, Step } from '../../graph/graph-query.ts';
import type { Connected } from './connect-parts.ts';
import { hasAny, keyNouns, keyPropertyIn, keyWords, timeUnit } from './group-keys.ts';
import { stepBetween } from './plan-groups.ts';
import type { Built } from './planner.ts';
import type { Frame } from './read-frame.ts';
import { says } from './says.ts';
import { allOf, present, withWhere } from './senses.ts';

/**
 * "How many open tasks are there per project on average?", "average team size": how many of one kind each of another has, over
 * all of these, those that have none among them.
 *
 * @param connect hangs the rest of the question on what is counted
 */
export function planMean(
  frame: Frame,
  connect: (frame: Frame) => Connected | null,
  among: Condition | undefined,
): Built {
  // A month is no group of which each has some.
  if (!hasAny(frame)('group.average') || frame.times.length > 0 || timeUnit(frame) !== null) return null;
  const count = frame.cues.find(({ item }) => item.cues.has('ask.count') || says(item, 'size'));
  if (count === undefined) return null;
  if (hasAny(frame)('role.report', 'rel.reportsTo') && hasAny(frame)('role.manager'))
    return perManager(frame, among);
  const labels = [...new Set(frame.variables.map(({ label }) => label))].filter((one) => one !== 'Company');
  const property = keyPropertyIn(frame);
  if (property !== null) return labels.length === 1 ? byProperty(frame, connect, among, property) : null;
  const behind = frame.variables.find(({ at }) => at > count.at)?.label;
  const words = keyWords(frame);
  const key = keyNouns.find(([cue]) => words.has(cue))?.[1];
  const counted =
    labels.length === 1 ? 'Employee' : key === undefined ? behind : labels.find((one) => one !== key);
  const group = key ?? labels.find((one) => one !== counted);
  if (counted === undefined || group === undefined || counted === group || labels.length > 2) return null;
  const connected = connect({
    ...frame,
    ask: 'list',
    variables: [
      { label: counted, at: count.at, target: true },
      ...frame.variables.filter(({ label }) => label === group).map((one) => ({ ...one, target: false })),
    ],
  });
  if (connected === null || connected.target !== counted) return null;
  const step = stepBetween(counted, group, connected, frame);
  if (step === null) return null;
  const ofGroup = connected.own.get(group);
  const by: GroupKey = { related: step, ...withWhere(ofGroup), as: 'group' };
  return mean(counted, allOf([...present(among), ...present(connected.whereBut(group))]), by, {
    find: group,
    ...withWhere(ofGroup),
    return: { kind: 'count' },
  });
}

const above: Step = { type: 'REPORTS_TO', direction: 'out', label: 'Employee' };

/** "How many direct reports does a manager have on average?": over all who have one, of nobody in particular. */
function perManager(frame: Frame, among: Condition | undefined): Built {
  const rest = [frame.entities, frame.values, frame.statuses, frame.topics, frame.numbers];
  if (rest.some((part) => part.length > 0) || hasAny(frame)('logic.transitive', 'logic.inTotal')) return null;
  const where = allOf([...present(among), { related: above }]);
  return mean(
    'Employee',
    where,
    { related: above, as: 'group' },
    {
      find: 'Employee',
      where: { related: { ...above, direction: 'in' } },
      return: { kind: 'count' },
    },
  );
}

/** Per office: each value that somebody has. */
function byProperty(
  frame: Frame,
  connect: (frame: Frame) => Connected | null,
  among: Condition | undefined,
  { of, name }: { readonly of: NodeLabel; readonly name: string },
): Built {
  const connected = connect({ ...frame, ask: 'list' });
  if (connected === null || connected.target !== of) return null;
  const where = allOf([{ property: name, op: 'exists' }, ...present(among), ...present(connected.where)]);
  return mean(of, where, { property: name, as: name.replace('extra.', '') }, null);
}

function mean(counted: NodeLabel, where: Condition | undefined, by: GroupKey, of: FindQuery | null): Built {
  return {
    kind: 'query',
    query: {
      find: counted,
      ...withWhere(where),
      return: { kind: 'groups', by: [by], measures: [{ measure: 'count', as: 'count' }] },
    },
    shape: { kind: 'mean', of },
  };
}
