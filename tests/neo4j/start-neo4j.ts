import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { isNeo4jInstalled, missingTools, startLocalNeo4j } from '../../deploy/neo4j/local-neo4j.ts';
import type { Neo4jSettings } from '../../src/operations/neo4j/neo4j-settings.ts';
import { openNeo4j } from '../../src/operations/neo4j/open-neo4j.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The servers of this run, one for each worker; null where this machine has none. The tests empty their databases. */
    neo4j: readonly Neo4jSettings[] | null;
  }
}

/**
 * A server for each worker, as Community Edition has one database: so many of the one that `npm run neo4j -- --install-only` has
 * fetched. Where NEO4J_URI names one, that alone, for files that run one after the other.
 */
export default async function startNeo4j(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const { NEO4J_URI: uri, NEO4J_USERNAME, NEO4J_PASSWORD = '', NEO4J_DATABASE } = process.env;
  if (uri) {
    const named = { username: NEO4J_USERNAME || 'neo4j', database: NEO4J_DATABASE || 'neo4j' };
    await claim({ uri, password: NEO4J_PASSWORD, ...named });
    project.provide('neo4j', [{ uri, password: NEO4J_PASSWORD, ...named }]);
    return undefined;
  }
  if (!isNeo4jInstalled() || (await missingTools(['java'])) !== null) {
    if ((process.env.ORGWISE_TESTS_DEMAND ?? '').split(',').includes('neo4j'))
      throw new Error(
        'ORGWISE_TESTS_DEMAND names neo4j: set NEO4J_URI, or run npm run neo4j -- --install-only.',
      );
    project.provide('neo4j', null);
    return undefined;
  }
  const servers = await Promise.all(
    Array.from({ length: Number(project.vitest.config.maxWorkers) || 1 }, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'orgwise-neo4j-'));
      return { folder, ...(await startLocalNeo4j({ folder, isShortLived: true })) };
    }),
  );
  project.provide(
    'neo4j',
    servers.map(({ uri: local, username, password, database }) => ({
      uri: local,
      username,
      password,
      database,
    })),
  );
  return async () => {
    for (const { folder, stop } of servers) {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

/** Marks a database that the tests may empty, and did before. */
const mark = 'OrgwiseTest';

/** A database that holds anything but a former run's leavings is somebody's, and is left alone. */
async function claim(settings: Neo4jSettings): Promise<void> {
  const database = openNeo4j(settings);
  try {
    const [row] = await database.read(
      `RETURN EXISTS { MATCH (:${mark}) }, EXISTS { MATCH (node) WHERE NOT node:${mark} }`,
    );
    if (row?.[0] !== true && row?.[1] === true)
      throw new Error(
        `The database ${settings.database} of ${settings.uri} is not empty; the tests would delete what it holds.`,
      );
    await database.write((run) => run(`MERGE (:${mark})`));
  } finally {
    await database.close();
  }
}
