import { describe, expect, test } from 'vitest';
import { tenth } from '../../bench/proofs/access/generate-company.ts';
import { hashingEmbedder } from '../../bench/proofs/access/hashing-embedder.ts';
import { proveAccess } from '../../bench/proofs/access/prove-access.ts';
import { createNeo4jVectorIndex } from '../../src/graph/neo4j/neo4j-vector-index.ts';
import { isDemanded } from '../is-demanded.ts';
import { createEmptyStore, neo4jSettings, settings } from '../neo4j/test-database.ts';

/** Neo4j plans each statement anew: all 100 are for those who demand it. */
const questions = isDemanded('neo4j') ? 100 : 36;

describe.skipIf(neo4jSettings === null)('Neo4j', () => {
  test('each answer is that of a graph without what the viewer may not see', {
    timeout: 300_000,
  }, async () => {
    const graph = await createEmptyStore();
    const vectors = createNeo4jVectorIndex(settings(), { dimensions: hashingEmbedder.dimensions });
    await vectors.migrate();
    const result = await proveAccess(
      { graph, vectors },
      { size: tenth, questions, perViewer: 12, seed: 20_261 },
    );
    await vectors.close();
    await graph.close();
    expect(result.differences).toEqual([]);
    expect(result.asked).toBe(questions);
  });
});
