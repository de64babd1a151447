import type { GraphReader } from '../../../src/graph/graph-store.ts';
import type { VectorIndex } from '../../../src/graph/vector-index.ts';

type Vectors = Pick<VectorIndex, 'search'>;

/** Reads whatever graph was put into it last: what hangs on the language alone is then made once for all of them. */
export interface ReplaceableGraph {
  readonly graph: GraphReader;
  readonly vectors: Vectors;
  /** What was asked before has to be answered by now. */
  replace(graph: GraphReader, vectors: Vectors): void;
}

export function createReplaceableGraph(): ReplaceableGraph {
  let revision = 0;
  let present: { readonly graph: GraphReader; readonly vectors: Vectors } | undefined;
  const now = (): { readonly graph: GraphReader; readonly vectors: Vectors } => {
    if (present === undefined) throw new Error('there is no graph yet');
    return present;
  };
  return {
    graph: {
      query: (...args) => now().graph.query(...args),
      explain: (...args) => now().graph.explain(...args),
      searchText: (...args) => now().graph.searchText(...args),
      readNodes: (...args) => now().graph.readNodes(...args),
      readPassages: (...args) => now().graph.readPassages(...args),
      readTermVectors: (...args) => now().graph.readTermVectors(...args),
      termStatistics: (...args) => now().graph.termStatistics(...args),
      names: (...args) => now().graph.names(...args),
      distinctValues: (...args) => now().graph.distinctValues(...args),
      relationshipRoles: (...args) => now().graph.relationshipRoles(...args),
      findByKeys: (...args) => now().graph.findByKeys(...args),
      acls: () => now().graph.acls(),
      sources: () => now().graph.sources(),
      // Names are read anew where it has grown.
      revision: async () => revision,
    },
    vectors: { search: (...args) => now().vectors.search(...args) },
    replace(graph, vectors) {
      present = { graph, vectors };
      revision += 1;
    },
  };
}
