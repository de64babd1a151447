import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { GraphQuery } from '../../graph/graph-query.ts';
import type { NameCandidate } from '../linking/name-index.ts';
import type { QuestionItem } from './question-item.ts';

/** Turns a tagged question into what to do; pure, so that the same question is always understood the same way. */
export interface Planner {
  /** @returns null where the question is not about the graph's structure as far as this planner can tell. */
  plan(question: TaggedQuestion): Plan | null;
}

export interface TaggedQuestion {
  readonly text: string;
  readonly language: 'en' | 'zh';
  readonly items: readonly QuestionItem[];
  /** The day it is at the company. */
  readonly today: string;
  readonly asker: NameCandidate | null;
  /** What the question before this one was understood as, in the same conversation. */
  readonly previous: PreviousQuestion | null;
}

export interface PreviousQuestion {
  /** The page that answered it, where it was not about the graph's structure: "this article". */
  readonly article?: NameCandidate;
  readonly items: readonly QuestionItem[];
  readonly plan: Plan | null;
}

export type Plan = QueryPlan | ClarifyPlan | UnknownPlan;

export interface QueryPlan {
  readonly kind: 'query';
  readonly query: GraphQuery;
  readonly shape: AnswerShape;
  /** Nodes that the query names by id, so that an answer can say them. */
  readonly named: ReadonlyMap<string, NameCandidate>;
}

/** How the rows are to be told. */
export type AnswerShape =
  /** Detailed: also rows that are otherwise known by their names alone are told with all that was asked of them. */
  | { readonly kind: 'list'; readonly isDetailed?: boolean }
  | { readonly kind: 'count' }
  | { readonly kind: 'exists' }
  | { readonly kind: 'groups'; readonly ranked: boolean }
  /** The first in an order, with who is assigned where that was asked as well. */
  | { readonly kind: 'first'; readonly property: string }
  | { readonly kind: 'property'; readonly property: string; readonly expected?: readonly string[] }
  | { readonly kind: 'duration'; readonly from: string }
  | { readonly kind: 'profile' }
  | { readonly kind: 'paths' };

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
  /** `asker`: "my" was said, and we do not know who is asking; `article`: "this article", and none was spoken of. */
  readonly reason: 'name' | 'asker' | 'article';
}
