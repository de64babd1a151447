import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tenth } from '../../bench/proofs/access/generate-company.ts';
import { type ProvedStores, proveAccess } from '../../bench/proofs/access/prove-access.ts';
import { createSqliteStore } from '../../src/graph/sqlite/sqlite-store.ts';
import { createSqliteVectorIndex } from '../../src/graph/sqlite/sqlite-vector-index.ts';
import { forgetfulReads, forgetViewer, readsOfFields } from '../fixtures/forgetful-reads.ts';

let folder = '';
let opened: ProvedStores[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'orgwise-access-'));
});

afterEach(async () => {
  for (const { graph, vectors } of opened) {
    await vectors.close();
    await graph.close();
  }
  opened = [];
  rmSync(folder, { recursive: true, force: true });
});

async function openStores(): Promise<ProvedStores> {
  const file = join(folder, `${opened.length}.db`);
  const stores = { graph: createSqliteStore({ file }), vectors: createSqliteVectorIndex({ file }) };
  opened.push(stores);
  await stores.graph.migrate();
  await stores.vectors.migrate();
  return stores;
}

test('each answer is that of a graph without what the viewer may not see', { timeout: 60_000 }, async () => {
  const stores = await openStores();
  const result = await proveAccess(stores, { size: tenth, questions: 216, perViewer: 8, seed: 20_261 });
  expect(result.differences).toEqual([]);
  expect(result.asked).toBe(216);
  // Answers that say nothing would agree whatever the store did.
  const kinds = [...result.byKind.values()];
  expect(Math.min(...kinds.map((kind) => kind.telling))).toBeGreaterThan(1);
  // A read that no kind comes to would not be shown to hold.
  const reads = new Set(kinds.flatMap((kind) => [...kind.reads]));
  expect([...reads]).toEqual(
    expect.arrayContaining([...forgetfulReads.map((read) => `GraphReader.${read}`), 'VectorIndex.search']),
  );
});

const small = { people: 30, groups: 12, articles: 60, tasks: 150, rules: 40 };

test('a store that forgets the viewer in one kind of read is found out', { timeout: 60_000 }, async () => {
  const forgetful = [
    ...forgetfulReads.map((read) => ({ port: 'graph', read }) as const),
    { port: 'vectors', read: 'search' } as const,
  ];
  for (const forgotten of forgetful) {
    const stores = await openStores();
    if (forgotten.port === 'graph') forgetViewer(stores.graph, forgotten.read);
    else forgetViewer(stores.vectors, forgotten.read);
    const { differences } = await proveAccess(stores, { size: small, questions: 36, perViewer: 18, seed: 7 });
    expect(differences.length, forgotten.read).toBeGreaterThan(0);
  }
});

test('a store that forgets the policy of fields in one kind of read is found out', {
  timeout: 60_000,
}, async () => {
  for (const forgotten of readsOfFields) {
    const stores = await openStores();
    forgetViewer(stores.graph, forgotten, ({ acls }) => ({ acls }));
    const { differences } = await proveAccess(stores, { size: small, questions: 36, perViewer: 18, seed: 7 });
    expect(differences.length, forgotten).toBeGreaterThan(0);
  }
});
