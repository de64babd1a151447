import type { Answer } from '../retrieval/answer.ts';
import type { QuestionResult } from './evaluation-result.ts';
import type { Wanted } from './expectation.ts';

/** How well the pages were found, whatever was then made of them. Shares from 0 to 1. */
export interface RetrievalScore {
  /** How many questions name a page. */
  readonly questions: number;
  /** Share of the wanted pages that come first, or among the first five; a mean over the questions. */
  readonly recallAt1: number;
  readonly recallAt5: number;
  /** Mean reciprocal rank of the first wanted page: 1 where it always comes first, 0 where none is ever found. */
  readonly meanReciprocalRank: number;
}

/**
 * The place of each wanted page among the pages of an answer's sources, from 1; null where it is not there. People and
 * tasks among the sources are passed over, and an answer that abstains names no page.
 */
export function rankPages(answer: Answer, wanted: readonly Wanted[]): (number | null)[] {
  const pages = answer.sources.filter((source) => source.kind === 'article').map((source) => source.key);
  return wanted.map((one) => {
    const place = pages.findIndex((key) => one.includes(key));
    return place < 0 ? null : place + 1;
  });
}

/** @returns null where no question names a page. */
export function scoreRetrieval(results: readonly QuestionResult[]): RetrievalScore | null {
  const ranked = results.flatMap(({ ranks }) => (ranks === undefined ? [] : [ranks]));
  if (ranked.length === 0) return null;
  const within = (limit: number): number =>
    mean(ranked.map((ranks) => ranks.filter((rank) => rank !== null && rank <= limit).length / ranks.length));
  return {
    questions: ranked.length,
    recallAt1: within(1),
    recallAt5: within(5),
    meanReciprocalRank: mean(
      ranked.map((ranks) => 1 / Math.min(...ranks.map((rank) => rank ?? Number.POSITIVE_INFINITY))),
    ),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
