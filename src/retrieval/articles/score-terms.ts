import type { TermStatistics } from '../../graph/graph-store.ts';

/** Okapi BM25's constant for pages: they are long and say a thing often before they are about it, so it is late. */
export const pageSaturation = 2;
const lengthShare = 0.75;

/** How rare a term is: its weight in every score, never negative. */
export function inverseFrequency(term: string, statistics: TermStatistics): number {
  const documents = Math.max(1, statistics.documents);
  const frequency = Math.min(statistics.documentFrequency.get(term) ?? 0, documents);
  return Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
}

/** What one term adds to a text's score. */
export function termScore(
  count: number,
  length: number,
  averageLength: number,
  inverse: number,
  saturation: number,
): number {
  if (count === 0) return 0;
  const norm = 1 - lengthShare + lengthShare * (length / Math.max(1, averageLength));
  return (inverse * count * (saturation + 1)) / (count + saturation * norm);
}
