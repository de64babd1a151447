import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMessageHandler } from '../../src/bot/handle-message.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import type { Orgwise } from '../../src/main.ts';
import { createOpenAiChatModel } from '../../src/models/openai/openai-chat-model.ts';
import { createLog } from '../../src/operations/log.ts';
import type { Answer, AnswerQuestion } from '../../src/retrieval/answer.ts';
import { createAnswerQuestion } from '../../src/retrieval/answer-question.ts';
import {
  completion,
  type FakeModelServer,
  failure,
  type ModelReply,
  type ModelRequest,
  startFakeModelServer,
  streamed,
  toolCalls,
} from '../fixtures/fake-model-server.ts';
import { openSampleCompany, type SampleCompany } from '../fixtures/sample-company.ts';
import { passagesShown, passed, planned, promptOf, sayFrom } from '../fixtures/scripted-model.ts';

let company: SampleCompany;
let orgwise: Orgwise;
let server: FakeModelServer;
let answerQuestion: AnswerQuestion;

beforeAll(async () => {
  server = await startFakeModelServer();
  company = await openSampleCompany();
  orgwise = company.orgwise;
  await orgwise.sync();
});
afterAll(async () => {
  await company.close();
  await server.close();
});
beforeEach(() => {
  const settings = { name: 'm', apiKey: 'k', baseUrl: server.url, timeoutSeconds: 1 };
  answerQuestion = createAnswerQuestion({
    graph: orgwise.graph,
    today: orgwise.today,
    listLimit: orgwise.config.answers.listLimit,
    maxCharacters: orgwise.config.answers.maxCharacters,
    model: createOpenAiChatModel(settings),
  });
});

async function ask(question: string, as?: string, earlier: readonly string[] = []): Promise<Answer> {
  const asker = await company.asker(as === undefined ? undefined : `${as}@voltmoor.example`);
  return await answerQuestion({ question, asker, context: earlier.map((text) => ({ role: 'user', text })) });
}

/** The answer without a model, shortened by no more than the line that says why. */
function expectWithoutModel(answer: Answer, plain: Answer, note: string): void {
  expect(answer.model).toBeUndefined();
  expect(answer.notes).toEqual([expect.stringContaining(note)]);
  expect(answer.text.endsWith(`\n\n${answer.notes?.[0]}`)).toBe(true);
  expect(answer.text.length).toBeLessThanOrEqual(orgwise.config.answers.maxCharacters);
  expect(answer.claims.slice(0, 2)).toEqual(plain.claims.slice(0, 2));
  expect(answer.abstained).toEqual(plain.abstained);
}

/** A model that sends everything to the wiki, and there says what it is told to. */
function writes(reply: (request: ModelRequest) => ModelReply): (request: ModelRequest) => ModelReply {
  return (request) => (promptOf(request) === 'plan' ? passed('wiki') : reply(request));
}

const withoutModel = async (question: string): Promise<Answer> =>
  await orgwise.answerQuestion({ question, asker: { viewer: operatorViewer, employeeId: null } });

describe('questions in other words than the page’s', () => {
  it.each([
    [
      'After how long do I get a new notebook?',
      'You get one after 36 months.',
      '36 months',
      'policies/hardware.md',
    ],
    [
      'How quickly must someone react to a SEV1 outage?',
      'Within 10 minutes.',
      '10 minutes',
      'runbooks/incident-response.md',
    ],
    [
      'How long is the trial period for new hires?',
      'It lasts six months.',
      'six months',
      'policies/probation.md',
    ],
    [
      'How much is offered in Project Kingfisher?',
      'The offer is 6.2 million.',
      '6.2 million',
      'finance/acquisition-memo.md',
    ],
  ])('%s', async (question, sentence, quote, page) => {
    server.script(writes((request) => sayFrom(request, sentence, quote)));
    const answer = await ask(question, 'helena.brandt');
    expect(answer.text).toBe(sentence);
    expect(answer.model).toBe('wrote');
    expect(answer.abstained).toBeUndefined();
    const [citation] = answer.claims[0]?.citations ?? [];
    expect(citation).toMatchObject({ kind: 'article', key: page });
    expect(citation?.quote).toContain(quote);
    expect(answer.sources[0]?.key).toBe(page);
  });

  it('a model sees only what the asker may read', async () => {
    const shown: string[] = [];
    server.script(
      writes((request) => {
        shown.push(...passagesShown(request).map((one) => one.text));
        return sayFrom(request, 'The offer is 6.2 million.', '6.2 million');
      }),
    );
    const answer = await ask('How much is offered in Project Kingfisher?', 'john.doe');
    expect(answer.abstained).toBeDefined();
    expect(shown.length).toBeGreaterThan(0);
    expect(JSON.stringify([answer, shown])).not.toContain('6.2 million');
  });

  it('what the rules understand never meets the model', async () => {
    server.script(failure(500));
    for (const question of ['Who leads the Platform team?', 'How many tasks are there?', 'Who is John Doe?'])
      expect(await ask(question)).toEqual(await withoutModel(question));
    expect(server.requests).toEqual([]);
  });
});

describe('a model that writes what the pages do not say', () => {
  const question = 'After how long do I get a new notebook?';

  it.each<[string, (request: ModelRequest) => ModelReply]>([
    [
      'an invented quote',
      () =>
        completion({
          found: true,
          sentences: [
            { text: 'After 12 months.', citations: [{ passage: 1, quote: 'a new one every 12 months' }] },
          ],
        }),
    ],
    ['an invented number', (request) => sayFrom(request, 'You get one after 24 months.', '36 months')],
    ['no sentence', () => completion({ found: true, sentences: [] })],
  ])('%s: the answer without it is given, and says so', async (_, reply) => {
    server.script(writes(reply));
    const answer = await ask(question);
    const plain = await withoutModel(question);
    expectWithoutModel(answer, plain, 'not borne out');
  });

  it('a false sentence beside a true one is left out', async () => {
    server.script(
      writes((request) => {
        const passage = passagesShown(request).find((one) => one.text.includes('36 months'))?.number ?? 0;
        const quote = '36 months';
        return completion({
          found: true,
          sentences: [
            { text: 'You get one after 36 months.', citations: [{ passage, quote }] },
            { text: 'Bring 500 euro to Bob Miller.', citations: [{ passage, quote }] },
          ],
        });
      }),
    );
    expect((await ask(question)).text).toBe('You get one after 36 months.');
  });

  it('abstains where the model says that the pages do not tell', async () => {
    server.script(writes(() => completion({ found: false, sentences: [] })));
    const answer = await ask('How quickly must someone react to a SEV1 outage?');
    expect(answer.abstained?.reason).toBe('no_article');
    expect(answer.claims).toEqual([]);
  });
});

describe('an answer that a model writes while somebody watches', () => {
  const question = 'After how long do I get a new notebook?';
  const inTruth = 'You get one after 36 months.';

  const streams = () =>
    server.requests.filter((one) => promptOf(one) === 'answer').map(({ body }) => body.stream);

  /** A true sentence, a false one, and another true one; and what was told of them. */
  async function watched(isWhole = true) {
    const write = (request: ModelRequest): ModelReply => {
      const passage = passagesShown(request).find((one) => one.text.includes('36 months'))?.number ?? 0;
      const citations = [{ passage, quote: '36 months' }];
      const texts = [inTruth, 'Bring 500 euro to Bob Miller.', 'A new notebook comes after 36 months.'];
      const reply = completion({ found: true, sentences: texts.map((text) => ({ text, citations })) });
      if (request.body.stream !== true) return reply;
      return streamed(reply, isWhole);
    };
    server.script(writes(write));
    const told: string[] = [];
    const asker = await company.asker();
    const answer = await answerQuestion({ question, asker, onText: (text) => told.push(text) });
    return { told, answer };
  }

  it('is told as far as it is borne out, each time with more, and begins so in the end', async () => {
    const { told, answer } = await watched();
    expect(answer.text).toBe(`${inTruth} A new notebook comes after 36 months.`);
    expect(told).toEqual([inTruth, answer.text]);
    expect(streams()).toEqual([true]);
  });

  it('is the answer without the model after all where that breaks off', async () => {
    const { told, answer } = await watched(false);
    expect(told[0]).toBe(inTruth);
    expect(answer.model).toBeUndefined();
    expect(answer.notes?.[0]).toContain('broke off');
    expect(answer.text).not.toContain(inTruth);
  });

  it('is told only where it is the whole answer', async () => {
    server.script(
      writes((request) => sayFrom(request, 'The signing certificate changes.', 'signing certificate')),
    );
    const told: string[] = [];
    const asker = await company.asker();
    const answer = await answerQuestion({
      question: 'Who wrote the SSO runbook and what does it say about certificates?',
      asker,
      onText: (text) => told.push(text),
    });
    expect(answer.parts).toHaveLength(2);
    expect(answer.text).toContain('The signing certificate changes.');
    expect(told).toEqual([]);
    expect(streams()).toEqual([undefined]);
  });

  it('is asked for whole where the server is configured so', async () => {
    const settings = { name: 'm', apiKey: 'k', baseUrl: server.url, timeoutSeconds: 1, stream: false };
    const { graph, today } = orgwise;
    answerQuestion = createAnswerQuestion({ graph, today, model: createOpenAiChatModel(settings) });
    const { told, answer } = await watched();
    expect(answer.text).toContain(inTruth);
    expect(told).toEqual([]);
    expect(streams()).toEqual([undefined]);
  });
});

describe('a model that is of no help', () => {
  const questions = {
    article: 'After how long do I get a new notebook?',
    records: 'Does every office have somebody who has been around for ages?',
  };

  it.each<[string, ModelReply, string, number]>([
    ['fails', failure(400, { code: 'context_length_exceeded' }), 'failed', 1],
    ['does not accept the key', failure(401), 'does not accept our key', 1],
    ['is busy', failure(429, {}, { 'retry-after': '30' }), 'too busy', 1],
    ['is slow', { ...completion({}), delay: 3_000 }, 'took too long', 1],
    ['refuses', completion('', { refusal: 'No.' }), 'would not answer', 2],
    ['talks nonsense', completion('Well, {well}.'), 'nothing usable', 5],
  ])('%s: the answer without it is given, and says so', async (_, reply, note, requestsAtMost) => {
    for (const question of Object.values(questions)) {
      server.script(reply);
      expectWithoutModel(await ask(question), await withoutModel(question), note);
      expect(server.requests.length).toBeLessThanOrEqual(requestsAtMost);
    }
  });

  it('says so in the language of the question', async () => {
    server.script(failure(401));
    const answer = await ask('新员工的试用期规定写在哪里？');
    expect(answer.notes).toEqual(['语言模型拒绝了我们的密钥，此回答未使用语言模型。']);
  });
});

describe('a question about the records that the rules pass on', () => {
  const question = 'Does every office have somebody who has been around for ages?';
  const offices = {
    find: 'Employee',
    return: {
      kind: 'groups',
      by: [{ property: 'location', as: 'place' }],
      measures: [{ measure: 'count', as: 'people' }],
      orderBy: [{ by: 'people', descending: true }],
    },
  };

  it('is planned by the model, run with the asker’s rights, and marked', async () => {
    expect((await withoutModel(question)).query).toBeUndefined();
    server.script(planned(offices));
    const answer = await ask(question);
    expect(answer.model).toBe('planned');
    expect(answer.query).toMatchObject({ find: 'Employee' });
    expect(answer.rows?.rows.length).toBeGreaterThan(1);
    expect(answer.notes?.[0]).toContain('turned this question into a query');
    expect(answer.text).toContain('Berlin');
  });
});

describe('a question about the records and a page at once', () => {
  const question =
    'Which blocked tasks wait for the SSO runbook, and what does it say to do first in an outage?';

  it('is answered in both halves: rows by our own words, sentences by what the page says', async () => {
    expect((await withoutModel(question)).query).toBeUndefined();
    const blocked = {
      find: 'Task',
      where: {
        all: [
          { property: 'status', op: 'eq', value: 'blocked' },
          { property: 'description', op: 'words', value: 'SSO runbook' },
        ],
      },
      return: { kind: 'list', orderBy: [{ by: 'key' }] },
    };
    server.script(
      toolCalls(
        ['query_graph', { query: blocked }],
        ['search_articles', { words: 'nobody can sign in, check the status page of the identity provider' }],
      ),
      (request) => {
        const quote = "Check the identity provider's status page, then ours.";
        const passage = passagesShown(request).find(({ text }) => text.includes(quote))?.number;
        const text = 'First check the status page of the identity provider.';
        return toolCalls([
          'answer',
          { results: [1], sentences: [{ text, citations: [{ passage, quote }] }] },
        ]);
      },
    );
    const answer = await ask(question, 'john.doe');
    expect(answer.model).toBe('planned_and_wrote');
    expect(answer.total).toBeGreaterThan(3);
    expect(answer.rows?.rows).toHaveLength(answer.total ?? 0);
    expect(answer.text).toMatch(/PLAT-140[\s\S]*First check the status page of the identity provider\.\n\n/);
    expect(answer.sources.map(({ key }) => key)).toContain('runbooks/sso.md');
    expect(answer.notes).toHaveLength(1);
    expect(answer.asOf.length).toBeGreaterThan(0);
  });
});

describe('how an answer of the model came about', () => {
  const question = 'After how long do I get a new notebook?';

  it('says what the model did, and quotes the passages', async () => {
    server.script(writes((request) => sayFrom(request, 'You get one after 36 months.', '36 months')));
    const { explanation } = await ask(question);
    expect(explanation).toMatchObject({
      model: 'wrote',
      query: null,
      passages: [{ title: expect.stringContaining('Hardware'), quote: expect.stringContaining('36 months') }],
    });
    expect(JSON.stringify(explanation?.sections)).toContain('A language model worded the sentences');
  });

  it('is told afterwards as it was then, whatever the model would do now', async () => {
    server.script(writes((request) => sayFrom(request, 'You get one after 36 months.', '36 months')));
    const handleMessage = createMessageHandler({ ...orgwise, answerQuestion, log: createLog('silent') });
    const say = async (text: string): Promise<string> => {
      const sender = { accountId: 'o', operator: true } as const;
      const message = {
        id: text,
        platform: 'terminal',
        kind: 'direct',
        text,
        conversationId: 'how',
        sender,
      } as const;
      const reply = await handleMessage(message);
      return reply.kind === 'answer' ? reply.answer.text : reply.text;
    };
    expect(await say(question)).toBe('You get one after 36 months.');
    server.script(failure(500));
    const how = await say('how did you get this?');
    expect(how).toContain(question);
    expect(how).toContain('A language model worded the sentences');
    expect(how).toContain('36 months');
    expect(server.requests).toEqual([]);
  });
});
