import { expect, test } from 'vitest';
import { tenth } from '../../bench/proofs/access/generate-company.ts';
import { proveAccess } from '../../bench/proofs/access/prove-access.ts';
import type { GraphStore } from '../../src/graph/graph-store.ts';
import { createSqliteStore } from '../../src/graph/sqlite/sqlite-store.ts';
import { forgetfulReads, forgetViewer } from '../fixtures/forgetful-reads.ts';

async function openStore(): Promise<GraphStore> {
  const store = createSqliteStore({ file: ':memory:' });
  await store.migrate();
  return store;
}

test('each answer is that of a graph without what the viewer may not see', { timeout: 60_000 }, async () => {
  const store = await openStore();
  const result = await proveAccess(store, { size: tenth, questions: 200, perViewer: 8, seed: 20_261 });
  await store.close();
  expect(result.differences).toEqual([]);
  expect(result.asked).toBe(200);
  // Answers that say nothing would agree whatever the store did.
  const telling = Object.values(result.byKind).map((kind) => kind.telling);
  expect(Math.min(...telling)).toBeGreaterThan(1);
});

test('a store that forgets the viewer in one kind of read is found out', { timeout: 60_000 }, async () => {
  const size = { people: 30, groups: 12, articles: 60, tasks: 150, rules: 40 };
  for (const forgotten of forgetfulReads) {
    const store = await openStore();
    forgetViewer(store, forgotten);
    const { differences } = await proveAccess(store, { size, questions: 24, perViewer: 12, seed: 7 });
    await store.close();
    expect(differences.length, forgotten).toBeGreaterThan(0);
  }
});
