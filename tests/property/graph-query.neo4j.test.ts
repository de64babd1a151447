import { describe, test } from 'vitest';
import { createSqliteStore } from '../../src/graph/sqlite/sqlite-store.ts';
import { isDemanded } from '../is-demanded.ts';
import { createEmptyStore, neo4jSettings } from '../neo4j/test-database.ts';
import { askGeneratedQueries } from './ask-generated-queries.ts';

/** Neo4j plans each statement anew, and for a deep one that takes long: all 300 are for those who demand Neo4j. */
const graphs = isDemanded('neo4j') ? 3 : 1;
const queriesEach = 100;

describe.skipIf(neo4jSettings === null)('Neo4j', () => {
  test(`both stores answer ${graphs * queriesEach} generated queries as their meaning says`, {
    timeout: 1_200_000,
  }, async () => {
    await askGeneratedQueries({
      graphs,
      queriesEach,
      limitMs: 1_190_000,
      atOnce: 4,
      async open() {
        const embedded = createSqliteStore({ file: ':memory:' });
        await embedded.migrate();
        return [embedded, await createEmptyStore()];
      },
    });
  });
});
