import { describe, expect, it } from 'vitest';
import { createMemoryLedger, defaultLimits } from '../../../src/models/model-limits.ts';
import type { AnswerProgress } from '../../../src/retrieval/answer.ts';
import {
  answer,
  find,
  look,
  lukasz,
  named,
  odd,
  search,
  staff,
  useCompanyWithModel,
} from '../../fixtures/company-with-model.ts';
import {
  completion,
  failure,
  type ModelReply,
  streamed,
  toolCalls,
} from '../../fixtures/fake-model-server.ts';
import { passed, planned, promptOf } from '../../fixtures/scripted-model.ts';
import { today } from '../../fixtures/small-company.ts';

const { ask, withoutModel, expectWithoutModel, script, requests, origin, told, offered } =
  useCompanyWithModel();

describe('mistakes of a model', () => {
  it.each<[string, ModelReply, string]>([
    ['a tool that there is not', toolCalls(['drop_database', {}]), 'no such tool'],
    ['arguments that are no JSON', toolCalls(['query_graph', '{"query": {"find": "Ta']), 'no valid JSON'],
    ['arguments of another form', toolCalls(['query_graph', { sql: 'SELECT 1' }]), 'query'],
    ['a result that there is not', answer({ results: [7] }), 'no result 7'],
    ['an answer of nothing', answer({}), 'results or sentences'],
  ])('%s: told, and mended', async (_, wrong, mistake) => {
    script(wrong, planned(lukasz));
    expect(named(await ask(odd('Łukasz Nowak')))).toEqual(['CORE-2', 'CORE-3']);
    expect(told()).toContain(mistake);
  });

  it('twice in a row: the answer is made without it', async () => {
    script(toolCalls(['drop_database', {}]));
    const question = odd('Łukasz Nowak');
    const one = await ask(question);
    // The wiki is still worded by it; nothing of that is usable either.
    expect(one.query).toBeUndefined();
    expect(one.model).toBeUndefined();
    expect(one.notes?.[0]).toContain('nothing usable');
    expect(requests().filter((request) => promptOf(request) === 'plan')).toHaveLength(2);
  });

  it('endless calls have an end, and in the last only an end is offered', async () => {
    let count = 0;
    script((request) =>
      promptOf(request) === 'plan' ? find(`nobody ${count++}`) : completion({ found: false, sentences: [] }),
    );
    const one = await ask(odd('Łukasz Nowak'), { limits: { ...defaultLimits, steps: 4 } });
    const plans = requests().filter((request) => promptOf(request) === 'plan');
    expect(plans).toHaveLength(4);
    expect(offered(2)).toContain('query_graph');
    expect(offered(3)).toEqual(['answer', 'ask_which', 'pass']);
    expect(told(3)).toContain('end now');
    expect(one.model).toBeUndefined();
  });

  it('of many calls at once a few are run', async () => {
    const names = Array.from({ length: 9 }, (_, at) => ['find_entity', { name: `nobody ${at}` }] as const);
    script(toolCalls(...names), passed('nobody'));
    await ask(odd('Łukasz Nowak'));
    expect(told().match(/Not run/g)).toHaveLength(5);
    expect(requests()[1]?.body.messages?.filter(({ role }) => role === 'tool')).toHaveLength(9);
  });
});

describe('limits', () => {
  const question = odd('Łukasz Nowak');

  it('of tokens: nothing is sent that would go beyond', async () => {
    script(find('nobody'));
    const limits = { ...defaultLimits, tokens: 1_000 };
    await expectWithoutModel(await ask(question, { limits }), question, 'budget');
    expect(requests()).toEqual([]);
  });

  it('of tokens: the loop ends on the way', async () => {
    const greedy = (reply: ModelReply): ModelReply => ({
      body: {
        ...(reply.body as object),
        usage: { prompt_tokens: 15_000, completion_tokens: 10, total_tokens: 1 },
      },
    });
    let count = 0;
    script(() => greedy(find(`nobody ${count++}`)));
    await expectWithoutModel(await ask(question), question, 'budget');
    expect(requests()).toHaveLength(4);
  });

  it.each(['costPerQuestion', 'costPerDay'] as const)('of money: %s', async (name) => {
    const price = { input: 100, output: 100 };
    script(planned(lukasz));
    const rich = { ...defaultLimits, price, [name]: 10 };
    expect((await ask(question, { limits: rich })).model).toBe('planned');
    script(planned(lukasz));
    const poor = { ...defaultLimits, price, [name]: 0.1 };
    await expectWithoutModel(await ask(question, { limits: poor }), question, 'budget');
    expect(requests()).toEqual([]);
  });

  it('of a day: what one question spends, the next lacks', async () => {
    const ledger = createMemoryLedger(() => today);
    const limits = { ...defaultLimits, price: { input: 1, output: 1 }, costPerDay: 0.02 };
    script({
      body: {
        ...(planned(lukasz).body as object),
        usage: { prompt_tokens: 19_000, completion_tokens: 900, total_tokens: 1 },
      },
    });
    expect((await ask(question, { limits, ledger })).model).toBe('planned');
    expect(await ledger.spent()).toBeCloseTo(0.0199);
    await expectWithoutModel(await ask(question, { limits, ledger }), question, 'budget');
    expect(requests()).toHaveLength(1);
  });

  it('of seconds', async () => {
    let count = 0;
    script(() => ({ ...find(`nobody ${count++}`), delay: 150 }));
    const limits = { ...defaultLimits, steps: 20, seconds: 0.4 };
    await expectWithoutModel(await ask(question, { limits }), question, 'too long');
    expect(requests().length).toBeLessThan(5);
  });
});

describe('servers', () => {
  const question = odd('Łukasz Nowak');
  const inWords = (name: string, given: object): ModelReply => completion({ tool: name, arguments: given });

  it.each<[string, ModelReply]>([
    ['rejects tools', failure(400, { message: 'this model does not support tools' })],
    ['fails at tools', failure(500)],
    ['ignores tools in silence', completion('Łukasz has much to do.')],
  ])('one that %s: the same, one call at a time', async (_, reply) => {
    let step = 0;
    script(({ body }) => {
      if (body.tools !== undefined) return reply;
      step++;
      if (step === 1) return inWords('query_graph', { query: { find: 'Tusk', return: { kind: 'count' } } });
      return step === 2 ? inWords('query_graph', { query: lukasz }) : inWords('answer', { results: [1] });
    });
    const one = await ask(question);
    expect(named(one)).toEqual(['CORE-2', 'CORE-3']);
    const said = requests().at(-1)?.body.messages ?? [];
    expect(said.map(({ role }) => role)).toEqual([
      'system',
      'user',
      'assistant',
      'user',
      'assistant',
      'user',
    ]);
    expect(said.at(-1)?.content).toContain('Result 1: 2 in total.');
  });

  it('one that streams', async () => {
    script(streamed(look(lukasz)), streamed(answer({ results: [1] })));
    expect(named(await ask(question, { settings: { stream: true } }))).toEqual(['CORE-2', 'CORE-3']);
  });

  it('Azure', async () => {
    script(look(lukasz), answer({ results: [1] }));
    const azure = { endpoint: origin(), apiVersion: '2024-10-21' };
    const one = await ask(question, { settings: { azure, baseUrl: undefined, apiKey: 'k', name: 'ours' } });
    expect(named(one)).toEqual(['CORE-2', 'CORE-3']);
    for (const { path, headers } of requests()) {
      expect(path).toBe('/openai/deployments/ours/chat/completions?api-version=2024-10-21');
      expect(headers['api-key']).toBe('k');
    }
  });

  it.each<[string, ModelReply, string]>([
    ['breaks its stream off', streamed(look(lukasz), false), 'broke off'],
    ['is busy for long', failure(429, {}, { 'retry-after': '30' }), 'too busy'],
    ['fails', failure(500), 'failed'],
    ['does not accept the key', failure(401), 'does not accept our key'],
  ])(
    'one that %s after the first step: the answer without it is given, and says so',
    async (_, reply, note) => {
      const stream = note === 'broke off';
      script(stream ? streamed(look(lukasz)) : look(lukasz), reply);
      await expectWithoutModel(await ask(question, { settings: { stream } }), question, note);
    },
  );

  it('one that is busy for a moment is waited for', async () => {
    script(failure(429, {}, { 'retry-after-ms': '50' }), planned(lukasz));
    expect(named(await ask(question))).toEqual(['CORE-2', 'CORE-3']);
  });

  it('one that refuses: the wiki is answered from, and it is said', async () => {
    script(completion('', { refusal: 'No.' }));
    const one = await ask(question);
    expect(one.model).toBeUndefined();
    expect(one.notes?.[0]).toContain('would not answer');
  });
});

describe('progress', () => {
  const question = odd('Łukasz Nowak');

  it('is told of each step, with what the asker may see', async () => {
    const progress: AnswerProgress[] = [];
    script(
      look({ find: 'Task', return: { kind: 'list' } }),
      search('annual leave'),
      answer({ results: [1] }),
    );
    await ask(question, { viewer: staff, onProgress: (one) => progress.push(one) });
    expect(progress.map(({ stage }) => stage).slice(0, 5)).toEqual([
      'understanding',
      'querying',
      'querying',
      'reading',
      'reading',
    ]);
    expect(progress).toContainEqual({ stage: 'querying', label: 'Task', total: 4 });
    expect(progress).toContainEqual({ stage: 'reading', passages: 1 });
  });

  it('is told without a model as well', async () => {
    const progress: AnswerProgress[] = [];
    await withoutModel('How many tasks are there?', {
      viewer: staff,
      onProgress: (one) => progress.push(one),
    });
    expect(progress).toEqual([
      { stage: 'understanding' },
      { stage: 'querying', label: 'Task' },
      { stage: 'querying', label: 'Task', total: 4 },
    ]);
  });

  it('a listener that fails spoils no answer', async () => {
    script(planned(lukasz));
    const one = await ask(question, {
      onProgress: () => {
        throw new Error('gone');
      },
    });
    expect(named(one)).toEqual(['CORE-2', 'CORE-3']);
  });
});
