import { analyzeText } from '../../../src/graph/analyze-text.ts';
import type { Embedder } from '../../../src/models/embedder.ts';

const dimensions = 32;
/** How much of a vector is the whole text's own, so that no two texts are equally near and no order hangs on a tie. */
const ownShare = 0.15;

/** Vectors that tell which terms a text has, the same ones each time and without a model. */
export const hashingEmbedder: Embedder = {
  dimensions: [dimensions],
  understands: () => true,
  matches: () => true,
  scaleFor: () => ({ unrelated: 0.2, answers: 0.7, close: 0.5, foundWord: 0.03, lackingWord: 0.02 }),
  embed: async (texts) => texts.map(vectorOf),
  embedQuestion: async (question) => vectorOf(question),
};

function vectorOf(text: string): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const term of analyzeText(text)) addDirection(vector, term, 1);
  addDirection(vector, text, ownShare);
  const length = Math.hypot(...vector);
  return vector.map((one) => one / length);
}

/** Adds the direction of a word: FNV-1a of it, drawn on by a linear congruence (Numerical Recipes). */
function addDirection(vector: Float32Array, word: string, weight: number): void {
  let state = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) state = Math.imul(state ^ word.charCodeAt(at), 0x01000193);
  for (let at = 0; at < vector.length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    vector[at] = (vector[at] ?? 0) + weight * ((state >>> 8) / 2 ** 23 - 1);
  }
}
