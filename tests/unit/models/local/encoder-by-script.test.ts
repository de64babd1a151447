import { expect, it } from 'vitest';
import { createEncoderByScript } from '../../../../src/models/local/encoder-by-script.ts';
import type { LocalEmbedder } from '../../../../src/models/local/local-embedder.ts';
import { localModels } from '../../../../src/models/local/local-models.ts';
import { scaleOf } from '../../../../src/models/similarity-scale.ts';

/** Gives each text a vector of its own length, with the number of its letters in front. */
function scripted(name: string, dimensions: number) {
  const embedded: string[] = [];
  let isClosed = false;
  const vectorOf = (text: string) =>
    Float32Array.from({ length: dimensions }, (_, at) => (at ? 0 : text.length));
  const embedder: LocalEmbedder = {
    dimensions: [dimensions],
    understands: () => true,
    matches: () => true,
    scaleFor: () => scaleOf(name),
    async embed(texts) {
      embedded.push(...texts);
      return texts.map(vectorOf);
    },
    embedQuestion: async (question) => vectorOf(question),
    async close() {
      isClosed = true;
    },
  };
  return { embedder, embedded, isClosed: () => isClosed };
}

function open() {
  const english = scripted('bge-small-en-v1.5', 2);
  const chinese = scripted('bge-small-zh-v1.5', 3);
  const both = createEncoderByScript([
    { script: 'latin', embedder: english.embedder },
    { script: 'han', embedder: chinese.embedder },
  ]);
  return { english, chinese, both };
}

it('gives each text to the encoder of its language, and the vectors in the order of the texts', async () => {
  const { english, chinese, both } = open();
  const vectors = await both.embed(['Leave', '年假说明', 'Travel', '报销']);
  expect(vectors.map((vector) => [vector.length, vector[0]])).toEqual([
    [2, 5],
    [3, 4],
    [2, 6],
    [3, 2],
  ]);
  expect([english.embedded, chinese.embedded]).toEqual([
    ['Leave', 'Travel'],
    ['年假说明', '报销'],
  ]);
  expect(both.dimensions).toEqual([2, 3]);
  expect(await both.embed([])).toEqual([]);
});

it('measures a question by the scale of its own encoder', async () => {
  const { both } = open();
  expect((await both.embedQuestion('年假几天')).length).toBe(3);
  expect((await both.embedQuestion('How long is my leave?')).length).toBe(2);
  expect(both.scaleFor('年假几天')).toBe(scaleOf('bge-small-zh-v1.5'));
  expect(both.scaleFor('How long is my leave?')).toBe(scaleOf('bge-small-en-v1.5'));
  expect(['年假几天', 'How long?', 'Who is 王小明?'].map(both.understands)).toEqual([true, true, false]);
  expect(both.scaleFor('Who is 王小明?')).toBeNull();
  expect(['年假说明', 'Leave'].map((text) => both.matches('年假几天', text))).toEqual([true, false]);
  expect(['年假说明', 'Leave'].map((text) => both.matches('How long?', text))).toEqual([false, true]);
});

it('fails where one encoder fails, and closes all', async () => {
  const { english, chinese, both } = open();
  const failing = createEncoderByScript([
    { script: 'latin', embedder: english.embedder },
    { script: 'han', embedder: { ...chinese.embedder, embed: () => Promise.reject(new Error('broken')) } },
  ]);
  await expect(failing.embed(['Leave', '年假'])).rejects.toThrow('broken');
  await both.close();
  expect([english.isClosed(), chinese.isClosed()]).toEqual([true, true]);
});

it('has models whose vectors are told apart by their length', () => {
  const models = Object.values(localModels);
  expect(new Set(models.map(({ dimensions }) => dimensions)).size).toBe(models.length);
  expect(new Set(models.map(({ script }) => script)).size).toBe(models.length);
});
