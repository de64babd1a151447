import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createNeo4jStore } from '../../src/graph/neo4j/neo4j-store.ts';
import type { Neo4jSettings } from '../../src/operations/neo4j/neo4j-settings.ts';
import { openNeo4j } from '../../src/operations/neo4j/open-neo4j.ts';
import { createNeo4jStateStore } from '../../src/state/neo4j/neo4j-state-store.ts';
import type { KillableStore } from './kill-runs.ts';
import { openEmbedded } from './simulated-sources.ts';

/** An embedded graph in a folder that is there. */
export async function embeddedToKill(folder: string): Promise<KillableStore & { close(): Promise<void> }> {
  const stores = await openEmbedded(folder, 'running');
  return {
    stores,
    settings: { folder },
    async expireLease() {
      const database = new DatabaseSync(join(folder, 'running-state.db'));
      database.prepare('UPDATE state_lease SET expires_at = 0').run();
      database.close();
    },
    async findFaults() {
      const database = new DatabaseSync(join(folder, 'running.db'));
      try {
        const select = (sql: string) => database.prepare(sql).all();
        return [
          ...select('PRAGMA integrity_check').filter((row) => row.integrity_check !== 'ok'),
          ...select(`SELECT r.id FROM relationship r
            WHERE NOT EXISTS (SELECT 1 FROM node n WHERE n.id = r.from_id) OR NOT EXISTS (SELECT 1 FROM node n WHERE n.id = r.to_id)`),
          ...select(
            'SELECT n.id FROM node n WHERE n.acl IS NOT NULL AND NOT EXISTS (SELECT 1 FROM node a WHERE a.id = n.acl)',
          ),
          ...select(`SELECT p.id FROM node_passage p WHERE NOT EXISTS (
            SELECT 1 FROM node a WHERE a.id = 'article:' || substr(p.id, 9, length(rtrim(p.id, '0123456789')) - 9))`),
        ];
      } finally {
        database.close();
      }
    },
    async close() {
      await stores.graph.close();
      await stores.state.close();
    },
  };
}

/** A Neo4j whose database is empty. */
export async function neo4jToKill(
  settings: Neo4jSettings,
): Promise<KillableStore & { close(): Promise<void> }> {
  const graph = createNeo4jStore(settings);
  const state = createNeo4jStateStore(settings);
  await graph.migrate();
  await state.migrate();
  const database = openNeo4j(settings);
  return {
    stores: { graph, state },
    settings,
    async expireLease() {
      await database.change('MATCH (l:StateLease) SET l.expiresAt = 0');
    },
    async findFaults() {
      return [
        ...(await database.read(
          'MATCH (n:Node) WHERE n.acl IS NOT NULL AND NOT EXISTS { MATCH (:Acl {id: n.acl}) } RETURN n.id',
        )),
        ...(await database.read(
          `MATCH (p:Passage) WITH p, split(p.id, '#') AS parts
           WITH p, 'article:' + substring(p.id, 8, size(p.id) - 9 - size(parts[-1])) AS article
           WHERE NOT EXISTS { MATCH (:Article {id: article}) } RETURN p.id`,
        )),
        ...(await database.read(
          'MATCH (n:Node) WITH n.id AS id, count(*) AS times WHERE times > 1 RETURN id',
        )),
        ...(await database.read(
          'MATCH ()-[r]->() WHERE r.id IS NOT NULL WITH r.id AS id, count(*) AS times WHERE times > 1 RETURN id',
        )),
      ];
    },
    async close() {
      await database.close();
      await graph.close();
      await state.close();
    },
  };
}
