import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition, Field, FindQuery, Return } from '../../graph/graph-query.ts';
import type { NameCandidate } from '../linking/name-index.ts';
import { askedProperty } from './asked-property.ts';
import { opensAsking } from './asking-words.ts';
import { chooseTarget } from './choose-target.ts';
import { connectParts } from './connect-parts.ts';
import { coversQuestion } from './covers-question.ts';
import { denyNouns } from './deny-nouns.ts';
import { isRoleOfPeople, namesWithin, readDescriptions } from './described-entities.ts';
import { has } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import { asksWhatBlocks, listFields, listLimit } from './list-fields.ts';
import { deniesPeopleSomewhere } from './negation.ts';
import { readPageAbout } from './page-about.ts';
import { planBetween } from './plan-between.ts';
import { deniesClauses, planClauses } from './plan-clauses.ts';
import { planComparison } from './plan-comparison.ts';
import { planCountsOfEach } from './plan-counts.ts';
import { planEarlier } from './plan-earlier.ts';
import { planGroups } from './plan-groups.ts';
import { planKnowers } from './plan-knowers.ts';
import { planMean } from './plan-mean.ts';
import { planMeasure } from './plan-measures.ts';
import { movesTeams, planMoves } from './plan-moves.ts';
import { planNested } from './plan-nested.ts';
import { alsoWho, andWho, planFirst, sortOf, usualOrder } from './plan-order.ts';
import { planEvery, planShare } from './plan-parts.ts';
import { planPast, speaksOfPast } from './plan-past.ts';
import { planPaths } from './plan-paths.ts';
import { planSame } from './plan-same.ts';
import { planStatusOf } from './plan-status.ts';
import { planTalk } from './plan-talk.ts';
import { planKeys } from './plan-two-keys.ts';
import { planUnrecorded } from './plan-unrecorded.ts';
import type { AnswerShape, Built, Plan, Planner, TaggedQuestion } from './planner.ts';
import { withoutPreamble } from './preamble.ts';
import { profileQuery } from './profile-query.ts';
import { readContent } from './query-content.ts';
import type { EntityItem, QuestionItem } from './question-item.ts';
import { type Frame, readFrame } from './read-frame.ts';
import { readLikeness } from './read-likeness.ts';
import { type Resolved, resolveReferences } from './resolve-references.ts';
import { resolveWords } from './resolve-words.ts';
import { says } from './says.ts';
import { allOf, idCondition } from './senses.ts';
import { readShared } from './shared-tasks.ts';
import { strangerKind } from './stranger-kind.ts';
import { readTeamsWithin } from './teams-within.ts';
import { readWorksFor } from './works-for.ts';

/** Well below what a store accepts, as what is looked up beside a query adds conditions of its own. */
const mostConditions = 40;

/**
 * The planner without a model: names first, then cue words and direction, composed into one typed query. It accepts a
 * question only when every word that could matter has found its place.
 */
export const rulePlanner: Planner = { plan };

function plan(question: TaggedQuestion): Plan | null {
  const planned = planWhole(question);
  if (planned !== null) return planned;
  const bare = withoutPreamble(question);
  return bare === null ? null : planWhole(bare);
}

function planWhole(question: TaggedQuestion): Plan | null {
  const talk = planTalk(question.items);
  if (talk !== null) return talk;
  const { items: given, among, unknownAsker, unknownArticle } = resolveReferences(question);
  const items = denyNouns(
    readLikeness(readShared(readWorksFor(readTeamsWithin(readPageAbout(resolveWords(given)))))),
  );
  const unknownId = items.find((item) => item.kind === 'words' && item.unknownKey === true);
  if (unknownId !== undefined)
    return { kind: 'unknown', surface: unknownId.raw, label: 'Task', reason: 'name' };
  if (unknownArticle) return { kind: 'unknown', surface: '', label: 'Article', reason: 'article' };
  if (isWithoutAntecedent(items, among))
    return { kind: 'unknown', surface: '', label: null, reason: 'unclear' };
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

function planPresent(
  question: TaggedQuestion,
  items: readonly QuestionItem[],
  among: Resolved['among'],
): Plan | null {
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

function planOfPast(question: TaggedQuestion, items: readonly QuestionItem[]): Plan | null {
  if (asksTwice(readFrame(items))) return null;
  const built =
    planMoves(items) ??
    planPast(items, question.today, function* (rest) {
      for (const reading of readDescriptions(rest)) {
        const frame = readFrame(reading);
        const present = build(question, frame, reading, chooseTarget(frame), null, true);
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
  const frame = readFrame(items);
  if (frame.cues.length + frame.entities.length + frame.values.length === 0) return null;
  const profile = among === null ? askedProfile(frame) : null;
  const target = profile !== null ? null : (among?.label ?? chooseTarget(frame));
  const stranger = unknownName(frame, target);
  if (stranger !== null) return stranger;
  // Since when somebody has been here is known, not when they were born.
  if (frame.cues.some(({ item }) => item.cues.has('group.median')))
    return { kind: 'unknown', surface: '', label: target, reason: 'median' };
  const extreme = frame.ask === 'oldest' || frame.ask === 'newest';
  if (extreme && target === 'Employee' && frame.cues.some(({ item }) => item.cues.has('order.age')))
    return { kind: 'unknown', surface: '', label: 'Employee', reason: 'age' };
  const built =
    deniesPeopleSomewhere(items) || isRoleOfPeople(items)
      ? null
      : build(question, frame, items, target, among);
  if (built === null || !coversQuestion(built, words) || asksWhatIsWritten(frame, built)) return null;
  return asPlan(built, frame, question);
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
  if (readContent(built.query).conditions > mostConditions) return null;
  const names = frame.entities.flatMap((one) => namesWithin(one.item));
  const several = names.find((one) => mustChoose(one, frame));
  if (several !== undefined) return { kind: 'clarify', surface: several.raw, candidates: several.candidates };
  const named = new Map<string, NameCandidate>(
    names.flatMap((one) => one.candidates.map((candidate) => [candidate.id, candidate] as const)),
  );
  if (question.company !== null) named.set(question.company.id, question.company);
  for (const row of question.previous?.rows ?? []) named.set(row.id, row);
  if (question.previous?.plan?.kind === 'query')
    for (const [id, candidate] of question.previous.plan.named) named.set(id, candidate);
  return { ...built, named };
}

/** "Which of them are open?" after nothing that they could be: all tasks would be an answer to another question. */
function isWithoutAntecedent(items: readonly QuestionItem[], among: Resolved['among']): boolean {
  if (among !== null) return false;
  const at = items.findIndex((item) => has(item, 'pron.set') && says(item, 'ofThem', 'their'));
  return at >= 0 && !items.slice(0, at).some(isNamed);
}

const isNamed = (item: QuestionItem): boolean =>
  item.kind !== 'cue' || has(item, 'noun.task', 'noun.employee', 'noun.team');

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

function build(
  question: TaggedQuestion,
  frame: Frame,
  items: readonly QuestionItem[],
  target: NodeLabel | null,
  among: { label: NodeLabel; where: Condition | undefined } | null,
  isOfPast = false,
): Built {
  const find = (name: NodeLabel, where: Condition | undefined, returns: Return): FindQuery => ({
    find: name,
    ...(where === undefined ? {} : { where }),
    return: returns,
  });
  const query = (built: FindQuery, shape: AnswerShape): Built => ({ kind: 'query', query: built, shape });
  if (frame.ask === 'related') return planPaths(frame);
  const { today, company } = question;
  if (frame.ask === 'share') return planShare(question, items, among?.where);
  if (frame.ask === 'every') return planEvery(question, items, among?.where);
  const knowers = among === null ? planKnowers(frame) : null;
  if (knowers !== null) return knowers;
  const compared =
    among === null
      ? (planBetween(frame) ?? planSame(frame) ?? planEarlier(frame) ?? planStatusOf(frame))
      : null;
  if (compared !== null) return compared;
  const property = among === null ? askedProperty(frame, target) : null;
  if (property !== null) return property;
  const connect = (spoken: Frame) => {
    const label = spoken.variables.find((one) => one.target)?.label ?? target;
    return label === null ? null : connectParts(spoken, items, label, today, company);
  };
  const compares = among === null && frame.cues.some(({ item }) => item.cues.has('logic.compare'));
  const comparison = compares && !asksTwice(frame) ? planComparison(frame, connect) : null;
  if (comparison !== null) return comparison;
  if (target === null) {
    const only = frame.entities[0];
    if (
      only === undefined ||
      frame.entities.length > 1 ||
      frame.topics.length + frame.times.length + frame.values.length + frame.statuses.length > 0
    )
      return null;
    if (frame.ask === 'exists' || leftover(frame)) return null;
    if (only.item.described === undefined) return query(profileQuery(only.item), { kind: 'profile' });
    const { label, described } = only.item;
    const fields: Field[] = [{ property: 'key' }, ...(label === 'Employee' ? [{ property: 'title' }] : [])];
    return query(
      find(label, described.where, {
        kind: 'list',
        fields,
        limit: listLimit,
        orderBy: [usualOrder(label)],
      }),
      { kind: 'list' },
    );
  }
  // "…, and who has them?" is told with the tasks, whose number the list says as well.
  const extreme = frame.ask === 'oldest' || frame.ask === 'newest';
  const who = target === 'Task' && (extreme ? alsoWho(frame) : andWho(frame));
  const spoken = who ? { ...frame, variables: frame.variables.filter((one) => one.label === target) } : frame;
  if (!who && asksTwice(frame)) return null;
  const keyed = frame.ask === 'groups' ? planKeys(question, items, among, 2) : null;
  if (keyed !== null) return keyed;
  const connected = connectParts(spoken, items, target, today, company);
  if (connected === null) return null;
  const where = allOf([...present(among?.where), ...present(connected.where)]);
  switch (frame.ask) {
    case 'most':
    case 'fewest':
    case 'groups':
      return planGroups(frame, target, connected, among?.where) ?? planKeys(question, items, among, 1);
    case 'average':
      return planMean(frame, connect, among?.where) ?? planMeasure(frame, connected, among?.where);
    case 'count':
      if (who) break;
      return (
        planCountsOfEach(frame, connected) ?? query(find(target, where, { kind: 'count' }), { kind: 'count' })
      );
    case 'exists':
      return (
        (isOfPast ? null : isSoOfOne(frame)) ??
        existence(frame, items, today) ??
        query(find(target, where, isAboutOne(where) ? { kind: 'exists' } : existing(target)), {
          kind: 'exists',
        })
      );
    case 'oldest':
    case 'newest':
      return planFirst(frame, target, where);
    case 'howLong':
    case 'when':
    case 'where':
      return null;
    default:
      break;
  }
  const order = sortOf(frame, target);
  if (order === null) return null;
  const isSmall = target === 'Team' || target === 'Company' || target === 'Project';
  // "List everyone", "all tasks": all of them are what is asked for.
  const asksAll =
    frame.cues.some(({ item }) => has(item, 'ask.list') && !has(item, 'light')) || saysAll(frame);
  if (where === undefined && !isSmall && !asksAll) return null;
  return query(
    find(target, where, {
      kind: 'list',
      fields: listFields(target, spoken, items, connected, order === 'default' ? null : order),
      limit: listLimit,
      orderBy: [order === 'default' ? usualOrder(target) : order],
    }),
    { kind: 'list' },
  );
}

/** Whether it says that all are meant, and nothing beside. */
const saysAll = ({ cues, topics }: Frame): boolean =>
  topics.length === 0 && cues.some(({ item }) => has(item, 'logic.all'));

/** "How many people are in Web and who leads it?" One query would answer half of it, or something else. */
function asksTwice(frame: Frame): boolean {
  if (frame.ask === 'groups') return false;
  return frame.cues.some(({ item, at }) => {
    const by = frame.cues.find((one) => one.at === at - 1 && says(one.item, 'by', 'of', 'preposition'));
    const joint = frame.cues.some(
      (one) => one.at === at - (by === undefined ? 1 : 2) && one.item.cues.has('logic.and'),
    );
    if (by !== undefined && asksWhatBlocks(frame)) return false;
    const earlier = frame.cues.some((one) => one.at < at && opensAsking(one.item));
    return joint && earlier && opensAsking(item);
  });
}

const present = (one: Condition | undefined): Condition[] => (one === undefined ? [] : [one]);

/** "Is PLAT-7 overdue?" needs no list, as there is only the one that is asked about. */
function isAboutOne(where: Condition | undefined): boolean {
  if (where === undefined) return false;
  if ('all' in where) return where.all.some(isAboutOne);
  return 'property' in where && where.property === 'id';
}

/** "Is anyone in Hamburg?": yes, and who. */
function existing(target: NodeLabel): Return {
  return { kind: 'list', fields: [{ property: 'key' }], orderBy: [usualOrder(target)], limit: listLimit };
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

/** "Is Tim a member of SIG Node?": whether the thing that is asked about meets the rest. */
/** "Does Ana work in Lisbon?", "is she an engineer?": where she is, or what, whether it is that or not. */
function isSoOfOne(frame: Frame): Built {
  const [entity, second] = frame.entities;
  const [value, another] = frame.values;
  if (entity?.item.label !== 'Employee' || entity.item.described !== undefined || value === undefined)
    return null;
  if (second !== undefined || another !== undefined) return null;
  if (frame.topics.length + frame.times.length + frame.statuses.length + frame.numbers.length > 0)
    return null;
  if (frame.variables.some(({ label }) => label !== 'Employee')) return null;
  if (frame.cues.some(({ item }) => has(item, 'logic.not', 'logic.none', 'logic.only', 'logic.else')))
    return null;
  const said = value.item.candidates.find(
    ({ label, property, op }) =>
      label === 'Employee' && op === undefined && (property === 'location' || property === 'title'),
  );
  if (said === undefined) return null;
  return {
    kind: 'query',
    query: {
      find: 'Employee',
      where: idCondition(entity),
      return: { kind: 'list', fields: [{ property: 'key' }, { property: said.property }], limit: 100 },
    },
    shape: { kind: 'property', property: said.property, expected: said.values },
  };
}

function existence(frame: Frame, items: readonly QuestionItem[], today: string): Built {
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
  if (connected === null) return null;
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
