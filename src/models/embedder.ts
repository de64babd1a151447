import type { SimilarityScale } from './similarity-scale.ts';

/** Turns texts into vectors whose angle tells how near their meanings are. */
export interface Embedder {
  /** Length of every vector. */
  readonly dimensions: number;
  /** What its cosines tell; null where that was not measured, so that its vectors rank and bear nothing out. */
  readonly scale: SimilarityScale | null;
  /** Whether its vectors say anything of a text in this language. */
  understands(text: string): boolean;
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
