import { describe, expect, it } from 'vitest';
import type { ChatModel, Taken, TokenUsage } from '../../../src/models/chat-model.ts';
import { meterModel } from '../../../src/models/meter-model.ts';
import { ModelError } from '../../../src/models/model-error.ts';
import {
  createLedger,
  createMemoryLedger,
  defaultLimits,
  type ModelLimits,
} from '../../../src/models/model-limits.ts';

/** A model that takes the tokens it is told to, or comes to another end, and what it was allowed. */
function taking(usage: TokenUsage, { end, text = '' }: { end?: Taken; text?: string } = {}) {
  const asked: number[] = [];
  const signals: (AbortSignal | undefined)[] = [];
  const model: ChatModel = {
    complete: () => Promise.reject(new Error('not asked for')),
    async callTools({ messages, maxTokens, signal, meter }) {
      const sent = await meter?.reserve(
        messages.map((one) => ('content' in one ? one.content : '')).join(),
        maxTokens,
      );
      asked.push(sent?.maxTokens ?? Number.NaN);
      signals.push(signal);
      // Others come between.
      await new Promise((resolve) => setImmediate(resolve));
      await sent?.settle(end ?? { usage, text });
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
    await one.callTools(request(7));
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

  it('that a server does not count are estimated from what it wrote', async () => {
    const { model } = taking({ prompt: 0, completion: 0 }, { text: '字'.repeat(4_000) });
    const one = meterModel(model, { limits: limits({ tokens: 5_000 }), ledger: ledger() });
    await one.callTools(request());
    await expect(one.callTools(request(3_500))).rejects.toMatchObject({ reason: 'over_budget' });
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
    expect(await shared.spent()).toBeCloseTo(0.012);
  });

  it('of one person is theirs alone, and what they may not spend is not set aside for the day', async () => {
    const [all, ana, ben] = [ledger(), ledger(), ledger()];
    const { model } = taking({ prompt: 2_000, completion: 1_000 });
    const open = (personLedger: typeof ana) =>
      meterModel(model, { limits: limits({ price, costPerPersonPerDay: 0.013 }), ledger: all, personLedger });
    await open(ana).callTools(request());
    const before = await all.spent();
    await expect(open(ana).callTools(request(9_000))).rejects.toMatchObject({ reason: 'over_budget' });
    expect(await all.spent()).toBeCloseTo(before, 9);
    await open(ben).callTools(request());
    expect(await ana.spent()).toBeCloseTo(0.012);
    expect(await ben.spent()).toBeCloseTo(0.012);
    expect(await all.spent()).toBeCloseTo(0.024);
  });

  it('of two meters around one another, both are paid, and neither what the other refuses', async () => {
    const [inner, outer] = [ledger(), ledger()];
    const { model } = taking({ prompt: 2_000, completion: 1_000 });
    const open = () =>
      meterModel(meterModel(model, { limits: limits({ price, costPerDay: 0.02 }), ledger: inner }), {
        limits: limits({ price, costPerDay: 1 }),
        ledger: outer,
      });
    await open().callTools(request());
    expect([await inner.spent(), await outer.spent()]).toEqual([
      expect.closeTo(0.012),
      expect.closeTo(0.012),
    ]);
    await expect(open().callTools(request(28_000))).rejects.toMatchObject({ reason: 'over_budget' });
    expect([await inner.spent(), await outer.spent()]).toEqual([
      expect.closeTo(0.012),
      expect.closeTo(0.012),
    ]);
  });

  it('nothing is counted without a price', async () => {
    const shared = ledger();
    const { model } = taking({ prompt: 2_000, completion: 1_000 });
    await meterModel(model, { limits: defaultLimits, ledger: shared }).callTools(request());
    expect(await shared.spent()).toBe(0);
  });

  it.each<[string, Taken, number]>([
    ['what the server counted', { usage: { prompt: 9, completion: 1 }, text: '' }, 0.000019],
    ['its prompt, where it was read and not answered', 'prompt', 0.000115],
    ['nothing, where it was turned down', 'nothing', 0],
    ['all that was set aside, where nobody knows', 'unknown', 0.040115],
  ])('a request costs %s', async (_, end, cost) => {
    const shared = ledger();
    const { model } = taking({ prompt: 0, completion: 0 }, { end });
    const one = meterModel(model, { limits: limits({ price }), ledger: shared });
    await one.callTools(request(400));
    expect(await shared.spent()).toBeCloseTo(cost, 9);
  });

  it('of a day is not passed by questions at the same moment, and is not set aside for ever', async () => {
    const shared = ledger();
    const costPerDay = 0.5;
    const { asked, model } = taking({ prompt: 1, completion: 4_000 });
    const open = () => meterModel(model, { limits: limits({ price, costPerDay }), ledger: shared });
    const all = await Promise.allSettled(Array.from({ length: 50 }, () => open().callTools(request(3))));
    const refused = all.filter((one) => one.status === 'rejected');
    expect(refused.map(({ reason }) => reason.reason)).toEqual(refused.map(() => 'over_budget'));
    // 0.04 each: twelve whole answers, and one that is shorter.
    expect(asked.filter((tokens) => tokens === 4_000)).toHaveLength(12);
    expect(asked).toHaveLength(13);
    expect(asked.reduce((sum, tokens) => sum + tokens, 0) * 10).toBeLessThanOrEqual(500_000);
    const thrifty = taking({ prompt: 1, completion: 10 });
    const later = ledger();
    const frugal = () => meterModel(thrifty.model, { limits: limits({ price, costPerDay }), ledger: later });
    for (let count = 0; count < 50; count++) await frugal().callTools(request(3));
    expect(await later.spent()).toBeCloseTo(50 * 0.000101, 9);
  });

  it('set aside before midnight is given back to the day before', async () => {
    let day = '2026-11-20';
    const shared = createMemoryLedger(() => day);
    const { model } = taking({ prompt: 0, completion: 0 }, { end: 'nothing' });
    const asked = meterModel(model, { limits: limits({ price }), ledger: shared }).callTools(request());
    await Promise.resolve();
    day = '2026-11-21';
    await asked;
    expect(await shared.spent()).toBe(0);
    day = '2026-11-20';
    expect(await shared.spent()).toBeCloseTo(0);
  });

  it('a ledger that cannot take it back spoils no answer', async () => {
    const { model } = taking({ prompt: 1, completion: 1 });
    const broken = createLedger(
      () => '2026-11-20',
      async (_, amount) => {
        if (amount < 0) throw new Error('gone');
        return amount;
      },
    );
    const one = meterModel(model, { limits: limits({ price, costPerDay: 1 }), ledger: broken });
    expect((await one.callTools(request())).calls).toHaveLength(1);
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
