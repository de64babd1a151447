import type { NodeLabel } from '../../../graph-schema/index.ts';
import { openTaskStatuses } from '../../../graph-schema/index.ts';
import type { Condition } from '../../graph/graph-query.ts';
import { lineCues, reportingLine } from './people-lines.ts';
import type { CueItem, EntityItem, QuestionItem } from './question-item.ts';
import type { Frame, Placed } from './read-frame.ts';
import { allOf, leadCues, relatedOver, type Sense, senses } from './senses.ts';
import { timeCondition } from './time-condition.ts';

/** A kind of node that is being described, with what is known of it so far. */
interface Node {
  readonly label: NodeLabel;
  readonly at: number;
  readonly conditions: Condition[];
}

/** The question's parts connected to its target. */
export interface Connected {
  readonly target: NodeLabel;
  /** On the target itself, other variables included. */
  readonly where: Condition | undefined;
  /** Conditions by label, without the links between variables; for groupings. */
  readonly own: ReadonlyMap<NodeLabel, Condition | undefined>;
  /** Steps from the target to each other variable. */
  readonly links: ReadonlyMap<NodeLabel, Sense>;
}

const prepositions = /^(in|of|on|from|at|with|by|for|within|among|list|的|在|由|里|中|和|与|跟|属于)$/i;

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
): Connected | null {
  const used = new Set<number>();
  const nodes = makeNodes(frame, target);
  const main = nodes[0];
  if (main === undefined) return null;
  const links = new Map<NodeLabel, Sense>();
  for (const node of nodes.slice(1)) {
    const link = chooseSense(main, node.label, node.at, frame, used, false);
    if (link === null) return null;
    links.set(node.label, link);
  }
  if (!hangEntities(frame, items, nodes, used)) return null;
  if (!hangStatuses(frame, nodes, links, today)) return null;
  if (!hangRest(frame, nodes)) return null;
  const own = new Map(nodes.map((node) => [node.label, allOf(node.conditions)]));
  const all = [...main.conditions];
  for (const node of nodes.slice(1)) {
    const link = links.get(node.label);
    if (link !== undefined) all.push(countedOrRelated(frame, link, allOf(node.conditions)));
  }
  return { target, where: allOf(all), own, links };
}

function makeNodes(frame: Frame, target: NodeLabel): Node[] {
  const spoken = frame.variables.find((one) => one.label === target);
  const nodes: Node[] = [{ label: target, at: spoken?.at ?? 0, conditions: [] }];
  for (const one of frame.variables) {
    if (one.label !== target) nodes.push({ label: one.label, at: one.at, conditions: [] });
  }
  // A state or a subject speaks of tasks, even where the word does not fall: "who has overdue work?"
  const state = frame.statuses[0];
  if (state !== undefined && !nodes.some((one) => one.label === 'Task'))
    nodes.push({ label: 'Task', at: state.at, conditions: [] });
  return nodes;
}

/** "only one assignee", "at least three tasks": the number of related nodes is what is asked. */
function countedOrRelated(frame: Frame, link: Sense, where: Condition | undefined): Condition {
  const number = frame.numbers[0];
  const only = frame.cues.some(({ item }) => item.cues.has('logic.only'));
  const step = link.steps[0];
  if (number === undefined || step === undefined || link.steps.length > 1)
    return relatedOver(link.steps, where);
  const bound = frame.cues.find(({ item }) => item.cues.has('logic.atLeast'))?.item.raw.toLowerCase();
  const value = number.item.value;
  const filter = where === undefined ? {} : { where };
  if (only) return { related: step, ...filter, count: { op: 'eq', value } };
  if (bound === undefined) return relatedOver(link.steps, where);
  const op =
    /more than|超过|多于/.test(bound) && !/no more/.test(bound)
      ? 'gt'
      : /fewer|less|少于|不到/.test(bound)
        ? 'lt'
        : /at most|no more|至多/.test(bound)
          ? 'lte'
          : 'gte';
  return { related: step, ...filter, count: { op, value } };
}

/** Between two kinds of node, words such as "about" belong to the subject that follows, not to the kinds. */
function isMention(sense: Sense): boolean {
  return sense.steps.some((step) => step.type === 'MENTIONS');
}

/** The sense that the nearest cue word asks for, else the usual one; a cue word that was used is used up. */
function chooseSense(
  near: { label: NodeLabel; at: number },
  far: NodeLabel,
  farAt: number,
  frame: Frame,
  used: Set<number>,
  named: boolean,
): Sense | null {
  const fitting = senses.filter(
    (one) => one.near === near.label && one.far === far && (named || !isMention(one)),
  );
  const [low, high] = near.at < farAt ? [near.at, farAt] : [farAt, near.at];
  let best: { sense: Sense; distance: number; at: number } | null = null;
  for (const one of fitting) {
    for (const { item, at } of frame.cues) {
      if (used.has(at) || !one.cues.some((cue) => item.cues.has(cue))) continue;
      if (prepositions.test(item.raw) && !one.usual) continue;
      const outside = at < low ? low - at : at > high ? at - high : 0;
      const distance = outside + (prepositions.test(item.raw) ? 20 : 0);
      if (best === null || distance < best.distance) best = { sense: one, distance, at };
    }
  }
  const usual = fitting.find((one) => one.usual);
  if (best === null) return usual ?? fitting[0] ?? null;
  if (!frame.variables.some((one) => one.at === best.at)) used.add(best.at);
  return best.sense;
}

function hangEntities(
  frame: Frame,
  items: readonly QuestionItem[],
  nodes: readonly Node[],
  used: Set<number>,
): boolean {
  const groups = groupEntities(frame.entities);
  for (const group of groups) {
    const first = group[0];
    if (first === undefined) continue;
    const node = hostFor(first, nodes, items, frame);
    if (node === null) return false;
    const condition =
      node.label === first.item.label
        ? sameKind(group, node, frame, used)
        : otherKind(group, node, frame, used);
    if (condition === null) return false;
    node.conditions.push(condition);
  }
  return true;
}

/** Names of one kind that belong together: "in both A and B". */
function groupEntities(entities: readonly Placed<EntityItem>[]): Placed<EntityItem>[][] {
  const groups = new Map<NodeLabel, Placed<EntityItem>[]>();
  for (const one of entities) groups.set(one.item.label, [...(groups.get(one.item.label) ?? []), one]);
  return [...groups.values()];
}

/** The variable that a name describes: the nearest one to which its kind can be related. */
function hostFor(
  entity: Placed<EntityItem>,
  nodes: readonly Node[],
  items: readonly QuestionItem[],
  frame: Frame,
): Node | null {
  const label = entity.item.label;
  let best: { node: Node; distance: number } | null = null;
  for (const node of nodes) {
    const fitting = senses.filter((one) => one.near === node.label && one.far === label);
    const lines = node.label === label;
    if (lines && label === 'Employee' && speaksOfLines(frame)) return node;
    if (fitting.length === 0 && !lines) continue;
    const cued = fitting.some((one) =>
      frame.cues.some(
        ({ item, at }) =>
          one.cues.some((cue) => item.cues.has(cue)) &&
          !prepositions.test(item.raw) &&
          Math.abs(at - entity.at) <= 2,
      ),
    );
    const usual = fitting.some((one) => one.usual) || lines;
    const distance =
      distanceTo(node, entity.at, items) - (cued ? 1.5 : 0) + (usual || cued ? 0 : 10) + (lines ? 3 : 0);
    if (best === null || distance < best.distance) best = { node, distance };
  }
  return best?.node ?? null;
}

function speaksOfLines(frame: Frame): boolean {
  return frame.cues.some(({ item }) => lineCues.some((cue) => item.cues.has(cue)));
}

/** How far a variable's word stands from a name; "tasks of X" and "X's tasks" are nearest. */
function distanceTo(node: Node, at: number, items: readonly QuestionItem[]): number {
  const between = items.slice(Math.min(node.at, at) + 1, Math.max(node.at, at));
  const crossed = between.filter((item) => item.afterStop).length;
  return Math.abs(node.at - at) + crossed * 2;
}

function idCondition(entity: Placed<EntityItem>): Condition {
  const ids = entity.item.candidates.map((one) => one.id);
  const [only] = ids;
  return ids.length === 1 && only !== undefined
    ? { property: 'id', op: 'eq', value: only }
    : { property: 'id', op: 'in', values: ids };
}

function otherKind(
  group: readonly Placed<EntityItem>[],
  node: Node,
  frame: Frame,
  used: Set<number>,
): Condition | null {
  const [first] = group;
  if (first === undefined) return null;
  const far = first.item.label;
  const leads = node.label === 'Employee' && far === 'Team' ? leadSenses(frame) : [];
  const negated = (entity: Placed<EntityItem>): boolean =>
    frame.cues.some(({ item, at }) => item.cues.has('logic.not') && at < entity.at && at >= entity.at - 3);
  const conditions: Condition[] = [];
  if (leads.length > 0) {
    const together = frame.cues.some(({ item }) => item.cues.has('logic.both') && !/^alike$/i.test(item.raw));
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
      const condition = relatedOver(sense.steps, idCondition(entity));
      conditions.push(negated(entity) && group.length > 1 ? { not: condition } : condition);
    }
  }
  const either =
    frame.cues.some(({ item }) => item.cues.has('logic.or')) ||
    (node.label === 'Task' &&
      far === 'Employee' &&
      !frame.cues.some(({ item }) => item.cues.has('logic.both')));
  return conditions.length === 1
    ? (conditions[0] ?? null)
    : either
      ? { any: conditions }
      : { all: conditions };
}

/** The leading roles that the question names, each once. */
function leadSenses(frame: Frame): Sense[] {
  const forTeams = senses.filter(
    (one) => one.near === 'Employee' && one.far === 'Team' && one.cues.some((cue) => leadCues.includes(cue)),
  );
  const named = (sense: Sense): CueItem | undefined =>
    frame.cues.find(
      ({ item }) =>
        sense.cues.some((cue) => item.cues.has(cue)) &&
        !(item.cues.has('light') && !/lead|chair|head/i.test(item.raw)),
    )?.item;
  const found = forTeams.filter((one) => named(one) !== undefined);
  const specific = found.filter((one) => one.steps[0]?.role !== undefined);
  const leadership = frame.cues.some(({ item }) => item.cues.has('role.leadership'));
  return leadership
    ? found.filter((one) => one.steps[0]?.role === undefined)
    : specific.length > 0
      ? specific
      : found;
}

function sameKind(
  group: readonly Placed<EntityItem>[],
  node: Node,
  frame: Frame,
  used: Set<number>,
): Condition | null {
  const [first] = group;
  if (first === undefined) return null;
  if (node.label === 'Employee') {
    const line = reportingLine(first, frame, idCondition(first));
    if (line !== null) return line;
    if (frame.cues.some(({ item }) => item.cues.has('logic.else'))) return { not: idCondition(first) };
  }
  if (node.label === 'Team' && frame.cues.some(({ item }) => item.cues.has('rel.partOf'))) {
    return {
      related: { type: 'PART_OF', direction: 'out', label: 'Team', transitive: true },
      where: idCondition(first),
    };
  }
  if (node.label === 'Task') {
    const blocked = frame.cues.find(
      ({ item, at }) =>
        !used.has(at) &&
        (item.cues.has('rel.blocks') || item.cues.has('rel.blockedBy') || item.cues.has('status.blocked')),
    );
    if (blocked !== undefined) {
      const byOther = blocked.item.cues.has('rel.blockedBy') ? blocked.at < first.at : blocked.at > first.at;
      return {
        related: { type: 'BLOCKS', direction: byOther ? 'in' : 'out', label: 'Task' },
        where: idCondition(first),
      };
    }
    if (frame.cues.some(({ item }) => item.cues.has('rel.mentions') && !prepositions.test(item.raw)))
      return relatedOver([{ type: 'MENTIONS', direction: 'out', label: 'Task' }], idCondition(first));
  }
  // "Is Tim a member …?": the name is the very thing that is asked about.
  if (frame.ask === 'exists' || frame.variables.every((one) => one.label !== node.label))
    return group.length === 1
      ? idCondition(first)
      : {
          property: 'id',
          op: 'in',
          values: group.flatMap((one) => one.item.candidates.map((candidate) => candidate.id)),
        };
  return null;
}

function hangStatuses(
  frame: Frame,
  nodes: readonly Node[],
  links: ReadonlyMap<NodeLabel, Sense>,
  today: string,
): boolean {
  if (frame.statuses.length === 0) return true;
  const tasks = nodes.find((one) => one.label === 'Task');
  if (tasks === undefined) return false;
  const wanted = new Set<string>();
  const rest: Condition[] = [];
  for (const { status, negated, at } of frame.statuses) {
    // "blocked by": a relation that was already used, not a state.
    if (
      status === 'blocked' &&
      links.size > 0 &&
      frame.cues.find((one) => one.at === at)?.item.cues.has('rel.blockedBy')
    )
      continue;
    if (status === 'overdue')
      rest.push(
        { property: 'dueDate', op: 'lt', value: today },
        { property: 'status', op: 'in', values: [...openTaskStatuses] },
      );
    else if (status === 'open' || (status === 'done' && negated))
      for (const one of openTaskStatuses) wanted.add(one);
    else if (negated) rest.push({ not: { property: 'status', op: 'eq', value: status } });
    else wanted.add(status);
  }
  // "open (todo or in progress)" spells out what open means.
  const spelt =
    frame.statuses.some((one) => one.status === 'open') &&
    frame.statuses.some((one) => one.status === 'todo' || one.status === 'in_progress');
  if (spelt && !frame.statuses.some((one) => one.status === 'blocked')) wanted.delete('blocked');
  const [only] = wanted;
  if (wanted.size === 1 && only !== undefined)
    tasks.conditions.push({ property: 'status', op: 'eq', value: only });
  else if (wanted.size > 1) tasks.conditions.push({ property: 'status', op: 'in', values: [...wanted] });
  tasks.conditions.push(...rest);
  return true;
}

function hangRest(frame: Frame, nodes: readonly Node[]): boolean {
  for (const { item } of frame.values) {
    const fitting = item.candidates.flatMap((candidate) =>
      nodes.filter((node) => node.label === candidate.label).map((node) => ({ node, candidate })),
    );
    const [first] = fitting;
    if (first === undefined) return false;
    const { node, candidate } = first;
    const [value] = candidate.values;
    if (candidate.values.length === 1 && value !== undefined)
      node.conditions.push({ property: candidate.property, op: 'eq', value });
    else node.conditions.push({ property: candidate.property, op: 'in', values: [...candidate.values] });
  }
  for (const { item, at } of frame.cues) {
    const node = nodes.find((one) => one.at === at);
    const value = item.values?.find((one) => one.label === node?.label);
    if (node !== undefined && value !== undefined)
      node.conditions.push({ property: value.property, op: 'in', values: [...value.values] });
  }
  for (const time of frame.times) {
    const condition = timeCondition(
      time,
      frame,
      nodes.map((node) => node.label),
    );
    if (condition === null) return false;
    nodes.find((node) => node.label === condition.label)?.conditions.push(condition.where);
  }
  for (const { item } of frame.topics) {
    const tasks = nodes.find((node) => node.label === 'Task');
    const articles = nodes.find((node) => node.label === 'Article');
    const host =
      tasks !== undefined && (item.titles?.taskTotal ?? 0) > 0
        ? tasks
        : articles !== undefined && (item.titles?.articleTotal ?? 0) > 0
          ? articles
          : undefined;
    if (host === undefined) return false;
    host.conditions.push({ property: 'title', op: 'words', value: item.raw });
  }
  return true;
}
