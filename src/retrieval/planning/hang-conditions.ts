import { type NodeLabel, openTaskStatuses } from '../../../graph-schema/index.ts';
import type { Condition } from '../../graph/graph-query.ts';
import { has } from './frame-words.ts';
import { hangKinds } from './hang-kinds.ts';
import { hangPresence } from './hang-presence.ts';
import { isDeniedName } from './negation.ts';
import type { QuestionItem } from './question-item.ts';
import type { Frame } from './read-frame.ts';
import { says } from './says.ts';
import { allOf, type Sense } from './senses.ts';
import { timeCondition } from './time-condition.ts';
import { valueCondition } from './value-condition.ts';

/** Whether what stands in a task's way was understood as other tasks. */
const isUsedAsLink = (links: ReadonlyMap<NodeLabel, Sense>): boolean =>
  [...links.values()].some(({ steps }) => steps.some(({ type }) => type === 'BLOCKS'));

/** A kind of node that is being described, with what is known of it so far. */
export interface DescribedNode {
  readonly label: NodeLabel;
  /** Index of the item that speaks of it. */
  readonly at: number;
  readonly conditions: Condition[];
}

/** Hangs the states of tasks; false where there is no task to hang them on. */
export function hangStatuses(
  frame: Frame,
  nodes: readonly DescribedNode[],
  links: ReadonlyMap<NodeLabel, Sense>,
  today: string,
): boolean {
  if (frame.cues.some(({ item }) => item.cues.has('logic.late') && !item.cues.has('status.overdue')))
    nodes
      .find((one) => one.label === 'Task')
      ?.conditions.push({ property: 'completedAt', op: 'gt', otherProperty: 'dueDate' });
  const punctual = frame.cues.some(({ item }) => item.cues.has('logic.onTime'));
  if (punctual)
    nodes
      .find((one) => one.label === 'Task')
      ?.conditions.push({ property: 'completedAt', op: 'lte', otherProperty: 'dueDate' });
  if (frame.statuses.length === 0) return true;
  if (frame.statuses.some(({ at }) => isDeniedDeed(frame, nodes, at))) return false;
  const tasks = nodes.find((one) => one.label === 'Task');
  if (tasks === undefined) return false;
  const wanted = new Set<string>();
  const rest: Condition[] = [];
  const inSource: Condition[] = [];
  let isOpen = false;
  for (const { status, negated, at, own } of frame.statuses) {
    // "blocked by": a relation that was already used, not a state.
    const word = frame.cues.find((one) => one.at === at)?.item;
    if (status === 'blocked' && isUsedAsLink(links) && has(word, 'rel.blockedBy')) continue;
    // 阻塞 PLAT-7 的任务: what stands in the way of another need not be held up itself.
    if (status === 'blocked' && has(word, 'rel.blocks') && isBesideTask(frame, at)) continue;
    if (own !== undefined) {
      const ended: Condition = { property: 'sourceStatus', op: 'in', values: [...own] };
      if (negated) rest.push({ not: ended });
      else inSource.push(ended);
    } else if (status === 'unassigned') {
      const assigned: Condition = { related: { type: 'ASSIGNED_TO', direction: 'in', label: 'Employee' } };
      rest.push(negated ? assigned : { not: assigned });
    } else if (status === 'overdue') {
      const overdue: Condition[] = [
        { property: 'dueDate', op: 'lt', value: today },
        { property: 'status', op: 'in', values: [...openTaskStatuses] },
      ];
      if (negated) rest.push({ not: { all: overdue } });
      else rest.push(...overdue);
    } else if (status === 'open' && negated)
      rest.push({ not: { property: 'status', op: 'in', values: [...openTaskStatuses] } });
    else if (status === 'open' || (status === 'done' && negated)) isOpen = true;
    else if (negated) rest.push({ not: { property: 'status', op: 'eq', value: status } });
    else wanted.add(status);
  }
  // "Which open tasks are blocked?": what is blocked is open anyway, where "open or blocked" are either.
  const isNarrower = ({ status, negated }: Frame['statuses'][number]): boolean =>
    !negated && openTaskStatuses.some((one) => one === status && (wanted.has(one) || inSource.length > 0));
  const isNarrowed = frame.statuses.some(isNarrower) && !isJoined(frame);
  if (isOpen && !isNarrowed) for (const one of openTaskStatuses) wanted.add(one);
  if (isOpen && isNarrowed && wanted.size === 0)
    rest.push({ property: 'status', op: 'in', values: [...openTaskStatuses] });
  // "open (todo or in progress)" spells out what open means.
  const spelt =
    frame.statuses.some((one) => one.status === 'open') &&
    frame.statuses.some((one) => one.status === 'todo' || one.status === 'in_progress');
  if (spelt && !frame.statuses.some((one) => one.status === 'blocked')) wanted.delete('blocked');
  const [only] = wanted;
  const states: Condition[] =
    wanted.size === 1 && only !== undefined
      ? [{ property: 'status', op: 'eq', value: only }]
      : wanted.size > 1
        ? [{ property: 'status', op: 'in', values: [...wanted] }]
        : [];
  // "Rejected or withdrawn": a task has one state.
  states.push(...inSource);
  if (states.length > 1) states.splice(0, states.length, { any: [...states] });
  // "Blocked or overdue": either will do, where "blocked and overdue" are both.
  const [first, last] = [frame.statuses[0], frame.statuses.at(-1)];
  const either = frame.cues.some(
    ({ item, at }) => item.cues.has('logic.or') && at > (first?.at ?? at) && at < (last?.at ?? at),
  );
  const others = allOf(rest);
  if (either && states.length > 0 && others !== undefined)
    tasks.conditions.push({ any: [...states, others] });
  else tasks.conditions.push(...states, ...rest);
  return true;
}

/** Whether "and" or "or" stands between the states that are said. */
function isJoined({ cues, statuses }: Frame): boolean {
  const [first, last] = [statuses[0], statuses.at(-1)];
  return cues.some(
    ({ item, at }) => has(item, 'logic.or', 'logic.and') && at > (first?.at ?? at) && at < (last?.at ?? at),
  );
}

const isBesideTask = (frame: Frame, at: number): boolean =>
  frame.entities.some((one) => one.item.label === 'Task' && Math.abs(one.at - at) <= 1);

/** "Who has not finished any task" denies the deed, "who has unfinished tasks" says what is left: not the same people. */
function isDeniedDeed(frame: Frame, nodes: readonly DescribedNode[], at: number): boolean {
  const word = frame.cues.find((one) => one.at === at)?.item;
  const task = nodes.find((one) => one.label === 'Task');
  return (
    word !== undefined &&
    nodes[0]?.label !== 'Task' &&
    task !== undefined &&
    task.at > at &&
    word.cues.has('status.open') &&
    says(word, 'notDone') &&
    !says(word, 'attributive')
  );
}

/** Values of one property are alternatives, "in Berlin or Lisbon", as nothing has two of them; words of a title add up. */
function hangValues(frame: Frame, items: readonly QuestionItem[], nodes: readonly DescribedNode[]): boolean {
  const byProperty = new Map<
    string,
    { node: DescribedNode; given: Condition[]; denied: Condition[]; joined: boolean }
  >();
  for (const { item, at } of frame.values) {
    const fitting = item.candidates.flatMap((candidate) =>
      nodes.filter((node) => node.label === candidate.label).map((node) => ({ node, candidate })),
    );
    // "Target 3.12": of several fields that have the value, the one whose heading is said.
    const headed = fitting.find(({ candidate }) =>
      frame.cues.some((cue) => cue.item.field?.property === candidate.property),
    );
    const first = headed ?? fitting[0];
    if (first === undefined) return false;
    const { node, candidate } = first;
    const key = `${candidate.label} ${candidate.property}`;
    const known = byProperty.get(key) ?? { node, given: [], denied: [], joined: false };
    const before = items[at - 1];
    const joined = before?.kind === 'cue' && (before.cues.has('logic.and') || before.cues.has('logic.or'));
    (isDeniedName(items, at) ? known.denied : known.given).push(valueCondition(candidate));
    byProperty.set(key, { ...known, joined: known.joined || joined });
  }
  for (const [key, { node, given, denied, joined }] of byProperty) {
    const [only] = given;
    const adds = key === 'Employee title' && !joined;
    if (given.length === 1 && only !== undefined) node.conditions.push(only);
    else if (adds) node.conditions.push(...given);
    else if (given.length > 1) node.conditions.push({ any: given });
    node.conditions.push(...denied.map((one): Condition => ({ not: one })));
  }
  return true;
}

/** Two times of one date with "and" or "or" between them are alternatives: "in 2021 or 2022". */
function hangTimes(
  frame: Frame,
  items: readonly QuestionItem[],
  nodes: readonly DescribedNode[],
  today: string,
): boolean {
  const labels = nodes.map((node) => node.label);
  let last: { at: number; property: string; node: DescribedNode } | null = null;
  for (const time of frame.times) {
    const condition = timeCondition(time, frame, labels);
    const node = nodes.find((one) => one.label === condition?.label);
    if (condition === null || node === undefined) return false;
    const { property, where } = condition;
    const between = last === null ? [] : items.slice(last.at + 1, time.at);
    const alike = last !== null && last.property === property && last.node === node;
    const joined = between.length === 1 && between.every(isJoint);
    const before = node.conditions.at(-1);
    if (alike && joined && before !== undefined) node.conditions.splice(-1, 1, { any: [before, where] });
    else node.conditions.push(where);
    // What is done already is not due next week.
    const { begin, until } = time.item;
    const isAhead = frame.statuses.length === 0 && (begin === null ? (until ?? '') > today : begin >= today);
    if (property === 'dueDate' && isAhead)
      node.conditions.push({ property: 'status', op: 'in', values: [...openTaskStatuses] });
    last = { at: time.at, property, node };
  }
  return true;
}

const isJoint = (item: QuestionItem): boolean =>
  item.kind === 'cue' && (item.cues.has('logic.and') || item.cues.has('logic.or'));

/** Hangs values, times and subjects; false where one fits nowhere. */
export function hangRest(
  frame: Frame,
  items: readonly QuestionItem[],
  nodes: readonly DescribedNode[],
  today: string,
): boolean {
  if (!hangValues(frame, items, nodes)) return false;
  hangPresence(frame, items, nodes);
  if (!hangKinds(frame, items, nodes)) return false;
  if (!hangTimes(frame, items, nodes, today)) return false;
  for (const { item, at } of frame.topics) {
    if (!isSubject(items, at)) return false;
    const tasks = nodes.find((node) => node.label === 'Task');
    const articles = nodes.find((node) => node.label === 'Article');
    const host =
      tasks !== undefined && ((item.titles?.taskTotal ?? 0) > 0 || isAbout(items, at))
        ? tasks
        : articles !== undefined && (item.titles?.articleTotal ?? 0) > 0
          ? articles
          : undefined;
    if (host === undefined) return false;
    const inTitle: Condition = { property: 'title', op: 'words', value: item.raw };
    // What no title has may be in what is written below it.
    const isInTitle = host.label === 'Article' || (item.titles?.taskTotal ?? 0) > 0;
    const words: Condition = isInTitle
      ? inTitle
      : { any: [inTitle, { property: 'description', op: 'words', value: item.raw }] };
    // "Dynamic Resource Allocation (DRA)": the letters stand for the words before them.
    const before = items[at - 1];
    const last = host.conditions.at(-1);
    if (before?.kind === 'words' && initials(before.raw) === item.raw.toUpperCase() && last !== undefined)
      host.conditions.splice(-1, 1, { any: [last, words] });
    else host.conditions.push(words);
  }
  return true;
}

/** "Tasks about kafka", and nothing beside that says of which page it is. */
function isAbout(items: readonly QuestionItem[], at: number): boolean {
  const before = says(items[at - 1], 'article') ? items[at - 2] : items[at - 1];
  return has(before, 'rel.mentions') && items.slice(0, at).some((item) => has(item, 'noun.task'));
}

const initials = (words: string): string =>
  words
    .split(/[\s-]+/)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');

/**
 * Whether unknown words are a subject: beside "tasks" or "pages", after "about", quoted or written like a name.
 * Elsewhere they are words that we do not understand, and not something to look for in titles.
 */
function isSubject(items: readonly QuestionItem[], at: number): boolean {
  const item = items[at];
  if (item?.kind !== 'words') return false;
  // "Who shares tasks", "tasks shared by": a verb that we do not know.
  const [before, after] = [items[at - 1], items[at + 1]];
  if (before?.kind === 'entity' || (before?.kind === 'cue' && before.cues.has('ask.who'))) return false;
  if (says(after, 'by')) return false;
  if (item.nameLike || items.some((one) => one.kind === 'cue' && one.cues.has('rel.inTitle'))) return true;
  // Behind the noun, small words are verbs: "tasks changed …".
  const beside = /\p{Script=Han}/u.test(item.raw) ? [before, after] : [after];
  for (const near of beside)
    if (near?.kind === 'cue' && (near.cues.has('noun.task') || near.cues.has('noun.article'))) return true;
  for (let place = at - 1; place >= 0; place--) {
    const near = items[place];
    if (near?.kind === 'cue' && near.cues.has('rel.mentions')) return true;
    if (near?.kind !== 'cue' || !near.cues.has('light')) return false;
  }
  return false;
}
