import { analyzeText } from '../../graph/analyze-text.ts';
import type { StoredPassage, TermStatistics } from '../../graph/graph-store.ts';
import { isHan } from '../linking/tokenize.ts';
import { inverseFrequency, passageSaturation, termScore } from './score-terms.ts';

export interface RankedPassage {
  readonly passage: StoredPassage;
  readonly score: number;
  /** Share of the question's weight whose terms stand in the passage or its heading, 0 to 1. */
  readonly coverage: number;
  /** How many different asked terms stand there, of those that are not common. */
  readonly matched: number;
}

const headingBoost = 0.4;
/** A term that stands in more than this share of all pages tells nothing of what a passage is about. */
const tellingShare = 0.2;

/** Ranks the passages of the best pages for the question's terms. */
export function rankPassages(
  passages: readonly StoredPassage[],
  asked: ReadonlyMap<string, number>,
  statistics: TermStatistics,
): RankedPassage[] {
  const analysed = passages.map((passage) => ({
    passage,
    terms: analyzeText(passage.text),
    heading: new Set(analyzeText(passage.heading)),
  }));
  const average = analysed.reduce((sum, one) => sum + one.terms.length, 0) / Math.max(1, analysed.length);
  const inverse = new Map([...asked.keys()].map((term) => [term, inverseFrequency(term, statistics)]));
  const tells = (term: string): boolean =>
    (statistics.documentFrequency.get(term) ?? 0) <= statistics.documents * tellingShare;
  // A Chinese question over an English wiki can only be met in its names and identifiers.
  const foreign = (term: string): boolean =>
    isHan(term) && (statistics.documentFrequency.get(term) ?? 0) === 0;
  const weight =
    [...asked].reduce(
      (sum, [term, share]) => sum + (foreign(term) ? 0 : share * (inverse.get(term) ?? 0)),
      0,
    ) || 1;
  const ranked = analysed.map(({ passage, terms, heading }): RankedPassage => {
    const counts = new Map<string, number>();
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    let score = 0;
    let covered = 0;
    let matched = 0;
    for (const [term, share] of asked) {
      const rare = inverse.get(term) ?? 0;
      const count = counts.get(term) ?? 0;
      score += share * termScore(count, terms.length, average, rare, passageSaturation);
      if (heading.has(term)) score += share * headingBoost * rare;
      if (count > 0 || heading.has(term)) {
        covered += share * rare;
        if (tells(term)) matched++;
      }
    }
    return { passage, score, coverage: covered / weight, matched };
  });
  return ranked.sort((one, other) => other.score - one.score || one.passage.ordinal - other.passage.ordinal);
}
