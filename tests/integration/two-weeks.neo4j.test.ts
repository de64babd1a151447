import { it } from 'vitest';
import { createNeo4jStateStore } from '../../src/state/neo4j/neo4j-state-store.ts';
import { temporaryFolder } from '../contract/temporary-folder.ts';
import { createEmptyStore, neo4jSettings, settings } from '../neo4j/test-database.ts';
import { liveTwoWeeks } from './live-two-weeks.ts';

// From scratch is made in the embedded store: the two must hold the same.
it.skipIf(neo4jSettings === null)(
  'two weeks of a company of 50 in Neo4j: each night as from scratch, and the past as it was',
  async () => {
    await liveTwoWeeks({ folder: temporaryFolder(), people: 50 }, async () => {
      const graph = await createEmptyStore();
      const state = createNeo4jStateStore(settings());
      await state.migrate();
      return { graph, state };
    });
  },
  900_000,
);
