import { describe, expect, it, onTestFinished } from 'vitest';
import { examineLocalEmbedder } from '../../../../src/models/local/examine-local-embedder.ts';
import { createLocalEmbedder } from '../../../../src/models/local/local-embedder.ts';
import { encoderCache as cacheDir, encoderNames, runsEncoder } from '../../../fixtures/encoder.ts';
import { temporaryFolder } from '../../connectors/temporary-folder.ts';

const [english, chinese] = encoderNames;

it('says how to get files that are missing', async () => {
  const empty = temporaryFolder({});
  const embedder = createLocalEmbedder({ model: english, cacheDir: empty });
  await expect(embedder.embed(['x'])).rejects.toMatchObject({
    reason: 'unreachable',
    message: expect.stringContaining('npm run embedder'),
  });
  for (const model of encoderNames)
    expect(await examineLocalEmbedder(model, empty)).toMatchObject({
      part: 'embeddings',
      ok: false,
      message: expect.stringContaining(model),
    });
});

it.each([
  [english, [true, false, false]],
  [chinese, [false, true, false]],
] as const)('%s knows which languages it does not understand', (model, understood) => {
  const embedder = createLocalEmbedder({ model, cacheDir });
  const questions = ['Where is naïve Zoë?', '报销 limit', 'いつ'];
  expect(questions.map((question) => embedder.understands(question))).toEqual(understood);
});

function open(model: (typeof encoderNames)[number] = english) {
  const embedder = createLocalEmbedder({ model, cacheDir });
  onTestFinished(() => embedder.close());
  return embedder;
}

const cosine = (one: Float32Array | undefined, other: Float32Array | undefined) =>
  (one ?? new Float32Array()).reduce((sum, value, at) => sum + value * (other?.[at] ?? 0), 0);

describe.runIf(runsEncoder)('with the weights', () => {
  it.each([
    [
      english,
      'What may I spend on a hotel?',
      'A night in a guest house is paid up to 150 euros.',
      'The certificate of a charger is renewed every year.',
    ],
    [chinese, '出差住店能花多少?', '旅馆每晚最多报销 700 元。', '充电桩的证书每年更新一次。'],
  ] as const)('%s puts what means the same near, in other words too', async (model, asked, near, far) => {
    const embedder = open(model);
    const question = await embedder.embedQuestion(asked);
    const [same, other] = await embedder.embed([near, far]);
    expect(cosine(question, question)).toBeCloseTo(1, 4);
    expect(cosine(question, same)).toBeGreaterThan(cosine(question, other) + 0.1);
  });

  it('reads capitals in Chinese texts, which the vocabulary lacks', async () => {
    const [capital, small, other] = await open(chinese).embed(['联系 OPENAI', '联系 openai', '联系 METRION']);
    expect(capital).toEqual(small);
    expect(cosine(capital, other)).toBeLessThan(0.95);
  });

  it.each([
    [english, 'Everybody has 28 days of holiday.', 384],
    [chinese, '每人每年有 28 天年假。', 512],
  ] as const)(
    '%s gives a text the same vector whatever is embedded with it, and cuts long ones',
    async (model, text, length) => {
      const embedder = open(model);
      const [alone] = await embedder.embed([text]);
      const among = await embedder.embed([...Array(9).fill(`${text} `.repeat(400)), text]);
      expect(among[9]).toEqual(alone);
      expect(among.every((vector) => vector.length === length)).toBe(true);
    },
  );

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

  it.each(encoderNames)('%s runs, says the doctor', async (model) => {
    expect(await examineLocalEmbedder(model, cacheDir)).toMatchObject({ part: 'embeddings', ok: true });
  });
});
