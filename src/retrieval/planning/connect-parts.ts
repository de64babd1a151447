import { type NodeLabel, openTaskStatuses } from '../../../graph-schema/index.ts';
import type { Condition } from '../../graph/graph-query.ts';
import { chooseSense, countedOrRelated } from './choose-sense.ts';
import { has } from './frame-words.ts';
import { type DescribedNode, hangRest, hangStatuses } from './hang-conditions.ts';
import { hangEntities } from './hang-entities.ts';
import { isDeniedNoun } from './negation.ts';
import { lineCues } from './people-lines.ts';
import type { EntityItem, QuestionItem } from './question-item.ts';
import type { Frame, Placed } from './read-frame.ts';
import { says } from './says.ts';
import { allOf, idCondition, relatedOver, type Sense } from './senses.ts';
import { type OwnCompany, ofPeople } from './unnamed-people.ts';

/** The question's parts connected to its target. */
export interface Connected {
  readonly target: NodeLabel;
  /** On the target itself, other variables included. */
  readonly where: Condition | undefined;
  /** Conditions by label, without the links between variables; for groupings. */
  readonly own: ReadonlyMap<NodeLabel, Condition | undefined>;
  /** Steps from the target to each other variable. */
  readonly links: ReadonlyMap<NodeLabel, Sense>;
  /** On the target, without what links it to the variable of this label. */
  whereBut(label: NodeLabel): Condition | undefined;
}

/**
 * Hangs every name, state, time and subject on the kind of node that it describes, and the kinds on the target.
 *
 * @returns null where something is left that fits nowhere: then the question was not understood.
 */
export function connectParts(
  frame: Frame,
  items: readonly QuestionItem[],
  target: NodeLabel,
  today: string,
  company: OwnCompany = null,
): Connected | null {
  const apart = connectApart(frame, items, target, today, company);
  if (apart !== undefined) return apart;
  const used = new Set<number>();
  const nodes = makeNodes(frame, target);
  const main = nodes[0];
  if (main === undefined) return null;
  if (isDeniedDoer(frame, items, nodes)) return null;
  const links = new Map<NodeLabel, Sense>();
  for (const node of nodes.slice(1)) {
    const link = chooseSense(main, node.label, node.at, frame, used, false);
    if (link === null) return null;
    links.set(node.label, link);
  }
  if (!hangEntities(frame, items, nodes, used)) return null;
  if (!hangStatuses(frame, nodes, links, today)) return null;
  if (!hangRest(frame, items, nodes, today)) return null;
  if (isAtWork(frame))
    nodes
      .find((node) => node.label === 'Task')
      ?.conditions.push({ property: 'status', op: 'in', values: [...openTaskStatuses] });
  const people = nodes.find((node) => node.label === 'Employee');
  if (people !== undefined)
    people.conditions.push(...ofPeople(frame, items, company, people.conditions.length > 0));
  const own = new Map(nodes.map((node) => [node.label, allOf(node.conditions)]));
  const linked = nodes.slice(1).flatMap((node) => {
    const link = links.get(node.label);
    return link === undefined
      ? []
      : [{ label: node.label, condition: linkCondition(frame, items, node, link) }];
  });
  const whereBut = (label: NodeLabel | null): Condition | undefined =>
    allOf([...main.conditions, ...linked.filter((one) => one.label !== label).map((one) => one.condition)]);
  return { target, where: whereBut(null), own, links, whereBut };
}

/**
 * "People with both a finished and a blocked task": no task is both, so that each state is said of one of its own.
 *
 * @returns undefined where no states are set side by side so.
 */
function connectApart(
  frame: Frame,
  items: readonly QuestionItem[],
  target: NodeLabel,
  today: string,
  company: OwnCompany,
): Connected | null | undefined {
  const states = new Set(frame.statuses.map((one) => one.status));
  const apart = target !== 'Task' && states.size > 1 && frame.cues.some(({ item }) => isTogether(item));
  if (!apart) return undefined;
  const each = frame.statuses.map((one) =>
    connectParts({ ...frame, statuses: [one] }, items, target, today, company),
  );
  const [first] = each;
  if (first === undefined || first === null || each.some((one) => one === null)) return null;
  const where = allOf(each.flatMap((one) => (one?.where === undefined ? [] : [one.where])));
  return { ...first, where, whereBut: () => where };
}

const isTogether = (item: QuestionItem): boolean => has(item, 'logic.both');

/** "Which tasks did nobody complete": neither done tasks, nor tasks of nobody. */
function isDeniedDoer(
  frame: Frame,
  items: readonly QuestionItem[],
  nodes: readonly DescribedNode[],
): boolean {
  const done = frame.statuses.some((one) => one.status === 'done');
  return (
    done &&
    nodes.some((node, index) => index > 0 && node.label === 'Employee' && isDeniedNoun(items, node.at))
  );
}

/** "What is Ana working on?", "who is working on more than 3 tasks?": what is over is not meant. */
function isAtWork(frame: Frame): boolean {
  return (
    frame.statuses.length === 0 &&
    frame.times.length === 0 &&
    frame.cues.some(({ item }) => says(item, 'atWork'))
  );
}

function linkCondition(
  frame: Frame,
  items: readonly QuestionItem[],
  node: DescribedNode,
  link: Sense,
): Condition {
  const where = allOf(node.conditions);
  const owner = frame.entities.find((one) => isOwnerOf(one, node.at, items));
  // "Ben's team" is whoever works for him as well as whoever is in his team.
  if (node.label === 'Team' && link.near === 'Employee' && owner !== undefined)
    return {
      any: [
        relatedOver(link.steps, where),
        {
          related: { type: 'REPORTS_TO', direction: 'out', label: 'Employee', transitive: true },
          where: idCondition(owner),
        },
      ],
    };
  return isDeniedNoun(items, node.at)
    ? { not: relatedOver(link.steps, where) }
    : countedOrRelated(frame, link, where);
}

/** "Ben's team", Ben 团队, Ben 的团队. */
function isOwnerOf({ item, at }: Placed<EntityItem>, noun: number, items: readonly QuestionItem[]): boolean {
  const isHan = /\p{Script=Han}/u.test(items[noun]?.raw ?? '');
  if (item.label !== 'Employee' || !(item.possessive === true || isHan)) return false;
  return at === noun - 1 || (at === noun - 2 && says(items[noun - 1], 'own'));
}

function makeNodes(frame: Frame, target: NodeLabel): DescribedNode[] {
  const spoken = frame.variables.find((one) => one.label === target);
  const nodes: DescribedNode[] = [{ label: target, at: spoken?.at ?? 0, conditions: [] }];
  for (const one of frame.variables) {
    if (one.label !== target) nodes.push({ label: one.label, at: one.at, conditions: [] });
  }
  // A state or a title speaks of tasks, even where the word does not fall: "who has overdue work?"
  const state = frame.statuses[0] ?? frame.cues.find(({ item }) => item.cues.has('rel.inTitle'));
  if (state !== undefined && !nodes.some((one) => one.label === 'Task'))
    nodes.push({ label: 'Task', at: state.at, conditions: [] });
  // "Tasks of Ben's reports": the people between a name and the tasks.
  const line = frame.cues.find(({ item }) => lineCues.some((cue) => item.cues.has(cue)));
  if (
    line !== undefined &&
    !nodes.some((one) => one.label === 'Employee') &&
    frame.entities.some((one) => one.item.label === 'Employee')
  )
    nodes.push({ label: 'Employee', at: line.at, conditions: [] });
  return nodes;
}
