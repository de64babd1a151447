import type { SimilarityScale } from './similarity-scale.ts';

/** Turns texts into vectors whose angle tells how near their meanings are. */
export interface Embedder {
  /**
   * Lengths that its vectors have, no two alike: several where texts of different languages have encoders of their own,
   * and vectors of two lengths have nothing to do with one another.
   */
  readonly dimensions: readonly number[];
  /** Whether its vectors say anything of a question in this language. */
  understands(question: string): boolean;
  /** Whether a text can be compared with a question: where the two have encoders of their own, their cosine says nothing. */
  matches(question: string, text: string): boolean;
  /** What cosines with this question tell; null where that was not measured, so that they rank and bear nothing out. */
  scaleFor(question: string): SimilarityScale | null;
  /**
   * Of texts in which something is to be found. Where there is a signal somebody waits, and they go before others.
   *
   * @returns one vector a text, in the same order, each of length 1; the same text always has the same.
   * @throws ModelError, also where a vector has another length than was configured.
   */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]>;
  /**
   * Of what is looked for: some models want to be told that it is a question.
   *
   * @throws ModelError as `embed` does.
   */
  embedQuestion(question: string, signal?: AbortSignal): Promise<Float32Array>;
}
