import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition, Field, FindQuery, Order, Return, Step } from '../../graph/graph-query.ts';
import type { NameCandidate } from '../linking/name-index.ts';
import { askedProperty } from './asked-property.ts';
import { type Connected, connectParts } from './connect-parts.ts';
import type { CueName } from './lexicon.ts';
import type { AnswerShape, Plan, Planner, QueryPlan, TaggedQuestion } from './planner.ts';
import { profileQuery } from './profile-query.ts';
import type { EntityItem, QuestionItem } from './question-item.ts';
import { type Frame, type Placed, readFrame } from './read-frame.ts';
import { resolveReferences } from './resolve-references.ts';
import { resolveWords } from './resolve-words.ts';
import { allOf, type Sense, senses } from './senses.ts';
import { dateProperty } from './time-condition.ts';

/** How many rows a list brings; its total is told all the same. */
const listLimit = 200;

/**
 * The planner without a model: names first, then cue words and direction, composed into one typed query. It accepts a
 * question only when every word that could matter has found its place.
 */
export const rulePlanner: Planner = { plan };

function plan(question: TaggedQuestion): Plan | null {
  const { items: given, among, unknownAsker, unknownArticle } = resolveReferences(question);
  const items = resolveWords(given);
  const unknownId = items.find((item) => item.kind === 'words' && item.unknownKey === true);
  if (unknownId !== undefined)
    return { kind: 'unknown', surface: unknownId.raw, label: 'Task', reason: 'name' };
  if (unknownArticle) return { kind: 'unknown', surface: '', label: 'Article', reason: 'article' };
  const frame = readFrame(items);
  if (frame.cues.length === 0 && frame.entities.length === 0) return null;
  const profile = among === null ? askedProfile(frame) : null;
  const target = profile !== null ? null : (among?.label ?? chooseTarget(frame));
  const stranger = unknownName(frame, target);
  if (stranger !== null) return stranger;
  if (unknownAsker && frame.entities.length === 0 && target !== null)
    return { kind: 'unknown', surface: '', label: 'Employee', reason: 'asker' };
  const built = build(question, frame, items, target, among);
  if (built === null) return null;
  const several = frame.entities.find((one) => mustChoose(one.item, frame));
  if (several !== undefined)
    return { kind: 'clarify', surface: several.item.raw, candidates: several.item.candidates };
  const named = new Map<string, NameCandidate>(
    frame.entities.flatMap((one) =>
      one.item.candidates.map((candidate) => [candidate.id, candidate] as const),
    ),
  );
  if (question.previous?.plan?.kind === 'query' && among !== null)
    for (const [id, candidate] of question.previous.plan.named) named.set(id, candidate);
  return { ...built, named };
}

/** Namesakes must be told apart, unless the question covers all of them anyway. */
function mustChoose(item: EntityItem, frame: Frame): boolean {
  if (item.candidates.length < 2) return false;
  return !(frame.ask === 'profile' && item.label === 'Company');
}

/** The kind of node that the answer is made of. */
function chooseTarget(frame: Frame): NodeLabel | null {
  const spoken = frame.variables[0]?.label;
  if (spoken !== undefined) return spoken;
  if (frame.statuses.length > 0 && !frame.entities.some((one) => one.item.label === 'Task')) return 'Task';
  const cue = (name: CueName): boolean =>
    frame.cues.some(
      ({ item }) => item.cues.has(name) && !item.cues.has('light') && !item.cues.has('prop.title'),
    );
  if (
    cue('rel.assigned') &&
    frame.entities.some((one) => one.item.label === 'Employee') &&
    !frame.entities.some((one) => one.item.label === 'Task')
  )
    return 'Task';
  const creating = frame.cues.some(
    ({ item }) => item.cues.has('prop.createdAt') || item.cues.has('status.open'),
  );
  if (creating && frame.times.length > 0 && !frame.entities.some((one) => one.item.label === 'Task'))
    return 'Task';
  if (cue('role.manager') || cue('rel.reportsTo') || cue('rel.manages') || cue('role.report'))
    return 'Employee';
  return null;
}

/** "What is Ingrid Solberg working on?", and nobody is called that. */
function unknownName(frame: Frame, target: NodeLabel | null): Plan | null {
  const stranger = frame.topics.find(
    ({ item }) => item.nameLike && (item.titles?.taskTotal ?? 0) === 0 && item.titles?.written !== true,
  );
  if (stranger === undefined || frame.topics.length > 1 || (target === null && !speaksOfSomebody(frame)))
    return null;
  if (/\p{Ll}/u.test(stranger.item.raw) && stranger.item.raw.split(/\s+/).length <= 4)
    return { kind: 'unknown', surface: stranger.item.raw, label: null, reason: 'name' };
  return null;
}

/** Whether a word asks for what people do or have. */
function speaksOfSomebody(frame: Frame): boolean {
  return frame.cues.some(
    ({ item }) =>
      !item.cues.has('light') &&
      [...item.cues].some((cue) => cue.startsWith('rel.') || cue.startsWith('role.')),
  );
}

type Built = Omit<QueryPlan, 'named'> | null;

function build(
  question: TaggedQuestion,
  frame: Frame,
  items: readonly QuestionItem[],
  target: NodeLabel | null,
  among: { label: NodeLabel; where: Condition | undefined } | null,
): Built {
  const find = (name: NodeLabel, where: Condition | undefined, returns: Return): FindQuery => ({
    find: name,
    ...(where === undefined ? {} : { where }),
    return: returns,
  });
  const query = (built: FindQuery, shape: AnswerShape): Built => ({ kind: 'query', query: built, shape });
  if (frame.ask === 'related') return related(frame);
  const property = among === null ? askedProperty(frame, target) : null;
  if (property !== null) return property;
  if (target === null) {
    const only = frame.entities[0];
    if (
      only === undefined ||
      frame.entities.length > 1 ||
      frame.topics.length + frame.times.length + frame.values.length + frame.statuses.length > 0
    )
      return null;
    if (frame.ask === 'exists' || leftover(frame)) return null;
    return query(profileQuery(only.item), { kind: 'profile' });
  }
  const grouped = frame.ask === 'most' || frame.ask === 'fewest' || frame.ask === 'groups';
  const extreme = frame.ask === 'oldest' || frame.ask === 'newest';
  const spoken =
    extreme && alsoWho(frame)
      ? { ...frame, variables: frame.variables.filter((one) => one.label === target) }
      : frame;
  const connected = connectParts(spoken, items, target, question.today);
  if (connected === null) return null;
  const where =
    among?.where === undefined
      ? connected.where
      : allOf([among.where, ...(connected.where === undefined ? [] : [connected.where])]);
  if (grouped) return groups(frame, target, connected, among?.where);
  switch (frame.ask) {
    case 'count':
      return query(find(target, where, { kind: 'count' }), { kind: 'count' });
    case 'exists':
      return (
        existence(frame, items, target, question.today) ??
        query(find(target, where, { kind: 'exists' }), { kind: 'exists' })
      );
    case 'oldest':
    case 'newest':
      return first(frame, target, where);
    case 'howLong':
    case 'when':
    case 'where':
      return null;
    default: {
      if (where === undefined && target !== 'Team' && target !== 'Company' && target !== 'Project')
        return null;
      return query(
        find(target, where, {
          kind: 'list',
          fields: listFields(target, frame, connected),
          limit: listLimit,
          ...orderOf(target),
        }),
        { kind: 'list' },
      );
    }
  }
}

/** "Who is Ana Silva?": nothing but a name and words that ask about it. */
function askedProfile(frame: Frame): EntityItem | null {
  const [only, another] = frame.entities;
  if (only === undefined || another !== undefined || leftover(frame)) return null;
  if (frame.topics.length + frame.times.length + frame.values.length + frame.numbers.length > 0) return null;
  // "Whom do we know at Acme?" asks for people, "who is at Acme" likewise.
  const asksWhom = frame.cues.some(({ item }) => item.cues.has('ask.who'));
  if (asksWhom && only.item.label !== 'Employee') return null;
  return only.item;
}

/** Words that ask for something the profile of a name would not answer. */
function leftover(frame: Frame): boolean {
  const harmless: readonly CueName[] = [
    'light',
    'ask.profile',
    'ask.who',
    'ask.what',
    'pron.thing',
    'pron.person',
    'ask.yesNo',
    'logic.and',
  ];
  return frame.cues.some(({ item, at }) => {
    if (harmless.some((cue) => item.cues.has(cue))) return false;
    return !(at === 0 && item.cues.has('ask.list') && !item.cues.has('noun.task'));
  });
}

function orderOf(target: NodeLabel): { orderBy?: readonly Order[] } {
  if (target === 'Task') return { orderBy: [{ by: 'key' }] };
  return { orderBy: [{ by: target === 'Article' ? 'title' : target === 'Position' ? 'title' : 'name' }] };
}

/** What is told of each row: enough to know it by. */
function listFields(target: NodeLabel, frame: Frame, connected: Connected): Field[] {
  const assignees: Field = {
    related: { type: 'ASSIGNED_TO', direction: 'in', label: 'Employee' },
    property: 'name',
    as: 'assignees',
  };
  const fields: Field[] = [{ property: 'key' }];
  if (target === 'Employee') {
    fields.push({ property: 'title' });
    // "Which employees are assigned to tasks related to X?": each with those tasks.
    const [step] = connected.links.get('Task')?.steps ?? [];
    const tasks = connected.own.get('Task');
    if (step !== undefined && tasks !== undefined)
      fields.push({ related: step, where: tasks, property: 'key', as: 'tasks' });
  }
  if (target === 'Task') {
    fields.push({ property: 'status' });
    if (
      frame.entities.every((one) => one.item.label !== 'Employee') &&
      !frame.variables.some((one) => one.label === 'Employee')
    )
      fields.push(assignees);
    const date = dateProperty(frame, ['Task'])?.property;
    if (date !== undefined && frame.times.length > 0) fields.push({ property: date });
    if (frame.statuses.some((one) => one.status === 'overdue')) fields.push({ property: 'dueDate' });
  }
  return fields;
}

function existence(frame: Frame, items: readonly QuestionItem[], target: NodeLabel, today: string): Built {
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
  if (connected === null || target === undefined) return null;
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

function first(frame: Frame, target: NodeLabel, where: Condition | undefined): Built {
  const done = frame.statuses.some((one) => one.status === 'done' && !one.negated);
  const property =
    target === 'Task'
      ? (dateProperty({ ...frame, statuses: done ? frame.statuses : [] }, ['Task'])?.property ?? 'createdAt')
      : target === 'Employee'
        ? 'startDate'
        : 'writtenOn';
  const fields: Field[] = [{ property: 'key' }, { property }];
  if (target === 'Task') fields.push({ property: 'status' });
  if (alsoWho(frame))
    fields.push({
      related: { type: 'ASSIGNED_TO', direction: 'in', label: 'Employee' },
      property: 'name',
      as: 'assignees',
    });
  const known: Condition = { property, op: 'exists' };
  const number = frame.numbers[0]?.item.value;
  return {
    kind: 'query',
    query: {
      find: target,
      where: allOf([known, ...(where === undefined ? [] : [where])]) ?? known,
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
function alsoWho(frame: Frame): boolean {
  const who = frame.cues.some(({ item, at }) => item.cues.has('ask.who') && at > 0);
  return (
    who && frame.cues.some(({ item }) => item.cues.has('rel.assigned') || item.cues.has('role.assignee'))
  );
}

/** "Which team has the most done tasks?": counts of one kind by another, by a property, or by a stretch of time. */
function groups(frame: Frame, target: NodeLabel, connected: Connected, among: Condition | undefined): Built {
  const said = (name: CueName): boolean => frame.cues.some(({ item }) => item.cues.has(name));
  const number = frame.numbers.find(({ at }) =>
    frame.cues.some(
      (cue) =>
        Math.abs(cue.at - at) <= 2 &&
        (cue.item.cues.has('group.rank') || cue.item.cues.has('group.most') || cue.item.cues.has('light')),
    ),
  )?.item.value;
  const ranked = frame.ask !== 'groups';
  const limit = number ?? (ranked && !said('group.rank') ? 1 : undefined);
  const finish = (
    counted: NodeLabel,
    where: Condition | undefined,
    by: Extract<Return, { kind: 'groups' }>['by'][number],
  ): Built => ({
    kind: 'query',
    query: {
      find: counted,
      ...(where === undefined ? {} : { where }),
      return: {
        kind: 'groups',
        by: [by],
        measures: [{ measure: 'count', as: 'count' }],
        ...(ranked || number !== undefined
          ? { orderBy: [{ by: 'count', ...(frame.ask === 'fewest' ? {} : { descending: true }) }] }
          : {}),
        ...(limit === undefined ? {} : { limit, ties: true }),
      },
    },
    shape: { kind: 'groups', ranked },
  });
  const unit = said('noun.year')
    ? 'year'
    : said('noun.quarter')
      ? 'quarter'
      : said('noun.month')
        ? 'month'
        : null;
  const withAmong = (where: Condition | undefined): Condition | undefined =>
    allOf([...(among === undefined ? [] : [among]), ...(where === undefined ? [] : [where])]);
  if (unit !== null) {
    const counted = connected.target === 'Employee' ? 'Employee' : 'Task';
    const property =
      counted === 'Employee' ? 'startDate' : (dateProperty(frame, ['Task'])?.property ?? 'createdAt');
    const own = connected.target === counted ? connected.where : connected.own.get(counted);
    return finish(counted, allOf([{ property, op: 'exists' }, ...(own === undefined ? [] : [own])]), {
      property,
      unit,
      as: unit,
    });
  }
  if (frame.ask === 'groups') {
    if (said('prop.status') || frame.statuses.length > 1)
      return finish(
        'Task',
        withAmong(connected.target === 'Task' ? connected.where : connected.own.get('Task')),
        { property: 'status', as: 'status' },
      );
    if (said('prop.priority'))
      return finish('Task', withAmong(connected.where), { property: 'priority', as: 'priority' });
  }
  // Superlatives ask for the target; "tasks per team" counts the target by the other kind.
  const other = [...connected.links.keys()][0] ?? countedFor(target, frame);
  if (other === null) return null;
  const [counted, group] = ranked || connected.links.size === 0 ? [other, target] : [target, other];
  const link = linkBetween(counted, group, connected, frame);
  const [step] = link?.steps ?? [];
  if (link === null || step === undefined || link.steps.length > 1) return null;
  const groupWhere = connected.own.get(group);
  return finish(counted, withAmong(connected.own.get(counted)), {
    related: step,
    ...(groupWhere === undefined ? {} : { where: groupWhere }),
    as: 'group',
  });
}

/** What is counted where only the groups are named: tasks of people and teams, people of companies. */
function countedFor(target: NodeLabel, frame: Frame): NodeLabel | null {
  if (target === 'Company') return 'Employee';
  if (target === 'Team')
    return frame.cues.some(({ item }) => item.cues.has('role.member') || item.cues.has('rel.member')) &&
      frame.statuses.length === 0
      ? 'Employee'
      : 'Task';
  if (target === 'Employee') return 'Task';
  if (target === 'Task') return 'Employee';
  return null;
}

function linkBetween(counted: NodeLabel, group: NodeLabel, connected: Connected, frame: Frame): Sense | null {
  const known = connected.links.get(counted === connected.target ? group : counted);
  const sense = known ?? chooseFor(group, counted, frame.cues);
  if (sense === null) return null;
  return sense.near === counted ? sense : reverse(sense);
}

function chooseFor(near: NodeLabel, far: NodeLabel, cues: Frame['cues']): Sense | null {
  const fitting = senses.filter((one) => one.near === near && one.far === far);
  return (
    fitting.find(
      (one) => !one.usual && cues.some(({ item }) => one.cues.some((cue) => item.cues.has(cue))),
    ) ??
    fitting.find((one) => one.usual) ??
    null
  );
}

function reverse(sense: Sense): Sense {
  const steps: Step[] = sense.steps.map((step) => ({
    ...step,
    direction: step.direction === 'out' ? 'in' : 'out',
    label: sense.near,
  }));
  return { ...sense, near: sense.far, far: sense.near, steps };
}

function related(frame: Frame): Built {
  const ends = [...frame.entities].sort(
    (one, other) =>
      Number(other.item.label === 'Article' || other.item.label === 'Task') -
      Number(one.item.label === 'Article' || one.item.label === 'Task'),
  );
  const [from, to] = ends;
  if (from === undefined || to === undefined) return null;
  const id = (one: Placed<EntityItem>): Condition => ({
    property: 'id',
    op: 'in',
    values: one.item.candidates.map((candidate) => candidate.id),
  });
  const people = frame.variables.some((one) => one.label === 'Employee');
  const end =
    to.item.label === 'Company' && people
      ? {
          label: 'Employee' as const,
          where: {
            related: { type: 'WORKS_FOR', direction: 'out', label: 'Company' },
            where: id(to),
          } satisfies Condition,
        }
      : { label: to.item.label, where: id(to) };
  return {
    kind: 'query',
    query: {
      paths: {
        from: { label: from.item.label, where: id(from) },
        to: end,
        via: [
          'DESCRIBED_BY',
          'ASSIGNED_TO',
          'APPROVED',
          'REPORTED',
          'AUTHORED',
          'HAS_PASSAGE',
          'MENTIONS',
          ...(people ? [] : (['WORKS_FOR', 'MEMBER_OF', 'OWNED_BY', 'REPORTS_TO'] as const)),
        ],
        maxLength: people ? 2 : 4,
        limit: 50,
      },
    },
    shape: { kind: 'paths' },
  };
}
