import type { AnswerKind, Bound } from './answer-kinds.ts';
import type { WantedAnswer } from './wanted-answer.ts';

/** The source of a regular expression, in which capitals do not count, save in what holds a person. */
export type Pattern = string;

/** How something is asked for in a question, and what a text looks like that has it. */
export interface AskedAndHeld {
  readonly asked?: Pattern;
  readonly held?: Pattern;
}

/** Numerals such as 十五: digits, factors behind them, and the measure words before which they are a number. */
export interface Numerals {
  readonly digits: Readonly<Record<string, number>>;
  readonly factors: Readonly<Record<string, number>>;
  readonly before: Pattern;
}

/**
 * What the wiki's reader needs to know of a language: which words of a question only ask, and what kind of value they ask for.
 * Questions and pages may be in different languages, so that all languages are looked for in any text.
 */
export interface ReadingWords {
  /**
   * Words that ask, or that stand in any question whatever it is about: to find or miss one in a passage says nothing.
   * Among them the kinds of answer ("which command", "on which weekday"), which a page gives without naming them.
   */
  readonly light?: string;
  /** Words that say what is done, or how, and not what it is done to: it tells less that a passage lacks one. */
  readonly doing?: string;
  /** In writing without spaces, what only asks, joins, or names the kind of answer, the longest first. */
  readonly asking?: Pattern;
  /** In writing without spaces, a character that only joins words or asks; a pair with one of them tells nothing. */
  readonly joining?: Pattern;
  /** Where a second thing is asked for: "…, and where do they stop growing?" */
  readonly another?: Pattern;
  /** What is asked about, as the first group, beside where it is to be looked for: "what does the policy say about trains?" */
  readonly subject?: Pattern;
  /** "Most", "longest", where they compare. */
  readonly superlative?: Pattern;
  /** "Who", where it is asked which of several it is. */
  readonly who?: Pattern;
  /** A day or a few that have just passed, told from today: what happened then stands on no page that was written before. */
  readonly passed?: Pattern;
  /** What kind of thing the answer must hold. */
  readonly wanted?: Readonly<Partial<Record<Exclude<WantedAnswer, null>, AskedAndHeld>>>;
  /** Kinds of value that are told by their form. */
  readonly kinds?: Readonly<Partial<Record<AnswerKind, AskedAndHeld>>>;
  readonly bounds?: Readonly<Partial<Record<Bound, AskedAndHeld>>>;
  /** A number, in digits or in words. */
  readonly number?: Pattern;
  /** Numbers in words, "twelve", in small letters. */
  readonly numbers?: Readonly<Record<string, number>>;
  /** Numbers in signs of the language's own. */
  readonly numerals?: Numerals;
  /** "One" where it is as often no number ("one of them"), so that it needs no proof. */
  readonly oneAlone?: Pattern;
  /** What a number of is asked for, as the first group: "how many weeks". */
  readonly counted?: Pattern;
  /** What it is asked how much or how many of there are, as the first group: "how much coffee". */
  readonly measured?: Pattern;
  /** "What is it called?", and how a text says what something is called. */
  readonly named?: AskedAndHeld;
  /** What is asked for by its name, as the first group: "in which namespace". */
  readonly thing?: Pattern;
  /** The end of a noun that says that there are several. */
  readonly plural?: Pattern;
  /** Words for the same thing, a group a text; every word of a group stands for the others, at a share of its weight. */
  readonly thesaurus?: readonly string[];
  /**
   * Where a rule is asked for ("may I …?"), and words that name one of a kind, each list with the words for the kind: what is said of
   * working abroad answers "may I work from Portugal?", and no page that only speaks of Portugal.
   */
  readonly rules?: {
    readonly asked: Pattern;
    readonly kinds: readonly { readonly ones: string; readonly kind: string }[];
  };
  /** Words of a language without spaces with the words of another for them, a line a text. */
  readonly translations?: readonly string[];
}
