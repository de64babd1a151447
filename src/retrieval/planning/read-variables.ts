import type { NodeLabel } from '../../../graph-schema/index.ts';
import { has, nouns } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import { lineCues } from './people-lines.ts';
import type { CueItem, EntityItem, QuestionItem } from './question-item.ts';
import type { Placed, Variable } from './read-frame.ts';
import { says } from './says.ts';

/** A noun or a role on the way to becoming a variable. */
interface Spoken {
  readonly label: NodeLabel;
  at: number;
  asked: boolean;
  role: boolean;
}

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

/** The kinds of node that a question speaks of without naming one; the one that is asked for first. */
export function readVariables(
  items: readonly QuestionItem[],
  cues: readonly Placed<CueItem>[],
  entities: readonly Placed<EntityItem>[],
): { variables: Variable[]; asksPerson: boolean } {
  const found: Spoken[] = [];
  let asksPerson = false;
  for (const { item, at } of cues) {
    if (item.cues.has('ask.who') || item.cues.has('ask.whose')) {
      // "Tasks of people who …": it goes on about them and asks nothing.
      if (at > 0 && !item.afterStop && has(items[at - 1], 'noun.employee') && has(item, 'light')) {
        found.push({ label: 'Employee', at, asked: false, role: false });
        continue;
      }
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
      found.push({ label: noun[1], at, asked: !isOfRole(items, at) && askedFor(items, at), role: false });
      continue;
    }
    if (personRoles.some((role) => item.cues.has(role)) && !usedAsVerb(items, at)) {
      const asked = askedFor(items, at) || (isOfRole(items, at - 1) && opensWith(items, at - 1));
      found.push({ label: 'Employee', at, asked, role: true });
    }
  }
  // "QA engineers", "all VPs": a job title speaks of people.
  for (const [at, item] of items.entries()) {
    if (item.kind === 'value' && item.candidates.every((one) => one.property === 'title'))
      found.push({ label: 'Employee', at, asked: askedFor(items, at), role: false });
    // "Who has the most drafts?": tasks, by the tracker's word for their state.
    const isRanked = has(items[at - 1], 'group.most', 'group.fewest');
    if (isRanked && item.kind === 'value' && item.candidates.every((one) => one.property === 'sourceStatus'))
      found.push({ label: 'Task', at, asked: false, role: false });
  }
  found.sort((one, other) => one.at - other.at);
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
  // 工作超过 5 年: beside a time, since when.
  if (has(items[at], 'prop.startDate') && items[at + 1]?.kind === 'time') return true;
  if (!has(items[at], 'prop.location')) return false;
  if (items.some((item) => has(item, 'ask.where'))) return true;
  // "In which office does Ana work?"
  if (
    items.some((item, place) => place < at && has(item, 'prop.location') && !has(item, 'noun.task')) &&
    asksWhich(items)
  )
    return true;
  for (let before = at - 1; before >= Math.max(0, at - 3); before--) {
    const item = items[before];
    if (item?.kind === 'value') return item.candidates.some((one) => one.property === 'location');
    if (!has(item, 'prop.location', 'light')) return false;
  }
  return false;
}

const asksWhich = (items: readonly QuestionItem[]): boolean =>
  items.some((item) => has(item, 'ask.which', 'ask.what'));

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
/** "The top three task authors": a noun that says of what they are authors, and those are asked for. */
function isOfRole(items: readonly QuestionItem[], at: number): boolean {
  const [noun, role] = [items[at], items[at + 1]];
  if (!has(noun, 'noun.task') || noun?.kind !== 'cue' || noun.possessive === true) return false;
  return /[^s\p{Script=Han}]$/iu.test(noun.raw) && has(role, ...rolesInTasks);
}

/** Whether a place is asked for, or ranked, before anything else is spoken of. */
function opensWith(items: readonly QuestionItem[], at: number): boolean {
  const isRanked = (item: QuestionItem): boolean =>
    item.kind === 'number' || has(item, 'light', 'group.most', 'group.fewest', 'group.rank', 'ask.who');
  return askedFor(items, at) || items.slice(0, at).every(isRanked);
}

const rolesInTasks: readonly CueName[] = ['role.assignee', 'role.author', 'role.reporter', 'role.approver'];

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
    // "Teams by number of tasks": what they are ranked by is not asked for.
    if (has(item, 'ask.count') && says(items[before - 1], 'by')) return false;
    // "Teams that have a member in Lisbon": here it asks nothing.
    if (before > 0 && !item.afterStop && says(item, 'have')) return false;
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
