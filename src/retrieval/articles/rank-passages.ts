import { analyzeText } from '../../graph/analyze-text.ts';
import type { StoredPassage, TermStatistics } from '../../graph/graph-store.ts';
import { isHan } from '../linking/tokenize.ts';
import { type Concept, conceptScore } from './concepts.ts';
import { inverseFrequency, passageSaturation, termScore } from './score-terms.ts';

export interface RankedPassage {
  readonly passage: StoredPassage;
  readonly score: number;
  /** Share of the question's weight whose terms stand in the passage or its heading, 0 to 1. */
  readonly coverage: number;
}

const headingBoost = 0.4;

/** Ranks the passages of the best pages for the question's concepts. */
export function rankPassages(
  passages: readonly StoredPassage[],
  concepts: readonly Concept[],
  statistics: TermStatistics,
): RankedPassage[] {
  const analysed = passages.map((passage) => ({
    passage,
    terms: analyzeText(passage.text),
    heading: new Set(analyzeText(passage.heading)),
  }));
  const average = analysed.reduce((sum, one) => sum + one.terms.length, 0) / Math.max(1, analysed.length);
  const rare = (term: string): number => inverseFrequency(term, statistics);
  const frequency = (term: string): number => statistics.documentFrequency.get(term) ?? 0;
  // A Chinese question over an English wiki can only be met in its names and identifiers.
  const foreign = concepts.every(({ term }) => !isHan(term) || frequency(term) === 0);
  const meetable = foreign ? concepts.filter(({ term }) => !isHan(term)) : concepts;
  const weight = meetable.reduce((sum, { term, weight: times }) => sum + times * rare(term), 0) || 1;
  const ranked = analysed.map(({ passage, terms, heading }): RankedPassage => {
    const counts = new Map<string, number>();
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    const there = (term: string): boolean => counts.has(term) || heading.has(term);
    let score = 0;
    let covered = 0;
    for (const concept of concepts) {
      score += conceptScore(concept, (term) => {
        const named = heading.has(term) ? headingBoost * rare(term) : 0;
        return named + termScore(counts.get(term) ?? 0, terms.length, average, rare(term), passageSaturation);
      });
      const found = concept.variants.filter((variant) => there(variant.term));
      const best = Math.max(0, ...found.map((variant) => variant.share));
      covered += concept.weight * rare(concept.term) * best;
    }
    return { passage, score, coverage: covered / weight };
  });
  return ranked.sort((one, other) => other.score - one.score || one.passage.ordinal - other.passage.ordinal);
}
