import { describe, test } from 'vitest';
import { createSqliteStore } from '../../src/graph/sqlite/sqlite-store.ts';
import { isDemanded } from '../is-demanded.ts';
import { createEmptyStore, neo4jSettings } from '../neo4j/test-database.ts';
import { askGeneratedQueries } from './ask-generated-queries.ts';

/** The server plans each query anew, for some 50 ms: all of them are for those who demand it. */
const graphs = isDemanded('neo4j') ? 25 : 3;
const queriesEach = 200;

describe.skipIf(neo4jSettings === null)('Neo4j', () => {
  test(`both stores answer ${graphs * queriesEach} generated queries as their meaning says`, {
    timeout: 600_000,
  }, async () => {
    await askGeneratedQueries({
      graphs,
      queriesEach,
      limitMs: 590_000,
      atOnce: 4,
      async open() {
        const embedded = createSqliteStore({ file: ':memory:' });
        await embedded.migrate();
        return [embedded, await createEmptyStore()];
      },
    });
  });
});
