import { test } from 'vitest';
import { createSqliteStore } from '../../src/graph/sqlite/sqlite-store.ts';
import { askGeneratedQueries } from './ask-generated-queries.ts';

test('the store answers 7,500 generated queries as their meaning says', { timeout: 60_000 }, async () => {
  await askGeneratedQueries({
    graphs: 150,
    queriesEach: 50,
    limitMs: 55_000,
    async open() {
      const store = createSqliteStore({ file: ':memory:' });
      await store.migrate();
      return [store];
    },
  });
});
