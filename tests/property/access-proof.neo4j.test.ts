import { describe, expect, test } from 'vitest';
import { tenth } from '../../bench/proofs/access/generate-company.ts';
import { proveAccess } from '../../bench/proofs/access/prove-access.ts';
import { isDemanded } from '../is-demanded.ts';
import { createEmptyStore, neo4jSettings } from '../neo4j/test-database.ts';

/** Neo4j plans each statement anew: all 100 are for those who demand it. */
const questions = isDemanded('neo4j') ? 100 : 36;

describe.skipIf(neo4jSettings === null)('Neo4j', () => {
  test('each answer is that of a graph without what the viewer may not see', {
    timeout: 300_000,
  }, async () => {
    const store = await createEmptyStore();
    const result = await proveAccess(store, { size: tenth, questions, perViewer: 12, seed: 20_261 });
    await store.close();
    expect(result.differences).toEqual([]);
    expect(result.asked).toBe(questions);
  });
});
