import type { NodeLabel, TaskStatus } from '../../../graph-schema/index.ts';
import type { CueName } from './lexicon.ts';
import { lineCues } from './people-lines.ts';
import type {
  CueItem,
  EntityItem,
  NumberItem,
  QuestionItem,
  TimeItem,
  ValueItem,
  WordsItem,
} from './question-item.ts';

/** What a question is made of, before its parts are connected. */
export interface Frame {
  readonly ask: Ask;
  /** Kinds of node that the question speaks of without naming one; the target first. */
  readonly variables: readonly Variable[];
  readonly entities: readonly Placed<EntityItem>[];
  readonly values: readonly Placed<ValueItem>[];
  readonly times: readonly Placed<TimeItem>[];
  readonly numbers: readonly Placed<NumberItem>[];
  /** Subjects: words that titles are searched for. */
  readonly topics: readonly Placed<WordsItem>[];
  readonly statuses: readonly StatusMention[];
  /** Every cue word with its place; connections take theirs from here. */
  readonly cues: readonly Placed<CueItem>[];
}

export interface Placed<Item> {
  readonly at: number;
  readonly item: Item;
}

export interface Variable {
  readonly label: NodeLabel;
  /** Index of the item that speaks of it. */
  readonly at: number;
  readonly target: boolean;
}

export interface StatusMention {
  readonly at: number;
  readonly status: TaskStatus | 'open' | 'overdue' | 'unassigned';
  readonly negated: boolean;
}

export type Ask =
  | 'list'
  | 'count'
  | 'exists'
  | 'most'
  | 'fewest'
  | 'groups'
  | 'average'
  | 'oldest'
  | 'newest'
  | 'related'
  | 'howLong'
  | 'when'
  | 'where'
  | 'profile';

const nouns: readonly (readonly [CueName, NodeLabel])[] = [
  ['noun.employee', 'Employee'],
  ['noun.task', 'Task'],
  ['noun.team', 'Team'],
  ['noun.company', 'Company'],
  ['noun.article', 'Article'],
  ['pron.article', 'Article'],
  ['noun.project', 'Project'],
];

const personRoles: readonly CueName[] = [
  'role.assignee',
  'role.approver',
  'role.reporter',
  'role.member',
  'role.lead',
  'role.leadership',
  'role.chair',
  'role.techLead',
  'role.author',
  'role.ceo',
];

const statuses: readonly (readonly [CueName, StatusMention['status']])[] = [
  ['status.done', 'done'],
  ['status.open', 'open'],
  ['status.in_progress', 'in_progress'],
  ['status.todo', 'todo'],
  ['status.blocked', 'blocked'],
  ['status.cancelled', 'cancelled'],
  ['status.overdue', 'overdue'],
  ['status.unassigned', 'unassigned'],
];

/** Reads what is asked, of which kinds of node, and which names, states and times are in the question. */
export function readFrame(items: readonly QuestionItem[]): Frame {
  const placed = items.map((item, at) => ({ item, at }));
  const of = <Kind extends QuestionItem['kind']>(kind: Kind) =>
    placed.filter((one): one is Placed<Extract<QuestionItem, { kind: Kind }>> => one.item.kind === kind);
  const entities = of('entity');
  const cues = of('cue');
  const { variables, asksPerson } = readVariables(items, cues, entities);
  const found = cues.flatMap(({ item, at }) => {
    const hit = statuses.find(([cue]) => item.cues.has(cue));
    return hit === undefined ? [] : [{ at, status: hit[1], negated: negatedAt(items, at) }];
  });
  return {
    ask: readAsk(cues, entities, variables, asksPerson),
    variables,
    entities,
    values: of('value'),
    times: of('time'),
    numbers: of('number'),
    topics: of('words'),
    statuses: found,
    cues,
  };
}

function negatedAt(items: readonly QuestionItem[], at: number): boolean {
  for (let before = at - 1; before >= Math.max(0, at - 3); before--) {
    const item = items[before];
    if (item?.kind !== 'cue') return false;
    if (item.cues.has('logic.not')) return !item.cues.has('logic.none') || !isAttribute(items, at);
    if (!item.cues.has('light')) return false;
  }
  return false;
}

/** 没有逾期的任务: the state belongs to the tasks, and it is them that are denied. */
function isAttribute(items: readonly QuestionItem[], at: number): boolean {
  return [items[at + 1], items[at + 2]].some((item) => has(item, 'noun.task'));
}

const has = (item: QuestionItem | undefined, ...names: readonly CueName[]): boolean =>
  item?.kind === 'cue' && names.some((name) => item.cues.has(name));

/** A noun or a role on the way to becoming a variable. */
interface Spoken {
  readonly label: NodeLabel;
  at: number;
  asked: boolean;
  role: boolean;
}

function readVariables(
  items: readonly QuestionItem[],
  cues: readonly Placed<CueItem>[],
  entities: readonly Placed<EntityItem>[],
): { variables: Variable[]; asksPerson: boolean } {
  const found: Spoken[] = [];
  let asksPerson = false;
  for (const { item, at } of cues) {
    if (item.cues.has('ask.who') || item.cues.has('ask.whose')) {
      asksPerson = true;
      found.push({ label: 'Employee', at, asked: true, role: false });
      continue;
    }
    const noun = nouns.find(([cue]) => item.cues.has(cue));
    if (
      noun !== undefined &&
      !absorbed(items, at, noun[1]) &&
      !usedAsVerb(items, at) &&
      !saysWhere(items, at) &&
      !ownProperty(items, at)
    ) {
      found.push({ label: noun[1], at, asked: askedFor(items, at), role: false });
      continue;
    }
    if (personRoles.some((role) => item.cues.has(role)) && !usedAsVerb(items, at)) {
      found.push({ label: 'Employee', at, asked: askedFor(items, at), role: true });
    }
  }
  // "QA engineers", "all VPs": a job title speaks of people.
  for (const [at, item] of items.entries()) {
    if (item.kind === 'value' && item.candidates.every((one) => one.property === 'title'))
      found.push({ label: 'Employee', at, asked: askedFor(items, at), role: false });
  }
  // "Who employs them?" asks for companies.
  const employer = cues.find(({ item }) => item.cues.has('rel.employer'));
  const companyNamed =
    entities.some((one) => one.item.label === 'Company') || found.some((one) => one.label === 'Company');
  if (employer !== undefined && asksPerson && !companyNamed) {
    for (const one of found) one.asked = false;
    found.push({ label: 'Company', at: employer.at, asked: true, role: false });
  }
  const personNamed = entities.some((one) => one.item.label === 'Employee');
  // One variable a kind: "of the people …, who …" and "members … who …" speak of the same people.
  const merged: Spoken[] = [];
  for (const one of found) {
    const same = merged.find((other) => other.label === one.label);
    if (same === undefined) {
      merged.push({ ...one });
    } else if (one.asked && !same.asked) {
      same.at = one.at;
      same.asked = true;
      same.role = same.role && one.role;
    } else {
      same.role = same.role && one.role;
    }
  }
  // Beside a person's name, "people" or a role is that person, unless asked for or a line leads on from the name.
  const lines = cues.some(({ item }) => lineCues.some((cue) => item.cues.has(cue)));
  const kept = merged.filter(
    (one) =>
      one.label !== 'Employee' ||
      one.asked ||
      !personNamed ||
      (lines && !one.role) ||
      merged.every((other) => other === one),
  );
  const target =
    kept.find(
      (one) => one.asked && !(one.label === 'Employee' && asksPerson && relativePronoun(items, one.at, kept)),
    ) ??
    kept.find((one) => one.asked) ??
    // "My team's tasks" are tasks.
    kept.find((one) => items[one.at]?.possessive !== true || has(items[one.at + 1], 'ask.count')) ??
    kept[0];
  const variables = kept.map((one) => ({ label: one.label, at: one.at, target: one === target }));
  return { variables: variables.sort((one, other) => Number(other.target) - Number(one.target)), asksPerson };
}

/** "tasks … who …": the pronoun joins a clause to what stands before it instead of asking. */
function relativePronoun(
  items: readonly QuestionItem[],
  at: number,
  all: readonly { label: NodeLabel; asked: boolean }[],
): boolean {
  return at > 0 && has(items[at], 'ask.who') && all.some((one) => one.label !== 'Employee' && one.asked);
}

/** A noun beside a name of its own kind says nothing new: "the Memory QoS proposal", "team Platform". */
function absorbed(items: readonly QuestionItem[], at: number, label: NodeLabel): boolean {
  if (has(items[at - 1], 'ask.which') || has(items[at - 1], 'ask.count')) return false;
  for (const step of [-1, 1]) {
    const near = items[at + step];
    if (near?.kind === 'entity' && near.label === label && label !== 'Employee') return true;
  }
  return false;
}

/** 在柏林工作: beside a place, "work" says where somebody is. */
function saysWhere(items: readonly QuestionItem[], at: number): boolean {
  const before = items[at - 1];
  return (
    has(items[at], 'prop.location') &&
    before?.kind === 'value' &&
    before.candidates.some((one) => one.property === 'location')
  );
}

/** "Bob's job": a property of the name before it. */
function ownProperty(items: readonly QuestionItem[], at: number): boolean {
  const before = items[at - 1];
  return has(items[at], 'prop.title') && before?.kind === 'entity' && before.label === 'Employee';
}

/** "Peter chairs …", "who leads …", "does Ana work on …": the word is the sentence's verb. */
function usedAsVerb(items: readonly QuestionItem[], at: number): boolean {
  const item = items[at];
  if (item?.kind !== 'cue') return false;
  const canBe = [...item.cues].some((cue) => cue.startsWith('rel.'));
  if (!canBe) return false;
  const before = items[at - 1];
  if (/\p{Script=Han}/u.test(item.raw)) return false;
  return (
    (before?.kind === 'entity' && before.label === 'Employee') ||
    has(before, 'ask.who', 'pron.person', 'pron.asker')
  );
}

/** Whether "which", "what", "how many", "list" … goes with this noun, over adjectives and names between them. */
function askedFor(items: readonly QuestionItem[], at: number): boolean {
  const own = items[at];
  if (
    own?.kind === 'cue' &&
    ['ask.count', 'ask.list', 'ask.who', 'ask.which'].some((cue) => own.cues.has(cue as CueName)) &&
    !own.cues.has('light')
  )
    return true;
  for (let before = at - 1; before >= Math.max(0, at - 6); before--) {
    const item = items[before];
    if (item === undefined) break;
    if (has(item, 'ask.which', 'ask.what', 'ask.count', 'ask.list', 'group.rank', 'ask.whose', 'ask.yesNo'))
      return true;
    if (item.kind === 'cue') {
      const passes = [...item.cues].some(
        (cue) =>
          cue === 'light' ||
          cue.startsWith('status.') ||
          cue.startsWith('order.') ||
          cue === 'group.most' ||
          cue === 'group.fewest',
      );
      if (!passes) return false;
    }
  }
  return false;
}

function readAsk(
  cues: readonly Placed<CueItem>[],
  entities: readonly Placed<EntityItem>[],
  variables: readonly Variable[],
  asksPerson: boolean,
): Ask {
  const any = (...names: readonly CueName[]): boolean =>
    cues.some(({ item }) => names.some((name) => item.cues.has(name)));
  const strong = (name: CueName): boolean =>
    cues.some(({ item }) => item.cues.has(name) && !(item.cues.has('light') && name.startsWith('ask.')));
  const noun = variables.length > 0;
  if (
    any('ask.related') &&
    any('rel.mentions', 'ask.related') &&
    entities.length > 0 &&
    relatesTwo(cues, entities, variables)
  )
    return 'related';
  if (any('group.average')) return 'average';
  if (any('group.average')) return 'average';
  if (any('ask.howLong')) return 'howLong';
  const opensWithVerb = yesNo(cues, entities.length > 0 || noun || any(...statuses.map(([cue]) => cue)));
  if (opensWithVerb && !asksPerson && !any('ask.which', 'ask.what', 'ask.count', 'ask.when', 'ask.where'))
    return 'exists';
  if (
    opensWithVerb &&
    /^would you/i.test(cues.find(({ item }) => item.cues.has('ask.yesNo'))?.item.raw ?? '')
  )
    return 'exists';
  if (any('group.rank')) return 'most';
  if (any('group.most') && !any('rel.knows') && (noun || asksPerson)) return 'most';
  if (any('group.fewest') && (noun || asksPerson)) return 'fewest';
  if (eachOf(cues) && strong('ask.count') && !any('role.report')) return 'groups';
  if (
    any('group.by') &&
    !any('order.by') &&
    (any(
      'prop.status',
      'noun.year',
      'noun.month',
      'noun.quarter',
      'prop.priority',
      'prop.location',
      'prop.title',
      'prop.milestone',
    ) ||
      variables.length > 1)
  )
    return 'groups';
  if (
    any('order.oldest') &&
    variables.some((one) => one.label === 'Task' || one.label === 'Employee' || one.label === 'Article')
  )
    return 'oldest';
  if (
    any('order.newest') &&
    variables.some((one) => one.label === 'Task' || one.label === 'Employee' || one.label === 'Article')
  )
    return 'newest';
  if (strong('ask.count')) return severalCounts(cues) ? 'groups' : 'count';
  if (any('ask.when')) return 'when';
  if (any('ask.where')) return 'where';
  if (!noun && any('ask.profile')) return 'profile';
  return 'list';
}

/** "How many tasks does each team have?" */
function eachOf(cues: readonly Placed<CueItem>[]): boolean {
  return cues.some(
    ({ item, at }) =>
      item.cues.has('group.each') &&
      cues.some((one) => one.at === at + 1 && nouns.some(([cue]) => one.item.cues.has(cue))),
  );
}

/** "How many are to do, and how many are done?": one count for each state. */
function severalCounts(cues: readonly Placed<CueItem>[]): boolean {
  const counts = cues.filter(({ item }) => item.cues.has('ask.count') && !item.cues.has('light')).length;
  return counts > 1 && cues.filter(({ item }) => statuses.some(([cue]) => item.cues.has(cue))).length > 1;
}

function relatesTwo(
  cues: readonly Placed<CueItem>[],
  entities: readonly Placed<EntityItem>[],
  variables: readonly Variable[],
): boolean {
  const explicit = cues.some(
    ({ item }) => item.cues.has('ask.related') && !/^how (is|are|do|does)$/i.test(item.raw),
  );
  const related = cues.some(({ item }) => item.cues.has('rel.mentions'));
  return (
    (explicit || related) &&
    entities.length + variables.length >= 2 &&
    !cues.some(({ item }) => item.cues.has('ask.count') && !item.cues.has('light'))
  );
}

/** Whether the question opens a sentence with "is", "does" …, or ends with 吗. */
function yesNo(cues: readonly Placed<CueItem>[], speaksOfSomething: boolean): boolean {
  if (!speaksOfSomething) return false;
  return cues.some(
    ({ item, at }) =>
      item.cues.has('ask.yesNo') &&
      (at === 0 || item.afterStop || /[吗否]|是不是|有没有/.test(item.raw)) &&
      !/^(have|has)$/i.test(item.raw),
  );
}
