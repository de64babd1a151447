import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ServerEmbeddingSettings } from '../../../../src/models/embedding-settings.ts';
import { createOpenAiEmbedder } from '../../../../src/models/openai/openai-embedder.ts';
import {
  type FakeModelServer,
  failure,
  type ModelRequest,
  startFakeModelServer,
} from '../../../fixtures/fake-model-server.ts';

let server: FakeModelServer;
beforeAll(async () => {
  server = await startFakeModelServer();
});
afterAll(async () => await server.close());

const embeddings = { name: 'e', dimensions: 2 };

function embedder(more: Partial<ServerEmbeddingSettings> = {}) {
  return createOpenAiEmbedder({
    apiKey: 'k',
    baseUrl: server.url,
    timeoutSeconds: 1,
    ...more,
    ...embeddings,
  });
}

/** Each text becomes a vector that points the more upwards the longer it is; given in the wrong order. */
const answer = ({ body }: ModelRequest) => ({
  body: {
    data: (body.input ?? []).map((text, index) => ({ index, embedding: [3, text.length] })).reverse(),
    model: 'e',
    usage: {},
  },
});

it('gives unit vectors in the order of the texts, and asks for floats', async () => {
  server.script(answer);
  const vectors = await embedder().embed(['four', 'eightfold']);
  expect(vectors.map((vector) => [...vector].map((value) => Math.round(value * 100) / 100))).toEqual([
    [0.6, 0.8],
    [0.32, 0.95],
  ]);
  expect(server.requests[0]?.body).toMatchObject({ model: 'e', encoding_format: 'float' });
});

it('sends many texts in batches', async () => {
  server.script(answer);
  const texts = Array.from({ length: 150 }, (_, at) => 'x'.repeat(at + 1));
  const vectors = await embedder().embed(texts);
  expect(vectors).toHaveLength(150);
  expect(server.requests.map(({ body }) => body.input?.length)).toEqual([64, 64, 22]);
  expect(vectors[149]?.[1]).toBeGreaterThan(vectors[0]?.[1] ?? 1);
  expect(await embedder().embed([])).toEqual([]);
});

it.each([
  ['another length', { data: [{ index: 0, embedding: [1, 2, 3] }] }],
  ['no vector', { data: [] }],
  ['what is no number', { data: [{ index: 0, embedding: [1, null] }] }],
  ['more than was asked', { data: [0, 1].map((index) => ({ index, embedding: [1, 2] })) }],
  ['a vector of nothing', { data: [{ index: 0, embedding: [0, 0] }] }],
])('%s is a failure', async (_, body) => {
  server.script({ body });
  await expect(embedder().embed(['x'])).rejects.toMatchObject({ reason: 'invalid_output' });
});

it('maps what goes wrong as the chat model does', async () => {
  server.script(failure(401));
  await expect(embedder().embed(['x'])).rejects.toMatchObject({ reason: 'unauthorized' });
  server.script({ ...answer({ path: '', headers: {}, body: { input: ['x'] } }), stall: true });
  await expect(embedder({ timeoutSeconds: 0.3 }).embed(['x'])).rejects.toMatchObject({ reason: 'timeout' });
});

it('on Azure, by the deployment of the embedding model', async () => {
  server.script(answer);
  const azure = { endpoint: server.origin, apiVersion: '2024-10-21' };
  await embedder({ baseUrl: undefined, azure }).embed(['x']);
  expect(server.requests[0]?.path).toBe('/openai/deployments/e/embeddings?api-version=2024-10-21');
});

it('takes the order of the texts where a server leaves the index out', async () => {
  server.script({ body: { data: [{ embedding: [1, 0] }, { embedding: [0, 1] }] } });
  expect((await embedder().embed(['one', 'two'])).map((one) => [...one])).toEqual([
    [1, 0],
    [0, 1],
  ]);
});
