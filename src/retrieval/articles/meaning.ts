import type { TextCandidate } from '../../graph/graph-store.ts';
import type { VectorIndex } from '../../graph/vector-index.ts';
import type { Viewer } from '../../graph/viewer.ts';
import type { Embedder } from '../../models/embedder.ts';
import { ModelError } from '../../models/model-error.ts';
import type { SimilarityScale } from '../../models/similarity-scale.ts';

/** What a question means, beside the words that it is asked in. */
export interface Meaning {
  /** Passages that mean about the same, of those that the viewer may read, best first; the score is the cosine. */
  readonly passages: readonly TextCandidate[];
  /** What cosines tell; null where they only tell an order. */
  readonly scale: SimilarityScale | null;
  /** The cosine of each text and the question, 0 of one in a language with an encoder of its own; null where they could not be had in time. */
  compare(texts: readonly string[]): Promise<readonly number[] | null>;
}

/** Null where meanings are not looked at, as in a language that the embedder does not understand. */
export type ReadMeaning = (question: string, viewer: Viewer) => Promise<Meaning | null>;

const candidateLimit = 50;
/** Milliseconds: an order by words alone, at once, is better than a somewhat better one after a long wait. */
const longestWait = 3_000;
/** Vectors of texts that are kept, 1.5 kB each: people ask about the same pages again and again. */
const mostKept = 10_000;

/** Reads meanings by embeddings; without one, words alone rank the articles. */
export function createReadMeaning(embedder: Embedder, vectors: Pick<VectorIndex, 'search'>): ReadMeaning {
  const kept = new Map<string, Float32Array>();

  async function vectorsOf(texts: readonly string[]): Promise<Map<string, Float32Array>> {
    const distinct = [...new Set(texts)];
    const found = new Map(
      distinct.flatMap((text) => (kept.has(text) ? [[text, kept.get(text)] as const] : [])),
    );
    const missing = distinct.filter((text) => !found.has(text));
    const made = missing.length === 0 ? [] : await embedder.embed(missing, AbortSignal.timeout(longestWait));
    for (const [at, text] of missing.entries()) found.set(text, made[at]);
    const all = new Map<string, Float32Array>();
    for (const [text, vector] of found) {
      if (vector === undefined) continue;
      all.set(text, vector);
      // What was looked for last is forgotten last.
      kept.delete(text);
      kept.set(text, vector);
    }
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    return all;
  }

  return async (question, viewer) => {
    if (!embedder.understands(question)) return null;
    return await orNull(async () => {
      const asked = await embedder.embedQuestion(question, AbortSignal.timeout(longestWait));
      return {
        passages: await vectors.search(asked, candidateLimit, viewer),
        scale: embedder.scaleFor(question),
        compare: (texts) =>
          orNull(async () => {
            const made = await vectorsOf(texts.filter((text) => embedder.matches(question, text)));
            return texts.map((text) => cosine(asked, made.get(text)));
          }),
      };
    });
  };
}

/** A model that fails is told of in the log, where its failures are counted. */
async function orNull<Result>(work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return null;
  }
}

/** Of two vectors of length 1; 0 where there is no other, as of a text in another language. */
function cosine(one: Float32Array, other: Float32Array | undefined): number {
  if (other === undefined) return 0;
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}
