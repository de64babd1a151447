import type { NodeLabel, RelationshipType } from '../../../graph-schema/index.ts';
import type { ModelFailure } from '../../models/model-error.ts';

/** What an answer says in one language; composers fill in, they hold no words of their own. */
export interface Wording {
  readonly plural: Readonly<Record<NodeLabel, string>>;
  readonly singular: Readonly<Record<NodeLabel, string>>;
  readonly status: Readonly<Record<string, string>>;
  /** To do, in progress or blocked. */
  readonly open: string;
  /** Names of properties and of profile fields. */
  readonly property: Readonly<Record<string, string>>;
  readonly and: string;
  readonly or: string;
  readonly comma: string;
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
    readonly worksFor: (company: string) => string;
    readonly employs: (who: string) => string;
    readonly ownedBy: (team: string) => string;
    readonly owns: (what: string) => string;
    readonly reportsTo: (who: string, all: boolean) => string;
    readonly manages: (who: string) => string;
    readonly blocks: (what: string) => string;
    readonly blockedBy: (what: string) => string;
    readonly mentions: (what: string) => string;
    readonly other: (type: RelationshipType, what: string) => string;
  };
  not(phrase: string): string;
  withTitleWords(words: string): string;
  inPlace(place: string): string;
  withValue(property: string, value: string): string;
  countOf(noun: string, op: string, value: number): string;
  readonly day: {
    between(property: string, from: string, last: string): string;
    from(property: string, day: string): string;
    before(property: string, day: string): string;
  };
  count(total: number, phrase: string, noun: string): string;
  listOf(total: number, phrase: string): string;
  noneOf(phrase: string): string;
  more(rest: number, total: number): string;
  yes(statement: string): string;
  no(statement: string): string;
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
  took(subject: string, days: number): string;
  group(name: string, count: number, noun: string): string;
  groupsIntro(phrase: string): string;
  most(names: string, count: number, phrase: string): string;
  first(what: string, property: string, day: string): string;
  pathsIntro(from: string, total: number): string;
  noPath(from: string): string;
  whichOne(surface: string): string;
  unknownName(surface: string): string;
  unknownAsker(): string;
  unknownArticle(): string;
  notUnderstood(): string;
  noArticle(): string;
  noneAtAll(property: string): string;
  lookedAt(sources: string): string;
  fromArticle(title: string, heading: string | null): string;
  alsoSee(titles: string): string;
  missingDates(count: number, property: string): string;
  emptyQuestion(): string;
  readonly model: {
    /** The question was turned into a query by a model. */
    planned(): string;
    /** The answer was made without a model, and why. */
    readonly failed: Readonly<Record<ModelFailure, string>>;
    /** What the model wrote was not borne out by the pages. */
    unsupported(): string;
  };
}
