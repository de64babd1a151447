import type { TermStatistics } from '../../graph/graph-store.ts';
import { inverseFrequency } from './score-terms.ts';
import { synonymsOf } from './synonyms.ts';

/** A word of the question with all that may stand for it. */
export interface Concept {
  readonly term: string;
  /** How often it was asked; terms of earlier turns weigh less. */
  readonly weight: number;
  /** The word itself first, then its synonyms, each with its share. */
  readonly variants: readonly { readonly term: string; readonly share: number }[];
}

/** What a synonym says beside the word itself. */
const synonymShare = 0.5;

export function conceptsOf(terms: ReadonlyMap<string, number>): Concept[] {
  return [...terms].map(([term, weight]) => ({
    term,
    weight,
    variants: [
      { term, share: 1 },
      ...[...synonymsOf(term)]
        .filter((other) => !terms.has(other))
        .map((other) => ({ term: other, share: synonymShare })),
    ],
  }));
}

/** Every term to search for, with the weight that the engine's own order needs. */
export function searchTerms(concepts: readonly Concept[], statistics: TermStatistics): Map<string, number> {
  const weighted = new Map<string, number>();
  for (const { weight, variants } of concepts) {
    for (const { term, share } of variants) {
      weighted.set(
        term,
        Math.max(weighted.get(term) ?? 0, weight * share * inverseFrequency(term, statistics)),
      );
    }
  }
  return weighted;
}

/**
 * What a text says of a concept: its best variant, because a group of synonyms is still one thing.
 *
 * @param score what one term is worth in the text, 0 where it is absent.
 */
export function conceptScore(concept: Concept, score: (term: string) => number): number {
  let best = 0;
  for (const { term, share } of concept.variants) best = Math.max(best, share * score(term));
  return concept.weight * best;
}
