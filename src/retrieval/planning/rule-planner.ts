import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { NameCandidate } from '../linking/name-index.ts';
import { amongStaff, lackingAmongOurs, shapeAmongStaff, whoHasLeft, whoHasStarted } from './among-staff.ts';
import { withoutApposition } from './apposition.ts';
import { askedProfile } from './asked-profile.ts';
import { opensAsking } from './asking-words.ts';
import { asksTwice } from './asks-twice.ts';
import { buildQuery } from './build-query.ts';
import { chooseTarget } from './choose-target.ts';
import { splitColumns, withColumns } from './columns.ts';
import { coversQuestion } from './covers-question.ts';
import { denyNouns } from './deny-nouns.ts';
import {
  hasTeamOfSomebody,
  isRoleOfPeople,
  namesWithin,
  ranksPeopleOfRole,
  readDescriptions,
} from './described-entities.ts';
import { splitDescribedTopic } from './described-topic.ts';
import { readEachListed } from './each-listed.ts';
import { has } from './frame-words.ts';
import { inOwnStates } from './in-own-states.ts';
import { isRunnable } from './is-runnable.ts';
import { pointingAtTopic, withLeadingTopic } from './leading-topic.ts';
import type { CueName } from './lexicon.ts';
import { deniesPeopleSomewhere, isDeniedName } from './negation.ts';
import { planHead, readOwnCompany } from './own-company.ts';
import { readPageAbout } from './page-about.ts';
import { readPageKinds } from './page-kinds.ts';
import { readParentClause } from './parent-clause.ts';
import { planApart } from './plan-apart.ts';
import { deniesClauses, planClauses } from './plan-clauses.ts';
import { comparesWithManager, planCompared, planLikeManager } from './plan-compared.ts';
import { planInTitle } from './plan-in-title.ts';
import { movesTeams, planMoves } from './plan-moves.ts';
import { planNamesakes } from './plan-namesakes.ts';
import { planNested } from './plan-nested.ts';
import { planOfAnother } from './plan-of-another.ts';
import { planPast, speaksOfPast } from './plan-past.ts';
import { planTalk } from './plan-talk.ts';
import { planTwoDeeds, planTwoTimes } from './plan-two-counts.ts';
import { planUnrecorded } from './plan-unrecorded.ts';
import type { Built, Plan, Planner, TaggedQuestion } from './planner.ts';
import { withoutPreamble } from './preamble.ts';
import { readContent } from './query-content.ts';
import type { CueItem, EntityItem, QuestionItem } from './question-item.ts';
import { type Frame, readFrame } from './read-frame.ts';
import { readLikeness } from './read-likeness.ts';
import { type Resolved, resolveReferences } from './resolve-references.ts';
import { resolveWords } from './resolve-words.ts';
import { says } from './says.ts';
import { readShared } from './shared-tasks.ts';
import { readStillHere } from './still-here.ts';
import { readStillToDo } from './still-to-do.ts';
import { strangerKind } from './stranger-kind.ts';
import { readTeamsWithin } from './teams-within.ts';
import { isRankedTitle } from './title-words.ts';
import { askedOfTold } from './told-state.ts';
import { notUnderstood } from './unclear-question.ts';
import { ofAllOf, splitUniversal } from './universal.ts';
import { readWithParts } from './with-parts.ts';
import { withoutAsides } from './without-asides.ts';
import { readWorksFor } from './works-for.ts';

/** Well below what a store accepts, as what is looked up beside a query adds conditions of its own. */
const mostConditions = 44;

/**
 * The planner without a model: names first, then cue words and direction, composed into one typed query. It accepts a
 * question only when every word that could matter has found its place.
 */
export const rulePlanner: Planner = { plan };

function plan(question: TaggedQuestion): Plan | null {
  const planned = runnable(planSaid(question));
  if (planned !== null && planned !== notUnderstood) return planned;
  const bare = withoutAsides(question);
  const read = bare === null ? null : runnable(planSaid(bare.question));
  return read?.kind === 'query' && bare !== null
    ? { ...read, leftOut: [...(read.leftOut ?? []), ...bare.leftOut] }
    : planned;
}

/** A query that no store would run is no plan. */
const runnable = (planned: Plan | null): Plan | null =>
  planned?.kind === 'query' && !isRunnable(planned) ? notUnderstood : planned;

function planSaid(question: TaggedQuestion): Plan | null {
  const topic = question.previous === null ? splitDescribedTopic(question) : null;
  const described = topic === null ? null : planWhole(topic.described);
  if (topic !== null && described?.kind === 'query')
    return planWhole({ ...topic.asked, previous: { items: topic.described.items, plan: described } });
  // "Operations - which teams are part of it?": where the name is said does not tell what it is to the teams, where "it" is said does.
  const ofTold = askedOfTold(question);
  if (ofTold !== null) return planWhole(ofTold);
  const planned = firstPlanned(pointingAtTopic(question)) ?? planWhole(question);
  if (planned !== null) return planned;
  const bare = withoutPreamble(question);
  const said = bare === null ? null : planWhole(bare.question);
  if (said !== null && bare?.leftOut === undefined) return said;
  if (said?.kind === 'query' && bare?.leftOut !== undefined) return { ...said, leftOut: bare.leftOut };
  return firstPlanned(withLeadingTopic(question));
}

function firstPlanned(ways: readonly TaggedQuestion[]): Plan | null {
  for (const way of ways) {
    const planned = planWhole(way);
    if (planned?.kind === 'query') return planned;
  }
  return null;
}

function planWhole(question: TaggedQuestion): Plan | null {
  const talk = planTalk(question.items);
  if (talk !== null) return talk;
  const another = planOfAnother(question);
  if (another !== null) return another;
  const said = { ...question, items: withoutApposition(question.items, question.text) };
  const { items: given, among, unknownAsker, unknownArticle } = resolveReferences(said);
  const named = readOwnCompany(given, question.company);
  const items = readings.reduce<readonly QuestionItem[]>((read, next) => next(read), named);
  const unknownId = items.find((item) => item.kind === 'words' && item.unknownKey === true);
  if (unknownId !== undefined)
    return { kind: 'unknown', surface: unknownId.raw, label: 'Task', reason: 'name' };
  if (unknownArticle) return { kind: 'unknown', surface: '', label: 'Article', reason: 'article' };
  const divided = among === null ? planDivided(question, items) : null;
  if (divided !== null) return divided;
  if (isWithoutAntecedent(items, among) || isRankedTitle(items)) return notUnderstood;
  if (among === null && asksOfAnswer(items)) return null;
  // A page may have been spoken of before.
  if (among === null && pointsNowhere(items) && !comparesWithManager(items))
    return question.previous === null ? notUnderstood : null;
  if (asksForText(items)) return null;
  const unrecorded = planUnrecorded(items);
  if (unrecorded !== null) return unrecorded;
  const past = (): Plan | null => (among === null ? planOfPast(question, items) : null);
  // What is surely said of the past is never answered with the present.
  const planned =
    (speaksOfPast(items) || movesTeams(items) ? past() : null) ??
    planPresent(question, items, among) ??
    past();
  return planned?.kind === 'query' && unknownAsker
    ? { kind: 'unknown', surface: '', label: 'Employee', reason: 'asker' }
    : planned;
}

/** What is read off the words one after the other, each from what those before it have left. */
const readings: readonly ((items: readonly QuestionItem[]) => readonly QuestionItem[])[] = [
  resolveWords,
  readPageKinds,
  readPageAbout,
  readWithParts,
  readParentClause,
  readEachListed,
  readTeamsWithin,
  readWorksFor,
  readShared,
  readStillToDo,
  readStillHere,
  readLikeness,
  denyNouns,
];

/** A question of which a part says what each row is to be told with, or that all must be so, and the rest whom it is asked of. */
function planDivided(question: TaggedQuestion, items: readonly QuestionItem[]): Plan | null {
  const told = splitColumns(items);
  const withTold = told === null ? null : withColumns(planPresent(question, told.items, null), told.asked);
  if (withTold !== null) return withTold;
  const universal = splitUniversal(items);
  if (universal === null) return null;
  // "All" must not be passed over: that one of them is so would be another answer.
  return ofAllOf(planPresent(question, universal.items, null), universal.of) ?? notUnderstood;
}

function planPresent(
  question: TaggedQuestion,
  items: readonly QuestionItem[],
  among: Resolved['among'],
): Plan | null {
  const head = planHead(items, question.company) ?? planInTitle(items);
  if (head !== null) return asPlan(head, readFrame(items), question);
  const apart = among === null ? planApart(items, (rest) => planPresent(question, rest, null)) : null;
  if (apart !== null) return apart;
  const namesakes = among === null ? planNamesakes(items) : null;
  if (namesakes !== null) return ofNamesakes(namesakes, items, question);
  const compared = among === null ? comparedWithAnother(question, items) : null;
  if (compared !== null) return compared;
  const nested = among === null ? planNested(question, items) : null;
  if (nested === 'passed') return null;
  if (nested !== null) return asPlan(nested, readFrame(items), question);
  // Any other reading would let "neither" deny the first of the two alone.
  const denied = among === null && deniesClauses(items);
  for (const reading of denied ? [] : readDescriptions(items)) {
    const planned = planReading(question, reading, items, among);
    if (planned !== null) return planned;
  }
  const clauses = among === null ? planClauses(question, items) : null;
  return clauses !== null && coversQuestion(clauses, items)
    ? asPlan(clauses, readFrame(items), question)
    : null;
}

/** All who have the name are meant, so that nobody is to be told apart. */
function ofNamesakes(
  built: NonNullable<Built>,
  items: readonly QuestionItem[],
  question: TaggedQuestion,
): Plan | null {
  const frame = readFrame(items);
  const plan = asPlan(built, { ...frame, entities: [] }, question);
  if (plan?.kind !== 'query') return plan;
  const candidates = frame.entities.flatMap(({ item }) => item.candidates);
  return { ...plan, named: new Map([...plan.named, ...candidates.map((one) => [one.id, one] as const)]) };
}

function comparedWithAnother(question: TaggedQuestion, items: readonly QuestionItem[]): Plan | null {
  const compared = planCompared(items, (rest) => planPresent(question, rest, null));
  if (compared !== null) return compared;
  const twice = planTwoTimes(items, (rest) => planPresent(question, rest, null));
  if (twice !== null) return twice;
  const deeds = planTwoDeeds(items, (rest) => planPresent(question, rest, null));
  if (deeds !== null) return deeds;
  const like = planLikeManager(question, items);
  return like === null ? null : asPlan(like, readFrame(items), question);
}

function planOfPast(question: TaggedQuestion, items: readonly QuestionItem[]): Plan | null {
  if (asksTwice(readFrame(items))) return null;
  const built =
    planMoves(items) ??
    planPast(items, question.today, function* (rest) {
      for (const reading of readDescriptions(rest)) {
        const frame = readFrame(reading);
        const present = buildQuery(question, frame, reading, chooseTarget(frame), null, true);
        if (present !== null && coversQuestion(present, rest)) yield present;
      }
    });
  return built !== null && coversQuestion(built, items) ? asPlan(built, readFrame(items), question) : null;
}

/** @param words the question as it was said: whatever a reading takes together, each of them must be in the query. */
function planReading(
  question: TaggedQuestion,
  items: readonly QuestionItem[],
  words: readonly QuestionItem[],
  among: Resolved['among'],
): Plan | null {
  const frame = orderedAmong(readFrame(items), among);
  if (frame.cues.length + frame.entities.length + frame.values.length === 0) return null;
  const profile = among === null ? askedProfile(frame) : null;
  // Of a topic nothing but its name is on record: what it is, pages tell.
  if (profile?.label === 'Topic') return null;
  // "Who has the most of them?": people, by those of the tasks that were told.
  const isRankedBy = among?.label === 'Task' && (frame.ask === 'most' || frame.ask === 'fewest');
  const chosen = isRankedBy ? (chooseTarget(frame) ?? among.label) : (among?.label ?? chooseTarget(frame));
  const target = profile !== null ? null : chosen;
  const stranger = unknownName(frame, target);
  if (stranger !== null) return stranger;
  // Since when somebody has been here is known, not when they were born.
  if (frame.cues.some(({ item }) => item.cues.has('group.median')))
    return { kind: 'unknown', surface: '', label: target, reason: 'median' };
  const extreme = frame.ask === 'oldest' || frame.ask === 'newest';
  if (extreme && target === 'Employee' && frame.cues.some(({ item }) => item.cues.has('order.age')))
    return { kind: 'unknown', surface: '', label: 'Employee', reason: 'age' };
  const built =
    deniesPeopleSomewhere(items) ||
    isRoleOfPeople(items) ||
    ranksPeopleOfRole(items) ||
    hasTeamOfSomebody(items)
      ? null
      : buildQuery(question, frame, items, target, among);
  if (built === null || !coversQuestion(built, words) || asksWhatIsWritten(frame, built)) return null;
  return asPlan(built, frame, question);
}

/** "Which of them is due first?": what they are, what was spoken of before says. */
function orderedAmong(frame: Frame, among: Resolved['among']): Frame {
  if (among === null || frame.ask !== 'list') return frame;
  const said = (cue: CueName): boolean =>
    frame.cues.some(({ item }) => item.cues.has(cue) && !item.cues.has('light'));
  return said('order.oldest')
    ? { ...frame, ask: 'oldest' }
    : said('order.newest')
      ? { ...frame, ask: 'newest' }
      : frame;
}

/** "What did Grace write about failover?" asks for what her pages say of it, not which of them have it in their title. */
function asksWhatIsWritten(frame: Frame, { query }: NonNullable<Built>): boolean {
  if (!('find' in query) || query.find !== 'Article' || frame.topics.length === 0) return false;
  const says = (cue: CueName): boolean => frame.cues.some(({ item }) => item.cues.has(cue));
  return says('ask.what') && says('rel.authored') && !says('noun.article');
}

/**
 * Asks back where a name is open, and names what the query means by its ids.
 *
 * @returns null for a query of more conditions than anybody means.
 */
function asPlan(built: NonNullable<Built>, frame: Frame, question: TaggedQuestion): Plan | null {
  const { conditions, denialDepth } = readContent(built.query);
  if (conditions > mostConditions) return null;
  // "Teams without a lead" denies once: that their leads have no manager is said by nobody.
  if (denialDepth > 1 && deniedBy(question.items) < denialDepth) return null;
  const names = frame.entities.flatMap((one) => namesWithin(one.item));
  const several = names.find((one) => mustChoose(one, frame));
  if (several !== undefined) return { kind: 'clarify', surface: several.raw, candidates: several.candidates };
  const named = new Map<string, NameCandidate>(
    names.flatMap((one) => one.candidates.map((candidate) => [candidate.id, candidate] as const)),
  );
  if (question.company !== null) named.set(question.company.id, question.company);
  for (const row of question.previous?.rows ?? []) named.set(row.id, row);
  for (let before = question.previous; before != null; before = before.earlier ?? null) {
    for (const row of before.rows ?? []) if (!named.has(row.id)) named.set(row.id, row);
    if (before.plan?.kind === 'query')
      for (const [id, candidate] of before.plan.named) if (!named.has(id)) named.set(id, candidate);
  }
  const own = question.ownStates ? inOwnStates(built.query) : built.query;
  const staff = whoHasLeft(amongStaff(own, built.shape), question.asked);
  const query = lackingAmongOurs(whoHasStarted(staff, question), question.company);
  const plan: Plan = { ...built, query, shape: shapeAmongStaff(built.shape), named };
  // Another reading may do better.
  return isRunnable(plan) ? plan : null;
}

/** How often a question denies: "only in Berlin" says twice that nobody is elsewhere. */
function deniedBy(items: readonly QuestionItem[]): number {
  const denials = items.filter((item) => has(item, 'logic.not', 'logic.none', 'status.unassigned'));
  return denials.length + 2 * items.filter((item) => has(item, 'logic.only', 'logic.all')).length;
}

/** "Which of them are open?" after nothing that they could be: all tasks would be an answer to another question. */
function isWithoutAntecedent(items: readonly QuestionItem[], among: Resolved['among']): boolean {
  if (among !== null || comparesWithManager(items)) return false;
  if (items.some((_, place) => isThatOne(items, place))) return true;
  const at = items.findIndex((item) => has(item, 'pron.set') && says(item, 'ofThem', 'their'));
  return at >= 0 && !items.slice(0, at).some(isNamed);
}

/** "What did he finish last week?" after nobody whom that could be: without him, it would be asked of everything. */
function pointsNowhere(items: readonly QuestionItem[]): boolean {
  const at = items.findIndex(
    (item) => has(item, 'pron.person', 'pron.thing', 'pron.set') && !has(item, 'light', 'pron.article'),
  );
  if (at < 0) return false;
  const before = items.slice(0, at);
  // "Besides PLAT-7, which tasks are his?": what is left out is nobody's name.
  const hasOthers = items.some(
    (item, place) => item.kind !== 'cue' && item.kind !== 'time' && !isDeniedTask(items, place),
  );
  // "Which tasks did they finish?"
  if (!hasOthers && has(before.at(-1), 'ask.yesNo') && isNoun(before.at(-2))) return true;
  // "Unassigned and open: which are they?"
  if (has(items[at], 'pron.set') && before.some(opensAsking)) return false;
  if (hasOthers) return false;
  if (before.some((item) => has(item, 'ask.who', 'ask.whose', 'ask.which', 'noun.project', 'noun.article')))
    return false;
  // "Tasks and their owners", but not "how many tasks does it have": what is asked for is not what has it.
  const isSubject = has(before.at(-1), 'ask.yesNo') || before.every((item) => !isNoun(item));
  return isSubject || !before.some(isNoun);
}

function isDeniedTask(items: readonly QuestionItem[], at: number): boolean {
  const item = items[at];
  return item?.kind === 'entity' && item.label === 'Task' && isDeniedName(items, at);
}

const isNoun = (item: QuestionItem | undefined): boolean =>
  has(item, 'noun.task', 'noun.employee', 'noun.team');

const isRoleCue = ({ cues }: CueItem): boolean => [...cues].some((cue) => cue.startsWith('role.'));

/** "Who leads it, and who does that person report to?": the second question is about whatever answers the first. */
function asksOfAnswer(items: readonly QuestionItem[]): boolean {
  const at = items.findIndex((item, place) => opensAsking(item) && has(items[place - 1], 'logic.and'));
  const first = items.slice(0, Math.max(0, at));
  return (
    first.some((item) => opensAsking(item) || (item.kind === 'cue' && isRoleCue(item))) &&
    items.slice(at).some((item) => has(item, 'pron.person') && !has(item, 'light')) &&
    !items.slice(at).some((item) => item.kind === 'entity')
  );
}
/** "Who leads that team?", "who has that task?", where none was spoken of: behind a noun, "that" begins what is said of it. */
const isThatOne = (items: readonly QuestionItem[], at: number): boolean =>
  has(items[at], 'pron.thing') &&
  isOne(items[at + 1]) &&
  !items.some((item) => item.kind === 'entity') &&
  !(items[at - 1] !== undefined && has(items[at - 1], 'noun.team', 'noun.task', 'noun.employee'));

/** A team, or one task: "that tasks" begins a clause. */
const isOne = (item: QuestionItem | undefined): boolean =>
  has(item, 'noun.team') || (has(item, 'noun.task') && !/s$/i.test(item?.raw ?? ''));

const isNamed = (item: QuestionItem): boolean => item.kind !== 'cue' || isNoun(item);

/** "What does the runbook say to do first?": only the page itself can tell, however well the words would make a query. */
function asksForText(items: readonly QuestionItem[]): boolean {
  const page = items.some(
    (item) =>
      (item.kind === 'entity' && item.label === 'Article') || has(item, 'noun.article', 'pron.article'),
  );
  const text = items.find((item) => has(item, 'ask.text'));
  // 怎么说 asks by itself, "say" does not.
  const asks = items.some((item) => has(item, 'ask.what')) || /\p{Script=Han}/u.test(text?.raw ?? '');
  return page && text !== undefined && asks;
}

/** Namesakes must be told apart, unless the question covers all of them anyway. */
function mustChoose(item: EntityItem, frame: Frame): boolean {
  if (item.candidates.length < 2) return false;
  return !(frame.ask === 'profile' && item.label === 'Company');
}

/** "What is Ingrid Solberg working on?", and nobody is called that. */
function unknownName(frame: Frame, target: NodeLabel | null): Plan | null {
  const stranger = frame.topics.find(
    ({ item }) => item.nameLike && (item.titles?.taskTotal ?? 0) === 0 && item.titles?.written !== true,
  );
  // What is said of a name in Chinese has made it one.
  const isSaid =
    target !== null || /\p{Script=Han}/u.test(stranger?.item.raw ?? '') || speaksOfSomebody(frame);
  if (stranger === undefined || frame.topics.length > 1 || !isSaid) return null;
  if (/[\p{Ll}\p{Script=Han}]/u.test(stranger.item.raw) && stranger.item.raw.split(/\s+/).length <= 4)
    return {
      kind: 'unknown',
      surface: stranger.item.raw,
      label: strangerKind(frame, stranger.at),
      reason: 'name',
    };
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
