import { describe, expect, it } from 'vitest';
import { createNeo4jVectorIndex } from '../../src/graph/neo4j/neo4j-vector-index.ts';
import { createEmptyStore, neo4jSettings, settings } from '../neo4j/test-database.ts';
import { describeVectorIndex } from './vector-index-suite.ts';

describe.skipIf(neo4jSettings === null)('Neo4j', () => {
  describeVectorIndex('vectors in Neo4j', async () => {
    const graph = await createEmptyStore();
    const again = (...dimensions: number[]) => createNeo4jVectorIndex(settings(), { dimensions });
    const vectors = again(4);
    await vectors.migrate();
    return { graph, vectors, again };
  });

  it('says that an index takes no longer vectors', () => {
    expect(() => createNeo4jVectorIndex(settings(), { dimensions: [8192] })).toThrow(
      expect.objectContaining({
        code: 'invalid_config',
        message: expect.stringMatching(/embeddings\.dimensions.*4096/),
      }),
    );
  });

  it('is made by two replicas at once', async () => {
    const store = await createEmptyStore();
    const replicas = [5, 5].map((length) => createNeo4jVectorIndex(settings(), { dimensions: [length, 6] }));
    await Promise.all(replicas.map((replica) => replica.migrate()));
    for (const replica of replicas) expect((await replica.digests()).size).toBe(0);
    for (const replica of replicas) await replica.close();
    await store.close();
  });
});
