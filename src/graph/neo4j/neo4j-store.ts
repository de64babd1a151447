import type { Neo4jSettings } from '../../operations/neo4j/neo4j-settings.ts';
import { openNeo4j } from '../../operations/neo4j/open-neo4j.ts';
import type { GraphStore } from '../graph-store.ts';
import { applyBatch } from './apply-batch.ts';
import { distinctValues } from './distinct-values.ts';
import { explainQuery } from './explain-query.ts';
import { migrateGraph } from './migrate-graph.ts';
import { NumberedRules } from './numbered-rules.ts';
import { readNames } from './read-names.ts';
import { findByKeys, readNodes, readPassages } from './read-nodes.ts';
import { readRelationships } from './read-relationships.ts';
import {
  readAcls,
  readFingerprints,
  readKeys,
  readRevision,
  readSources,
  readTexts,
} from './read-sync-state.ts';
import { readTermStatistics, readTermVectors } from './read-terms.ts';
import { relationshipRoles } from './relationship-roles.ts';
import { runQuery } from './run-query.ts';
import { searchText } from './search-text.ts';

/**
 * The graph for production: a database of a Neo4j server or cluster. `migrate` comes before anything else. The store can
 * be made while the server is down, and works again by itself when it comes back.
 *
 * Every method throws AppError `storage_unreachable` while the server does not answer, and `storage_unusable` where it
 * refuses the user, the database, or is too old.
 */
export function createNeo4jStore(settings: Neo4jSettings): GraphStore {
  const database = openNeo4j(settings);
  const rules = new NumberedRules(database);
  return {
    engine: 'neo4j',
    migrate: () => migrateGraph(database),
    close: () => database.close(),
    apply: (batch) => applyBatch(database, batch),
    query: async (query, viewer, today) => runQuery(database, query, await rules.number(viewer), today),
    explain: async (query, viewer, today) => explainQuery(query, viewer, today),
    searchText: async (search, viewer) => searchText(database, search, await rules.number(viewer)),
    readNodes: async (ids, viewer) => readNodes(database, ids, await rules.number(viewer)),
    readPassages: async (ids, viewer) => readPassages(database, ids, await rules.number(viewer)),
    readTermVectors: async (ids, viewer) => readTermVectors(database, ids, await rules.number(viewer)),
    termStatistics: (terms) => readTermStatistics(database, terms),
    names: async (label, viewer) => readNames(database, label, await rules.number(viewer)),
    distinctValues: async (viewer) => distinctValues(database, await rules.number(viewer)),
    relationshipRoles: (viewer) => relationshipRoles(database, viewer),
    findByKeys: async (label, keys, viewer) => findByKeys(database, label, keys, await rules.number(viewer)),
    fingerprints: (source) => readFingerprints(database, source),
    relationshipsOf: (ids) => readRelationships(database, ids),
    // It writes over what was deleted as it needs the room; only a copy of the store has none of it.
    scrub: async () => 'left',
    keys: (label) => readKeys(database, label),
    texts: (since) => readTexts(database, since ?? -1),
    sources: () => readSources(database),
    acls: () => readAcls(database),
    revision: () => readRevision(database),
  };
}
