import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import neo4j, { type Driver } from 'neo4j-driver';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import type { Neo4jSettings } from '../../src/operations/neo4j/neo4j-settings.ts';
import { isDemanded } from '../is-demanded.ts';

export interface Neo4jUnderTest {
  readonly settings: Neo4jSettings;
  /** Empties the database, and leaves its constraints and indexes. */
  empty(): Promise<void>;
  readonly driver: Driver;
}

/** Marks a database that tests may empty. */
const mark = 'OrgwiseTest';

/**
 * Describes tests that need a Neo4j. The community edition has one database, which the file has for itself while they run:
 * other files wait for their turn. Where there is no server they are listed as not run.
 */
export function describeNeo4j(name: string, suite: (neo4j: () => Neo4jUnderTest) => void): void {
  const settings = inject('neo4j');
  const title = settings === null ? `${name} (needs NEO4J_URI, or npm run neo4j -- --install-only)` : name;
  describe.runIf(settings !== null || isDemanded('neo4j'))(title, () => {
    let under: Neo4jUnderTest | undefined;
    let turn: Server | undefined;
    beforeAll(async () => {
      if (settings === null) throw new Error('There is no Neo4j to test with.');
      turn = await takeTurn(inject('neo4jTurn'));
      const driver = neo4j.driver(settings.uri, neo4j.auth.basic(settings.username, settings.password), {
        disableLosslessIntegers: true,
      });
      await claim(driver, settings);
      under = { settings, driver, empty: () => empty(driver, settings) };
    }, 300_000);
    afterAll(async () => {
      await under?.driver.close();
      turn?.close();
    });
    suite(() => {
      if (under === undefined) throw new Error('Neo4j is there within a test alone.');
      return under;
    });
  });
}

/** A port that somebody listens on is taken; it is free again when its process ends, however that ends. */
async function takeTurn(port: number): Promise<Server> {
  for (;;) {
    const server = createServer();
    const { promise, resolve } = Promise.withResolvers<boolean>();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => resolve(true));
    if (await promise) return server.unref();
    await sleep(200);
  }
}

/** A database that holds anything but a former test run's leavings is somebody's, and is left alone. */
async function claim(driver: Driver, { uri, database }: Neo4jSettings): Promise<void> {
  const { records } = await driver.executeQuery(
    `OPTIONAL MATCH (mine:${mark}) WITH count(mine) AS marks OPTIONAL MATCH (node) RETURN marks, count(node) AS nodes`,
    {},
    { database },
  );
  const [row] = records;
  if (Number(row?.get('marks')) === 0 && Number(row?.get('nodes')) > 0)
    throw new Error(`The database ${database} of ${uri} is not empty; tests would delete what it holds.`);
  await driver.executeQuery(`MERGE (:${mark})`, {}, { database });
}

async function empty(driver: Driver, { database }: Neo4jSettings): Promise<void> {
  await driver.executeQuery(`MATCH (node) WHERE NOT node:${mark} DETACH DELETE node`, {}, { database });
}
