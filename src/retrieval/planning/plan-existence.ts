import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition, FindQuery, Return } from '../../graph/graph-query.ts';
import { conjunctsOf } from '../../graph/walk-condition.ts';
import { connectParts } from './connect-parts.ts';
import { has } from './frame-words.ts';
import { listLimit } from './list-fields.ts';
import { usualOrder } from './plan-order.ts';
import type { Built } from './planner.ts';
import type { QuestionItem } from './question-item.ts';
import type { Frame } from './read-frame.ts';
import { says } from './says.ts';
import { allOf, idCondition } from './senses.ts';
import { dateProperty } from './time-condition.ts';

/** What somebody or something has one of, and may be asked to have. */
const asked: readonly (readonly [NodeLabel, string])[] = [
  ['Employee', 'location'],
  ['Employee', 'title'],
  ['Task', 'sourceStatus'],
];

/**
 * "Does Ana work in Lisbon?", "is she an engineer?", "was PLAT-7 accepted?": where she is, or what, and how it stands, whether it is that
 * or not.
 */
export function planWhetherSo(frame: Frame): Built {
  const [entity, second] = frame.entities;
  const [value, another] = frame.values;
  if (entity === undefined || entity.item.described !== undefined || value === undefined) return null;
  const { label: of } = entity.item;
  if (second !== undefined || another !== undefined) return null;
  if (frame.topics.length + frame.times.length + frame.statuses.length + frame.numbers.length > 0)
    return null;
  if (frame.variables.some(({ label }) => label !== of)) return null;
  if (frame.cues.some(({ item }) => has(item, 'logic.not', 'logic.none', 'logic.only', 'logic.else')))
    return null;
  // "Does anyone who reports to Ana live in Lisbon?" asks of others.
  if (frame.cues.some(({ item }) => has(item, 'rel.reportsTo', 'rel.manages', 'role.report', 'role.manager')))
    return null;
  const said = value.item.candidates.find(
    ({ label, property, op }) =>
      label === of && op === undefined && asked.some(([one, name]) => one === label && name === property),
  );
  if (said === undefined) return null;
  return {
    kind: 'query',
    query: {
      find: of,
      where: idCondition(entity),
      return: { kind: 'list', fields: [{ property: 'key' }, { property: said.property }], limit: 100 },
    },
    shape: { kind: 'property', property: said.property, expected: said.values },
  };
}

/**
 * "Did Ana start in 2024?", "is PLAT-7 due this week?": the day, and whether it lies in that time. What has no end, "been here since
 * May", asks for more than the day.
 */
export function planWhetherThen(frame: Frame): Built {
  const [entity, second] = frame.entities;
  const [time, another] = frame.times;
  if (entity === undefined || second !== undefined || time === undefined || another !== undefined)
    return null;
  const { label, described } = entity.item;
  const { begin, until } = time.item;
  if (described !== undefined || until === null || time.item.isAge === true) return null;
  if (frame.topics.length + frame.values.length + frame.statuses.length + frame.numbers.length > 0)
    return null;
  if (frame.variables.some((one) => one.label !== label)) return null;
  if (frame.cues.some(({ item }) => has(item, 'logic.not', 'logic.none', 'logic.only', 'logic.else')))
    return null;
  const property = dateProperty(frame, [label], time.at)?.property;
  const isAsked =
    label === 'Employee'
      ? property === 'startDate' && frame.cues.some(({ item }) => says(item, 'startsOn'))
      : label === 'Task' && (property === 'dueDate' || property === 'createdAt');
  if (property === undefined || !isAsked) return null;
  return {
    kind: 'query',
    query: {
      find: label,
      where: idCondition(entity),
      return: { kind: 'list', fields: [{ property: 'key' }, { property }], limit: 100 },
    },
    shape: { kind: 'property', property, within: { begin, until } },
  };
}

/** "Is Tim a member of SIG Node?": whether the thing that is asked about meets the rest. */
export function planWhetherOne(frame: Frame, items: readonly QuestionItem[], today: string): Built {
  const subject =
    frame.entities.find((one) => one.item.label === 'Employee') ??
    frame.entities.find((one) => one.item.label === 'Task');
  const others = frame.entities.filter((one) => one !== subject);
  if (subject === undefined || others.length === 0) return null;
  const connected = connectParts(
    { ...frame, variables: frame.variables.filter((one) => one.label === subject.item.label) },
    items,
    subject.item.label,
    today,
  );
  if (connected === null) return null;
  return {
    kind: 'query',
    query: {
      find: subject.item.label,
      ...(connected.where === undefined ? {} : { where: connected.where }),
      return: { kind: 'exists' },
    },
    shape: { kind: 'exists' },
  };
}

/**
 * "Are Ana and Ben both in Web?": of each of them, with whom it is not so of; "is Ana or Ben in Web?": of whom it is so.
 *
 * @returns what was built where it is said of one alone.
 */
export function ofEachNamed(built: Built, frame: Frame): Built {
  if (built === null) return null;
  const { query, shape } = built;
  if (shape.kind !== 'exists' || !('find' in query) || query.return.kind !== 'exists') return built;
  const names = frame.entities.filter(
    ({ item }) => item.label === query.find && item.described === undefined,
  );
  const parts = conjunctsOf(query.where);
  const whole = parts.find((part) => 'property' in part && part.property === 'id' && part.op === 'in');
  const part = allOf(parts.filter((one) => one !== whole));
  if (names.length < 2 || whole === undefined || part === undefined) return built;
  const each = (where: Condition): FindQuery => ({ ...query, where, return: existing(query.find) });
  if (frame.cues.some(({ item }) => has(item, 'logic.or')))
    return { ...built, query: each({ all: [whole, part] }) };
  return {
    ...built,
    query: each({ all: [whole, { not: part }] }),
    shape: {
      kind: 'every',
      of: { find: query.find, where: whole, return: { kind: 'count' } },
      part,
      isNone: false,
    },
  };
}

/** "Is PLAT-7 overdue?" needs no list, as there is only the one that is asked about. */
export function isAboutOne(where: Condition | undefined): boolean {
  if (where === undefined) return false;
  if ('all' in where) return where.all.some(isAboutOne);
  return 'property' in where && where.property === 'id';
}

/** "Is anyone in Hamburg?": yes, and who. */
export function existing(target: NodeLabel): Return {
  return { kind: 'list', fields: [{ property: 'key' }], orderBy: [usualOrder(target)], limit: listLimit };
}
