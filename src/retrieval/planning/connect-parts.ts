import { type NodeLabel, openTaskStatuses } from '../../../graph-schema/index.ts';
import type { Condition } from '../../graph/graph-query.ts';
import { type DescribedNode, hangRest, hangStatuses } from './hang-conditions.ts';
import type { CueName } from './lexicon.ts';
import { isDeniedName, isDeniedNoun } from './negation.ts';
import { lineCues, lineWithoutName, reportingLine } from './people-lines.ts';
import type { CueItem, EntityItem, QuestionItem } from './question-item.ts';
import type { Frame, Placed } from './read-frame.ts';
import { allOf, leadCues, relatedOver, type Sense, senses } from './senses.ts';

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

const prepositions = /^(in|of|on|from|at|with|by|for|within|among|list|的|在|由|里|中|和|与|跟|属于)$/i;

/** Who we are: the company whose employees are "our staff". */
export type OwnCompany = { readonly id: string } | null;

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
  if (!hangRest(frame, items, nodes)) return null;
  if (isAtWork(frame, target))
    main.conditions.push({ property: 'status', op: 'in', values: [...openTaskStatuses] });
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

/** "What is Ana working on?" asks for what is not over. */
function isAtWork(frame: Frame, target: NodeLabel): boolean {
  return (
    target === 'Task' &&
    frame.statuses.length === 0 &&
    frame.times.length === 0 &&
    frame.cues.some(({ item }) => /^(?:working on|busy with|正在做|在做|在忙|手头)$/i.test(item.raw))
  );
}

/** What is said of people without a name: whose staff they are, whether they have a manager, that they have left. */
function ofPeople(
  frame: Frame,
  items: readonly QuestionItem[],
  company: OwnCompany,
  isSaid: boolean,
): Condition[] {
  const named = (label: NodeLabel): boolean => frame.entities.some((one) => one.item.label === label);
  const said = (name: CueName): boolean => frame.cues.some(({ item }) => item.cues.has(name));
  const conditions: Condition[] = [];
  if (!named('Employee') && !(named('Team') && said('role.manager')) && speaksOfLines(frame)) {
    const line = lineWithoutName(frame, items);
    if (line !== null) conditions.push(line);
  }
  // "Who else is assigned to his tasks?": not he himself, where the name is hung on the tasks.
  const known = frame.entities.filter((one) => one.item.label === 'Employee');
  if (said('logic.else') && !isSaid)
    conditions.push(...known.map((one): Condition => ({ not: idCondition(one) })));
  if (said('prop.endDate') && frame.times.length === 0)
    conditions.push({ property: 'endDate', op: 'exists' });
  if (said('role.ceo') && !named('Company') && company !== null)
    conditions.push({
      related: { type: 'LEADS', direction: 'out', label: 'Company', role: 'CEO' },
      where: { property: 'id', op: 'eq', value: company.id },
    });
  const staff =
    said('noun.staff') && !named('Company') && !frame.variables.some((one) => one.label === 'Company');
  if (staff && company !== null && !named('Employee'))
    conditions.push({
      related: { type: 'WORKS_FOR', direction: 'out', label: 'Company' },
      where: { property: 'id', op: 'eq', value: company.id },
    });
  return conditions;
}

function linkCondition(
  frame: Frame,
  items: readonly QuestionItem[],
  node: DescribedNode,
  link: Sense,
): Condition {
  const where = allOf(node.conditions);
  const owner = frame.entities.find(({ item }) => item.label === 'Employee' && item.possessive === true);
  // "Ben's team" is whoever works for him as well as whoever is in his team.
  if (node.label === 'Team' && link.near === 'Employee' && owner !== undefined && owner.at === node.at - 1)
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
  nodes: readonly DescribedNode[],
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
        ? sameKind(group, node, frame, items, used)
        : otherKind(group, node, frame, items, used);
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
  nodes: readonly DescribedNode[],
  items: readonly QuestionItem[],
  frame: Frame,
): DescribedNode | null {
  const label = entity.item.label;
  // "Who completed PLAT-7?": the state is that task's.
  const spoken = frame.variables.some((one) => one.label === 'Task');
  const stated = label === 'Task' && !spoken ? nodes.find((one) => one.label === 'Task') : undefined;
  if (stated !== undefined) return stated;
  const people = nodes[0];
  if (people?.label === 'Employee' && label === 'Team' && asksForFew(frame, items, nodes)) return people;
  let best: { node: DescribedNode; distance: number } | null = null;
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

/** Of those who have none or few of something, a team says who is looked at: "who in Web has the fewest tasks". */
function asksForFew(frame: Frame, items: readonly QuestionItem[], nodes: readonly DescribedNode[]): boolean {
  return (
    frame.ask === 'fewest' ||
    nodes.slice(1).some((node) => isDeniedNoun(items, node.at)) ||
    frame.cues.some(
      ({ item }) =>
        item.cues.has('logic.atLeast') && /fewer|less|at most|no more|少|不到|至多/.test(item.raw),
    )
  );
}

function speaksOfLines(frame: Frame): boolean {
  return frame.cues.some(({ item }) => lineCues.some((cue) => item.cues.has(cue)));
}

/** How far a variable's word stands from a name; "tasks of X" and "X's tasks" are nearest. */
function distanceTo(node: DescribedNode, at: number, items: readonly QuestionItem[]): number {
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
  const leads = node.label === 'Employee' && far === 'Team' ? leadSenses(frame) : [];
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
      conditions.push(isDeniedName(items, entity.at) ? { not: condition } : condition);
    }
  }
  // "Tasks of Web and Platform" are those of either; "in both" says otherwise, and so does what is denied.
  const denied = conditions.some((one) => 'not' in one);
  const together = frame.cues.some(({ item }) => item.cues.has('logic.both'));
  const either = !denied && (frame.cues.some(({ item }) => item.cues.has('logic.or')) || !together);
  return conditions.length === 1
    ? (conditions[0] ?? null)
    : either
      ? { any: conditions }
      : { all: conditions };
}

/** "John's team": the team that John is in or leads. */
function ownTeam(person: Placed<EntityItem>): Condition {
  const where = idCondition(person);
  return {
    any: [
      { related: { type: 'MEMBER_OF', direction: 'in', label: 'Employee' }, where },
      { related: { type: 'LEADS', direction: 'in', label: 'Employee' }, where },
    ],
  };
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

/** "Is John a manager?": what he is, not who his manager is. */
function isRoleAsked(person: Placed<EntityItem>, frame: Frame, items: readonly QuestionItem[]): boolean {
  const role = frame.cues.find(({ item }) => item.cues.has('role.manager'));
  if (frame.ask !== 'exists' || role === undefined || role.at < person.at) return false;
  if (person.item.possessive === true) return false;
  const between = items.slice(person.at + 1, role.at).map((one) => one.raw);
  return /^(?:is|are|was)$/i.test(items[0]?.raw ?? '') || between.some((word) => word.includes('是'));
}

/** "Does Xu Jing report to Ben?", "Is Marta John's manager?": one of the two, standing in a line to the other. */
function lineBetween(first: Placed<EntityItem>, second: Placed<EntityItem>, frame: Frame): Condition | null {
  const owner = first.item.possessive === true && !/\p{Script=Han}/u.test(first.item.raw);
  const [subject, person] = owner ? [second, first] : [first, second];
  const line = reportingLine(person, frame, idCondition(person));
  return line === null ? null : { all: [idCondition(subject), line] };
}

function sameKind(
  group: readonly Placed<EntityItem>[],
  node: DescribedNode,
  frame: Frame,
  items: readonly QuestionItem[],
  used: Set<number>,
): Condition | null {
  const [first, second, third] = group;
  if (first === undefined) return null;
  if (node.label === 'Employee' && speaksOfLines(frame)) {
    if (second !== undefined)
      return frame.ask === 'exists' && third === undefined ? lineBetween(first, second, frame) : null;
    if (isRoleAsked(first, frame, items))
      return {
        all: [idCondition(first), { related: { type: 'REPORTS_TO', direction: 'in', label: 'Employee' } }],
      };
    const line = reportingLine(first, frame, idCondition(first));
    if (line !== null) return isDeniedName(items, first.at) ? { not: line } : line;
  }
  if (node.label === 'Employee') {
    if (frame.cues.some(({ item }) => item.cues.has('logic.else'))) return { not: idCondition(first) };
  }
  if (node.label === 'Team' && frame.cues.some(({ item }) => item.cues.has('rel.partOf'))) {
    return {
      related: { type: 'PART_OF', direction: partDirection(first, frame), label: 'Team', transitive: true },
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

/** "Teams that are part of Engineering" and "which team is Web part of?": the name stands behind the word or before it. */
function partDirection(team: Placed<EntityItem>, frame: Frame): 'out' | 'in' {
  const word = frame.cues.find(({ item }) => item.cues.has('rel.partOf'));
  return word !== undefined && word.at > team.at && !/\p{Script=Han}|sub/iu.test(word.item.raw)
    ? 'in'
    : 'out';
}
