import type { NodeLabel, RelationshipType } from '../../../graph-schema/index.ts';
import type { ModelFailure } from '../../models/model-error.ts';
import type { TalkPlan } from '../planning/planner.ts';
import type { Comparison, ConditionWords } from './condition-words.ts';
import type { HistoryWords } from './history-words.ts';

type Lasting = 'completion' | 'tenure' | 'age';
type Measured = 'avg' | 'min' | 'max';

/** What an answer says in one language; composers fill in, they hold no words of their own. */
export interface Wording {
  readonly plural: Readonly<Record<NodeLabel, string>>;
  readonly singular: Readonly<Record<NodeLabel, string>>;
  readonly status: Readonly<Record<string, string>>;
  /** Neither done nor cancelled. */
  readonly open: string;
  /** Names of properties and of profile fields. */
  readonly property: Readonly<Record<string, string>>;
  readonly and: string;
  readonly or: string;
  readonly comma: string;
  /** Between things that may have commas in them. */
  readonly semicolon: string;
  /** Between two sentences. */
  readonly sentenceGap: string;
  readonly unnamedValue: string;
  quote(text: string): string;
  /** Noun with what is said before and after it. */
  phrase(noun: string, before: readonly string[], after: readonly string[]): string;
  readonly related: {
    readonly assignedTo: (what: string) => string;
    readonly assignees: (who: string) => string;
    readonly approves: (what: string) => string;
    readonly approvedBy: (who: string) => string;
    readonly reported: (what: string) => string;
    readonly reportedBy: (who: string) => string;
    readonly memberOf: (team: string) => string;
    readonly hasMember: (who: string) => string;
    readonly leads: (what: string, role: string | null) => string;
    readonly ledBy: (who: string, role: string | null) => string;
    readonly held: (title: string) => string;
    readonly worksFor: (company: string) => string;
    readonly employs: (who: string) => string;
    readonly ownedBy: (team: string) => string;
    readonly owns: (what: string) => string;
    readonly reportsTo: (who: string, all: boolean) => string;
    readonly manages: (who: string) => string;
    readonly blocks: (what: string) => string;
    readonly blockedBy: (what: string) => string;
    readonly partOf: (team: string) => string;
    readonly hasPart: (team: string) => string;
    readonly authored: (what: string) => string;
    readonly authoredBy: (who: string) => string;
  };
  /** Related to something of the kind, or to nothing of it; by relationship and direction, `REPORTS_TO out`. */
  readonly some: Readonly<Record<string, { readonly has: string; readonly lacks: string }>>;
  /** A sentence about one thing: what describes it is said of it. */
  statement(subject: string, described: readonly string[]): string;
  /** What is said of several things: "are done", "have a manager". */
  predicate(described: readonly string[]): string;
  /** A share in percent, with the two counts it is made of. */
  share(percent: string, count: number, whole: number, phrase: string, predicate: string): string;
  shareOf(name: string, percent: string, count: number, whole: number): string;
  sharesIntro(phrase: string, predicate: string): string;
  /** All of them are, or none is. */
  every(whole: number, phrase: string, predicate: string, isNone: boolean): string;
  /** Not all are, or some are; the exceptions follow. */
  notEvery(whole: number, phrase: string, predicate: string, exceptions: number, isNone: boolean): string;
  not(phrase: string): string;
  /** Of people or things: not these. */
  otherThan(names: string): string;
  inPlace(place: string): string;
  withSomeValue(property: string): string;
  withoutValue(property: string): string;
  /** The team or teams that somebody is in or leads. */
  ownTeam(name: string): string;
  /** Who a ranking looked at: "among people in Web". */
  among(phrase: string): string;
  /** Parts of a team that were not looked at. */
  partsLeftOut(team: string, parts: string): string;
  readonly condition: ConditionWords;
  withValue(property: string, value: string): string;
  /** "At least 2 tasks". */
  amount(op: Comparison, value: number, noun: string): string;
  withAmount(amount: string): string;
  readonly day: {
    between(property: string, from: string, last: string): string;
    from(property: string, day: string): string;
    before(property: string, day: string): string;
    /** Month and day, of any year. */
    yearly(property: string, from: string, to: string): string;
  };
  count(total: number, phrase: string, noun: string): string;
  listOf(total: number, phrase: string): string;
  noneOf(phrase: string): string;
  more(rest: number, total: number): string;
  yes(statement: string): string;
  no(statement: string): string;
  /** Questions that go on from an answer; `suggest-follow-ups.ts`. */
  readonly followUps: {
    which(): string;
    overdue(): string;
    withOverdue(): string;
    workingOn(name: string): string;
    reports(name: string): string;
    assignee(key: string): string;
  };
  /** A no with what is so instead. */
  noBut(statement: string): string;
  /** After a no: not to this manager, but to one below. */
  onlyIndirectly(): string;
  value(subject: string, property: string, value: string): string;
  noValue(subject: string, property: string): string;
  duration(
    subject: string,
    years: number,
    months: number,
    days: number,
    since: string,
    today: string,
  ): string;
  /** The same of whoever has left. */
  workedUntil(
    subject: string,
    years: number,
    months: number,
    days: number,
    since: string,
    until: string,
  ): string;
  /** Years, months and days as a length of time. */
  timeSpan(years: number, months: number, days: number): string;
  readonly history: HistoryWords;
  took(subject: string, days: number): string;
  /** How long what is not done has been open. */
  openFor(subject: string, days: number, since: string, today: string): string;
  /** How far off the due date of what is still open is: below 0 where it is past. */
  dueIn(subject: string, days: number, due: string, today: string): string;
  /** By how many days something was done too late: below 0 where it was early. */
  doneLate(subject: string, days: number, due: string, completed: string): string;
  /** Called off: nothing is due any more. */
  dueNoMore(subject: string, due: string): string;
  /** Days as a length: of what tasks take in days, of time with us in years. */
  readonly length: Readonly<Record<Lasting, (days: number) => string>>;
  /** What things last, on average, at least or at most, over so many of them. */
  readonly lasting: Readonly<
    Record<Lasting, Readonly<Record<Measured, (length: string, count: number, phrase: string) => string>>>
  >;
  readonly lastingIntro: Readonly<Record<Lasting, Readonly<Record<Measured, (phrase: string) => string>>>>;
  lengthOf(group: string, length: string, count: number): string;
  /** Somebody is in the directory, at a company, with no last day recorded. */
  employed(subject: string, company: string): string;
  ended(subject: string, day: string): string;
  /** Before what was so on the last day of somebody who has left. */
  hadLeft(subject: string, day: string): string;
  /** Two figures, and whether the first is larger or smaller as was asked. */
  /** So many for each, on average: `count` over `groups`. */
  mean(value: string, phrase: string, count: number, groups: number, one: string, many: string): string;
  /** So many direct reports for each who has any, on average. */
  meanOfReports(value: string, count: number, managers: number): string;
  compared(holds: boolean, figures: string, phrase: string): string;
  /** How many more, or fewer, the first has than the second. */
  difference(more: number, figures: string, phrase: string): string;
  /** Two counts beside each other; by how much the first is larger, or whether it is so as was asked. */
  twoCounts(count: number, phrase: string, other: number, otherPhrase: string): string;
  counted(more: number, figures: string): string;
  yesNoCounted(holds: boolean, figures: string): string;
  /** What one of two has, told beside what the other has. */
  pair(name: string, value: string): string;
  /** People who stand between two in the reporting line. */
  peopleBetween(total: number | undefined, one: string, other: string): string;
  /** Two have this in common. */
  same(property: string, value: string): string;
  /** Two figures, and whose is larger or smaller as was asked; nobody's where they are even. */
  comparedWhich(name: string | null, figures: string, phrase: string): string;
  /** Nobody's knowledge is recorded: what the list rests on. */
  knowers(total: number, about: string): string;
  noKnowers(about: string): string;
  /** Yes, and these. */
  existing(list: string): string;
  notExisting(phrase: string): string;
  readonly talk: Readonly<Record<Exclude<TalkPlan['about'], 'me'>, string>>;
  group(name: string, count: number, noun: string): string;
  /** A group's figures by a second key. */
  figuresOf(name: string, figures: string): string;
  groupsIntro(phrase: string): string;
  most(names: string, count: number, phrase: string): string;
  first(what: string, property: string, day: string): string;
  pathsIntro(from: string, total: number): string;
  /** Nothing within so many links. */
  noPath(from: string, links: number): string;
  /** Before the sentences of the one connection that there is. */
  pathBetween(from: string, to: string): string;
  /** A relationship between two things, without a full stop. */
  link(type: RelationshipType, from: string, to: string): string;
  sentence(said: string): string;
  quoted(said: string, quote: string): string;
  /** How many other connections are as short. */
  otherWays(count: number): string;
  readonly betweenSentences: string;
  whichOne(surface: string): string;
  unknownName(surface: string): string;
  unknownAsker(): string;
  unknownArticle(): string;
  /** All words are known, what they ask together is not. */
  unclear(): string;
  /** What we do not work out, and what instead. */
  noMedian(): string;
  notUnderstood(): string;
  /** A part of a question, which its own text then says more of. */
  partNotAnswered(part: string): string;
  /** A field that the policy keeps from everybody. */
  withheld(property: string): string;
  noneAtAll(property: string): string;
  lookedAt(sources: string): string;
  fromArticle(title: string, heading: string | null): string;
  fromSection(heading: string): string;
  missingDates(count: number, property: string): string;
  emptyQuestion(): string;
  /** That what these sources say is just being written. */
  updating(sources: readonly string[]): string;
  /** Characters of a message, and how many a question may have. */
  tooLong(length: number, limit: number): string;
  /** What words of the question were taken for others, because the wiki has only those. */
  /** Before what pages say against each other, the newest first. */
  contradictions(): string;
  /** One page of them; the day is null where nobody knows it. */
  saysInstead(title: string, day: string | null, quote: string): string;
  /** Asides that were left out. */
  leftOut(asides: readonly string[]): string;
  readAs(slips: readonly { readonly written: string; readonly meant: string }[]): string;
  readonly model: {
    /** The question was turned into a query by a model. */
    planned(): string;
    /** The answer was made without a model, and why. */
    readonly failed: Readonly<Record<ModelFailure, string>>;
    /** What the model wrote was not borne out by the pages. */
    unsupported(): string;
    /** The same of the written part alone: results are told all the same. */
    partUnsupported(): string;
    /** The answer rests on a statement that a model wrote in the engine's own language. */
    statement(): string;
    statementRows(count: number): string;
    /** The statement itself, so that whoever reads the rows can judge them. */
    statementWas(statement: string): string;
    /** Not all rows of a statement were read, and how many there are is not known. */
    statementCut(): string;
  };
}
