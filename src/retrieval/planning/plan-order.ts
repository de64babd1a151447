import { type NodeLabel, openTaskStatuses, propertyOf } from '../../../graph-schema/index.ts';
import type { Condition, Field, Order } from '../../graph/graph-query.ts';
import type { CueName } from './lexicon.ts';
import type { Built } from './planner.ts';
import type { Frame } from './read-frame.ts';
import { says } from './says.ts';
import { allOf } from './senses.ts';
import { dateProperty } from './time-condition.ts';

export const assigneesField: Field = {
  related: { type: 'ASSIGNED_TO', direction: 'in', label: 'Employee' },
  property: 'name',
  as: 'assignees',
};

/** What a list may be ordered by; the words of a priority have no order that we know. */
const sortable: readonly (readonly [CueName, string])[] = [
  ['prop.dueDate', 'dueDate'],
  ['prop.createdAt', 'createdAt'],
  ['prop.completedAt', 'completedAt'],
  ['prop.startDate', 'startDate'],
  ['prop.endDate', 'endDate'],
  ['prop.writtenOn', 'writtenOn'],
  ['prop.location', 'location'],
  ['prop.title', 'title'],
];

/**
 * The order that a list is asked for: "ordered by due date", "soonest first", "alphabetically".
 *
 * @returns `default` where no order was asked for; null where it is one that we cannot give.
 */
export function sortOf(frame: Frame, target: NodeLabel): Order | 'default' | null {
  const said = (name: CueName): boolean => frame.cues.some(({ item }) => item.cues.has(name));
  const orders: readonly CueName[] = [
    'order.by',
    'order.ascending',
    'order.descending',
    'order.alphabetical',
  ];
  const by = frame.cues.find(({ item }) => item.cues.has('order.by') || item.cues.has('group.by'));
  const after =
    by === undefined ? undefined : frame.cues.find(({ item, at }) => at > by.at && !item.cues.has('light'));
  const named = sortable.find(
    ([cue, property]) => after?.item.cues.has(cue) === true && propertyOf(target, property) !== undefined,
  );
  // "Tasks by due date", said of something that makes no groups.
  const bare = named !== undefined && /Date$|At$|On$/.test(named[1]);
  if (!orders.some(said) && !bare) return 'default';
  if (said('order.ascending') && said('order.descending')) return null;
  if (said('order.alphabetical')) return { by: nameOf(target) };
  const descending = said('order.descending') ? { descending: true } : {};
  if (named !== undefined) return { by: named[1], ...descending };
  if (said('prop.name') && said('order.by')) return { by: nameOf(target) };
  if (
    after !== undefined &&
    said('order.by') &&
    !after.item.cues.has('order.ascending') &&
    !after.item.cues.has('order.descending')
  )
    return null;
  const overdue = frame.statuses.some((one) => one.status === 'overdue');
  const property =
    target === 'Task'
      ? said('prop.dueDate') || overdue || frame.cues.some(({ item }) => says(item, 'soon'))
        ? 'dueDate'
        : (dateProperty(frame, ['Task'])?.property ?? 'createdAt')
      : target === 'Employee'
        ? 'startDate'
        : target === 'Article'
          ? 'writtenOn'
          : null;
  return property === null ? null : { by: property, ...descending };
}

/** What a list is ordered by where nothing is said. */
export function usualOrder(target: NodeLabel): Order {
  return { by: target === 'Task' ? 'key' : nameOf(target) };
}

function nameOf(target: NodeLabel): string {
  return target === 'Article' || target === 'Position' || target === 'Task' ? 'title' : 'name';
}

/**
 * "Which task is the oldest?", "the three newest employees".
 *
 * @param today null where those are named of whom it is asked, whoever they are.
 */
export function planFirst(
  frame: Frame,
  target: NodeLabel,
  where: Condition | undefined,
  today: string | null,
): Built {
  // "Latest … first": two directions, of which only one can be meant.
  const said = (name: CueName): boolean =>
    frame.cues.some(({ item }) => item.cues.has(name) && !item.cues.has('light'));
  if (said('order.oldest') && said('order.newest')) return null;
  // People are not due, whatever they have is.
  if (target === 'Employee' && said('prop.dueDate')) return null;
  const overdue = frame.statuses.some((one) => one.status === 'overdue');
  const property =
    target === 'Task'
      ? overdue
        ? 'dueDate'
        : (dateProperty(frame, ['Task'])?.property ?? 'createdAt')
      : target === 'Employee'
        ? said('prop.endDate')
          ? 'endDate'
          : 'startDate'
        : 'writtenOn';
  // A team has no age of its own.
  if (propertyOf(target, property) === undefined) return null;
  const fields: Field[] = [{ property: 'key' }, { property }];
  if (target === 'Task') fields.push({ property: 'status' });
  if (alsoWho(frame)) fields.push(assigneesField);
  const known: Condition = { property, op: 'exists' };
  // What is due first is what is still to be done; those that are named are asked about all the same.
  const due = today !== null && property === 'dueDate' && frame.statuses.length + frame.times.length === 0;
  const open: Condition[] = due ? [{ property: 'status', op: 'in', values: [...openTaskStatuses] }] : [];
  // Whoever is still to come has not come last, nor left last who is still to leave.
  const isOfPeople = property === 'startDate' || property === 'endDate';
  const isPast = isOfPeople && frame.ask === 'newest' && frame.times.length === 0;
  const op = property === 'startDate' ? 'lte' : 'lt';
  const past: Condition[] = isPast && today !== null ? [{ property, op, value: today }] : [];
  const number = frame.numbers[0]?.item.value;
  return {
    kind: 'query',
    query: {
      find: target,
      where: allOf([known, ...open, ...past, ...(where === undefined ? [] : [where])]) ?? known,
      return: {
        kind: 'list',
        fields,
        orderBy: [{ by: property, ...(frame.ask === 'newest' ? { descending: true } : {}) }],
        limit: number !== undefined && number > 0 && number <= 50 ? number : 1,
        ties: true,
      },
    },
    shape: { kind: 'first', property },
  };
}

/** "…, and who is assigned to it?" after another question about the task. */
export function alsoWho(frame: Frame): boolean {
  const who = frame.cues.some(({ item, at }) => item.cues.has('ask.who') && at > 0);
  return (
    who && frame.cues.some(({ item }) => item.cues.has('rel.assigned') || item.cues.has('role.assignee'))
  );
}

/** "How many are blocked, and who has them?": a second question about the same, which names nothing of its own. */
export function andWho(frame: Frame): boolean {
  const who = frame.cues.find(
    ({ item, at }) =>
      item.cues.has('ask.who') &&
      frame.cues.some((one) => one.at === at - 1 && one.item.cues.has('logic.and')),
  );
  if (who === undefined) return false;
  const named = [...frame.entities, ...frame.values, ...frame.times, ...frame.topics];
  if (named.some(({ at }) => at > who.at)) return false;
  const behind = frame.cues.filter(({ at }) => at >= who.at);
  return behind.some(({ item }) =>
    (['rel.assigned', 'role.assignee', 'pron.set', 'pron.thing'] as const).some((cue) => item.cues.has(cue)),
  );
}
