import type { Turn } from '../retrieval/answer.ts';
import type { Expectation } from './expectation.ts';

/** A question whose right answer is known. */
export interface GoldenQuestion {
  /** Told apart by it, between runs as well; made of the question itself where the file gives none. */
  readonly id: string;
  readonly question: string;
  /** Who asks, by e-mail address; the local operator where absent. */
  readonly as?: string;
  /** What it is grouped by in the table. */
  readonly type?: string;
  readonly lang?: string;
  /** Earlier turns of the same conversation, oldest first. */
  readonly context: readonly Turn[];
  readonly expect: Expectation;
  /** Where it stands in its file, from 1. */
  readonly line: number;
}

/** Something wrong in a file of questions. */
export interface QuestionMistake {
  readonly line: number;
  /** What was found and what is needed, one sentence. */
  readonly message: string;
}

/** What a file holds: a question that is wrong is among the mistakes, all others are there. */
export interface QuestionSet {
  readonly questions: readonly GoldenQuestion[];
  readonly mistakes: readonly QuestionMistake[];
}
