import { openDatabase, runOnDatabase } from '../../operations/open-database.ts';
import { parseClauses } from '../acl-clauses.ts';
import { foldText } from '../fold-text.ts';
import type { GraphStore } from '../graph-store.ts';
import { applyBatch } from './apply-batch.ts';

import { distinctValues } from './distinct-values.ts';
import { explainQuery } from './explain-query.ts';
import { migrateGraph } from './migrate-graph.ts';
import { readNames } from './read-names.ts';
import { findByKeys, readNodes, readPassages } from './read-nodes.ts';
import { readRelationships } from './read-relationships.ts';
import { readFingerprints, readKeys, readSources, readTexts } from './read-sync-state.ts';
import { readTermStatistics, readTermVectors } from './read-terms.ts';
import { relationshipRoles } from './relationship-roles.ts';
import { runQuery } from './run-query.ts';
import { scrubGraph } from './scrub-graph.ts';
import { searchText } from './search-text.ts';
import { StatementCache } from './statement-cache.ts';

/**
 * The embedded graph: one SQLite file. `migrate` comes before anything else.
 *
 * SQLite answers at once and on the caller's thread; the promises are the port's.
 *
 * @param options.file a path whose folder is made where it is absent, or `:memory:`.
 * @throws AppError `storage_unusable` where the file cannot be opened.
 */
export function createSqliteStore(options: { readonly file: string }): GraphStore {
  const database = openDatabase(options.file);
  database.function('fold_text', { deterministic: true }, (text) =>
    typeof text === 'string' ? foldText(text) : null,
  );
  const cache = new StatementCache(database);
  const run = <Result>(work: () => Result): Promise<Result> => runOnDatabase(options.file, work);
  return {
    engine: 'sqlite',
    migrate: () =>
      run(() => {
        migrateGraph(database, options.file);
        cache.rules.forget();
      }),
    close: () => run(() => database.close()),
    apply: (batch) => run(() => applyBatch(cache, batch)),
    query: (query, viewer, today) => run(() => runQuery(cache, query, viewer, today)),
    explain: (query, viewer, today) => run(() => explainQuery(query, viewer, today)),
    searchText: (search, viewer) => run(() => searchText(cache, search, viewer)),
    readNodes: (ids, viewer) => run(() => readNodes(cache, ids, viewer)),
    readPassages: (ids, viewer) => run(() => readPassages(cache, ids, viewer)),
    readTermVectors: (ids, viewer) => run(() => readTermVectors(cache, ids, viewer)),
    termStatistics: (terms) => run(() => readTermStatistics(cache, terms)),
    names: (label, viewer) => run(() => readNames(cache, label, viewer)),
    distinctValues: (viewer) => run(() => distinctValues(cache, viewer)),
    relationshipRoles: (viewer) => run(() => relationshipRoles(cache, viewer)),
    findByKeys: (label, keys, viewer) => run(() => findByKeys(cache, label, keys, viewer)),
    fingerprints: (source) => run(() => readFingerprints(cache, source)),
    relationshipsOf: (ids) => run(() => readRelationships(cache, ids)),
    scrub: () => run(() => scrubGraph(database)),
    keys: (label) => run(() => readKeys(cache, label)),
    texts: (since) => readTexts(cache, since ?? -1),
    sources: () => run(() => readSources(cache)),
    acls: () =>
      run(() =>
        cache
          .rows('SELECT id, clauses FROM node_acl ORDER BY id')
          .map(([id, clauses]) => ({ id: String(id), clauses: parseClauses(String(clauses)) })),
      ),
    revision: () => run(() => Number(cache.row("SELECT value FROM meta WHERE name = 'revision'")?.[0])),
  };
}
