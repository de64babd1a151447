import { analyzeText } from '../../graph/analyze-text.ts';
import type { StoredPassage, TermStatistics } from '../../graph/graph-store.ts';
import { inverseFrequency, termScore } from './score-terms.ts';

export interface RankedPassage {
  readonly passage: StoredPassage;
  readonly score: number;
  /** Share of the question's weight whose terms stand in the passage or its heading, 0 to 1. */
  readonly coverage: number;
}

const headingBoost = 0.8;
/** How much the words that the page's best neighbours add count beside the asked ones. */
const expansionShare = 0.35;

/** Ranks passages for the asked terms; those added by feedback only break near-ties. */
export function rankPassages(
  passages: readonly StoredPassage[],
  asked: ReadonlyMap<string, number>,
  expanded: ReadonlyMap<string, number>,
  statistics: TermStatistics,
): RankedPassage[] {
  const analysed = passages.map((passage) => ({
    passage,
    terms: analyzeText(passage.text),
    heading: new Set(analyzeText(passage.heading)),
  }));
  const average = analysed.reduce((sum, one) => sum + one.terms.length, 0) / Math.max(1, analysed.length);
  const inverse = new Map(
    [...asked.keys(), ...expanded.keys()].map((term) => [term, inverseFrequency(term, statistics)]),
  );
  const weight = [...asked].reduce((sum, [term, share]) => sum + share * (inverse.get(term) ?? 0), 0) || 1;
  const ranked = analysed.map(({ passage, terms, heading }): RankedPassage => {
    const counts = new Map<string, number>();
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    let score = 0;
    let covered = 0;
    for (const [term, share] of asked) {
      const rare = inverse.get(term) ?? 0;
      const count = counts.get(term) ?? 0;
      score += share * termScore(count, terms.length, average, rare);
      if (heading.has(term)) score += share * headingBoost * rare;
      if (count > 0 || heading.has(term)) covered += share * rare;
    }
    for (const [term, share] of expanded) {
      if (asked.has(term)) continue;
      score +=
        expansionShare *
        share *
        termScore(counts.get(term) ?? 0, terms.length, average, inverse.get(term) ?? 0);
    }
    return { passage, score, coverage: covered / weight };
  });
  return ranked.sort((one, other) => other.score - one.score || one.passage.ordinal - other.passage.ordinal);
}
