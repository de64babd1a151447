import { describe, expect, test } from 'vitest';
import { openNeo4j } from '../../src/operations/neo4j/open-neo4j.ts';
import { createNeo4jStateStore } from '../../src/state/neo4j/neo4j-state-store.ts';
import { emptyNeo4j, neo4jSettings, settings } from '../neo4j/test-database.ts';
import { describeStateStore } from './state-store-suite.ts';

describe.skipIf(neo4jSettings === null)('Neo4j', () => {
  describeStateStore('the state in Neo4j', async () => {
    await emptyNeo4j();
    const replicas = [createNeo4jStateStore(settings()), createNeo4jStateStore(settings())] as const;
    await Promise.all(replicas.map((replica) => replica.migrate()));
    return replicas;
  });

  test('a state that a newer version made is refused', async () => {
    await emptyNeo4j();
    const state = createNeo4jStateStore(settings());
    await state.migrate();
    const database = openNeo4j(settings());
    await database.change('CREATE (:StateMigration {number: 99})');
    await expect(state.migrate()).rejects.toMatchObject({ code: 'storage_unusable', message: /number 99/ });
    await database.close();
    await emptyNeo4j();
    await state.close();
  });
});
