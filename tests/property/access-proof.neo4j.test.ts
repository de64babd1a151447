import { describe, expect, test } from 'vitest';
import { tenth } from '../../bench/proofs/access/generate-company.ts';
import { proveAccess } from '../../bench/proofs/access/prove-access.ts';
import { createEmptyStore, neo4jSettings } from '../neo4j/test-database.ts';

describe.skipIf(neo4jSettings === null)('Neo4j', () => {
  test('each answer is that of a graph without what the viewer may not see', {
    timeout: 300_000,
  }, async () => {
    const store = await createEmptyStore();
    const result = await proveAccess(store, { size: tenth, questions: 200, perViewer: 8, seed: 20_261 });
    await store.close();
    expect(result.differences).toEqual([]);
    expect(result.asked).toBe(200);
  });
});
