/** Turns texts into vectors whose angle tells how near their meanings are. */
export interface Embedder {
  /** Length of every vector. */
  readonly dimensions: number;
  /**
   * @returns one vector a text, in the same order, each of length 1.
   * @throws ModelError, also where a vector has another length than was configured.
   */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]>;
}
