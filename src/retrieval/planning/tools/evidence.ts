import type { CypherRows } from '../../../graph/cypher-reader.ts';
import type { QueryResult } from '../../../graph/graph-query.ts';
import type { GivenPassage } from '../../composing/verify-sentences.ts';
import type { NameCandidate } from '../../linking/name-index.ts';
import type { QueryPlan } from '../planner.ts';

/** What a model has been told about one question, and may rest an answer on. It only grows. */
export interface Evidence {
  /** The only nodes that a query may name by id: linked, found by name, or seen in a result. */
  readonly known: Map<string, NameCandidate>;
  /** Names that several bear: which is meant is for the asker to say. */
  readonly namesakes: Namesakes[];
  /** Numbered from 1. */
  readonly results: FoundResult[];
  /** Numbers of the results that were said to be the answer or a part of it. */
  readonly finals: Set<number>;
  /** Numbered from 1. */
  readonly passages: GivenPassage[];
  /** Words that were searched and names that were looked up. */
  readonly asked: Set<string>;
  /** Whether a query was refused or found nothing: only then is there need of another way. */
  hasFailed: boolean;
}

export interface Namesakes {
  readonly surface: string;
  readonly candidates: readonly NameCandidate[];
}

export type FoundResult =
  | { readonly kind: 'query'; readonly plan: QueryPlan; readonly result: QueryResult }
  /** Not run: it hangs on what whoever asks may not read, and telling that is the answer. */
  | { readonly kind: 'withheld'; readonly plan: QueryPlan }
  | { readonly kind: 'cypher'; readonly statement: string; readonly rows: CypherRows };

export function createEvidence(
  known: ReadonlyMap<string, NameCandidate>,
  namesakes: readonly Namesakes[],
): Evidence {
  return {
    known: new Map(known),
    namesakes: [...namesakes],
    results: [],
    finals: new Set(),
    passages: [],
    asked: new Set(),
    hasFailed: false,
  };
}

/** Whether a query found anything; an answer of no is one. */
export function isEmpty(result: QueryResult): boolean {
  return result.kind !== 'exists' && result.total === 0;
}
