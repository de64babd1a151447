import type { NodeLabel, RelationshipType } from '../../../graph-schema/index.ts';
import type { Condition, DaySpan, FindQuery, GraphQuery } from '../../graph/graph-query.ts';
import type { NameCandidate } from '../linking/name-index.ts';
import type { Lexicon } from './lexicon.ts';
import type { Likeness } from './likeness.ts';
import type { QuestionItem } from './question-item.ts';

/** Turns a tagged question into what to do; pure, so that the same question is always understood the same way. */
export interface Planner {
  /** @returns null where the question is not about the graph's structure as far as this planner can tell. */
  plan(question: TaggedQuestion): Plan | null;
}

export interface TaggedQuestion {
  /** As it was asked, and the language of that. */
  readonly asked: { readonly text: string; readonly lexicon: Lexicon };
  /** The same in plain words and without slips, of which the items are; an idiom's plain words may be of another language. */
  readonly text: string;
  readonly lexicon: Lexicon;
  readonly items: readonly QuestionItem[];
  /** The day it is at the company. */
  readonly today: string;
  readonly asker: NameCandidate | null;
  /** Our own company, where the graph has it: whose employees "we" are. */
  readonly company: NameCandidate | null;
  /** Whether the trackers have several words for one of our states of tasks, so that figures by status are told in theirs. */
  readonly ownStates: boolean;
  /** What the question before this one was understood as, in the same conversation. */
  readonly previous: PreviousQuestion | null;
}

export interface PreviousQuestion {
  /** The page that answered it, where it was not about the graph's structure: "this article". */
  readonly article?: NameCandidate;
  /** What it was answered with, in the order told, where that was asked of the graph. */
  readonly rows?: readonly NameCandidate[];
  readonly items: readonly QuestionItem[];
  readonly plan: Plan | null;
  /** The question before it. */
  readonly earlier?: PreviousQuestion | null;
}

export type Plan = QueryPlan | ClarifyPlan | UnknownPlan | TalkPlan | ExplainPlan;

export interface QueryPlan {
  readonly kind: 'query';
  readonly query: GraphQuery;
  readonly shape: AnswerShape;
  /** Nodes that the query names by id, so that an answer can say them. */
  readonly named: ReadonlyMap<string, NameCandidate>;
  /** What was said beside it and is not in the query. */
  readonly leftOut?: readonly string[];
}

/** A query on its way to a plan; null where the question was not understood. */
export type Built = Omit<QueryPlan, 'named' | 'leftOut'> | null;

/** How the rows are to be told. */
export type AnswerShape =
  /** `between`: the two, as they were named, between whom people stand in the reporting line. Detailed: also rows that are otherwise known by their names alone are told with all that was asked of them. */
  | { readonly kind: 'list'; readonly isDetailed?: boolean; readonly between?: readonly [string, string] }
  | { readonly kind: 'count'; readonly between?: readonly [string, string] }
  | { readonly kind: 'exists' }
  /** Ranked: from the most to the fewest; `place` where but one place of the ranking is asked for, from 1. */
  | { readonly kind: 'groups'; readonly ranked: boolean; readonly place?: number }
  /** The first in an order, with who is assigned where that was asked as well. */
  | { readonly kind: 'first'; readonly property: string }
  /** What it is asked to be, where it is: one of some values, or a day from one on and before another. */
  | {
      readonly kind: 'property';
      readonly property: string;
      readonly expected?: readonly string[];
      readonly within?: { readonly begin: string | null; readonly until: string };
    }
  | { readonly kind: 'duration'; readonly from: string }
  /** Several things of each, by the names of the fields. */
  | { readonly kind: 'facts'; readonly facts: readonly string[] }
  /** How far off the due date is, or how long it is past. */
  | { readonly kind: 'deadline' }
  /** Whether somebody is still with us, or has left. */
  | { readonly kind: 'employment'; readonly asksIfLeft?: true }
  /** A figure for each, as `count`. */
  | { readonly kind: 'counts'; readonly counted: NodeLabel }
  /** Whether the subject's `count` is larger (or smaller) than the other's; without a subject, whose is. */
  | {
      readonly kind: 'comparison';
      readonly subject: string | null;
      readonly more: boolean;
      /** Whether it is asked how many more the subject has. */
      readonly isDifference?: boolean;
      /** Where values of a property are compared, and not nodes: each with all its spellings, the first of which it goes by. */
      readonly values?: readonly (readonly string[])[];
    }
  /** Whether two have the same of what is said, which each row has under its name; `first` is told first. */
  | { readonly kind: 'same'; readonly likeness: Likeness; readonly first: string }
  /** Whether the subject's day comes before the other's, or after it. */
  | {
      readonly kind: 'order';
      readonly property: string;
      readonly subject: string;
      readonly isLater: boolean;
    }
  /** Days that things last, as `days`, over `count` of them. */
  | {
      readonly kind: 'measure';
      readonly lasting: 'completion' | 'tenure' | 'age';
      readonly measure: 'avg' | 'min' | 'max';
    }
  /** How many of those that `of` counts meet the query, which adds `part` to it. */
  | { readonly kind: 'share'; readonly of: FindQuery; readonly part: Condition }
  /** How many there are beside how many `of` counts: whether they are more, or fewer; both figures where that is null. */
  | { readonly kind: 'twoCounts'; readonly of: FindQuery; readonly asksMore: boolean | null }
  /** How many each group has on average, over as many groups as `of` counts; over those that have any where null. */
  | { readonly kind: 'mean'; readonly of: FindQuery | null }
  /** The same for each row: `part` of `count`. */
  | {
      readonly kind: 'shares';
      readonly counted: NodeLabel;
      readonly where?: Condition;
      readonly part: Condition;
    }
  /** Whether `part` holds for all that `of` counts, or for none of them; the rows are the exceptions. */
  | { readonly kind: 'every'; readonly of: FindQuery; readonly part: Condition; readonly isNone: boolean }
  /** People with the tasks and pages that make them likely to know. */
  | { readonly kind: 'knowers'; readonly about: string }
  | HistoryShape
  | ChangesShape
  | { readonly kind: 'profile' }
  | { readonly kind: 'paths' };

/** What held in the past, with its periods as `periods`. */
export interface HistoryShape {
  readonly kind: 'history';
  /** `since`: since when something holds; `before`, `after`: who it was before or after somebody. */
  readonly how: 'list' | 'count' | 'exists' | 'since' | 'before' | 'after';
  /** What is asked for: the rows, or what they are related to. */
  readonly told: 'row' | 'related';
  readonly type: RelationshipType;
  /** The days that the question is about; null where all are. */
  readonly asked: DaySpan | null;
  /** Ids of whom it was before or after. */
  readonly pivot?: readonly string[];
  /** Only of what holds no longer. */
  readonly isFormer?: boolean;
}

/** What became otherwise: for each of the types what began and what ended, as `REPORTS_TO began` and `REPORTS_TO ended`. */
export interface ChangesShape {
  readonly kind: 'changes';
  readonly types: readonly RelationshipType[];
  /** Whether those who joined and left are told as well. */
  readonly withStaff: boolean;
  readonly asked: DaySpan;
}

/** What was said is no question: a fixed reply, nothing looked up. `orders`: told to set aside what it is for. */
export interface TalkPlan {
  readonly kind: 'talk';
  readonly about: 'hello' | 'thanks' | 'bye' | 'self' | 'help' | 'insult' | 'change' | 'orders' | 'me';
}

/** "How did you get this?": the answer before is to be explained. */
export interface ExplainPlan {
  readonly kind: 'explain';
}

/** A name that several have; each way of asking again names one of them. */
export interface ClarifyPlan {
  readonly kind: 'clarify';
  readonly surface: string;
  readonly candidates: readonly NameCandidate[];
}

/** A name or id that nothing in the graph has. */
export interface UnknownPlan {
  readonly kind: 'unknown';
  readonly surface: string;
  readonly label: NodeLabel | null;
  /** `asker`: "my" was said, and we do not know who is asking; `article`: "this article", and none was spoken of;
   * `unrecorded`: no graph has what `surface` names; `age`: nobody's is recorded; `median`: is not worked out; `unclear`: all words are known, yet no query says what they ask together. */
  readonly reason: 'name' | 'asker' | 'article' | 'unrecorded' | 'age' | 'median' | 'unclear';
}
