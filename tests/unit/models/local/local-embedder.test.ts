import { describe, expect, it, onTestFinished } from 'vitest';
import { examineLocalEmbedder } from '../../../../src/models/local/examine-local-embedder.ts';
import { createLocalEmbedder } from '../../../../src/models/local/local-embedder.ts';
import { encoderCache as cacheDir, encoderName as model, runsEncoder } from '../../../fixtures/encoder.ts';
import { temporaryFolder } from '../../connectors/temporary-folder.ts';

it('says how to get files that are missing', async () => {
  const empty = temporaryFolder({});
  const embedder = createLocalEmbedder({ model, cacheDir: empty });
  await expect(embedder.embed(['x'])).rejects.toMatchObject({
    reason: 'unreachable',
    message: expect.stringContaining('npm run embedder'),
  });
  expect(await examineLocalEmbedder(model, empty)).toMatchObject({ part: 'embeddings', ok: false });
});

it('knows which languages it does not understand', () => {
  const embedder = createLocalEmbedder({ model, cacheDir });
  expect(['Where is naïve Zoë?', '报销 limit', 'いつ'].map((text) => embedder.understands(text))).toEqual([
    true,
    false,
    false,
  ]);
});

function open() {
  const embedder = createLocalEmbedder({ model, cacheDir });
  onTestFinished(() => embedder.close());
  return embedder;
}

describe.runIf(runsEncoder)('with the weights', () => {
  it('puts what means the same near, in other words too', async () => {
    const embedder = open();
    const question = await embedder.embedQuestion('What may I spend on a hotel?');
    const [same, other] = await embedder.embed([
      'A night in a guest house is paid up to 150 euros.',
      'The certificate of a charger is renewed every year.',
    ]);
    const cosine = (vector: Float32Array | undefined) =>
      question.reduce((sum, value, at) => sum + value * (vector?.[at] ?? 0), 0);
    expect(cosine(question)).toBeCloseTo(1, 4);
    expect(cosine(same)).toBeGreaterThan(cosine(other) + 0.1);
  });

  it('gives a text the same vector whatever is embedded with it, and cuts long ones', async () => {
    const embedder = open();
    const text = 'Everybody has 28 days of holiday.';
    const [alone] = await embedder.embed([text]);
    const among = await embedder.embed([...Array(9).fill('word '.repeat(2_000)), text]);
    expect(among[9]).toEqual(alone);
    expect(among.every((vector) => vector.length === 384)).toBe(true);
  });

  it('serves who waits before a sync, and gives up in time', async () => {
    const embedder = open();
    const done: string[] = [];
    const long = Array.from({ length: 64 }, (_, at) => `passage ${at} ${'word '.repeat(200)}`);
    const sync = embedder.embed(long).then(() => done.push('sync'));
    await embedder.embedQuestion('hello', AbortSignal.timeout(30_000)).then(() => done.push('question'));
    await expect(embedder.embed(long, AbortSignal.timeout(1))).rejects.toMatchObject({ reason: 'timeout' });
    await sync;
    expect(done).toEqual(['question', 'sync']);
  });

  it('can be closed while it works: what waits fails', async () => {
    const embedder = open();
    const sync = embedder.embed(Array.from({ length: 24 }, (_, at) => `passage ${at} ${'word '.repeat(50)}`));
    const failed = expect(sync).rejects.toMatchObject({ reason: 'failed' });
    await embedder.close();
    await failed;
  });

  it('runs, says the doctor', async () => {
    expect(await examineLocalEmbedder(model, cacheDir)).toMatchObject({ part: 'embeddings', ok: true });
  });
});
