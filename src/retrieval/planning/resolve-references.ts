import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition, FindQuery } from '../../graph/graph-query.ts';
import type { NameCandidate } from '../linking/name-index.ts';
import { askerItem } from './asker-item.ts';
import { besidesSpokenOf } from './besides-spoken-of.ts';
import { has, nouns } from './frame-words.ts';
import {
  asksOfOtherStates,
  entityItem,
  isBareAsk,
  isPlainState,
  isRefinement,
  nthRow,
  ownerAsked,
  withoutState,
} from './go-on.ts';
import { askedAnew, countedInRanking, yetToCome } from './gone-on-ranking.ts';
import type { CueName } from './lexicon.ts';
import type { PreviousQuestion, TaggedQuestion } from './planner.ts';
import type { CueItem, EntityItem, QuestionItem } from './question-item.ts';
import { substitute } from './replace-part.ts';
import { says } from './says.ts';
import { spanOf } from './span-of.ts';
import { lastUnderstood, spokenOf, withPlace, withTeam } from './spoken-of.ts';

/** A question whose "he", "it", "those" and "my" have been replaced by what they stand for. */
export interface Resolved {
  readonly items: readonly QuestionItem[];
  /** The rows of the question before, where "those" or "which of them" speaks of them. */
  readonly among: { readonly label: NodeLabel; readonly where: Condition | undefined } | null;
  /** "my" was said by somebody we do not know. */
  readonly unknownAsker: boolean;
  /** "This article" was said, and none was spoken of. */
  readonly unknownArticle: boolean;
}

/** Stands for an asker whom we do not know, so that what they asked is understood all the same. */
const nobody: NameCandidate = {
  id: '?',
  label: 'Employee',
  name: '',
  key: '',
  detail: null,
  strength: 3,
  needsCapital: false,
};

const hasCue = (item: QuestionItem, ...names: readonly CueName[]): boolean =>
  item.kind === 'cue' && names.some((name) => item.cues.has(name));

/** Puts names for pronouns: of this question where it has one that fits, else of the one before it. */
export function resolveReferences(question: TaggedQuestion): Resolved {
  const { asker } = question;
  const previous = lastUnderstood(question.previous);
  const items = withPlace(withTeam(question.items, previous), previous);
  const anew = askedAnew(items, previous);
  const counted = anew === null ? nthRow(items, previous) : null;
  if (counted !== null) return { items: counted, among: null, unknownAsker: false, unknownArticle: false };
  const substituted = anew ?? substitute(items, previous);
  if (substituted !== null)
    return {
      items: yetToCome(substituted, question.today),
      among: null,
      unknownAsker: false,
      unknownArticle: false,
    };
  const named = (...labels: readonly NodeLabel[]): boolean =>
    items.some((item) => item.kind === 'entity' && labels.includes(item.label));
  const from = (...labels: readonly NodeLabel[]): EntityItem | undefined => spokenOf(labels, previous);
  /** The one thing that the question before was answered with: "who leads it?" after "which team has the most tasks?". */
  const answered = (...labels: readonly NodeLabel[]): EntityItem | undefined => {
    const [only, another] = previous?.rows ?? [];
    return only !== undefined && another === undefined && labels.includes(only.label)
      ? entityItem(only)
      : undefined;
  };
  const ofRanking = countedInRanking(items, previous);
  let among: Resolved['among'] = null;
  let unknownAsker = false;
  let unknownArticle = false;
  const bareAsk = isBareAsk(items);
  const asksPerson = items.some((item) => hasCue(item, 'ask.who', 'ask.whose'));
  const hasPersonSubject = items.some((item) => hasCue(item, 'ask.who', 'ask.whose', 'noun.employee'));
  const resolved = items.map((item, index): QuestionItem => {
    if (item.kind !== 'cue') return item;
    const owner = ownerBeside(items, index);
    if (owner !== null) return { ...inPlaceOf(item, owner), possessive: true };
    if (hasCue(item, 'pron.article') && !named('Article') && !(says(item, 'theFirst') && named('Task'))) {
      const article =
        from('Article') ?? (previous?.article === undefined ? undefined : entityItem(previous.article));
      if (article === undefined) unknownArticle = unknownArticle || !says(item, 'theFirst');
      else return { ...article, ...spanOf(item) };
    }
    if (hasCue(item, 'pron.set')) {
      // "Who leads Web, and where do they sit?"
      const isOne = ofRanking === null && !says(item, 'ofThem') && !named('Employee');
      const one = isOne ? answered('Employee') : undefined;
      if (one !== undefined) return inPlaceOf(item, one);
      const rows = ofRanking ?? rowsOf(previous);
      const led = rows?.label === 'Employee' && asksPerson ? teamLed(items, previous) : null;
      if (led !== null) return inPlaceOf(item, led);
      // "Who has them?", "who manages them?", "who are their managers?", "how many tasks do they have?" ask for others than them.
      const owned = says(items[index + 1], 'own') ? items[index + 2] : items[index + 1];
      const ofOthers =
        (isOwning(item) && isRole(owned)) ||
        (asksPerson && (has(items[index - 1], 'rel.manages') || has(items[index + 1], 'rel.reportsTo'))) ||
        asksForOthers(items, item, rows);
      const isRanked = rows?.label === 'Task' && ranks(items);
      if (rows !== null && !isRanked && (ofOthers || (asksPerson && rows.label !== 'Employee')))
        return setItem(item, rows);
      if (!hasCue(item, 'light')) among ??= rows;
    }
    const stand =
      hasCue(item, 'pron.person') && !named('Employee')
        ? (answered('Employee') ?? from('Employee'))
        : hasCue(item, 'pron.thing') &&
            !opensClause(items, index) &&
            !named('Task', 'Article', 'Team', 'Employee', 'Project')
          ? (answered(...things) ?? from(...things))
          : undefined;
    if (stand !== undefined) return inPlaceOf(item, stand);
    const several = asksPerson && !named(...things, 'Employee') ? rowsOf(previous) : null;
    if (several !== null && meansRows(items, index, several.label)) return setItem(item, several);
    if (
      hasCue(item, 'pron.asker') &&
      !hasCue(item, 'light') &&
      !named('Employee') &&
      (says(item, 'mine') || !hasPersonSubject || isInSentence(items, index))
    ) {
      if (asker === null) unknownAsker = true;
      return askerItem(item, asker ?? nobody);
    }
    return item;
  });
  const bare = resolved.some((item) => hasCue(item, 'pron.set'));
  const isSenior = previous !== null && isBareSeniority(items, previous);
  if (among === null && (bare || bareAsk || isRefinement(items) || isBareRank(items) || isSenior))
    among = ofRanking ?? rowsOf(previous);
  if (among !== null && (items.some(isPlainState) || asksOfOtherStates(items, among.where)))
    among = { ...among, where: withoutState(among.where) };
  // "When is that due?" says of what already.
  const isSaid = resolved.some((item) => item.kind !== 'cue' && !question.items.includes(item));
  const subject = among === null && !isSaid ? ownerAsked(items, previous) : null;
  const withSubject = subject === null ? resolved : [subject, ...resolved];
  return { items: besidesSpokenOf(withSubject, previous), among, unknownAsker, unknownArticle };
}

/** "How many tasks do they have?" asks for tasks, of the people who were told; "which of them have tasks?" for some of the people. */
function asksForOthers(items: readonly QuestionItem[], pronoun: CueItem, rows: Resolved['among']): boolean {
  if (rows === null || says(pronoun, 'ofThem')) return false;
  const said = nouns.flatMap(([cue, label]) => (items.some((item) => has(item, cue)) ? [label] : []));
  return said.length > 0 && !said.includes(rows.label);
}

const ranks = (items: readonly QuestionItem[]): boolean =>
  items.some((item) => has(item, 'group.most', 'group.fewest'));

/** "Who did the most?": of what was just told. */
const isBareRank = (items: readonly QuestionItem[]): boolean =>
  ranks(items) &&
  items.some((item) => has(item, 'ask.who')) &&
  items.every((item) => has(item, 'ask.who', 'group.most', 'group.fewest', 'light'));

/** "Who is the most senior?": of the people who were just told or counted, where they are several. */
const isBareSeniority = (
  items: readonly QuestionItem[],
  { rows, plan }: Pick<PreviousQuestion, 'rows' | 'plan'>,
): boolean =>
  plan?.kind === 'query' &&
  'find' in plan.query &&
  plan.query.find === 'Employee' &&
  plan.query.where !== undefined &&
  ((plan.shape.kind === 'list' && (rows ?? []).length > 1) || plan.shape.kind === 'count') &&
  items.some((item) => has(item, 'order.oldest', 'order.newest')) &&
  items.some((item) => has(item, 'ask.who')) &&
  items.every((item) => has(item, 'ask.who', 'order.oldest', 'order.newest', 'light'));

/** "The task that it waits for": beside another pronoun, this one only begins what is said of the noun before it. */
const opensClause = (items: readonly QuestionItem[], at: number): boolean =>
  has(items[at], 'light') &&
  has(items[at - 1], 'noun.task', 'noun.team') &&
  items.slice(at + 1).some((item) => has(item, 'pron.thing') && !has(item, 'light'));

const things: readonly NodeLabel[] = ['Task', 'Article', 'Team', 'Project'];

/** "Who is in Web?", "who leads them?": whoever leads the people of one team leads that. */
function teamLed(items: readonly QuestionItem[], previous: PreviousQuestion | null): EntityItem | null {
  const isLed = items.some((item) => has(item, 'rel.lead')) && !items.some((item) => has(item, 'noun.team'));
  const [team, another] = (previous?.items ?? []).filter(
    (item): item is EntityItem => item.kind === 'entity' && item.label === 'Team',
  );
  return isLed && another === undefined ? (team ?? null) : null;
}

/** "Which team is Ana in, and who leads that team?": she is in two, and both are meant. */
function meansRows(items: readonly QuestionItem[], at: number, label: NodeLabel): boolean {
  const item = items[at];
  if (item === undefined || !hasCue(item, 'pron.thing') || !things.includes(label)) return false;
  const noun = nouns.find(([, one]) => one === label)?.[0];
  return !hasCue(item, 'light') || (noun !== undefined && has(items[at + 1], noun));
}

/** What a pronoun stands for, where the pronoun stood: what is said to be its own ("her", 她的) stays so. */
function inPlaceOf(item: CueItem, stand: EntityItem): EntityItem {
  const { possessive: _possessive, ...rest } = stand;
  return { ...rest, ...spanOf(item), ...(isOwning(item) ? { possessive: true } : {}) };
}

/** "The tasks of Grace and her manager", "more than his manager": hers is whose name stands before it. */
function ownerBeside(items: readonly QuestionItem[], at: number): EntityItem | null {
  const [joint, item, next] = [items[at - 1], items[at], items[at + 1]];
  if (item === undefined || joint === undefined || item.kind !== 'cue') return null;
  // 她经理: hers without a word for it.
  if (!hasCue(item, 'pron.person', 'pron.set') || !(isOwning(item) || /\p{Script=Han}/u.test(item.raw)))
    return null;
  if (!hasCue(joint, 'logic.and', 'logic.or') && !says(joint, 'than')) return null;
  if (!isRole(next) && (next === undefined || !hasCue(next, 'noun.team'))) return null;
  const [person, another] = items
    .slice(0, at)
    .filter((one) => one.kind === 'entity' && one.label === 'Employee');
  return person?.kind === 'entity' && person.described === undefined && another === undefined ? person : null;
}

const isOwning = (item: CueItem): boolean => item.possessive === true || says(item, 'owning');

const isRole = (item: QuestionItem | undefined): boolean =>
  item?.kind === 'cue' && [...item.cues].some((cue) => cue.startsWith('role.'));

/** All that a question was answered with, as one thing. */
function setItem(item: CueItem, { label, where }: NonNullable<Resolved['among']>): EntityItem {
  const described = { where: where ?? { all: [] }, names: [] };
  const owns = isOwning(item) ? { possessive: true } : {};
  return { kind: 'entity', ...spanOf(item), ...owns, label, candidates: [], described };
}

/** The rows of the question before; where only the first of them were given, just those. */
function rowsOf(previous: PreviousQuestion | null): Resolved['among'] {
  const plan = previous?.plan;
  if (plan?.kind !== 'query' || !('find' in plan.query)) return null;
  const query: FindQuery = plan.query;
  const { shape } = plan;
  const [first] = previous?.rows ?? [];
  const isRanking =
    shape.kind === 'first' || shape.kind === 'counts' || (shape.kind === 'groups' && shape.ranked);
  if (isRanking && first !== undefined)
    return {
      label: first.label,
      where: { property: 'id', op: 'in', values: (previous?.rows ?? []).map((row) => row.id) },
    };
  return { label: query.find, where: query.where };
}

/** "Who do I report to?", "who reports to me": the asker is a part of the sentence, not only the one who asks. */
function isInSentence(items: readonly QuestionItem[], index: number): boolean {
  const before = items[index - 1];
  if (before?.kind !== 'cue') return false;
  return (
    before.cues.has('role.manager') ||
    before.cues.has('role.report') ||
    before.cues.has('time.before') ||
    before.cues.has('time.after') ||
    // "Who should I contact?" asks for no address of the asker's.
    (says(before, 'askerVerb') && !has(items[index + 1], 'prop.email')) ||
    (says(items[index], 'me') &&
      [...before.cues].some((cue) => cue.startsWith('rel.')) &&
      !before.cues.has('ask.list'))
  );
}
