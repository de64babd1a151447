import type { TextCandidate } from './graph-store.ts';
import type { Viewer } from './viewer.ts';

/**
 * Passages by the nearness of their meaning: what only some deployments have, and so a port of its own beside
 * `GraphStore`. It holds vectors and no texts; whose passages they are, and who may read them, it asks the graph.
 */
export interface VectorIndex {
  /** Makes its tables where they are missing; the graph's own come first. */
  migrate(): Promise<void>;
  /** Of each passage that has a vector, the digest of what the vector was made from. */
  digests(): Promise<ReadonlyMap<string, string>>;
  /** Adds vectors or puts them in place of older ones, in one transaction. */
  write(entries: readonly PassageVector[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  /**
   * The nearest passages that the viewer may read, best first, ties by id; the score is the cosine. Vectors of another
   * length than the one asked for are left out.
   */
  search(vector: Float32Array, limit: number, viewer: Viewer): Promise<TextCandidate[]>;
  close(): Promise<void>;
}

export interface PassageVector {
  /** Node id of the passage. */
  readonly id: string;
  readonly digest: string;
  /** Of length 1. */
  readonly vector: Float32Array;
}
