import { SourceError, type SourceFailure } from './source-error.ts';

/** So many things, one after the other, that a service fails to give are a service that fails. */
const mostInARow = 5;

/** Failures that the next thing will meet too. */
const ofAll: ReadonlySet<SourceFailure> = new Set(['unauthorized', 'forbidden', 'limited', 'exhausted']);

/** Tells a thing that cannot be had from a service that cannot be read, over one fetch. */
export interface FailureStreak {
  /**
   * @returns the failure, for the thing to be left out.
   * @throws the error, where it is no failure of one thing, or the fifth with nothing read in between.
   */
  forgive(error: unknown): SourceError;
  /** A thing was read. */
  end(): void;
}

export function createFailureStreak(): FailureStreak {
  let length = 0;
  return {
    forgive(error) {
      if (!(error instanceof SourceError) || ofAll.has(error.failure) || ++length >= mostInARow) throw error;
      return error;
    },
    end() {
      length = 0;
    },
  };
}
