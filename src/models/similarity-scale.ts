/**
 * What the cosines of a model tell. Each model has its own: of one, 0.3 is about the same thing, of another 0.6 about
 * nothing in common.
 */
export interface SimilarityScale {
  /** Of a question and a text that have nothing to do with one another: what counts is what is above it. */
  readonly unrelated: number;
  /** From here on, a text may be quoted in answer; it has one of the question's words, and lacks one that tells. */
  readonly answers: number;
  /** From here on, likewise, it may be named as the closest thing. */
  readonly close: number;
  /** What a further word of the question that the text has is worth. */
  readonly foundWord: number;
  /** What a further one that tells what is asked for, and that the text lacks, takes. */
  readonly lackingWord: number;
}

/** By the model's name, in small letters; measured for decision 24. */
const scales: Readonly<Record<string, SimilarityScale>> = {
  'bge-small-en-v1.5': { unrelated: 0.45, answers: 0.73, close: 0.65, foundWord: 0.03, lackingWord: 0.02 },
  'bge-small-zh-v1.5': { unrelated: 0.4, answers: 0.7, close: 0.58, foundWord: 0.03, lackingWord: 0.02 },
};

/** @param name of a model, as a server may know it too: `BAAI/bge-small-en-v1.5`. */
export function scaleOf(name: string): SimilarityScale | null {
  return scales[name.toLowerCase().split('/').at(-1) ?? ''] ?? null;
}
