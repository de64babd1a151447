import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CompletionRequest } from '../../../../src/models/chat-model.ts';
import { jsonOutput, textOutput } from '../../../../src/models/json-output.ts';
import type { ModelSettings } from '../../../../src/models/model-settings.ts';
import { createOpenAiChatModel } from '../../../../src/models/openai/openai-chat-model.ts';
import {
  completion,
  type FakeModelServer,
  failure,
  startFakeModelServer,
} from '../../../fixtures/fake-model-server.ts';

let server: FakeModelServer;
beforeAll(async () => {
  server = await startFakeModelServer();
});
afterAll(async () => await server.close());

const shape = z.strictObject({ color: z.string(), size: z.number() });
const good = { color: 'red', size: 3 };

const request: CompletionRequest<z.output<typeof shape>> = {
  messages: [
    { role: 'system', content: 'You describe things.' },
    { role: 'user', content: 'A ball.' },
  ],
  output: jsonOutput('thing', shape),
  maxTokens: 50,
};

function model(more: Partial<ModelSettings> = {}) {
  return createOpenAiChatModel({ name: 'm', apiKey: 'k', baseUrl: server.url, timeoutSeconds: 5, ...more });
}

/** Formats asked for, one a request. */
const formats = () => server.requests.map(({ body }) => body.response_format?.type ?? 'prompt');

describe('an answer', () => {
  it('is read by its schema, and counted', async () => {
    server.script(completion(good));
    expect(await model().complete(request)).toEqual({ value: good, usage: { prompt: 100, completion: 10 } });
    const [sent] = server.requests;
    expect(sent?.path).toBe('/v1/chat/completions');
    expect(sent?.headers.authorization).toBe('Bearer k');
    expect(sent?.body).toMatchObject({ model: 'm', temperature: 0, seed: 1, max_tokens: 50 });
    expect(sent?.body.response_format?.json_schema).toMatchObject({ name: 'thing', strict: true });
  });

  it('may be plain text', async () => {
    server.script(completion('<think>a ball</think>\nRed.'));
    expect((await model().complete({ ...request, output: textOutput })).value).toBe('Red.');
    expect(formats()).toEqual(['prompt']);
  });

  it('is found in a fence and behind reasoning', async () => {
    server.script(completion(`<think>{</think>Here:\n\`\`\`json\n${JSON.stringify(good)}\n\`\`\``));
    expect((await model().complete(request)).value).toEqual(good);
  });

  it('is mended once, and the model is told why', async () => {
    server.script(completion({ color: 'red', size: 'big' }), completion(good));
    const answer = await model().complete(request);
    expect(answer).toEqual({ value: good, usage: { prompt: 200, completion: 20 } });
    const said = server.requests[1]?.body.messages ?? [];
    expect(said.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
    expect(said[3]?.content).toContain('size: ');
  });

  it.each([
    ['prose', 'A red ball.'],
    ['half an object', '{"color": "re'],
    ['another object', '{"colour": "red"}'],
    ['nothing', ''],
  ])('%s twice is invalid', async (_, content) => {
    server.script(completion(content));
    await expect(model().complete(request)).rejects.toMatchObject({
      code: 'model_failed',
      reason: 'invalid_output',
    });
    expect(server.requests).toHaveLength(2);
  });

  it('sends no key to a server that needs none', async () => {
    server.script(completion(good));
    await model({ apiKey: null }).complete(request);
    expect(server.requests[0]?.headers.authorization).toBeUndefined();
  });
});

describe('what a server does not understand', () => {
  it('json_schema: falls back and remembers', async () => {
    server.script((got) =>
      got.body.response_format?.type === 'json_schema'
        ? failure(400, { param: 'response_format' })
        : completion(good),
    );
    const one = model();
    await one.complete(request);
    await one.complete(request);
    expect(formats()).toEqual(['json_schema', 'json_object', 'json_object']);
    expect(server.requests[1]?.body.messages?.[0]?.content).toContain('"color"');
    expect(one.outputFormat()).toBe('json_object');
  });

  it('json_object either: the schema stands in the prompt alone', async () => {
    server.script((got) => (got.body.response_format === undefined ? completion(good) : failure(400)));
    const one = model();
    expect((await one.complete(request)).value).toEqual(good);
    expect(formats()).toEqual(['json_schema', 'json_object', 'prompt']);
    expect(one.outputFormat()).toBe('prompt');
  });

  it('json_schema, and says so with a 500', async () => {
    server.script((got) =>
      got.body.response_format?.type === 'json_schema' ? failure(500) : completion(good),
    );
    expect((await model().complete(request)).value).toEqual(good);
    expect(formats()).toEqual(['json_schema', 'json_schema', 'json_object']);
  });

  it('ignores json_schema in silence: the schema is put into the prompt from then on', async () => {
    server.script((got) =>
      got.body.response_format?.type === 'json_schema' ? completion('Red, of course.') : completion(good),
    );
    const one = model();
    expect((await one.complete(request)).value).toEqual(good);
    await one.complete(request);
    expect(formats()).toEqual(['json_schema', 'json_object', 'json_object']);
  });

  it('temperature and max_tokens, as reasoning models', async () => {
    server.script(({ body }) => {
      if (body.max_tokens !== undefined)
        return failure(400, { param: 'max_tokens', code: 'unsupported_parameter' });
      if (body.temperature !== undefined)
        return failure(400, { param: 'temperature', code: 'unsupported_value' });
      return completion(good);
    });
    const one = model();
    await one.complete(request);
    await one.complete(request);
    expect(server.requests).toHaveLength(4);
    expect(server.requests[3]?.body).toMatchObject({ max_completion_tokens: 50, seed: 1 });
    expect(formats()).toEqual(Array.from({ length: 4 }, () => 'json_schema'));
  });

  it('any limit of tokens', async () => {
    server.script(({ body }) => {
      if (body.max_tokens !== undefined) return failure(400, { param: 'max_tokens' });
      if (body.max_completion_tokens !== undefined) return failure(400, { param: 'max_completion_tokens' });
      return completion(good);
    });
    expect((await model().complete(request)).value).toEqual(good);
    expect(server.requests).toHaveLength(3);
  });

  it('a request that nothing mends fails, and nothing is learnt from it', async () => {
    server.script(failure(400));
    const one = model();
    await expect(one.complete(request)).rejects.toMatchObject({ reason: 'failed' });
    expect(one.outputFormat()).toBe('json_schema');
    server.script(failure(400, { code: 'context_length_exceeded' }));
    await expect(one.complete(request)).rejects.toMatchObject({ reason: 'failed' });
    expect(server.requests).toHaveLength(1);
  });
});

describe('trouble', () => {
  it.each([
    ['a wrong key', failure(401, { code: 'invalid_api_key' }), 'unauthorized', 1],
    ['a forbidden model', failure(403), 'unauthorized', 1],
    ['a refusal', completion('', { refusal: 'I cannot help with that.' }), 'refused', 1],
    ['a filtered answer', completion('', { finishReason: 'content_filter' }), 'refused', 1],
    ['a filtered prompt', failure(400, { code: 'content_filter' }), 'refused', 1],
    ['an unknown model', failure(404, { code: 'model_not_found' }), 'failed', 1],
    ['spent money', failure(429, { code: 'insufficient_quota' }), 'rate_limited', 1],
    ['too many requests, for long', failure(429, {}, { 'retry-after': '60' }), 'rate_limited', 1],
    ['too many requests, twice', failure(429, {}, { 'retry-after-ms': '10' }), 'rate_limited', 2],
    ['a cut connection, twice', { ...completion(good), cut: true }, 'failed', 2],
    ['no completion, twice', { body: {} }, 'failed', 2],
    ['HTML, twice', { body: '<h1>Hello</h1>', headers: { 'content-type': 'text/html' } }, 'failed', 2],
    ['no JSON, twice', { body: '{"choices": [' }, 'failed', 2],
  ])('%s', async (_, reply, reason, requests) => {
    server.script(reply);
    await expect(model().complete(request)).rejects.toMatchObject({ code: 'model_failed', reason });
    expect(server.requests).toHaveLength(requests);
  });

  it.each([
    ['a failure', failure(500)],
    ['a short wait', failure(429, {}, { 'retry-after': '0.05' })],
    ['a cut connection', { ...completion(good), cut: true }],
  ])('%s is over with one more attempt', async (_, reply) => {
    server.script(reply, completion(good));
    expect((await model().complete(request)).value).toEqual(good);
    expect(formats()).toEqual(['json_schema', 'json_schema']);
  });

  it('a failure twice, on a server that has taken the form before, is a failure', async () => {
    server.script(completion(good), failure(500));
    const one = model();
    await one.complete(request);
    await expect(one.complete(request)).rejects.toMatchObject({ reason: 'failed' });
    expect(server.requests).toHaveLength(3);
    expect(one.outputFormat()).toBe('json_schema');
  });

  it.each([
    ['a slow answer', { ...completion(good), delay: 3_000 }],
    ['a body that stops', { ...completion(good), stall: true }],
  ])('%s ends at the deadline', async (_, reply) => {
    server.script(reply);
    const before = performance.now();
    await expect(model({ timeoutSeconds: 0.4 }).complete(request)).rejects.toMatchObject({
      reason: 'timeout',
    });
    expect(performance.now() - before).toBeLessThan(1_500);
  });

  it('the deadline holds for all attempts together', async () => {
    server.script({ ...completion('no'), delay: 300 });
    await expect(model({ timeoutSeconds: 0.45 }).complete(request)).rejects.toMatchObject({
      reason: 'timeout',
    });
    expect(server.requests).toHaveLength(2);
  });

  it('whoever asks may end the wait', async () => {
    server.script({ ...completion(good), delay: 3_000 });
    await expect(model().complete({ ...request, signal: AbortSignal.timeout(100) })).rejects.toMatchObject({
      reason: 'timeout',
    });
  });

  it('no server', async () => {
    const gone = await startFakeModelServer();
    await gone.close();
    await expect(model({ baseUrl: gone.url }).complete(request)).rejects.toMatchObject({
      reason: 'unreachable',
    });
  });
});

describe('Azure', () => {
  it('has its own address, version and header', async () => {
    server.script(completion(good));
    const one = createOpenAiChatModel({
      name: 'our-deployment',
      apiKey: 'k',
      azure: { endpoint: `${server.origin}/`, apiVersion: '2024-10-21' },
      timeoutSeconds: 5,
    });
    expect((await one.complete(request)).value).toEqual(good);
    const [sent] = server.requests;
    expect(sent?.path).toBe('/openai/deployments/our-deployment/chat/completions?api-version=2024-10-21');
    expect(sent?.headers['api-key']).toBe('k');
    expect(sent?.headers.authorization).toBeUndefined();
  });
});

describe("a mock of OpenAI's own interface", () => {
  it('is understood, in both forms of address', async () => {
    const mock = new LLMock({ port: 0 });
    mock.onMessage(/ball/, { content: JSON.stringify(good) });
    await mock.start();
    try {
      const settings = { name: 'gpt-4o', apiKey: 'k', timeoutSeconds: 5 };
      const plain = createOpenAiChatModel({ ...settings, baseUrl: `${mock.url}/v1` });
      expect((await plain.complete(request)).value).toEqual(good);
      const azure = createOpenAiChatModel({
        ...settings,
        azure: { endpoint: mock.url, apiVersion: '2024-10-21' },
      });
      expect((await azure.complete(request)).value).toEqual(good);
    } finally {
      await mock.stop();
    }
  });
});
