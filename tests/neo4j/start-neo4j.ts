import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { cacheFolder, freePort, isCached, startCached } from '../../deploy/neo4j/local-neo4j.ts';
import type { Neo4jSettings } from '../../src/operations/neo4j/neo4j-settings.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Null where there is no server to test with. */
    neo4j: Neo4jSettings | null;
    /** Port on which whoever has the server's database for itself listens. */
    neo4jTurn: number;
  }
}

/**
 * One Neo4j for the whole run: the one that NEO4J_URI names, else one from the cache that `npm run neo4j -- --install-only`
 * fills, started on a free port with its data in a temporary folder.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { NEO4J_URI: uri, NEO4J_USERNAME, NEO4J_PASSWORD, NEO4J_DATABASE } = process.env;
  project.provide('neo4jTurn', await freePort(0));
  if (uri) {
    project.provide('neo4j', {
      uri,
      username: NEO4J_USERNAME || 'neo4j',
      password: NEO4J_PASSWORD ?? '',
      database: NEO4J_DATABASE || 'neo4j',
    });
    return async () => {};
  }
  const cache = cacheFolder();
  if (!isCached(cache)) {
    project.provide('neo4j', null);
    return async () => {};
  }
  const dataFolder = mkdtempSync(join(tmpdir(), 'orgwise-neo4j-'));
  const password = randomBytes(12).toString('hex');
  const server = await startCached({ cache, dataFolder, port: await freePort(0), password });
  project.provide('neo4j', { uri: server.uri, username: 'neo4j', password, database: 'neo4j' });
  return async () => {
    await server.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  };
}
