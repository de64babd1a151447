import type { GraphReader } from '../../graph/graph-store.ts';

/** The same graph, of whose pages only some are found by a search: for what "it" or "the runbook" says. */
export function withinPages(graph: GraphReader, articles: readonly string[]): GraphReader {
  return {
    query: (...given) => graph.query(...given),
    explain: (...given) => graph.explain(...given),
    searchText: (search, viewer) => graph.searchText({ ...search, articles }, viewer),
    readNodes: (...given) => graph.readNodes(...given),
    readPassages: (...given) => graph.readPassages(...given),
    readTermVectors: (...given) => graph.readTermVectors(...given),
    termStatistics: (...given) => graph.termStatistics(...given),
    names: (...given) => graph.names(...given),
    distinctValues: (...given) => graph.distinctValues(...given),
    findByKeys: (...given) => graph.findByKeys(...given),
    relationshipRoles: (...given) => graph.relationshipRoles(...given),
    acls: () => graph.acls(),
    sources: () => graph.sources(),
    revision: () => graph.revision(),
  };
}
