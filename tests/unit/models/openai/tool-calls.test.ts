import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ToolCall, ToolRequest } from '../../../../src/models/chat-model.ts';
import type { ModelSettings } from '../../../../src/models/model-settings.ts';
import { createOpenAiChatModel } from '../../../../src/models/openai/openai-chat-model.ts';
import {
  completion,
  type FakeModelServer,
  failure,
  type ModelReply,
  startFakeModelServer,
  streamed,
  toolCalls,
} from '../../../fixtures/fake-model-server.ts';

let server: FakeModelServer;
beforeAll(async () => {
  server = await startFakeModelServer();
});
afterAll(async () => await server.close());

const parameters = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };
const request: ToolRequest = {
  messages: [
    { role: 'system', content: 'You look things up.' },
    { role: 'user', content: 'Where is the ball?' },
  ],
  tools: [
    { name: 'find', description: 'Finds a thing.', parameters },
    { name: 'stop', description: 'Ends.', parameters: { type: 'object', properties: {} } },
  ],
  maxTokens: 50,
};

function model(more: Partial<ModelSettings> = {}) {
  return createOpenAiChatModel({ name: 'm', apiKey: 'k', baseUrl: server.url, timeoutSeconds: 5, ...more });
}

const find = toolCalls(['find', { name: 'ball' }]);
const found = (id = 'call_0'): ToolCall => ({ id, name: 'find', arguments: '{"name":"ball"}' });
/** How each request put its tools. */
const forms = () =>
  server.requests.map(({ body }) =>
    body.tools === undefined ? (body.response_format?.type ?? 'prompt') : 'tools',
  );
const inWords = completion({ tool: 'find', arguments: { name: 'ball' } });

describe('a server with tools', () => {
  it('is told them, and its calls are handed on as it wrote them', async () => {
    server.script(find);
    const one = model();
    expect(await one.callTools(request)).toEqual({
      calls: [found()],
      usage: { prompt: 100, completion: 10 },
    });
    const [sent] = server.requests;
    expect(sent?.body.tools?.map((tool) => tool.function.name)).toEqual(['find', 'stop']);
    // Several servers answer with a 500 where a choice is demanded.
    expect(sent?.body.tool_choice).toBeUndefined();
    expect(sent?.body).toMatchObject({ max_tokens: 50, temperature: 0 });
    expect(one.takesTools()).toBe(true);
  });

  it('is told what came of its calls', async () => {
    server.script(toolCalls(['stop', {}]));
    const call = found('c7');
    await model().callTools({
      ...request,
      messages: [
        ...request.messages,
        { role: 'assistant', calls: [call, { id: 'c8', name: 'find', arguments: '{"name": ' }] },
        { role: 'tool', call, content: 'In the garden.' },
      ],
    });
    const said = server.requests[0]?.body.messages?.slice(2);
    expect(said?.[0]?.tool_calls?.map((one) => [one.id, one.function.arguments])).toEqual([
      ['c7', '{"name":"ball"}'],
      ['c8', '{}'],
    ]);
    expect(said?.[1]).toEqual({ role: 'tool', tool_call_id: 'c7', content: 'In the garden.' });
  });

  it('may call several at once', async () => {
    server.script(toolCalls(['find', { name: 'ball' }], ['find', { name: 'bat' }]));
    const { calls } = await model().callTools(request);
    expect(calls.map((call) => call.arguments)).toEqual(['{"name":"ball"}', '{"name":"bat"}']);
  });

  it('that talks instead is told so once, where it has called a tool before', async () => {
    const one = model();
    server.script(find);
    await one.callTools(request);
    server.script(completion('It is in the garden.'), find);
    expect((await one.callTools(request)).calls).toEqual([found()]);
    expect(forms()).toEqual(['tools', 'tools']);
    server.script(completion('It is in the garden.'));
    await expect(one.callTools(request)).rejects.toMatchObject({
      reason: 'invalid_output',
    });
    expect(server.requests).toHaveLength(2);
  });

  it('that writes its call as text is understood', async () => {
    server.script(
      completion(
        '<think>{hm}</think><tool_call>\n{"name": "find", "arguments": {"name": "ball"}}\n</tool_call>',
      ),
    );
    expect((await model().callTools(request)).calls).toEqual([found()]);
    expect(server.requests).toHaveLength(1);
  });
});

describe('a server without tools', () => {
  it.each<[string, ModelReply, string[]]>([
    ['rejects them', failure(400), ['tools', 'json_schema']],
    ['rejects them by name', failure(400, { param: 'tools' }), ['tools', 'json_schema']],
    ['does not find them', failure(404), ['tools', 'json_schema']],
    ['fails at them', failure(500), ['tools', 'tools', 'json_schema']],
    ['ignores them in silence', completion('It is in the garden.'), ['tools', 'json_schema']],
  ])('%s: it is asked in the form of an answer, and that is remembered', async (_, reply, asked) => {
    server.script(({ body }) => (body.tools === undefined ? inWords : reply));
    const one = model();
    expect((await one.callTools(request)).calls).toEqual([found()]);
    expect(forms()).toEqual(asked);
    const [instructions] = server.requests.at(-1)?.body.messages ?? [];
    expect(instructions?.content).toContain('- find: Finds a thing.');
    expect(one.takesTools()).toBe(false);
    await one.callTools(request);
    expect(forms()).toEqual([...asked, 'json_schema']);
  });

  it('nor a schema, nor a mode of JSON: the prompt says it all', async () => {
    server.script(({ body }) =>
      body.tools === undefined && body.response_format === undefined ? inWords : failure(400),
    );
    expect((await model().callTools(request)).calls).toEqual([found()]);
    expect(forms()).toEqual(['tools', 'json_schema', 'json_object', 'prompt']);
  });

  it('is told results in turns that alternate', async () => {
    server.script(({ body }) => (body.tools === undefined ? inWords : failure(400)));
    const call = found();
    await model().callTools({
      ...request,
      messages: [
        ...request.messages,
        { role: 'assistant', calls: [call] },
        { role: 'tool', call, content: 'In the garden.' },
        { role: 'tool', call, content: 'And in the shed.' },
      ],
    });
    const said = server.requests.at(-1)?.body.messages ?? [];
    expect(said.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
    expect(said[2]?.content).toBe('{"tool":"find","arguments":{"name":"ball"}}');
    expect(said[3]?.content).toContain('In the garden.');
    expect(said[3]?.content).toContain('And in the shed.');
  });

  it('whose step is of no tool is told so once', async () => {
    server.script(({ body }) => {
      if (body.tools !== undefined) return failure(400);
      return completion({ tool: 'delete', arguments: {} });
    });
    await expect(model().callTools(request)).rejects.toMatchObject({ reason: 'invalid_output' });
    expect(forms()).toEqual(['tools', 'json_schema', 'json_schema']);
  });

  it('a server that fails at everything is not taken for one', async () => {
    const one = model();
    server.script(failure(500));
    await expect(one.callTools(request)).rejects.toMatchObject({ reason: 'failed' });
    expect(one.takesTools()).toBe(true);
    server.script(find);
    await one.callTools(request);
    expect(forms()).toEqual(['tools']);
  });
});

describe('answers word by word', () => {
  const streaming = (more: Partial<ModelSettings> = {}) => model({ stream: true, ...more });

  it('are put together, with their tokens', async () => {
    server.script(streamed(toolCalls(['find', { name: 'ball' }], ['stop', {}])));
    expect(await streaming().callTools(request)).toEqual({
      calls: [found(), { id: 'call_1', name: 'stop', arguments: '{}' }],
      usage: { prompt: 100, completion: 10 },
    });
    expect(server.requests[0]?.body).toMatchObject({
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  it('may be text', async () => {
    server.script(streamed(completion('Red, as all of them are.')));
    const output = { name: 'text', schema: null, parse: (text: string) => text };
    const answer = await streaming().complete({ messages: [], output, maxTokens: 50 });
    expect(answer.value).toBe('Red, as all of them are.');
  });

  it.each<[string, ModelReply]>([
    ['ends too soon', streamed(find, false)],
    ['is cut off', { ...streamed(find), cut: true }],
  ])('a stream that %s is tried once more, then fails with its own reason', async (_, reply) => {
    server.script(reply, streamed(find));
    expect((await streaming().callTools(request)).calls).toEqual([found()]);
    expect(server.requests).toHaveLength(2);
    server.script(reply);
    await expect(streaming().callTools(request)).rejects.toMatchObject({ reason: 'cut' });
    expect(server.requests).toHaveLength(2);
  });

  it('a refusal within a stream is one', async () => {
    server.script(streamed(completion('', { finishReason: 'content_filter' })));
    await expect(streaming().callTools(request)).rejects.toMatchObject({ reason: 'refused' });
  });

  it('a server that sends its answer whole all the same is asked to', async () => {
    server.script(find);
    const one = streaming();
    expect((await one.callTools(request)).calls).toEqual([found()]);
    await one.callTools(request);
    expect(server.requests.map(({ body }) => body.stream)).toEqual([true, undefined, undefined]);
  });

  it('a server that tells no tokens of a stream is not asked for them', async () => {
    server.script(({ body }) =>
      body.stream_options === undefined ? streamed(find) : failure(400, { param: 'stream_options' }),
    );
    expect((await streaming().callTools(request)).calls).toEqual([found()]);
    expect(server.requests).toHaveLength(2);
  });

  it('a stream that stands still ends at the deadline', async () => {
    server.script({ ...streamed(find), stall: true });
    await expect(streaming({ timeoutSeconds: 0.4 }).callTools(request)).rejects.toMatchObject({
      reason: 'timeout',
    });
  });
});

describe('trouble', () => {
  it.each<[string, ModelReply, string, number]>([
    ['a wrong key', failure(401), 'unauthorized', 1],
    ['a refusal', completion('', { refusal: 'No.' }), 'refused', 1],
    ['too many requests, for long', failure(429, {}, { 'retry-after': '60' }), 'rate_limited', 1],
    ['too many requests, twice', failure(429, {}, { 'retry-after-ms': '10' }), 'rate_limited', 2],
    ['an unknown model', failure(404, { code: 'model_not_found' }), 'failed', 1],
    ['too long a question', failure(400, { code: 'context_length_exceeded' }), 'failed', 1],
  ])('%s', async (_, reply, reason, requests) => {
    server.script(reply);
    await expect(model().callTools(request)).rejects.toMatchObject({ reason });
    expect(server.requests).toHaveLength(requests);
  });

  it('waits as long as a busy server asks for', async () => {
    server.script(failure(429, {}, { 'retry-after-ms': '120' }), find);
    const before = performance.now();
    await model().callTools(request);
    expect(performance.now() - before).toBeGreaterThan(100);
    expect(forms()).toEqual(['tools', 'tools']);
  });
});

describe('Azure', () => {
  it('calls tools at its own address, with its version and header', async () => {
    server.script(find);
    const azure = { endpoint: server.origin, apiVersion: '2024-10-21' };
    const one = createOpenAiChatModel({ name: 'our-deployment', apiKey: 'k', azure, timeoutSeconds: 5 });
    expect((await one.callTools(request)).calls).toEqual([found()]);
    const [sent] = server.requests;
    expect(sent?.path).toBe('/openai/deployments/our-deployment/chat/completions?api-version=2024-10-21');
    expect(sent?.headers['api-key']).toBe('k');
    expect(sent?.headers.authorization).toBeUndefined();
    expect(sent?.body.tools).toHaveLength(2);
  });
});

describe("a mock of OpenAI's own interface", () => {
  it('calls tools, whole and word by word, and reads what came of them', async () => {
    const mock = new LLMock({ port: 0 });
    mock.on(
      { userMessage: /ball/, hasToolResult: false },
      { toolCalls: [{ name: 'find', arguments: '{"name":"ball"}' }] },
    );
    mock.on({ userMessage: /ball/, hasToolResult: true }, { toolCalls: [{ name: 'stop', arguments: '{}' }] });
    await mock.start();
    try {
      for (const stream of [false, true]) {
        const one = model({ baseUrl: `${mock.url}/v1`, stream });
        const { calls, usage } = await one.callTools(request);
        expect(calls).toMatchObject([{ name: 'find', arguments: '{"name":"ball"}' }]);
        expect(usage.prompt).toBeGreaterThan(0);
        const [call] = calls;
        if (call === undefined) throw new Error('no call');
        const next = await one.callTools({
          ...request,
          messages: [
            ...request.messages,
            { role: 'assistant', calls },
            { role: 'tool', call, content: 'In the garden.' },
          ],
        });
        expect(next.calls).toMatchObject([{ name: 'stop' }]);
      }
    } finally {
      await mock.stop();
    }
  });
});
