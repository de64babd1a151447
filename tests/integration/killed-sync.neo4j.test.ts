import { expect, it } from 'vitest';
import { temporaryFolder } from '../contract/temporary-folder.ts';
import { emptyNeo4j, neo4jSettings, settings } from '../neo4j/test-database.ts';
import { killRuns } from './kill-runs.ts';
import { neo4jToKill } from './kill-stores.ts';

// At full size: npm run proof -- kill
it.skipIf(neo4jSettings === null)(
  'a run into Neo4j that is killed at any moment leaves a valid graph, and the next one completes it',
  async () => {
    await emptyNeo4j();
    const store = await neo4jToKill(settings());
    try {
      const midway = await killRuns({ folder: temporaryFolder(), people: 30, moments: 3, seed: 5 }, store);
      expect(midway).toBeGreaterThan(0);
    } finally {
      await store.close();
    }
  },
  120_000,
);
