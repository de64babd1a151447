import type { QuestionResult } from './evaluation-result.ts';

/** What changed between two runs, by the questions' ids. */
export interface Comparison {
  readonly newlyRight: readonly QuestionResult[];
  /** Right in the earlier run, and not right now. */
  readonly newlyWrong: readonly QuestionResult[];
  /** Asked now and not then. */
  readonly added: readonly QuestionResult[];
  /** Asked then and not now. */
  readonly gone: readonly QuestionResult[];
}

export function compareEvaluations(
  earlier: readonly QuestionResult[],
  now: readonly QuestionResult[],
): Comparison {
  const before = new Map(earlier.map((result) => [result.id, result]));
  const ids = new Set(now.map((result) => result.id));
  const wasRight = ({ id }: QuestionResult): boolean => before.get(id)?.outcome === 'right';
  const known = now.filter(({ id }) => before.has(id));
  return {
    newlyRight: known.filter((result) => result.outcome === 'right' && !wasRight(result)),
    newlyWrong: known.filter((result) => result.outcome !== 'right' && wasRight(result)),
    added: now.filter(({ id }) => !before.has(id)),
    gone: earlier.filter(({ id }) => !ids.has(id)),
  };
}
