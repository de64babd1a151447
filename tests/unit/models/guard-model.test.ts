import { expect, it } from 'vitest';
import type { ChatModel, CompletionRequest } from '../../../src/models/chat-model.ts';
import { guardModel } from '../../../src/models/guard-model.ts';
import { textOutput } from '../../../src/models/json-output.ts';
import { ModelError, type ModelFailure } from '../../../src/models/model-error.ts';
import { createLog } from '../../../src/operations/log.ts';

const request: CompletionRequest<string> = { messages: [], output: textOutput, maxTokens: 1 };

/** A model that fails as it is told to, and a clock that is set by hand. */
function guarded() {
  const state = { now: 0, asked: 0, failure: null as ModelError | null };
  const model: ChatModel = {
    async complete({ output }) {
      state.asked++;
      if (state.failure !== null) throw state.failure;
      return { value: output.parse('fine'), usage: { prompt: 1, completion: 1 } };
    },
    async callTools() {
      state.asked++;
      if (state.failure !== null) throw state.failure;
      return { calls: [{ id: '1', name: 'fine', arguments: '{}' }], usage: { prompt: 1, completion: 1 } };
    },
  };
  return { state, model: guardModel(model, { log: createLog('silent'), clock: () => state.now }) };
}

const fail = (reason: ModelFailure, retryAfter: number | null = null): ModelError =>
  new ModelError(reason, 'no', { retryAfter });

it.each<ModelFailure>(['unreachable', 'unauthorized'])(
  'after %s, the model is left alone for a minute',
  async (reason) => {
    const { state, model } = guarded();
    state.failure = fail(reason);
    await expect(model.complete(request)).rejects.toMatchObject({ reason });
    state.failure = null;
    state.now = 59_999;
    await expect(model.complete(request)).rejects.toMatchObject({ reason });
    expect(state.asked).toBe(1);
    state.now = 60_000;
    expect((await model.complete(request)).value).toBe('fine');
    expect((await model.complete(request)).value).toBe('fine');
    expect(state.asked).toBe(3);
  },
);

it.each<ModelFailure>(['timeout', 'refused', 'invalid_output', 'failed', 'rate_limited'])(
  'after %s, the next question asks again',
  async (reason) => {
    const { state, model } = guarded();
    state.failure = fail(reason);
    await expect(model.complete(request)).rejects.toMatchObject({ reason });
    state.failure = null;
    expect((await model.complete(request)).value).toBe('fine');
  },
);

it('a model that is late twice in a row is left alone', async () => {
  const { state, model } = guarded();
  const late = async () => {
    state.failure = fail('timeout');
    await expect(model.complete(request)).rejects.toMatchObject({ reason: 'timeout' });
    state.failure = null;
  };
  await late();
  expect((await model.complete(request)).value).toBe('fine');
  await late();
  await late();
  await expect(model.complete(request)).rejects.toMatchObject({ reason: 'timeout' });
  state.now = 60_000;
  expect((await model.complete(request)).value).toBe('fine');
});

it('a busy server is left alone for as long as it asked for, at most a minute', async () => {
  const { state, model } = guarded();
  state.failure = fail('rate_limited', 5_000);
  await expect(model.complete(request)).rejects.toMatchObject({ reason: 'rate_limited' });
  state.now = 4_000;
  await expect(model.complete(request)).rejects.toMatchObject({ reason: 'rate_limited' });
  state.now = 5_000;
  state.failure = fail('rate_limited', 3_600_000);
  await expect(model.complete(request)).rejects.toMatchObject({ reason: 'rate_limited' });
  state.now = 65_000;
  state.failure = null;
  expect((await model.complete(request)).value).toBe('fine');
});

it('calls of tools are guarded by the same', async () => {
  const { state, model } = guarded();
  const tools = { messages: [], tools: [], maxTokens: 1 };
  expect((await model.callTools(tools)).calls[0]?.name).toBe('fine');
  state.failure = fail('unreachable');
  await expect(model.callTools(tools)).rejects.toMatchObject({ reason: 'unreachable' });
  await expect(model.complete(request)).rejects.toMatchObject({ reason: 'unreachable' });
  expect(state.asked).toBe(2);
});
