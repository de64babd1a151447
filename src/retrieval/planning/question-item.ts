import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition } from '../../graph/graph-query.ts';
import type { NameCandidate, ValueCandidate } from '../linking/name-index.ts';
import type { LearntField } from '../linking/organisation-vocabulary.ts';
import type { CueName } from './lexicon.ts';
import type { SmallWord } from './small-words.ts';

export interface Span {
  /** Index of the first token. */
  readonly from: number;
  /** Index after the last token. */
  readonly to: number;
  /** As written. */
  readonly raw: string;
  /** Whether a sentence, or a clause set off by `:`, ended before it. */
  readonly afterStop: boolean;
  /** Whether what follows is its own: "Ana's", "my", 我的. */
  readonly possessive?: boolean;
  /** What its words do, where they are small words of the language. */
  readonly says?: ReadonlySet<SmallWord>;
}

/** A name; several candidates of the same strength are namesakes. */
export interface EntityItem extends Span {
  readonly kind: 'entity';
  readonly label: NodeLabel;
  readonly candidates: readonly NameCandidate[];
  /** Whether the words are the whole title of several tasks or pages, which then must be told apart. */
  readonly byTitle?: boolean;
  /** What else the same words name, of other kinds: a team and a task of one name. Settled before planning. */
  readonly otherReadings?: readonly EntityItem[];
  /** Where it goes by no name of its own, "the lead of Web": what it meets, and the names in that. No candidates then. */
  readonly described?: {
    readonly where: Condition;
    readonly names: readonly EntityItem[];
    /** Whether it is people by what they have in common with one: "the same office as Ana". */
    readonly isLikeness?: boolean;
  };
}

export interface ValueItem extends Span {
  readonly kind: 'value';
  readonly candidates: readonly ValueCandidate[];
}

export interface CueItem extends Span {
  readonly kind: 'cue';
  readonly cues: ReadonlySet<CueName>;
  /** Where the words are a value as well: "working groups" are teams, of one kind. */
  readonly values?: readonly ValueCandidate[];
  /** The kind that is called as all things of a noun's label are, where there is one. */
  readonly namesake?: ValueCandidate;
  /** The roles in a team that a word for leading, or for such a role, means; any role where absent. */
  readonly roles?: readonly string[];
  /** The organisation's own field that the word is the heading of. */
  readonly field?: LearntField;
  /** Of "the same office as Ana": what Ana's is, looked up before planning. */
  readonly alike?: string;
}

export interface TimeItem extends Span {
  readonly kind: 'time';
  readonly begin: string | null;
  readonly until: string | null;
  /** Whether it says how old a thing is: "older than 90 days". */
  readonly isAge?: boolean;
  /** Whether no year was said: "in January". */
  readonly isOfAnyYear?: boolean;
}

export interface NumberItem extends Span {
  readonly kind: 'number';
  readonly value: number;
  /** Whether it is a place in an order: "second most", "the third one". */
  readonly isOrdinal?: boolean;
}

/** Words that are in no table: a subject, a name we do not know, or a word we do not understand. */
export interface WordsItem extends Span {
  readonly kind: 'words';
  /** Whether they are written like a name. */
  readonly nameLike: boolean;
  /** Whether they are formed like a task's key, and no task has it. */
  readonly unknownKey?: boolean;
  /** Whether they surely are a name, and nobody has it. */
  readonly isStranger?: boolean;
  /** What the graph has under these words, looked up before planning. */
  readonly titles?: TitleMatches;
}

export interface TitleMatches {
  /** Tasks whose title has all the words; at most a handful are listed, the total is told. */
  readonly tasks: readonly NameCandidate[];
  readonly taskTotal: number;
  readonly articles: readonly NameCandidate[];
  readonly articleTotal: number;
  /** Whether some readable page has all the words in its text. */
  readonly written: boolean;
}

export type QuestionItem = EntityItem | ValueItem | CueItem | TimeItem | NumberItem | WordsItem;
