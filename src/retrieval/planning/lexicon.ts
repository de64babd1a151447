import type { ReadingWords } from '../articles/reading-words.ts';
import type { AnswerLanguage } from '../language.ts';
import type { TitleWords } from '../linking/find-titles.ts';
import type { NameWords } from '../linking/name-words.ts';
import type { Rephrasing } from './rephrase.ts';
import type { SmallWords } from './small-words.ts';
import type { TimeWords } from './time-words.ts';

/**
 * What a word of a question tells the planner. Cue names are the same in every language; a lexicon lists the phrases
 * for them, so that a further language needs no code.
 *
 * - `ask.*` what sort of answer is wanted, `noun.*` a label, `rel.*` a relationship, `role.*` an employee by a
 *   relationship ("approver" = an employee who approves), `prop.*` a property, `status.*` a task's state,
 *   `group.*`/`order.*` aggregation, `logic.*` negation and the like (`logic.not` denies what is said, `logic.none` that
 *   there is any), `pron.*` what was meant before, `time.*` that the past is meant (`time.former` what holds no longer,
 *   `time.ever` all of it, `time.changed` what became otherwise), `talk.*` what is no question, `do.*` what is to be done.
 * - `unrecorded.*`: what people ask of one another and no graph has: it is said that it is not recorded.
 * - `prop.own`, `role.inTeam`: a field and a role of the organisation's own, told by its graph and never listed in a lexicon.
 * - `logic.less`: of words that compare, those that ask for the smaller number, the shorter time or the later day.
 * - `noun.staff`: people of our own company, beside `noun.employee`, which is anybody in the directory.
 * - `noun.outsider`: people at other companies, beside `noun.employee`.
 * - `logic.any`: one of them, whichever: "not any", "not a single" deny that there is one.
 * - `logic.same`: two things have something in common, "the same office as".
 * - `logic.neither`: stands before each of two things that are denied together, beside `logic.not`.
 * - `light`: says nothing that a query needs.
 */
export type CueName =
  | 'ask.count'
  | 'ask.list'
  | 'ask.who'
  | 'ask.whose'
  | 'ask.what'
  | 'ask.which'
  | 'ask.when'
  | 'ask.where'
  | 'ask.howLong'
  | 'ask.yesNo'
  | 'ask.related'
  | 'ask.profile'
  | 'ask.text'
  | 'ask.share'
  | 'group.most'
  | 'group.fewest'
  | 'group.by'
  | 'group.rank'
  | 'group.average'
  | 'group.median'
  | 'group.fastest'
  | 'group.slowest'
  | 'group.each'
  | 'order.oldest'
  | 'order.newest'
  | 'order.age'
  | 'order.by'
  | 'order.ascending'
  | 'order.descending'
  | 'order.alphabetical'
  | 'noun.employee'
  | 'noun.staff'
  | 'noun.outsider'
  | 'noun.task'
  | 'noun.team'
  | 'noun.company'
  | 'noun.article'
  | 'noun.project'
  | 'noun.year'
  | 'noun.quarter'
  | 'noun.month'
  | 'rel.assigned'
  | 'rel.approved'
  | 'rel.reported'
  | 'rel.member'
  | 'rel.lead'
  | 'rel.chair'
  | 'rel.techLead'
  | 'rel.ceo'
  | 'rel.employed'
  | 'rel.employer'
  | 'rel.owned'
  | 'rel.mentions'
  | 'rel.mentionedIn'
  | 'rel.authored'
  | 'rel.blocks'
  | 'rel.blockedBy'
  | 'rel.reportsTo'
  | 'rel.manages'
  | 'rel.below'
  | 'rel.between'
  | 'rel.partOf'
  | 'rel.described'
  | 'rel.subtask'
  | 'rel.parentTask'
  | 'rel.knows'
  | 'rel.inTitle'
  | 'role.manager'
  | 'role.report'
  | 'role.skipManager'
  | 'role.skipReport'
  | 'role.peer'
  | 'role.parentTeam'
  | 'role.assignee'
  | 'role.approver'
  | 'role.reporter'
  | 'role.member'
  | 'role.lead'
  | 'role.leadership'
  | 'role.chair'
  | 'role.techLead'
  | 'role.ceo'
  | 'role.author'
  | 'prop.status'
  | 'prop.email'
  | 'prop.title'
  | 'prop.location'
  | 'prop.startDate'
  | 'prop.createdAt'
  | 'prop.dueDate'
  | 'prop.completedAt'
  | 'prop.priority'
  | 'prop.milestone'
  | 'prop.name'
  | 'prop.mission'
  | 'prop.writtenOn'
  | 'prop.endDate'
  | 'prop.tenure'
  | 'prop.anniversary'
  | 'prop.duration'
  | 'unrecorded.salary'
  | 'unrecorded.birthday'
  | 'unrecorded.address'
  | 'unrecorded.phone'
  | 'unrecorded.absence'
  | 'prop.own'
  | 'role.inTeam'
  | 'status.done'
  | 'status.open'
  | 'status.in_progress'
  | 'status.todo'
  | 'status.blocked'
  | 'status.cancelled'
  | 'status.overdue'
  | 'status.unassigned'
  | 'logic.not'
  | 'logic.both'
  | 'logic.or'
  | 'logic.and'
  | 'logic.else'
  | 'logic.same'
  | 'logic.only'
  | 'logic.atLeast'
  | 'logic.transitive'
  | 'logic.inTotal'
  | 'logic.withParts'
  | 'logic.direct'
  | 'logic.late'
  | 'logic.onTime'
  | 'logic.none'
  | 'logic.compare'
  | 'logic.less'
  | 'logic.all'
  | 'logic.any'
  | 'logic.neither'
  | 'pron.article'
  | 'pron.asker'
  | 'pron.person'
  | 'pron.place'
  | 'pron.thing'
  | 'pron.set'
  | 'time.former'
  | 'time.ever'
  | 'time.before'
  | 'time.after'
  | 'time.begin'
  | 'time.end'
  | 'time.changed'
  | 'step.weekBack'
  | 'step.monthBack'
  | 'step.quarterBack'
  | 'step.yearBack'
  | 'pron.ones'
  | 'talk.hello'
  | 'talk.thanks'
  | 'talk.bye'
  | 'talk.self'
  | 'talk.me'
  | 'talk.help'
  | 'talk.insult'
  | 'talk.how'
  | 'talk.override'
  | 'do.change'
  | 'light';

/** Phrases by what they tell. */
export type CueWords = Readonly<Partial<Record<CueName, readonly string[]>>>;

/** The question that a command stands for: `{text}` is what follows it, `{state}` and `{name}` are parts of that. */
export interface CommandWords {
  readonly whois: string;
  readonly tasks: string;
  /** Where nobody is named. */
  readonly ownTasks: string;
  /** States that may stand before or behind a name. */
  readonly states: readonly string[];
}

/** What a question's words mean in one language, and how it is built: all that the planner needs to know of it. */
export interface Lexicon {
  /** Its code, as of BCP 47, and its English name, which a model is told to write in. */
  readonly language: string;
  readonly name: string;
  /** The language that answers are worded in: its own where it has a wording. */
  readonly wordedIn: AnswerLanguage;
  /** What it is written in, by Unicode's name of the script. */
  readonly script: string;
  /** Whether words are separated by spaces. */
  readonly isSpaced: boolean;
  /** Small words that tell a question in this language from one in another with spaces. */
  readonly telling: ReadonlySet<string>;
  /**
   * Whether words that ask stand where the answer would, and what describes a noun before it, with a word such as 的 between:
   * there, the order of words tells what English tells by putting them in front.
   */
  readonly asksInPlace: boolean;
  /** What stands behind a name that owns what follows: `'s`, 的; letters that are written onto the name itself in `genitives`. */
  readonly possessives: readonly string[];
  /** Endings of a name that owns what follows, without a sign before them: "Annas". */
  readonly genitives?: readonly string[];
  readonly times: TimeWords;
  readonly commands: CommandWords;
  /** What is said around a question and asks nothing; left out for the planner and for the wiki. */
  readonly asides?: readonly Rephrasing[];
  /** What a clause says that only tells why something is asked, or how soon it is wanted. */
  readonly purposes?: RegExp;
  /** What begins a clause that says why, without a mark before it, and global: "because". */
  readonly reasons?: RegExp;
  /** How the titles of tasks, which are orders, are said otherwise. */
  readonly titleWords?: TitleWords;
  /** Of people who leave: that they are still to, `now`, and whatever else speaks of what is to come, `ahead`. */
  readonly leaving?: { readonly now: RegExp; readonly ahead: RegExp };
  /** What says of people who come that they may still be to, so that "since May" does not end today. */
  readonly starting?: RegExp;
  /** How an organisation is spoken of by its kind, which its name ends in: "the district", of Juniper Basin Water District. */
  readonly byKind?: (kind: string) => Rephrasing;
  /** Turns of phrase, and plain words for each. */
  readonly rephrasings?: readonly Rephrasing[];
  readonly cues: CueWords;
  /** Of the words above, those that settle how others are read. */
  readonly smallWords: SmallWords;
  /**
   * Words for a state that say no more than the state itself, whatever a source calls it. Any other word that a source has for
   * its state means just that one: "withdrawn" not what was rejected.
   */
  readonly plainStates: readonly string[];
  /** What it calls people, places, teams and fields; understood in questions in any language. */
  readonly names: NameWords;
  /** How the wiki is asked in it, and what values look like in its texts. */
  readonly reading: ReadingWords;
  /** What a place of pages is called, after its name: the HR space, the policies folder. */
  readonly pagePlaces: readonly string[];
  /** Family names that tell a person's name which nobody has, in writing without capitals. */
  readonly surnames?: readonly string[];
  /** Numbers in words, as far as people write them in questions. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Places in an order: "second" of "second most". */
  readonly ordinals: Readonly<Record<string, number>>;
}
