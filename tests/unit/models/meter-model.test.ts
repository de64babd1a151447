import { describe, expect, it } from 'vitest';
import type { ChatModel, TokenUsage } from '../../../src/models/chat-model.ts';
import { meterModel } from '../../../src/models/meter-model.ts';
import { ModelError } from '../../../src/models/model-error.ts';
import { createMemoryLedger, defaultLimits, type ModelLimits } from '../../../src/models/model-limits.ts';

/** A model that takes the tokens it is told to, and what it was asked for. */
function taking(usage: TokenUsage, failure?: ModelError) {
  const asked: number[] = [];
  const signals: (AbortSignal | undefined)[] = [];
  const model: ChatModel = {
    complete: () => Promise.reject(new Error('not asked for')),
    async callTools({ maxTokens, signal }) {
      asked.push(maxTokens);
      signals.push(signal);
      if (failure !== undefined) throw failure;
      return { calls: [{ id: '1', name: 'x', arguments: '{}' }], usage };
    },
  };
  return { asked, signals, model };
}

const limits = (more: Partial<ModelLimits>): ModelLimits => ({ ...defaultLimits, ...more });
const ledger = () => createMemoryLedger(() => '2026-11-20');
const request = (length = 0) => ({
  messages: [{ role: 'user' as const, content: 'x'.repeat(length) }],
  tools: [],
  maxTokens: 4_000,
});
const price = { input: 1, output: 10 };

describe('tokens', () => {
  it('are what all requests took, and the last may take only what is left', async () => {
    const { asked, model } = taking({ prompt: 3_000, completion: 500 });
    const one = meterModel(model, { limits: limits({ tokens: 8_000 }), ledger: ledger() });
    await one.callTools(request());
    await one.callTools(request());
    expect(asked[0]).toBe(4_000);
    expect(asked[1]).toBe(4_000);
    await expect(one.callTools(request(3_500))).rejects.toMatchObject({ reason: 'over_budget' });
    await one.callTools(request());
    expect(asked).toHaveLength(3);
    expect(asked[2]).toBeLessThan(1_000);
    await expect(one.callTools(request())).rejects.toMatchObject({ reason: 'over_budget' });
  });

  it('that a server does not count are estimated', async () => {
    const { model } = taking({ prompt: 0, completion: 0 });
    const one = meterModel(model, { limits: limits({ tokens: 5_000 }), ledger: ledger() });
    await one.callTools(request(14_000));
    await expect(one.callTools(request(14_000))).rejects.toMatchObject({ reason: 'over_budget' });
  });

  it('a Chinese question counts by its characters', async () => {
    const { model } = taking({ prompt: 10, completion: 10 });
    const one = meterModel(model, { limits: limits({ tokens: 5_000 }), ledger: ledger() });
    const messages = [{ role: 'user' as const, content: '问'.repeat(4_900) }];
    await expect(one.callTools({ ...request(), messages })).rejects.toMatchObject({ reason: 'over_budget' });
  });
});

describe('money', () => {
  it('of a question shortens its answer, and ends it', async () => {
    const { asked, model } = taking({ prompt: 2_000, completion: 1_000 });
    // 2,000 read and 1,000 written are 0.012.
    const one = meterModel(model, { limits: limits({ price, costPerQuestion: 0.02 }), ledger: ledger() });
    await one.callTools(request());
    await one.callTools(request());
    expect(asked[0]).toBeLessThan(2_001);
    expect(asked[1]).toBeLessThan(801);
    await expect(one.callTools(request())).rejects.toMatchObject({ reason: 'over_budget' });
  });

  it('of a day is that of all its questions', async () => {
    let day = '2026-11-20';
    const shared = createMemoryLedger(() => day);
    const { model } = taking({ prompt: 2_000, completion: 1_000 });
    const open = () => meterModel(model, { limits: limits({ price, costPerDay: 0.03 }), ledger: shared });
    await open().callTools(request());
    await open().callTools(request());
    await open().callTools(request());
    await expect(open().callTools(request())).rejects.toMatchObject({ reason: 'over_budget' });
    day = '2026-11-21';
    await open().callTools(request());
    expect(await shared.add(0)).toBeCloseTo(0.012);
  });

  it('nothing is counted without a price', async () => {
    const shared = ledger();
    const { model } = taking({ prompt: 2_000, completion: 1_000 });
    await meterModel(model, { limits: defaultLimits, ledger: shared }).callTools(request());
    expect(await shared.add(0)).toBe(0);
  });

  it.each<[string, ModelError, number]>([
    [
      'with what it took',
      new ModelError('invalid_output', '', { usage: { prompt: 9, completion: 1 } }),
      0.000019,
    ],
    ['as far as its prompt, where nobody counted', new ModelError('cut', ''), 0.0001],
    ['not at all, where nothing was answered', new ModelError('rate_limited', ''), 0],
  ])('a failed request counts %s', async (_, failure, least) => {
    const shared = ledger();
    const { model } = taking({ prompt: 0, completion: 0 }, failure);
    const one = meterModel(model, { limits: limits({ price }), ledger: shared });
    await expect(one.callTools(request(400))).rejects.toBe(failure);
    const cost = await shared.add(0);
    if (least === 0) expect(cost).toBe(0);
    else expect(cost).toBeGreaterThanOrEqual(least);
  });
});

describe('seconds', () => {
  it('are over for a request that runs, and for those that follow', async () => {
    const model: ChatModel = {
      complete: () => Promise.reject(new Error('not asked for')),
      callTools: ({ signal }) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(new ModelError('timeout', 'late')));
        }),
    };
    const one = meterModel(model, { limits: limits({ seconds: 0.05 }), ledger: ledger() });
    await expect(one.callTools(request())).rejects.toMatchObject({ reason: 'timeout' });
    await expect(one.callTools(request())).rejects.toMatchObject({ reason: 'timeout' });
  });

  it('whoever asks may end the wait sooner', async () => {
    const { signals, model } = taking({ prompt: 1, completion: 1 });
    const own = new AbortController();
    await meterModel(model, { limits: defaultLimits, ledger: ledger() }).callTools({
      ...request(),
      signal: own.signal,
    });
    own.abort();
    expect(signals[0]?.aborted).toBe(true);
  });
});
