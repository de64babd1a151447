import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition, Step } from '../../graph/graph-query.ts';
import { has, nouns } from './frame-words.ts';
import { ownTeam } from './hang-entities.ts';
import type { CueName } from './lexicon.ts';
import type { CueItem, EntityItem, QuestionItem } from './question-item.ts';
import { says } from './says.ts';
import { idCondition } from './senses.ts';
import type { SmallWord } from './small-words.ts';

/** Whom or what a word names by what it is to something else. */
interface Description {
  readonly cue: CueName;
  readonly of: NodeLabel;
  readonly label: NodeLabel;
  where(base: Condition): Condition;
}

const over =
  (...steps: readonly Step[]) =>
  (base: Condition): Condition =>
    steps.reduceRight<Condition>((where, related) => ({ related, where }), base);

function anyOf(conditions: readonly Condition[]): Condition {
  const [only] = conditions;
  return conditions.length === 1 && only !== undefined ? only : { any: conditions };
}

const toReport: Step = { type: 'REPORTS_TO', direction: 'in', label: 'Employee' };
const toManager: Step = { type: 'REPORTS_TO', direction: 'out', label: 'Employee' };
const toTeam = (role?: string): Step => ({
  type: 'LEADS',
  direction: 'out',
  label: 'Team',
  ...(role === undefined ? {} : { role }),
});
const toTask = (type: 'ASSIGNED_TO' | 'APPROVED' | 'REPORTED'): Step => ({
  type,
  direction: 'out',
  label: 'Task',
});

/** The first whose cue is said counts: a "tech lead" is no mere lead. */
const descriptions: readonly Description[] = [
  { cue: 'role.skipReport', of: 'Employee', label: 'Employee', where: over(toManager, toManager) },
  { cue: 'role.skipManager', of: 'Employee', label: 'Employee', where: over(toReport, toReport) },
  {
    cue: 'role.peer',
    of: 'Employee',
    label: 'Employee',
    where: (base) => ({ all: [over(toManager, toReport)(base), { not: base }] }),
  },
  { cue: 'role.report', of: 'Employee', label: 'Employee', where: over(toManager) },
  { cue: 'role.techLead', of: 'Team', label: 'Employee', where: over(toTeam('tech lead')) },
  { cue: 'role.chair', of: 'Team', label: 'Employee', where: over(toTeam('chair')) },
  { cue: 'role.lead', of: 'Team', label: 'Employee', where: over(toTeam()) },
  { cue: 'role.manager', of: 'Team', label: 'Employee', where: over(toTeam()) },
  { cue: 'role.manager', of: 'Employee', label: 'Employee', where: over(toReport) },
  { cue: 'role.assignee', of: 'Task', label: 'Employee', where: over(toTask('ASSIGNED_TO')) },
  { cue: 'role.approver', of: 'Task', label: 'Employee', where: over(toTask('APPROVED')) },
  { cue: 'role.reporter', of: 'Task', label: 'Employee', where: over(toTask('REPORTED')) },
  {
    cue: 'role.parentTeam',
    of: 'Team',
    label: 'Team',
    where: over({ type: 'PART_OF', direction: 'in', label: 'Team' }),
  },
  {
    cue: 'role.author',
    of: 'Article',
    label: 'Employee',
    where: over({ type: 'AUTHORED', direction: 'out', label: 'Article' }),
  },
];

/**
 * The readings of a question with "Ana's manager", "the lead of Web" and the like each taken for one thing, the likeliest
 * first: where something is asked of such a thing, all of it is taken together; where it is itself what is asked for, all
 * but its outermost word. The question as it was comes last.
 */
export function readDescriptions(items: readonly QuestionItem[]): (readonly QuestionItem[])[] {
  const steps: (readonly QuestionItem[])[] = [items];
  for (let next = joinOne(items); next !== null; next = joinOne(next)) steps.push(next);
  const [last, beforeLast] = steps.toReversed();
  if (last === undefined || beforeLast === undefined) return [items];
  return [...new Set(isAlone(last) ? [beforeLast, items, last] : [last, items])];
}

/**
 * "The boss of the person assigned to WEB-60": a role of people whom only a clause describes. What is said of them would be
 * taken as said of the boss.
 */
export function isRoleOfPeople(items: readonly QuestionItem[]): boolean {
  return items.some((item, at) => {
    if (!has(item, 'role.manager', 'role.report', 'role.peer', 'role.skipManager')) return false;
    let next = at + 1;
    const isOf = says(items[next], 'ofOrTo');
    while (isBetween(items[next], 'roleToPeople')) next++;
    const before = items.slice(Math.max(0, at - 2), at).some((one) => has(one, 'noun.employee'));
    const owned = before && says(items[at - 1], 'own');
    return (isOf && has(items[next], 'noun.employee', 'role.assignee')) || owned;
  });
}

/** "Which manager's people have the most overdue tasks?": theirs would be taken as the manager's own. */
export function ranksPeopleOfRole(items: readonly QuestionItem[]): boolean {
  const isRanked = items.some((item) => has(item, 'group.most', 'group.fewest'));
  return (
    isRanked &&
    items.some(
      (item, at) =>
        has(item, 'role.manager', 'role.lead') &&
        has(items[at - 1], 'ask.which', 'ask.what') &&
        has(items[at + 1], 'noun.employee', 'noun.team', 'role.report'),
    )
  );
}

/** "Which team is Ana's team part of?": of two teams, hers is not the one that is asked for. */
export function hasTeamOfSomebody(items: readonly QuestionItem[]): boolean {
  const own = items.findIndex(
    (item, at) => item.kind === 'entity' && item.possessive === true && has(items[at + 1], 'noun.team'),
  );
  return own >= 0 && items.some((item, at) => at !== own + 1 && has(item, 'noun.team'));
}

/** Nothing but the description and words that ask for it. */
function isAlone(items: readonly QuestionItem[]): boolean {
  const small: readonly CueName[] = [
    'light',
    'ask.who',
    'ask.whose',
    'ask.what',
    'ask.which',
    'ask.list',
    'ask.profile',
    'ask.count',
    'noun.employee',
    'logic.and',
    'logic.transitive',
    'logic.inTotal',
  ];
  return items.every((item) => item.kind === 'entity' || has(item, ...small));
}

/** Joins the innermost description; null where there is none. */
function joinOne(items: readonly QuestionItem[]): QuestionItem[] | null {
  for (const [at, base] of items.entries()) {
    if (base.kind !== 'entity') continue;
    const joined = joinBehind(items, at, base) ?? joinBefore(items, at, base);
    if (joined !== null) return joined;
  }
  return null;
}

/** "Ana's manager", "the Web team lead", 张伟的经理. */
function joinBehind(items: readonly QuestionItem[], at: number, base: EntityItem): QuestionItem[] | null {
  let role = at + 1;
  while (isBetween(items[role], 'nameToRole') || has(items[role], 'logic.direct')) role++;
  const word = items[role];
  const owns = base.possessive === true || base.label === 'Team' || /\p{Script=Han}/u.test(word?.raw ?? '');
  const team = joinTeam(items, at, base);
  if (team !== null) return team;
  if (word?.kind !== 'cue' || !owns || word.afterStop) return null;
  return joinRole(items, at, role, base, word);
}

/** "Ben's team", where its tasks or who leads it are asked for; who is in it may be asked of those who report to Ben as well. */
function joinTeam(items: readonly QuestionItem[], at: number, base: EntityItem): QuestionItem[] | null {
  if (base.label !== 'Employee' || base.possessive !== true) return null;
  const team = says(items[at + 1], 'own') ? at + 2 : at + 1;
  const [word, next] = [items[team], items[team + 1]];
  if (word?.kind !== 'cue' || !has(word, 'noun.team') || has(next, 'role.lead', 'role.manager')) return null;
  // "Who in Ben's team has overdue tasks?"
  if (says(items[at - 1], 'inTeam') && items.some((item) => has(item, 'ask.who', 'noun.employee')))
    return null;
  const isOfTeam = items.some((item) =>
    has(item, 'noun.task', 'rel.lead', 'role.lead', 'rel.chair', 'rel.techLead', 'role.parentTeam'),
  );
  return isOfTeam ? splice(items, at, team, describe('Team', ownTeam({ item: base }), base, word)) : null;
}

/** "The manager of Ana", "head of the Web team". */
function joinBefore(items: readonly QuestionItem[], at: number, base: EntityItem): QuestionItem[] | null {
  let role = at - 1;
  let isOf = false;
  const noun = nouns.find(([, label]) => label === base.label)?.[0];
  while (
    isBetween(items[role], 'roleToName') ||
    (base.label !== 'Employee' && noun !== undefined && has(items[role], noun))
  ) {
    isOf ||= says(items[role], 'ofOrTo');
    role--;
  }
  const word = items[role];
  if (word?.kind !== 'cue' || base.possessive === true) return null;
  if (!isOf && !says(word, 'endsInOf')) return null;
  // "The author of the dog walking page": the noun behind is no other page.
  const isSaidAgain = base.label === 'Article' && has(items[at + 1], 'noun.article');
  const without = isSaidAgain ? items.toSpliced(at + 1, 1) : items;
  return joinRole(without, at, role, base, word);
}

function joinRole(
  items: readonly QuestionItem[],
  at: number,
  role: number,
  base: EntityItem,
  word: CueItem,
): QuestionItem[] | null {
  const found = descriptions.find((one) => one.of === base.label && word.cues.has(one.cue));
  if (found === undefined || isVerb(items, role, word)) return null;
  // All below somebody: how far down is said elsewhere in the question.
  if (found.cue === 'role.report' && items.some((item) => has(item, 'logic.transitive', 'logic.inTotal')))
    return null;
  const led =
    found.label === 'Employee' && found.of === 'Team' && word.roles !== undefined ? word.roles : null;
  const isBare = found.cue === 'role.lead' || found.cue === 'role.manager';
  const where =
    led !== null && isBare
      ? anyOf(led.map((role) => over(toTeam(role))(idCondition({ item: base }))))
      : found.where(idCondition({ item: base }));
  const item = describe(found.label, where, base, word);
  return splice(items, Math.min(at, role), Math.max(at, role), item);
}

/** "Who leads …", "does Ana report …": a role's word as the verb of the sentence. */
function isVerb(items: readonly QuestionItem[], at: number, word: CueItem): boolean {
  const isBoth = [...word.cues].some((cue) => cue.startsWith('rel.'));
  if (!isBoth) return false;
  const before = items[at - 1];
  if (/\p{Script=Han}/u.test(word.raw)) return false;
  return (
    has(before, 'ask.who') ||
    (before?.kind === 'entity' && before.possessive !== true && before.label === 'Employee')
  );
}

const isBetween = (item: QuestionItem | undefined, word: SmallWord): boolean =>
  item?.kind === 'cue' && says(item, word);

function describe(label: NodeLabel, where: Condition, base: EntityItem, word: CueItem): EntityItem {
  return {
    kind: 'entity',
    from: Math.min(base.from, word.from),
    to: Math.max(base.to, word.to),
    raw: base.from < word.from ? `${base.raw} ${word.raw}` : `${word.raw} ${base.raw}`,
    afterStop: base.from < word.from ? base.afterStop : word.afterStop,
    ...(word.possessive === true && base.from < word.from ? { possessive: true } : {}),
    label,
    candidates: [],
    described: { where, names: [base] },
  };
}

function splice(items: readonly QuestionItem[], from: number, to: number, item: EntityItem): QuestionItem[] {
  return [...items.slice(0, from), item, ...items.slice(to + 1)];
}

/** The names in an entity: itself, or those that its description goes by. */
export function namesWithin(item: EntityItem): readonly EntityItem[] {
  return item.described === undefined ? [item] : item.described.names.flatMap(namesWithin);
}
