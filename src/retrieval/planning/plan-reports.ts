import type { Condition } from '../../graph/graph-query.ts';
import { boundOf } from './choose-sense.ts';
import { has } from './frame-words.ts';
import { peopleAsked } from './people-asked.ts';
import type { Built } from './planner.ts';
import type { Frame } from './read-frame.ts';
import { allOf, idCondition } from './senses.ts';
import { valueCondition } from './value-condition.ts';

/** "Which managers have more than 5 direct reports?", "who manages at least three people?": by how many people report to them. */
export function planReports(frame: Frame): Built {
  const [number, another] = frame.numbers;
  const bound = boundOf(frame);
  if (number === undefined || another !== undefined || number.item.isOrdinal === true || bound === null)
    return null;
  // The number must be of reports: "managers of more than 5 teams" are asked for otherwise.
  const counted = frame.cues.find(({ at }) => at > number.at && !isBetween(frame, at))?.item;
  const manages = frame.cues.some(({ item }) => has(item, 'rel.manages', 'role.manager'));
  const isOfReports = has(counted, 'role.report') || (manages && has(counted, 'noun.employee'));
  const isReportsBefore = frame.cues.some(({ item, at }) => at < number.at && has(item, 'role.report'));
  if (!isOfReports && !(isReportsBefore && (counted === undefined || has(counted, 'noun.employee'))))
    return null;
  const others = [...frame.times, ...frame.topics, ...frame.statuses];
  if (others.length > 0 || !(frame.ask === 'list' || frame.ask === 'count')) return null;
  const within = frame.entities.map(({ item, ...rest }): Condition | null => {
    const where = idCondition({ item, ...rest });
    if (item.label === 'Team')
      return { related: { type: 'MEMBER_OF', direction: 'out', label: 'Team' }, where };
    return null;
  });
  const described = frame.values.map(({ item }) => {
    const value = item.candidates.find(({ label }) => label === 'Employee');
    return value === undefined ? null : valueCondition(value);
  });
  const conditions = [...within, ...described];
  if (conditions.includes(null)) return null;
  const where = allOf([
    {
      related: { type: 'REPORTS_TO', direction: 'in', label: 'Employee' },
      count: { op: bound, value: number.item.value },
    },
    ...conditions.filter((one) => one !== null),
  ]);
  return peopleAsked(where, frame.ask === 'count');
}

/** Words between a number and what it counts: 5 个以上. */
const isBetween = (frame: Frame, at: number): boolean =>
  frame.cues.some(
    (one) =>
      one.at === at &&
      has(one.item, 'light', 'logic.atLeast', 'pron.ones') &&
      !has(one.item, 'noun.employee'),
  );
