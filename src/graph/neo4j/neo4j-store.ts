import { createNeo4jConnection } from '../../operations/neo4j/neo4j-connection.ts';
import type { Neo4jSettings } from '../../operations/neo4j/neo4j-settings.ts';
import type { GraphStore } from '../graph-store.ts';
import { applyBatch } from './apply-batch.ts';
import { distinctValues } from './distinct-values.ts';
import { migrateGraph } from './migrate-graph.ts';
import { findByKeys, readNodes, readPassages } from './read-nodes.ts';
import {
  readAcls,
  readFingerprints,
  readKeys,
  readNames,
  readRevision,
  readSources,
  readTexts,
} from './read-sync-state.ts';
import { readTermStatistics, readTermVectors } from './read-terms.ts';
import { runQuery } from './run-query.ts';
import { searchText } from './search-text.ts';

/**
 * The graph on a Neo4j server or cluster. `migrate` comes before anything else; the server need not run before it.
 *
 * @throws AppError from each method: `storage_unreachable` where no server answers, `storage_unusable` where it refuses us.
 */
export function createNeo4jStore(settings: Neo4jSettings): GraphStore {
  const connection = createNeo4jConnection(settings);
  return {
    engine: 'neo4j',
    migrate: () => migrateGraph(connection, settings.uri),
    close: () => connection.close(),
    apply: (batch) => applyBatch(connection, batch),
    query: (query, viewer, today) => runQuery(connection, query, viewer, today),
    searchText: (search, viewer) => searchText(connection, search, viewer),
    readNodes: (ids, viewer) => readNodes(connection, ids, viewer),
    readPassages: (ids, viewer) => readPassages(connection, ids, viewer),
    readTermVectors: (ids, viewer) => readTermVectors(connection, ids, viewer),
    termStatistics: (terms) => readTermStatistics(connection, terms),
    names: (label) => readNames(connection, label),
    distinctValues: (viewer) => distinctValues(connection, viewer),
    findByKeys: (label, keys, viewer) => findByKeys(connection, label, keys, viewer),
    fingerprints: (source) => readFingerprints(connection, source),
    keys: (label) => readKeys(connection, label),
    texts: (since) => readTexts(connection, since ?? -1),
    acls: () => readAcls(connection),
    sources: () => readSources(connection),
    revision: () => readRevision(connection),
  };
}
