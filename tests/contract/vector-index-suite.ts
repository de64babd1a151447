import { afterEach, describe, expect, it } from 'vitest';
import type { NodeRecord } from '../../src/graph/changes.ts';
import type { GraphStore } from '../../src/graph/graph-store.ts';
import type { VectorIndex } from '../../src/graph/vector-index.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { anybody, boardMember, changedAt, company, node, relationship } from './graph-store-records.ts';

/** A graph and the vectors of its passages, empty; `again` opens the same vectors once more. */
export interface VectorStores {
  readonly graph: GraphStore;
  readonly vectors: VectorIndex;
  again(...dimensions: number[]): VectorIndex;
}

/** Of length 1, in the plane of the first two axes. */
function at(degrees: number, dimensions = 4): Float32Array {
  const vector = new Float32Array(dimensions);
  vector[0] = Math.cos((degrees * Math.PI) / 180);
  vector[1] = Math.sin((degrees * Math.PI) / 180);
  return vector;
}

const entry = (id: string, degrees: number, digest = 'd') => ({ id, digest, vector: at(degrees) });

/** What every index of vectors has to keep to. @param open for vectors of four dimensions. */
export function describeVectorIndex(name: string, open: () => Promise<VectorStores>): void {
  describe(name, () => {
    let stores: VectorStores | undefined;
    const setUp = async (): Promise<VectorStores> => {
      stores = await open();
      await stores.graph.apply(company);
      await stores.vectors.write([entry('s0', 0), entry('s1', 30), entry('s2', 10), entry('s3', 20)]);
      return stores;
    };
    afterEach(async () => {
      await stores?.vectors.close();
      await stores?.graph.close();
      stores = undefined;
    });

    it('finds the nearest passages first, with their articles and cosines', async () => {
      const { vectors } = await setUp();
      const found = await vectors.search(at(0), 10, operatorViewer);
      expect(found.map(({ id, articleId }) => [id, articleId])).toEqual([
        ['s0', 'p-open'],
        ['s2', 'p-open'],
        ['s3', 'p-secret'],
        ['s1', 'p-open'],
      ]);
      for (const [place, degrees] of [0, 10, 20, 30].entries())
        expect(found[place]?.score).toBeCloseTo(Math.cos((degrees * Math.PI) / 180), 4);
      expect((await vectors.search(at(180), 1, operatorViewer))[0]?.score).toBeCloseTo(
        -Math.cos((30 * Math.PI) / 180),
        4,
      );
    });

    it('gives as many as are asked for, ties by id', async () => {
      const { vectors } = await setUp();
      await vectors.write([entry('s1', 10)]);
      const found = await vectors.search(at(10), 3, operatorViewer);
      expect(found.map(({ id }) => id)).toEqual(['s1', 's2', expect.any(String)]);
    });

    it('shows what the viewer may read alone, of passage and article', async () => {
      const { vectors } = await setUp();
      const ids = async (viewer: Parameters<VectorIndex['search']>[2]) =>
        (await vectors.search(at(0), 10, viewer)).map(({ id }) => id);
      expect(await ids(anybody)).toEqual(['s0', 's1']);
      expect(await ids(boardMember)).toEqual(['s0', 's2', 's3', 's1']);
      expect(await ids({ acls: new Set() })).toEqual([]);
      expect(await ids({ acls: 'all', hidden: { Passage: new Set(['text']) } })).toEqual([]);
    });

    it('goes on until it has found enough that the viewer may read', async () => {
      const { graph, vectors } = await setUp();
      const nearer = Array.from({ length: 1_000 }, (_, place) => `near-${place}`);
      await graph.apply({
        changedAt,
        upsertNodes: nearer.map(
          (id): NodeRecord => node(id, 'Passage', { text: id, ordinal: 9 }, { acl: 'acl-board' }),
        ),
        upsertRelationships: nearer.map((id) => relationship('p-open', 'HAS_PASSAGE', id)),
      });
      await vectors.write(nearer.map((id, place) => entry(id, place / 1_000)));
      await vectors.write([entry('s0', 25)]);
      expect((await vectors.search(at(0), 2, anybody)).map(({ id }) => id)).toEqual(['s0', 's1']);
      expect(await vectors.search(at(0), 2, boardMember)).toHaveLength(2);
    });

    it('keeps a digest with each vector, the last one', async () => {
      const { vectors } = await setUp();
      await vectors.write([entry('s0', 90, 'later')]);
      expect(await vectors.digests()).toEqual(
        new Map([
          ['s0', 'later'],
          ['s1', 'd'],
          ['s2', 'd'],
          ['s3', 'd'],
        ]),
      );
      expect((await vectors.search(at(90), 1, operatorViewer))[0]).toMatchObject({ id: 's0' });
    });

    it('forgets what is removed, and shows no passage that is gone', async () => {
      const { graph, vectors } = await setUp();
      await vectors.remove(['s2', 'never-there']);
      await graph.apply({ changedAt, deleteNodes: ['s0'] });
      expect((await vectors.search(at(0), 10, operatorViewer)).map(({ id }) => id)).toEqual(['s3', 's1']);
      expect([...(await vectors.digests()).keys()].sort()).toEqual(['s0', 's1', 's3']);
    });

    it('keeps a vector when its passage is written anew', async () => {
      const { graph, vectors } = await setUp();
      const moved = node('s0', 'Passage', { text: 'Before you start.', ordinal: 0 }, { acl: 'acl-board' });
      await graph.apply({ changedAt, upsertNodes: [moved] });
      expect((await vectors.search(at(0), 1, boardMember))[0]?.id).toBe('s0');
      expect((await vectors.search(at(0), 1, anybody))[0]?.id).toBe('s1');
    });

    it('leaves vectors of another length out', async () => {
      const { vectors } = await setUp();
      await vectors.write([{ id: 's0', digest: 'd', vector: at(0, 3) }]);
      expect((await vectors.search(at(0), 10, operatorViewer)).map(({ id }) => id)).toEqual([
        's2',
        's3',
        's1',
      ]);
      expect((await vectors.digests()).size).toBe(4);
    });

    it('is opened again as it was, and for another length makes room for it', async () => {
      const { vectors, again } = await setUp();
      await vectors.migrate();
      expect(await vectors.search(at(0), 10, operatorViewer)).toHaveLength(4);
      const other = again(3);
      await other.migrate();
      await other.write([{ id: 's0', digest: 'other', vector: at(0, 3) }]);
      expect((await other.search(at(0, 3), 10, operatorViewer)).map(({ id }) => id)).toEqual(['s0']);
      await other.close();
      await vectors.migrate();
      expect((await vectors.search(at(0), 10, operatorViewer)).map(({ id }) => id)).toEqual([
        's2',
        's3',
        's1',
      ]);
    });

    it('keeps vectors of two lengths apart, also where a passage changes from one to the other', async () => {
      const { again } = await setUp();
      const both = again(4, 3);
      await both.migrate();
      await both.write([{ id: 's0', digest: 'd', vector: at(0, 3) }]);
      const found = async (vector: Float32Array) =>
        (await both.search(vector, 10, operatorViewer)).map(({ id }) => id);
      expect(await found(at(0, 3))).toEqual(['s0']);
      expect(await found(at(0))).toEqual(['s2', 's3', 's1']);
      await both.write([entry('s0', 0), { id: 's1', digest: 'd', vector: at(0, 3) }]);
      expect(await found(at(0, 3))).toEqual(['s1']);
      expect(await found(at(0))).toEqual(['s0', 's2', 's3']);
      await both.close();
    });

    it('finds nothing where there is nothing', async () => {
      stores = await open();
      expect(await stores.vectors.search(at(0), 10, operatorViewer)).toEqual([]);
      expect((await stores.vectors.digests()).size).toBe(0);
      await stores.vectors.write([]);
      await stores.vectors.remove([]);
    });
  });
}
