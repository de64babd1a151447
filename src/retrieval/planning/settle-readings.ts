import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Token } from '../linking/tokenize.ts';
import { has, nouns } from './frame-words.ts';
import { isCueOf } from './is-cue-of.ts';
import { leadingCues } from './leading-cues.ts';
import type { CueName } from './lexicon.ts';
import type { CueItem, EntityItem, QuestionItem } from './question-item.ts';
import { says } from './says.ts';
import { wordsItem } from './words-item.ts';

/**
 * Settles what words mean that may mean several things, by what stands around them: a name that a team and a task have, a word
 * that is a role in teams as well as a job title, the heading of a field that may be a word like any other.
 */
export function settleReadings(
  items: readonly QuestionItem[],
  tokens: readonly Token[],
  text: string,
): QuestionItem[] {
  const settled = items.map((item, at): QuestionItem => {
    if (item.kind === 'entity') return settleName(items, at, item);
    if (item.kind !== 'cue') return item;
    if (isClauseOfTasks(items, at, item)) return { ...item, cues: new Set<CueName>(['noun.task']) };
    if (isChargeOfTasks(items, at, item))
      return {
        ...item,
        cues: new Set([...item.cues].filter((cue) => cue !== 'rel.lead' && cue !== 'role.lead')),
      };
    if (isListing(items, at, item)) return { ...item, cues: new Set<CueName>(['ask.list']) };
    const manner = roleOfManner(items, at, item);
    if (manner !== null) return { ...item, cues: new Set<CueName>([manner]) };
    if (item.cues.has('role.inTeam')) return settleRole(items, at, item, tokens, text);
    if (item.cues.has('prop.own') && !isFieldSaid(items, at, item))
      return wordsItem(tokens, item.from, item.to, text);
    return isKindBeforeNoun(items, at, item)
      ? { ...spanOf(item), kind: 'value', candidates: item.values ?? [] }
      : item;
  });
  return joinWords(withoutRepeated(settled, tokens), tokens, text);
}

/** "Who approves what Ana is working on?": in the middle of a sentence, the tasks of whoever follows. */
function isClauseOfTasks(items: readonly QuestionItem[], at: number, item: CueItem): boolean {
  if (at === 0 || item.afterStop || !item.cues.has('ask.what') || !says(item, 'what')) return false;
  const [before, next] = [items[at - 1], items[at + 1]];
  const isVerb = before?.kind === 'cue' && [...before.cues].some((cue) => isCueOf(cue, 'rel', 'role'));
  const isPerson =
    (next?.kind === 'entity' && next.label === 'Employee') || has(next, 'pron.person', 'pron.asker');
  return (
    isVerb &&
    isPerson &&
    items.slice(at + 2).some((one) => has(one, 'rel.assigned', 'rel.approved', 'rel.reported'))
  );
}

/** 负责逾期的任务: what is said of teams as well as of tasks is said of the tasks that follow. */
function isChargeOfTasks(items: readonly QuestionItem[], at: number, item: CueItem): boolean {
  if (!item.cues.has('rel.assigned') || !item.cues.has('rel.lead')) return false;
  const behind = items.slice(at + 1);
  const task = behind.findIndex((one) => has(one, 'noun.task'));
  return (
    task >= 0 &&
    behind
      .slice(0, task)
      .every(
        (one) =>
          one.kind === 'value' ||
          one.kind === 'number' ||
          has(one, 'light', 'ask.which', 'ask.count', 'logic.atLeast', 'pron.ones') ||
          (one.kind === 'cue' && [...one.cues].some((cue) => isCueOf(cue, 'status', 'prop'))),
      )
  );
}

/** "List Ana's direct reports": what is to be listed, and not what is on a list. */
const isListing = (items: readonly QuestionItem[], at: number, item: CueItem): boolean =>
  item.cues.has('ask.list') &&
  item.cues.has('rel.assigned') &&
  items.slice(0, at).every((one) => has(one, 'light') && !has(one, 'ask.who', 'ask.which'));

const deedOf: Readonly<Partial<Record<CueName, CueName>>> = {
  'role.approver': 'rel.approved',
  'role.assignee': 'rel.assigned',
  'role.author': 'rel.authored',
  'role.reporter': 'rel.reported',
  'role.member': 'rel.member',
};

/** "Approved as delegate", "takes part as a member": in what role something is done, and not who has it. */
function roleOfManner(items: readonly QuestionItem[], at: number, item: CueItem): CueName | null {
  const before = says(items[at - 1], 'article') ? items[at - 2] : items[at - 1];
  if (!says(before, 'asRole')) return null;
  const role = [...item.cues].find((cue) => deedOf[cue] !== undefined);
  const isDone = items
    .slice(0, at)
    .some(
      (one) => one.kind === 'cue' && [...one.cues].some((cue) => /^rel\./.test(cue)) && !has(one, 'light'),
    );
  return role !== undefined && isDone ? (deedOf[role] ?? null) : null;
}

/** "And Jordan, where does Jordan live?": a name set before the sentence that has it again. */
function withoutRepeated(items: readonly QuestionItem[], tokens: readonly Token[]): readonly QuestionItem[] {
  const at = items.findIndex((item) => item.kind === 'entity');
  const name = items[at];
  if (name?.kind !== 'entity' || tokens[name.to]?.afterBreak !== true) return items;
  const isLeadIn = items.slice(0, at).every((item) => has(item, 'light', 'logic.and'));
  const again = items
    .slice(at + 1)
    .some(
      (item) =>
        item.kind === 'entity' &&
        item.label === name.label &&
        item.candidates.every((one) => name.candidates.some(({ id }) => id === one.id)),
    );
  return isLeadIn && again ? items.slice(at + 1) : items;
}

const spanOf = ({ from, to, raw, afterStop }: QuestionItem) => ({ from, to, raw, afterStop });

/** "Feature tasks", "council groups": a kind beside the noun that it describes. */
function isKindBeforeNoun(items: readonly QuestionItem[], at: number, item: CueItem): boolean {
  const noun = (['noun.task', 'noun.team'] as const).find((cue) => item.cues.has(cue));
  return noun !== undefined && (item.values ?? []).length > 0 && has(items[at + 1], noun);
}

/** What is said of things of a kind, and of others hardly: a name beside such words is of that kind. */
const saidOf: Readonly<Partial<Record<NodeLabel, readonly CueName[]>>> = {
  Team: ['role.member', ...leadingCues, 'role.inTeam', 'prop.mission', 'rel.partOf'],
  Task: [
    'role.assignee',
    'role.approver',
    'rel.approved',
    'role.reporter',
    'rel.reported',
    'prop.status',
    'prop.dueDate',
    'prop.createdAt',
    'prop.completedAt',
    'prop.priority',
    'prop.milestone',
    'rel.blocks',
    'rel.blockedBy',
    'status.done',
    'status.overdue',
    'status.blocked',
  ],
  Article: ['role.author', 'rel.authored', 'prop.writtenOn'],
  Company: ['rel.employed', 'rel.employer', 'role.ceo'],
};

function settleName(items: readonly QuestionItem[], at: number, item: EntityItem): EntityItem {
  const { otherReadings, ...own } = item;
  if (otherReadings === undefined) return item;
  const readings = [own, ...otherReadings];
  const scored = readings.map((reading) => ({ reading, score: fits(items, at, reading.label) }));
  const best = Math.max(...scored.map((one) => one.score));
  const likely = scored.filter((one) => one.score === best).map((one) => one.reading);
  const [first] = likely;
  if (first === undefined) return own;
  const open =
    best === 0 && likely.length > 1 && likely.every((one) => one.label !== 'Article') && isAlone(items, at);
  return open ? { ...first, candidates: likely.flatMap((one) => one.candidates) } : first;
}

/** Nothing but a name and words that ask about it: which of several things is meant is open. */
function isAlone(items: readonly QuestionItem[], at: number): boolean {
  return items.every(
    (item, place) =>
      place === at || has(item, 'light', 'ask.who', 'ask.what', 'ask.profile', 'ask.list', 'ask.yesNo'),
  );
}

/** What stands before a name, the article aside. */
function beforeArticle(items: readonly QuestionItem[], at: number): QuestionItem | undefined {
  const before = items[at - 1];
  return says(before, 'article') ? items[at - 2] : before;
}

function fits(items: readonly QuestionItem[], at: number, label: NodeLabel): number {
  const noun = nouns.find(([, one]) => one === label)?.[0];
  const before = beforeArticle(items, at);
  const after = items[at + 1];
  const saysKind = label === 'Team' && says(items[at], 'saysTeam');
  let score = saysKind || (noun !== undefined && (has(before, noun) || has(after, noun))) ? 10 : 0;
  if (items.some((item) => has(item, ...(saidOf[label] ?? [])))) score += 3;
  if (label !== 'Team') return score;
  // "Which department is Web in?": of two teams, one is in the other.
  const isWithin = says(after, 'within') && items.some((one) => has(one, 'noun.team'));
  if (isWithin) score += 2;
  const isPlace = says(before, 'inTeam', 'ofTeam');
  const speaksOfPeople = items.some(
    (one) =>
      has(one, 'noun.employee', 'ask.who', 'role.member', 'pron.person') ||
      (one.kind === 'entity' && one.label === 'Employee' && one !== items[at]) ||
      (one.kind === 'value' && one.candidates.every((value) => value.label === 'Employee')),
  );
  const speaksOfTasks = items.some((one) => has(one, 'noun.task'));
  return isPlace && (speaksOfPeople || speaksOfTasks) ? score + 2 : score;
}

/** "The product manager of Search", "Search's designer": of a team it is a role, elsewhere what somebody is. */
function settleRole(
  items: readonly QuestionItem[],
  at: number,
  item: CueItem,
  tokens: readonly Token[],
  text: string,
): QuestionItem {
  const { values, roles, ...rest } = item;
  if (isOfTeam(items, at))
    return {
      ...rest,
      cues: new Set<CueName>(['role.lead', 'rel.lead']),
      ...(roles === undefined ? {} : { roles }),
    };
  if (values !== undefined) return { ...spanOf(item), kind: 'value', candidates: values };
  const others = [...item.cues].filter((cue) => cue !== 'role.inTeam');
  return others.length > 0 ? { ...rest, cues: new Set(others) } : wordsItem(tokens, item.from, item.to, text);
}

function isOfTeam(items: readonly QuestionItem[], at: number): boolean {
  const isTeam = (item: QuestionItem | undefined): boolean =>
    (item?.kind === 'entity' &&
      (item.label === 'Team' || item.otherReadings?.some((one) => one.label === 'Team') === true)) ||
    has(item, 'noun.team');
  const behind = items.slice(at + 1, at + 4);
  const next = behind.findIndex(isTeam);
  if (next >= 0)
    return (
      behind.slice(0, next).some((item) => says(item, 'roleOfTeam')) &&
      behind.slice(0, next).every((item) => has(item, 'light', 'rel.member', 'rel.owned'))
    );
  const before = items.slice(Math.max(0, at - 2), at);
  return before.some(
    (item, place) =>
      isTeam(item) &&
      (item.possessive === true ||
        before.slice(place + 1).every((one) => has(one, 'noun.team')) ||
        /\p{Script=Han}/u.test(rawText(before))),
  );
}

const rawText = (items: readonly QuestionItem[]): string => items.map((item) => item.raw).join('');

/** A heading counts where it is said as one: beside a value of its field, "of" or "'s" a name, behind "by", "which" or "with". */
function isFieldSaid(items: readonly QuestionItem[], at: number, { field }: CueItem): boolean {
  const near = items.slice(Math.max(0, at - 2), at + 3);
  const isValue = (item: QuestionItem): boolean =>
    item.kind === 'value' && item.candidates.some((one) => one.property === field?.property);
  if (near.some(isValue)) return true;
  const [before, after] = [items[at - 1], items[at + 1]];
  const isOwner = (item: QuestionItem | undefined): boolean =>
    item?.kind === 'entity' && item.label === field?.label;
  if (isOwner(before)) return true;
  if (says(after, 'of') && items.slice(at + 2, at + 5).some(isOwner)) return true;
  return has(before, 'group.by', 'group.each', 'ask.which') || says(before, 'beforeField');
}

/** Words that nothing is known of stay together, as what they name may be said in several. */
function joinWords(items: readonly QuestionItem[], tokens: readonly Token[], text: string): QuestionItem[] {
  const joined: QuestionItem[] = [];
  for (const item of items) {
    const last = joined.at(-1);
    const isOne =
      last?.kind === 'words' &&
      item.kind === 'words' &&
      last.unknownKey !== true &&
      item.unknownKey !== true &&
      last.to === item.from &&
      tokens[item.from]?.afterBreak === false &&
      /\p{Script=Han}/u.test(last.raw) === /\p{Script=Han}/u.test(item.raw);
    if (isOne) joined.splice(-1, 1, wordsItem(tokens, last.from, item.to, text));
    else joined.push(item);
  }
  return joined;
}
