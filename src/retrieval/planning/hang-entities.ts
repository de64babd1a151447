import type { Condition } from '../../graph/graph-query.ts';
import { chooseSense, isMention, leadSenses } from './choose-sense.ts';
import { has } from './frame-words.ts';
import type { DescribedNode } from './hang-conditions.ts';
import { hangOnSameKind } from './hang-same-kind.ts';
import { isJoined } from './joined-names.ts';
import { isDeniedName, isDeniedNoun } from './negation.ts';
import { speaksOfLines } from './people-lines.ts';
import type { EntityItem, QuestionItem } from './question-item.ts';
import type { Frame, Placed } from './read-frame.ts';
import { says } from './says.ts';
import { idCondition, leadCues, relatedOver, senses } from './senses.ts';

/** Hangs each name on the kind of node that it describes; false where one fits nowhere. */
export function hangEntities(
  frame: Frame,
  items: readonly QuestionItem[],
  nodes: readonly DescribedNode[],
  used: Set<number>,
): boolean {
  const groups: { node: DescribedNode; names: Placed<EntityItem>[] }[] = [];
  for (const [index, one] of frame.entities.entries()) {
    const before = frame.entities.slice(0, index).findLast((other) => other.item.label === one.item.label);
    const beside = groups.find((group) => before !== undefined && group.names.includes(before));
    // "Members of Web or Platform" belong together; "members of Web with tasks of Platform" do not.
    const joined = beside !== undefined && before !== undefined && isJoined(items, before.at, one.at);
    const node = joined ? beside.node : hostFor(one, nodes, items, frame);
    if (node === null) return false;
    const known = groups.find(
      (group) => group.node === node && group.names[0]?.item.label === one.item.label,
    );
    if (known === undefined) groups.push({ node, names: [one] });
    else if (joined || !isApart(known.names, one, items)) known.names.push(one);
    else groups.push({ node, names: [one] });
  }
  let before: { readonly node: DescribedNode; readonly names: readonly Placed<EntityItem>[] } | null = null;
  for (const group of groups) {
    const { node, names } = group;
    const [first] = names;
    const condition =
      node.label === first?.item.label
        ? hangOnSameKind(names, node, frame, items, used)
        : otherKind(names, node, frame, items, used);
    if (condition === null) return false;
    const last = before?.node === node ? before.names.at(-1) : undefined;
    const other = isEither(last, first, node, frame, items) ? node.conditions.pop() : undefined;
    node.conditions.push(other === undefined ? condition : { any: [other, condition] });
    before = group;
  }
  return true;
}

/** "Tasks of Kwame and the Web team": of names of two kinds, those of either; one after the other, they are said of the same. */
function isEither(
  last: Placed<EntityItem> | undefined,
  next: Placed<EntityItem> | undefined,
  node: DescribedNode,
  frame: Frame,
  items: readonly QuestionItem[],
): boolean {
  return (
    node.label === 'Task' &&
    last !== undefined &&
    next !== undefined &&
    items.slice(last.at + 1, next.at).some((item) => has(item, 'logic.and', 'logic.or')) &&
    isJoined(items, last.at, next.at) &&
    ![last, next].some(({ at }) => isDeniedName(items, at)) &&
    !frame.cues.some(({ item }) => has(item, 'logic.both'))
  );
}

/** "Members of Web who are in Platform too", "of Web in Platform": each name is said of them by a word of its own. */
function isApart(
  names: readonly Placed<EntityItem>[],
  next: Placed<EntityItem>,
  items: readonly QuestionItem[],
): boolean {
  const last = names.at(-1);
  if (last === undefined || last.item.label !== 'Team') return false;
  const between = items.slice(last.at + 1, next.at);
  return (
    !between.some((item) => has(item, 'logic.or', 'logic.and', 'logic.compare')) &&
    between.some((item) => has(item, 'rel.member', 'role.member'))
  );
}

/** The variable that a name describes: the nearest one to which its kind can be related. */
function hostFor(
  entity: Placed<EntityItem>,
  nodes: readonly DescribedNode[],
  items: readonly QuestionItem[],
  frame: Frame,
): DescribedNode | null {
  const label = entity.item.label;
  // "Who completed PLAT-7?": the state is that task's.
  const spoken = frame.variables.some((one) => one.label === 'Task');
  const stated = label === 'Task' && !spoken ? nodes.find((one) => one.label === 'Task') : undefined;
  if (stated !== undefined) return stated;
  const denied = nodes.filter((node) => isDeniedBehind(node, entity.at, items, frame));
  if (denied.length > 0)
    return hostFor(
      entity,
      nodes.filter((node) => !denied.includes(node)),
      items,
      frame,
    );
  const partOf = nodes.find((node) => isOneOf(entity, node, items));
  if (partOf !== undefined) return partOf;
  const people = nodes[0];
  if (people?.label === 'Employee' && label === 'Team' && asksForFew(frame, items, nodes)) return people;
  const beside =
    label === 'Team' ? nodes.find((node) => isOfPeopleBeside(node, entity.at, items)) : undefined;
  if (beside !== undefined) return beside;
  // "Who works on Web tasks?": a team right before them is theirs, whatever team those people are in.
  const own = label === 'Team' ? nodes.find((node) => node.label === 'Task') : undefined;
  if (own !== undefined && isRightBefore(items, entity.at)) return own;
  let best: { node: DescribedNode; distance: number } | null = null;
  for (const node of nodes) {
    const fitting = senses.filter((one) => one.near === node.label && one.far === label);
    const lines = node.label === label;
    if (lines && label === 'Employee' && speaksOfLines(frame)) return node;
    if (fitting.length === 0 && !lines) continue;
    const isPart = lines && label === 'Team' && isBesidePart(entity, frame);
    const cued =
      isPart ||
      (lines && label === 'Task' && isBesideTaskLine(entity, frame)) ||
      fitting.some((one) =>
        frame.cues.some(
          ({ item, at }) =>
            one.cues.some((cue) => item.cues.has(cue)) &&
            !says(item, 'preposition') &&
            Math.abs(at - entity.at) <= 2,
        ),
      );
    const usual = fitting.some((one) => one.usual) || lines;
    const distance =
      distanceTo(node, entity.at, items) -
      (cued ? 1.5 : 0) +
      (usual || cued ? 0 : 10) +
      (lines && !isPart ? 3 : 0);
    if (best === null || distance < best.distance) best = { node, distance };
  }
  return best?.node ?? null;
}

/** "Tasks in Atlas that have nobody assigned": what stands before a denied noun is said of whatever lacks it. */
const isDeniedBehind = (
  { label, at }: DescribedNode,
  entity: number,
  items: readonly QuestionItem[],
  frame: Frame,
): boolean =>
  label === 'Employee' &&
  at > entity &&
  isDeniedNoun(items, at) &&
  frame.variables.some((one) => one.label === 'Task' && one.at < entity);

const isRightBefore = (items: readonly QuestionItem[], at: number): boolean =>
  says(items[at + 1], 'own') ? has(items[at + 2], 'noun.task') : has(items[at + 1], 'noun.task');

/** 阻塞 PLAT-7 的任务, "blocked by PLAT-7": the name is said of a task and not of whoever has it. */
function isBesideTaskLine(entity: Placed<EntityItem>, frame: Frame): boolean {
  return frame.cues.some(
    ({ item, at }) => has(item, 'rel.blocks', 'rel.blockedBy') && Math.abs(at - entity.at) === 1,
  );
}

/** "Who of my reports", "which of Ana's people": those who are asked for are some of those who are described. */
function isOneOf(
  { item, at }: Placed<EntityItem>,
  node: DescribedNode,
  items: readonly QuestionItem[],
): boolean {
  if (item.described === undefined || item.label !== node.label || node.at >= at) return false;
  return items
    .slice(node.at + 1, at)
    .every((one) => one.kind === 'cue' && one.cues.has('light') && one.cues.has('rel.member'));
}

/** "Which team part of Engineering has the most tasks": the name is said of the teams and not of the tasks. */
function isBesidePart(entity: Placed<EntityItem>, frame: Frame): boolean {
  return frame.cues.some(({ item, at }) => has(item, 'rel.partOf') && at < entity.at && entity.at - at <= 2);
}

/** Of those who have none or few of something, a team says who is looked at: "who in Web has the fewest tasks". */
function asksForFew(frame: Frame, items: readonly QuestionItem[], nodes: readonly DescribedNode[]): boolean {
  return (
    frame.ask === 'fewest' ||
    nodes.slice(1).some((node) => isDeniedNoun(items, node.at)) ||
    frame.cues.some(({ item }) => item.cues.has('logic.atLeast') && says(item, 'below', 'atMost'))
  );
}

/** "Who in Web has overdue tasks", "people not in Web with …": a team that stands right behind the people is said of them. */
function isOfPeopleBeside(node: DescribedNode, at: number, items: readonly QuestionItem[]): boolean {
  const between = items.slice(node.at + 1, at);
  return (
    node.label === 'Employee' &&
    between.some((item) => says(item, 'inTeam')) &&
    between.every((item) => says(item, 'inTeam') || has(item, 'logic.not') || has(item, 'light'))
  );
}

/** How far a variable's word stands from a name; "tasks of X" and "X's tasks" are nearest. */
function distanceTo(node: DescribedNode, at: number, items: readonly QuestionItem[]): number {
  const between = items.slice(Math.min(node.at, at) + 1, Math.max(node.at, at));
  const crossed = between.filter((item) => item.afterStop).length;
  return Math.abs(node.at - at) + crossed * 2;
}

function otherKind(
  group: readonly Placed<EntityItem>[],
  node: DescribedNode,
  frame: Frame,
  items: readonly QuestionItem[],
  used: Set<number>,
): Condition | null {
  const [first] = group;
  if (first === undefined) return null;
  if (node.label === 'Team' && first.item.label === 'Employee' && first.item.possessive === true)
    return ownTeam(first);
  const far = first.item.label;
  const ofPerson = node.label === 'Employee' && far === 'Team' ? saidOfPerson(frame, items) : undefined;
  if (ofPerson !== undefined) used.add(ofPerson);
  const leads =
    node.label === 'Employee' && far === 'Team' && ofPerson === undefined ? leadSenses(frame) : [];
  const conditions: Condition[] = [];
  // "Who is in Web or leads Security": the word is said of the second alone.
  if (leads.length > 0 && leadsBetween(group, frame)) return null;
  if (leads.length > 0) {
    const together = frame.cues.some(({ item }) => item.cues.has('logic.both') && !says(item, 'alike'));
    for (const entity of group) {
      const each = leads.map((sense) => relatedOver(sense.steps, idCondition(entity)));
      conditions.push(
        each.length === 1 && each[0] !== undefined ? each[0] : together ? { all: each } : { any: each },
      );
    }
  } else {
    for (const entity of group) {
      const sense = chooseSense(node, far, entity.at, frame, used, true);
      if (sense === null) return null;
      // "Pages that mention the preview environment": words of a title, and no task's name.
      if (node.label === 'Article' && entity.item.byTitle === true && isMention(sense)) return null;
      const condition = relatedOver(sense.steps, idCondition(entity));
      conditions.push(isDeniedName(items, entity.at) ? { not: condition } : condition);
    }
  }
  // "Tasks of Web and Platform" are those of either; "in both" says otherwise, and so does what is denied.
  const denied = conditions.some((one) => 'not' in one);
  // "Tasks of Elena that Daniel works on": said one after the other of the same.
  const apart = group.some((one, index) => {
    const before = group[index - 1];
    return before !== undefined && !isJoined(items, before.at, one.at);
  });
  const together = apart || frame.cues.some(({ item }) => item.cues.has('logic.both'));
  const either = !denied && (frame.cues.some(({ item }) => item.cues.has('logic.or')) || !together);
  return conditions.length === 1
    ? (conditions[0] ?? null)
    : either
      ? { any: conditions }
      : { all: conditions };
}

/** "Whom in Web does Ana manage directly?", 印刷车间里谁是 Monica 直接带的: the word beside a person's name is said of them, and not of the team. */
function saidOfPerson(frame: Frame, items: readonly QuestionItem[]): number | undefined {
  const isLed = frame.cues.some(({ item }) => has(item, 'rel.lead', 'role.lead') && !has(item, 'light'));
  if (isLed) return undefined;
  return frame.cues.find(({ item, at }) => {
    const person = frame.entities.find((one) => one.item.label === 'Employee' && one.at < at);
    return (
      person !== undefined &&
      has(item, 'rel.manages') &&
      items.slice(person.at + 1, at).every((one) => has(one, 'light', 'logic.direct'))
    );
  })?.at;
}

function leadsBetween(group: readonly Placed<EntityItem>[], frame: Frame): boolean {
  const [first, last] = [group[0]?.at ?? 0, group.at(-1)?.at ?? 0];
  return frame.cues.some(
    ({ item, at }) => at > first && at < last && leadCues.some((cue) => item.cues.has(cue)),
  );
}

/** "John's team": the team that John is in or leads. */
export function ownTeam(person: Pick<Placed<EntityItem>, 'item'>): Condition {
  const where = idCondition(person);
  return {
    any: [
      { related: { type: 'MEMBER_OF', direction: 'in', label: 'Employee' }, where },
      { related: { type: 'LEADS', direction: 'in', label: 'Employee' }, where },
    ],
  };
}
