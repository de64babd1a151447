import { expect, it } from 'vitest';
import type { VectorIndex } from '../../../../src/graph/vector-index.ts';
import { operatorViewer } from '../../../../src/graph/viewer.ts';
import type { Embedder } from '../../../../src/models/embedder.ts';
import { ModelError } from '../../../../src/models/model-error.ts';
import { scaleOf } from '../../../../src/models/similarity-scale.ts';
import { createReadMeaning } from '../../../../src/retrieval/articles/meaning.ts';

const vectors: Pick<VectorIndex, 'search'> = {
  search: async () => [{ id: 'passage:wiki:a#0', articleId: 'article:wiki:a', score: 0.9 }],
};

/** Texts with "laptop" mean one thing, all others another. */
function scripted(given: Partial<Embedder> = {}): { embedder: Embedder; embedded: string[] } {
  const embedded: string[] = [];
  const vectorOf = (text: string) => Float32Array.from(/laptop/i.test(text) ? [1, 0] : [0, 1]);
  const embedder: Embedder = {
    dimensions: [2],
    understands: () => true,
    matches: () => true,
    scaleFor: () => scaleOf('bge-small-en-v1.5'),
    async embed(texts) {
      embedded.push(...texts);
      return texts.map(vectorOf);
    },
    embedQuestion: async (question) => vectorOf(question),
    ...given,
  };
  return { embedder, embedded };
}

it('gives the nearest passages, and compares texts, each embedded once', async () => {
  const { embedder, embedded } = scripted();
  const read = createReadMeaning(embedder, vectors as VectorIndex);
  const meaning = await read('When is my laptop renewed?', operatorViewer);
  expect(meaning?.passages.map(({ id }) => id)).toEqual(['passage:wiki:a#0']);
  expect(await meaning?.compare(['a laptop', 'a dog', 'a laptop'])).toEqual([1, 0, 1]);
  expect(await meaning?.compare(['a dog', 'another laptop'])).toEqual([0, 1]);
  expect(embedded).toEqual(['a laptop', 'a dog', 'another laptop']);
});

it('finds nothing in common with a text of another encoder, and does not embed it', async () => {
  const { embedder, embedded } = scripted({ matches: (_, text) => !/\p{Script=Han}/u.test(text) });
  const meaning = await createReadMeaning(embedder, vectors as VectorIndex)('laptop', operatorViewer);
  expect(await meaning?.compare(['笔记本电脑 (laptop)', 'a laptop'])).toEqual([0, 1]);
  expect(embedded).toEqual(['a laptop']);
});

it('leaves a question alone whose language the embedder does not understand', async () => {
  const { embedder } = scripted({ understands: (text) => !/\p{Script=Han}/u.test(text) });
  const read = createReadMeaning(embedder, vectors as VectorIndex);
  expect(await read('笔记本电脑多久更换？', operatorViewer)).toBeNull();
});

it('does without where the model fails, and lets other errors through', async () => {
  const fail = (error: Error) =>
    createReadMeaning(
      scripted({ embedQuestion: () => Promise.reject(error) }).embedder,
      vectors as VectorIndex,
    );
  expect(await fail(new ModelError('timeout', 'late'))('x', operatorViewer)).toBeNull();
  await expect(fail(new TypeError('broken'))('x', operatorViewer)).rejects.toThrow('broken');
});
