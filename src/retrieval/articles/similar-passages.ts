import type { TextCandidate } from '../../graph/graph-store.ts';
import type { VectorIndex } from '../../graph/vector-index.ts';
import type { Viewer } from '../../graph/viewer.ts';
import type { Embedder } from '../../models/embedder.ts';
import { ModelError } from '../../models/model-error.ts';

/** Passages that mean about the same as a question, of those that the viewer may read, best first. */
export type SimilarPassages = (question: string, viewer: Viewer) => Promise<readonly TextCandidate[]>;

const candidateLimit = 50;
/** Milliseconds: an order by words alone, at once, is better than a somewhat better one after a long wait. */
const longestWait = 3_000;

/** Looks passages up by the question's embedding; without one, there are none, and words alone rank the articles. */
export function createSimilarPassages(embedder: Embedder, vectors: VectorIndex): SimilarPassages {
  return async (question, viewer) => {
    try {
      const [vector] = await embedder.embed([question], AbortSignal.timeout(longestWait));
      return vector === undefined ? [] : await vectors.search(vector, candidateLimit, viewer);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      return [];
    }
  };
}
