import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition, Field, Step } from '../../graph/graph-query.ts';
import { conjunctsOf } from '../../graph/walk-condition.ts';
import { has } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import { listLimit } from './list-fields.ts';
import { usualOrder } from './plan-order.ts';
import { readHalf } from './plan-parts.ts';
import type { Built, TaggedQuestion } from './planner.ts';
import type { QuestionItem } from './question-item.ts';
import { readFrame } from './read-frame.ts';
import { says } from './says.ts';
import { allOf, present, withWhere } from './senses.ts';

const up: Step = { type: 'REPORTS_TO', direction: 'out', label: 'Employee' };
const down: Step = { type: 'REPORTS_TO', direction: 'in', label: 'Employee' };
const blockers: Step = { type: 'BLOCKS', direction: 'in', label: 'Task' };
const blocked: Step = { type: 'BLOCKS', direction: 'out', label: 'Task' };

/** A word that leads from a thing to another of its kind, which has a description of its own behind it. */
interface Joint {
  readonly label: NodeLabel;
  readonly step: Step;
  /** What is asked for ends before this item, what it is related to begins at that one. */
  readonly until: number;
  readonly from: number;
  /** "Only manages people in Berlin": all that it is related to are such, and there are some. */
  readonly isOnly: boolean;
  /** "Block other tasks": nothing is demanded of those. */
  readonly isBare?: boolean;
}

const verbs: readonly (readonly [CueName, NodeLabel, Step])[] = [
  ['rel.reportsTo', 'Employee', up],
  ['rel.manages', 'Employee', down],
  ['rel.blockedBy', 'Task', blockers],
  ['rel.blocks', 'Task', blocked],
];

const roles: readonly (readonly [CueName, Step])[] = [
  ['role.manager', down],
  ['role.report', up],
];

/**
 * "Who in Shanghai reports to somebody in Berlin?", "managers of people with overdue tasks", "tasks blocked by a task of Ana":
 * two things of a kind, each described by the words on its side of what joins them.
 *
 * @returns null where a question has no such joint; `passed` where it has one and a side is not understood, as any other
 *   reading would take what is said of one for the other.
 */
export function planNested(
  question: TaggedQuestion,
  items: readonly QuestionItem[],
): NonNullable<Built> | 'passed' | null {
  const joint = findJoint(items);
  if (joint === null) return null;
  const { label, step, isOnly, isBare = false } = joint;
  const [outer, inner] = [items.slice(0, joint.until), isBare ? [] : items.slice(joint.from)];
  const { ask, variables } = readFrame(outer);
  if (ask !== 'list' && ask !== 'count') return 'passed';
  // What is joined or denied may reach over both sides.
  if (inner.some((item) => has(item, 'logic.and'))) return 'passed';
  if (outer.some((item) => has(item, 'logic.not', 'logic.none', 'logic.transitive', 'logic.inTotal')))
    return 'passed';
  const those = readHalf(question, label, outer);
  const others = readHalf(question, label, inner);
  if (those === null || others === null || (others === undefined && !isBare)) return 'passed';
  const related: Condition = { related: step, ...withWhere(others) };
  const where = allOf([
    ...(those === undefined ? [] : [those]),
    related,
    ...(isOnly && others !== undefined ? [{ not: { related: step, where: { not: others } } }] : []),
  ]);
  // "Who is assigned to tasks that block …?" asks for the people.
  const asksPeople = label === 'Task' && variables.find((one) => one.target)?.label === 'Employee';
  const doers = asksPeople ? doersOf(those, related, ask) : null;
  if (asksPeople) return doers ?? 'passed';
  const fields: Field[] = [{ property: 'key' }, { property: label === 'Task' ? 'status' : 'title' }];
  return {
    kind: 'query',
    query: {
      find: label,
      ...(where === undefined ? {} : { where }),
      return:
        ask === 'count'
          ? { kind: 'count' }
          : { kind: 'list', fields, limit: listLimit, orderBy: [usualOrder(label)] },
    },
    shape: { kind: ask },
  };
}

/**
 * The people of such tasks, where what was read of the tasks says how they have to do with people.
 *
 * @param those what is said of the tasks, their people among it.
 * @param related how the tasks are related to the others.
 */
function doersOf(
  those: Condition | undefined,
  related: Condition,
  ask: 'list' | 'count',
): NonNullable<Built> | null {
  const parts = conjunctsOf(those);
  const ofPeople = parts.filter(
    (part) => 'related' in part && part.related.label === 'Employee' && part.related.direction === 'in',
  );
  const [link, another] = ofPeople;
  if (link === undefined || another !== undefined || !('related' in link)) return null;
  if (link.quantifier !== undefined || link.count !== undefined) return null;
  const tasks = allOf([...parts.filter((part) => part !== link), related]);
  const has: Step = { type: link.related.type, direction: 'out', label: 'Task' };
  const where = allOf([...present(link.where), { related: has, ...withWhere(tasks) }]);
  const fields: Field[] = [
    { property: 'key' },
    { property: 'title' },
    { related: has, ...withWhere(tasks), property: 'key', as: 'tasks' },
  ];
  return {
    kind: 'query',
    query: {
      find: 'Employee',
      ...withWhere(where),
      return:
        ask === 'count'
          ? { kind: 'count' }
          : { kind: 'list', fields, limit: listLimit, orderBy: [usualOrder('Employee')] },
    },
    shape: { kind: ask },
  };
}

function findJoint(items: readonly QuestionItem[]): Joint | null {
  for (const [at, item] of items.entries()) {
    const bare = bareJoint(items, at);
    if (bare !== null) return bare;
    if (item.kind !== 'cue' || /\p{Script=Han}/u.test(item.raw)) continue;
    const joint =
      onlyReports(items, at) ??
      whoseJoint(items, at) ??
      hadJoint(items, at) ??
      verbJoint(items, at) ??
      roleJoint(items, at);
    if (joint !== null) return joint;
  }
  return null;
}

/** "… reports to somebody in Berlin", "… blocked by a task that …". */
function verbJoint(items: readonly QuestionItem[], at: number): Joint | null {
  const verb = verbs.find(([cue]) => has(items[at], cue) && !has(items[at], 'light'));
  if (verb === undefined || at === 0) return null;
  const [, label, step] = verb;
  const onlyBehind = has(items[at + 1], 'logic.only');
  const onlyBefore = has(items[at - 1], 'logic.only');
  const from = onlyBehind ? at + 2 : at + 1;
  if (!isDescribed(items, from, label)) return null;
  return { label, step, until: onlyBefore ? at - 1 : at, from, isOnly: onlyBefore || onlyBehind };
}

/** "… block other tasks", 卡住了别的任务: that there is one is all that is said. */
function bareJoint(items: readonly QuestionItem[], at: number): Joint | null {
  const isTask = items.slice(0, at).some((item) => has(item, 'noun.task'));
  if (
    !isTask ||
    !has(items[at], 'rel.blocks') ||
    items.some((item) => item.kind === 'entity' && item.label === 'Task')
  )
    return null;
  const behind = items.slice(at + 1);
  const isPlain = behind.every((item) => has(item, 'light', 'logic.any', 'logic.else', 'noun.task'));
  if (!isPlain || !behind.some((item) => has(item, 'noun.task'))) return null;
  return { label: 'Task', step: blocked, until: at, from: items.length, isOnly: false, isBare: true };
}

/** "The manager of the people who …". */
function roleJoint(items: readonly QuestionItem[], at: number): Joint | null {
  const role = roles.find(([cue]) => has(items[at], cue));
  if (role === undefined || !says(items[at + 1], 'of')) return null;
  if (!isDescribed(items, at + 2, 'Employee')) return null;
  return { label: 'Employee', step: role[1], until: at, from: at + 2, isOnly: false };
}

/** "People whose manager is in Lisbon"; where a person's name follows, that is the manager. */
function whoseJoint(items: readonly QuestionItem[], at: number): Joint | null {
  const role = roles.find(([cue]) => has(items[at], cue));
  if (role === undefined || !says(items[at - 1], 'whose')) return null;
  const from = at + 1;
  const said = items.slice(from).find((item) => !has(item, 'light'));
  const isNamed = said?.kind === 'entity' && said.label === 'Employee';
  if (said === undefined || isNamed || has(said, 'role.manager', 'role.report')) return null;
  const step = role[1] === down ? up : down;
  return { label: 'Employee', step, until: at - 1, from, isOnly: false };
}

/** "People who have a manager in Toronto", "managers with direct reports who …": the words behind are said of the latter. */
function hadJoint(items: readonly QuestionItem[], at: number): Joint | null {
  const role = roles.find(([cue]) => has(items[at], cue));
  const had = says(items[at - 1], 'anyOne') ? at - 2 : at - 1;
  const isHad = says(items[had], 'possessing');
  const isSaid = says(items[at + 1], 'clause');
  if (role === undefined || !isHad || !isSaid) return null;
  const until = has(items[had], 'ask.who') ? had + 1 : had;
  return { label: 'Employee', step: role[1] === down ? up : down, until, from: at + 1, isOnly: false };
}

/** "Which managers only have direct reports in Shanghai", "whose direct reports are all in Shanghai". */
function onlyReports(items: readonly QuestionItem[], at: number): Joint | null {
  if (!has(items[at], 'role.report')) return null;
  const isSmall = (item: QuestionItem | undefined): boolean =>
    has(item, 'logic.only', 'logic.all', 'ask.whose') || says(item, 'besideOnly');
  let until = at;
  while (until > 1 && isSmall(items[until - 1])) until--;
  let from = at + 1;
  while (isSmall(items[from])) from++;
  const isOnly = items.slice(until, from).some((item) => has(item, 'logic.only', 'logic.all'));
  if (!isOnly || until === 0 || from >= items.length) return null;
  return { label: 'Employee', step: down, until, from, isOnly };
}

const people: readonly CueName[] = [
  'noun.employee',
  'role.assignee',
  'role.author',
  'role.approver',
  'role.reporter',
];

/** Whether a noun, a title or a role of the kind follows, with something said of it before or behind. */
function isDescribed(items: readonly QuestionItem[], from: number, label: NodeLabel): boolean {
  const nouns: readonly CueName[] = label === 'Task' ? ['noun.task'] : people;
  const isNoun = (item: QuestionItem | undefined): boolean =>
    has(item, ...nouns) ||
    (label === 'Employee' &&
      item?.kind === 'value' &&
      item.candidates.every((one) => one.property === 'title'));
  const isBefore = (item: QuestionItem | undefined): boolean =>
    has(item, 'light') ||
    says(item, 'all') ||
    item?.kind === 'value' ||
    (item?.kind === 'entity' && item.label !== label) ||
    (item !== undefined && saysState(item));
  let at = from;
  while (!isNoun(items[at]) && isBefore(items[at])) at++;
  if (!isNoun(items[at]) || has(items[at], 'logic.none')) return false;
  return items.slice(from).some((item) => item.kind === 'entity' || item.kind === 'value' || saysState(item));
}

const saysState = (item: QuestionItem): boolean =>
  item.kind === 'cue' && [...item.cues].some((cue) => cue.startsWith('status.'));
