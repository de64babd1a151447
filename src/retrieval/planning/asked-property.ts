import { type NodeLabel, propertyOf } from '../../../graph-schema/index.ts';
import type { Field, FindQuery, Step } from '../../graph/graph-query.ts';
import { factsAsked, nameOf } from './columns.ts';
import { has } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import type { QueryPlan } from './planner.ts';
import type { EntityItem } from './question-item.ts';
import type { Frame, Placed } from './read-frame.ts';
import { says } from './says.ts';
import { allOf, idCondition, relatedOver } from './senses.ts';

/** Which property a cue word asks for, by the kind of node it is asked of. */
const properties: readonly (readonly [CueName, NodeLabel, string])[] = [
  ['prop.status', 'Task', 'status'],
  ['prop.email', 'Employee', 'email'],
  ['prop.title', 'Employee', 'title'],
  ['prop.location', 'Employee', 'location'],
  ['prop.endDate', 'Employee', 'endDate'],
  ['prop.startDate', 'Employee', 'startDate'],
  ['prop.createdAt', 'Task', 'createdAt'],
  ['prop.dueDate', 'Task', 'dueDate'],
  ['prop.completedAt', 'Task', 'completedAt'],
  ['prop.priority', 'Task', 'priority'],
  ['prop.milestone', 'Task', 'extra.milestone'],
  ['prop.mission', 'Team', 'mission'],
  ['prop.writtenOn', 'Article', 'writtenOn'],
];

/** Words of a question that only ask when. */
const timing: ReadonlySet<string> = new Set(['light', 'ask.when', 'ask.yesNo', 'rel.owned']);

/** Kinds of node that have what a word asks for. */
export function labelsAsked(cues: ReadonlySet<CueName>): NodeLabel[] {
  return properties.filter(([cue]) => cues.has(cue)).map(([, label]) => label);
}

/**
 * A question for one property of one named thing: "what is Ana's e-mail address?", "when is PLAT-7 due?", "how long has
 * Ben worked here?", "is PLAT-7 finished?".
 */
export function askedProperty(frame: Frame, target: NodeLabel | null): Omit<QueryPlan, 'named'> | null {
  const named = frame.entities.filter((one) => !isEmployer(one, frame));
  const [entity] = named;
  if (
    entity === undefined ||
    !areListed(named, frame) ||
    frame.topics.length > 0 ||
    frame.times.length > 0 ||
    frame.values.length > 0
  )
    return null;
  const { label } = entity.item;
  if (frame.ask === 'count' || frame.ask === 'most' || frame.ask === 'fewest' || frame.ask === 'groups')
    return null;
  const said = (...names: readonly CueName[]): boolean =>
    frame.cues.some(({ item }) => names.some((name) => item.cues.has(name)));
  const find = (fields: readonly Field[]): FindQuery => ({
    find: label,
    where:
      allOf([
        named.length === 1 ? idCondition(entity) : { any: named.map(idCondition) },
        ...frame.entities
          .filter((one) => isEmployer(one, frame))
          .map((one) => relatedOver([employer], idCondition(one))),
      ]) ?? idCondition(entity),
    return: { kind: 'list', fields, limit: 100 },
  });
  const plan = (property: string, expected?: readonly string[]): Omit<QueryPlan, 'named'> => ({
    kind: 'query',
    query: find([
      { property: 'key' },
      { property },
      ...(property === 'status' ? [{ property: 'sourceStatus' }] : []),
    ]),
    shape: { kind: 'property', property, ...(expected === undefined ? {} : { expected }) },
  });
  if (label === 'Employee' && said('prop.endDate') && frame.ask === 'exists')
    return {
      kind: 'query',
      query: find([
        { property: 'key' },
        {
          related: { type: 'WORKS_FOR', direction: 'out', label: 'Company' },
          property: 'name',
          as: 'company',
        },
        { property: 'endDate' },
      ]),
      shape: {
        kind: 'employment',
        ...(frame.cues.some(({ item }) => has(item, 'prop.endDate') && !says(item, 'stillHere'))
          ? { asksIfLeft: true }
          : {}),
      },
    };
  // "Ana's length of service", "tenure of Ben?"
  const isTenure = said('prop.tenure') && (frame.ask === 'list' || frame.ask === 'profile');
  if (frame.ask === 'howLong' || (isTenure && label === 'Employee')) {
    if (label === 'Employee')
      return {
        kind: 'query',
        query: find([
          { property: 'key' },
          { property: 'startDate' },
          { property: 'endDate' },
          { days: { from: 'startDate' }, as: 'days' },
        ]),
        shape: { kind: 'duration', from: 'startDate' },
      };
    if (label === 'Task' && said('prop.dueDate', 'status.overdue'))
      return {
        kind: 'query',
        query: find([
          { property: 'key' },
          { property: 'status' },
          { property: 'dueDate' },
          { property: 'completedAt' },
          { days: { from: 'dueDate' }, as: 'days' },
          { days: { from: 'dueDate', to: 'completedAt' }, as: 'late' },
        ]),
        shape: { kind: 'deadline' },
      };
    // Since when it has been in one of them is not recorded.
    const inState = ['blocked', 'in_progress', 'todo', 'cancelled'];
    if (label === 'Task' && frame.statuses.some(({ status }) => inState.includes(status))) return null;
    if (label === 'Task')
      return {
        kind: 'query',
        query: find([
          { property: 'key' },
          { property: 'status' },
          { property: 'createdAt' },
          { property: 'completedAt' },
          { days: { from: 'createdAt', to: 'completedAt' }, as: 'days' },
          { days: { from: 'createdAt' }, as: 'age' },
        ]),
        shape: { kind: 'duration', from: 'createdAt' },
      };
    return null;
  }
  const facts = frame.ask === 'list' || frame.ask === 'profile' ? factsAsked(label, frame) : null;
  if (facts !== null)
    return {
      kind: 'query',
      query: find([{ property: 'key' }, ...facts]),
      shape: { kind: 'facts', facts: facts.map((field) => nameOf(field) ?? '') },
    };
  const others = frame.variables.filter((one) => one.label !== label);
  if (others.length > 0) return null;
  const states = frame.statuses;
  // "By when must it be finished?" asks for the date that is set, not for that of the deed.
  if (label === 'Task' && frame.ask === 'when' && said('prop.dueDate')) return plan('dueDate');
  if (label === 'Task' && frame.ask === 'when' && states.some((one) => one.status === 'done'))
    return plan('completedAt');
  if (states.some((one) => one.status === 'overdue' || one.status === 'unassigned')) return null;
  if (label === 'Task' && frame.ask === 'exists' && states.length > 0) {
    // "Was it rejected?": what was withdrawn has the same state with us, and was not.
    const own = states.flatMap((one) => one.own ?? []);
    if (states.every((one) => one.own !== undefined)) return plan('sourceStatus', own);
    return plan(
      'status',
      states.flatMap((one) => (one.status === 'open' ? ['todo', 'in_progress', 'blocked'] : [one.status])),
    );
  }
  if (frame.ask === 'where' && label === 'Employee') return plan('location');
  if (target !== null && target !== label) return null;
  const own = frame.cues.find(({ item }) => item.field?.label === label)?.item.field;
  if (own !== undefined) return plan(own.property);
  const asked = properties.find(([cue, of]) => of === label && said(cue));
  if (asked !== undefined && propertyOf(label, asked[2]) !== undefined) return plan(asked[2]);
  // "When will the espresso machine be repaired?" names the task and says no more of it.
  const saysMore = frame.cues.some(({ item }) => ![...item.cues].every((cue) => timing.has(cue)));
  if (label === 'Task' && frame.ask === 'when' && !saysMore)
    return {
      kind: 'query',
      query: find(['key', 'status', 'dueDate', 'completedAt'].map((property) => ({ property }))),
      shape: { kind: 'facts', facts: ['status', 'dueDate', 'completedAt'] },
    };
  return null;
}

/** "Grace and Ben", "PLAT-7, PLAT-9 and WEB-3": things of one kind, of each of which the same is asked. */
function areListed(named: readonly Placed<EntityItem>[], frame: Frame): boolean {
  const [first, ...others] = named;
  if (first === undefined || others.length === 0) return first !== undefined;
  const comparing = ['logic.or', 'logic.compare', 'logic.same', 'logic.else', 'logic.neither'] as const;
  return (
    others.every((one) => one.item.label === first.item.label) &&
    frame.cues.some(
      ({ item, at }) => at > first.at && at < (named.at(-1)?.at ?? 0) && item.cues.has('logic.and'),
    ) &&
    !frame.cues.some(({ item }) => comparing.some((cue) => item.cues.has(cue))) &&
    named.every((one, index) => {
      const before = named[index - 1];
      return before === undefined || one.at - before.at <= 3;
    })
  );
}

const employer: Step = { type: 'WORKS_FOR', direction: 'out', label: 'Company' };

/** "Ana's role at Acme": where somebody works, said beside what is asked of them. */
function isEmployer(entity: Placed<EntityItem>, frame: Frame): boolean {
  return (
    entity.item.label === 'Company' &&
    frame.entities.some((one) => one.item.label === 'Employee') &&
    frame.cues.some(({ item, at }) => at === entity.at - 1 && item.cues.has('rel.employed'))
  );
}
