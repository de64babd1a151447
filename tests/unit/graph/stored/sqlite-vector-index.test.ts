import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createSqliteStore } from '../../../../src/graph/sqlite/sqlite-store.ts';
import { createSqliteVectorIndex } from '../../../../src/graph/sqlite/sqlite-vector-index.ts';
import { operatorViewer, type Viewer } from '../../../../src/graph/viewer.ts';
import { temporaryFolder } from '../../connectors/temporary-folder.ts';

/** Two pages of one passage each, the second for the board alone. */
async function open() {
  const file = join(temporaryFolder({}), 'graph.db');
  const graph = createSqliteStore({ file });
  await graph.migrate();
  const shared = { source: 'x', fingerprint: '1' };
  const page = (key: string, acl: string) => [
    { id: `article:${key}`, label: 'Article' as const, key, acl, properties: { title: key }, ...shared },
    {
      id: `passage:${key}`,
      label: 'Passage' as const,
      key,
      acl,
      properties: { text: key, ordinal: 0 },
      ...shared,
    },
  ];
  const rule = (id: string, clauses: string[][]) => ({
    id,
    label: 'Acl' as const,
    key: id,
    properties: { clauses: JSON.stringify(clauses) },
    ...shared,
  });
  await graph.apply({
    changedAt: '2026-01-01T00:00:00.000Z',
    upsertNodes: [
      rule('acl:all', [['everyone']]),
      rule('acl:board', [['group:board']]),
      ...page('open', 'acl:all'),
      ...page('board', 'acl:board'),
    ],
    upsertRelationships: ['open', 'board'].map((key) => ({
      id: `r:${key}`,
      type: 'HAS_PASSAGE' as const,
      from: `article:${key}`,
      to: `passage:${key}`,
      ...shared,
    })),
  });
  const vectors = createSqliteVectorIndex({ file });
  await vectors.migrate();
  await vectors.migrate();
  onTestFinished(async () => {
    await vectors.close();
    await graph.close();
  });
  return { graph, vectors };
}

const staff: Viewer = { acls: new Set(['acl:all']) };
const entry = (key: string, ...vector: number[]) => ({
  id: `passage:${key}`,
  digest: vector.join(),
  vector: Float32Array.from(vector),
});

it('gives the nearest first, with their articles, to whoever may read them', async () => {
  const { vectors } = await open();
  await vectors.write([entry('open', 0.6, 0.8), entry('board', 1, 0), entry('gone', 1, 0)]);
  const asked = Float32Array.from([1, 0]);
  const found = await vectors.search(asked, 10, operatorViewer);
  expect(found.map(({ id, articleId }) => [id, articleId])).toEqual([
    ['passage:board', 'article:board'],
    ['passage:open', 'article:open'],
  ]);
  expect(found.map(({ score }) => Math.round(score * 100))).toEqual([100, 60]);
  expect(await vectors.search(asked, 1, operatorViewer)).toHaveLength(1);
  expect((await vectors.search(asked, 10, staff)).map(({ id }) => id)).toEqual(['passage:open']);
  const hidden: Viewer = { ...staff, hidden: { Passage: new Set(['text']) } };
  expect(await vectors.search(asked, 10, hidden)).toEqual([]);
});

it('follows the rights as they are, not as they were when it was written', async () => {
  const { graph, vectors } = await open();
  await vectors.write([entry('open', 1, 0)]);
  await graph.apply({ changedAt: '2026-01-02T00:00:00.000Z', deleteNodes: ['passage:open'] });
  expect(await vectors.search(Float32Array.from([1, 0]), 10, operatorViewer)).toEqual([]);
});

it('keeps one vector a passage, forgets, and leaves vectors of another length out', async () => {
  const { vectors } = await open();
  await vectors.write([entry('open', 1, 0)]);
  await vectors.write([entry('open', 0, 1), entry('board', 1, 0, 0)]);
  expect(await vectors.digests()).toEqual(
    new Map([
      ['passage:open', '0,1'],
      ['passage:board', '1,0,0'],
    ]),
  );
  const found = await vectors.search(Float32Array.from([0, 1]), 10, operatorViewer);
  expect(found.map(({ id, score }) => [id, score])).toEqual([['passage:open', 1]]);
  await vectors.remove(['passage:open', 'passage:never']);
  expect([...(await vectors.digests()).keys()]).toEqual(['passage:board']);
});
