import type { TextCandidate } from '../../src/graph/graph-store.ts';
import type { VectorIndex } from '../../src/graph/vector-index.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { compareText, type ReferenceGraph, ReferenceView } from './reference-graph.ts';

/**
 * Compares a vector with that of each passage of a graph; whoever searches sees all of it, so that it must hold nothing that
 * they may not.
 *
 * @param vectors by the ids of passages, of length 1.
 */
export function createReferenceVectors(
  graph: ReferenceGraph,
  vectors: ReadonlyMap<string, Float32Array>,
): Pick<VectorIndex, 'search'> {
  const view = new ReferenceView(graph, operatorViewer, { from: '', to: '' });
  return {
    search: async (asked, limit) =>
      view
        .find('Passage', undefined)
        .flatMap((passage): TextCandidate[] => {
          const vector = vectors.get(passage.id);
          const article = view.neighbours(passage, {
            type: 'HAS_PASSAGE',
            direction: 'in',
            label: 'Article',
          })[0];
          if (vector === undefined || article === undefined) return [];
          return [{ id: passage.id, articleId: article.id, score: cosine(asked, vector) }];
        })
        .sort((one, other) => other.score - one.score || compareText(one.id, other.id))
        .slice(0, limit),
  };
}

function cosine(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
}
