import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { Meter, Taken } from '../../../../src/models/chat-model.ts';
import { jsonOutput } from '../../../../src/models/json-output.ts';
import { ModelError } from '../../../../src/models/model-error.ts';
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

/** A meter that allows so many requests of 30 tokens, and what came of each. */
function counting(allowed = Number.POSITIVE_INFINITY) {
  const texts: string[] = [];
  const taken: Taken[] = [];
  const meter: Meter = {
    async reserve(text) {
      if (texts.length === allowed) throw new ModelError('over_budget', 'enough');
      texts.push(text);
      return { maxTokens: 30, settle: async (came) => void taken.push(came) };
    },
  };
  /** What was taken, without the words of answers. */
  const costs = () =>
    taken.map((one) => (typeof one === 'string' ? one : one.usage.prompt + one.usage.completion));
  return { meter, texts, costs };
}

const output = jsonOutput('thing', z.strictObject({ color: z.string() }));
const messages = [{ role: 'user' as const, content: 'A ball.' }];
const tools = [{ name: 'find', description: 'Finds.', parameters: { type: 'object' } }];
const model = (stream = false, timeoutSeconds = 5) =>
  createOpenAiChatModel({ name: 'm', apiKey: null, baseUrl: server.url, timeoutSeconds, stream });
const complete = (meter: Meter, one = model()) => one.complete({ messages, output, maxTokens: 50, meter });
const good = completion({ color: 'red' });

it.each<[string, readonly ModelReply[], boolean, readonly (Taken | number)[]]>([
  ['an answer', [good], false, [110]],
  ['a mistake, and its mending', [completion('red'), good], false, [110, 110]],
  ['a form that is turned down', [failure(400), good], false, ['nothing', 110]],
  ['a failure, and a second attempt', [failure(500), good], false, ['nothing', 110]],
  [
    'a stream that breaks off, and a second attempt',
    [streamed(good, false), streamed(good)],
    true,
    ['unknown', 110],
  ],
  ['a stream of nothing, and a whole answer', [good, good], true, ['unknown', 110]],
  ['a connection that is cut', [{ ...good, cut: true }, good], false, ['unknown', 110]],
])('each request is metered: %s', async (_, replies, stream, costs) => {
  const { meter, texts, costs: taken } = counting();
  server.script(...replies);
  expect((await complete(meter, model(stream))).value).toEqual({ color: 'red' });
  expect(taken()).toEqual(costs);
  expect(texts).toHaveLength(server.requests.length);
  for (const [at, { body }] of server.requests.entries()) {
    expect(body.max_tokens).toBe(30);
    expect(texts[at]).toContain('A ball.');
  }
});

it.each<[string, ModelReply, readonly (Taken | number)[]]>([
  ['a refusal', completion('', { refusal: 'No.' }), [110]],
  ['a filtered prompt', failure(400, { code: 'content_filter' }), ['prompt']],
  ['a wrong key', failure(401), ['nothing']],
  ['a busy server', failure(429, {}, { 'retry-after': '60' }), ['nothing']],
  ['no answer in time', { ...good, delay: 2_000 }, ['unknown']],
])('one that fails as well: %s', async (_, reply, costs) => {
  const { meter, costs: taken } = counting();
  server.script(reply);
  await expect(complete(meter, model(false, 0.3))).rejects.toBeInstanceOf(ModelError);
  await expect.poll(taken).toEqual(costs);
});

it('calls of tools, and what they fall back to', async () => {
  const { meter, costs } = counting();
  server.script(
    completion('It is in the garden.'),
    completion('no'),
    completion({ tool: 'find', arguments: {} }),
  );
  const { calls } = await model().callTools({ messages, tools, maxTokens: 50, meter });
  expect(calls.map(({ name }) => name)).toEqual(['find']);
  expect(costs()).toEqual([110, 110, 110]);
  expect(server.requests.map(({ body }) => body.max_tokens)).toEqual([30, 30, 30]);
});

it.each([
  ['the first', 0, [good]],
  ['a mending', 1, [completion('red'), good]],
  ['a second attempt', 1, [failure(500), good]],
])('%s is not sent where the budget is used up', async (_, allowed, replies) => {
  const { meter } = counting(allowed);
  server.script(...replies);
  await expect(complete(meter)).rejects.toMatchObject({ reason: 'over_budget' });
  expect(server.requests).toHaveLength(allowed);
});

it('a call of tools without a meter is as good', async () => {
  server.script(toolCalls(['find', {}]));
  expect((await model().callTools({ messages, tools, maxTokens: 50 })).calls).toHaveLength(1);
  expect(server.requests[0]?.body.max_tokens).toBe(50);
});
