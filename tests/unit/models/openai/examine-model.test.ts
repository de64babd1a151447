import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelSettings } from '../../../../src/models/model-settings.ts';
import { examineEmbeddings, examineModel } from '../../../../src/models/openai/examine-model.ts';
import {
  completion,
  type FakeModelServer,
  failure,
  type ModelReply,
  type ModelRequest,
  startFakeModelServer,
  toolCalls,
} from '../../../fixtures/fake-model-server.ts';

let server: FakeModelServer;
beforeAll(async () => {
  server = await startFakeModelServer();
});
afterAll(async () => await server.close());

const settings = (more: Partial<ModelSettings> = {}): ModelSettings => ({
  name: 'llama',
  apiKey: 'k',
  baseUrl: server.url,
  timeoutSeconds: 1,
  ...more,
});

/** A server that is as it should be, but for what is told. */
function sound(
  more: (request: ModelRequest) => ModelReply | null = () => null,
): (request: ModelRequest) => ModelReply {
  return (request) => {
    const other = more(request);
    if (other !== null) return other;
    if (request.path.startsWith('/v1/embeddings'))
      return { body: { data: [{ index: 0, embedding: [3, 4, 0] }], model: 'e', usage: {} } };
    return request.body.tools === undefined
      ? completion({ wet: true })
      : toolCalls(['report', { wet: true }]);
  };
}

describe('a model that works', () => {
  it('is told with the form that it holds answers to', async () => {
    server.script(sound());
    const findings = await examineModel(settings());
    expect(findings.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(findings[0]?.message).toMatch(/^llama at 127\.0\.0\.1:\d+ answers\.$/);
    expect(findings[1]?.message).toBe('llama holds answers to a JSON Schema.');
    expect(findings[2]?.message).toBe('llama calls tools.');
  });

  it('knows no tools, and writes what it would call', async () => {
    server.script(
      sound(({ body }) => {
        if (body.tools !== undefined) return failure(400);
        const isStep = body.response_format?.json_schema?.name === 'step';
        return isStep ? completion({ tool: 'report', arguments: { wet: true } }) : null;
      }),
    );
    expect((await examineModel(settings())).at(-1)).toMatchObject({
      ok: true,
      message: expect.stringContaining('knows no tools'),
    });
  });

  it.each([
    ['json_object', 'answers in JSON'],
    [undefined, 'knows no JSON mode'],
  ])('that takes %s at best', async (best, told) => {
    server.script(
      sound(({ body }) =>
        body.response_format === undefined || body.response_format.type === best ? null : failure(400),
      ),
    );
    const [, format] = await examineModel(settings());
    expect(format).toMatchObject({ ok: true, message: expect.stringContaining(told) });
  });
});

describe('a model that does not', () => {
  it.each<[string, ModelReply, string, string]>([
    ['has another key', failure(401), 'does not accept the key', 'OPENAI_API_KEY'],
    ['has another name', failure(404), 'knows no model called llama', 'model.name'],
    ['is slow', { delay: 3_000 }, 'did not answer in time', 'timeoutSeconds'],
    [
      'is something else',
      { body: '<html>', headers: { 'content-type': 'text/html' } },
      'no completion',
      'address',
    ],
  ])('%s', async (_, reply, message, remedy) => {
    server.script(reply);
    const findings = await examineModel(settings());
    expect(findings).toEqual([
      {
        part: 'model',
        ok: false,
        message: expect.stringContaining(message),
        remedy: expect.stringContaining(remedy),
      },
    ]);
  });

  it('is not there', async () => {
    const gone = await startFakeModelServer();
    await gone.close();
    const [finding] = await examineModel(settings({ baseUrl: gone.url }));
    expect(finding).toMatchObject({ ok: false, remedy: expect.stringContaining('model.baseUrl') });
  });

  it('writes no JSON', async () => {
    server.script(completion('Wet, certainly.'));
    const findings = await examineModel(settings());
    expect(findings.map(({ ok }) => ok)).toEqual([true, false, false]);
  });

  it('gives vectors, and is told where they have another length', async () => {
    server.script(sound());
    const given = { ...settings(), name: 'e' };
    expect(await examineEmbeddings({ ...given, dimensions: 3 })).toMatchObject({
      ok: true,
      message: expect.stringContaining('3 dimensions'),
    });
    expect(await examineEmbeddings({ ...given, dimensions: 1536 })).toMatchObject({
      part: 'embeddings',
      ok: false,
      message: expect.stringContaining('have 3 dimensions'),
      remedy: expect.stringContaining('Set embeddings.dimensions'),
    });
  });
});
