import { inject } from 'vitest';
import type { GraphStore } from '../../src/graph/graph-store.ts';
import { createNeo4jStore } from '../../src/graph/neo4j/neo4j-store.ts';
import type { Neo4jSettings } from '../../src/operations/neo4j/neo4j-settings.ts';
import { openNeo4j } from '../../src/operations/neo4j/open-neo4j.ts';

const servers = inject('neo4j');

/** The server of this worker, of which there are as many at a time; null where this machine has no Neo4j: the tests are skipped then. */
export const neo4jSettings = servers?.[(Number(process.env.VITEST_POOL_ID) - 1) % servers.length] ?? null;

export function settings(): Neo4jSettings {
  if (neo4jSettings === null) throw new Error('This test should have been skipped: there is no Neo4j.');
  return neo4jSettings;
}

/** Deletes all nodes, ours and those of the state; indexes stay, and the mark of a database that tests may empty. */
export async function emptyNeo4j(): Promise<void> {
  const database = openNeo4j(settings());
  await database.change(
    'MATCH (n) WHERE NOT n:OrgwiseTest CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS',
  );
  await database.close();
}

/** A store on the emptied database. */
export async function createEmptyStore(): Promise<GraphStore> {
  await emptyNeo4j();
  const store = createNeo4jStore(settings());
  await store.migrate();
  return store;
}
