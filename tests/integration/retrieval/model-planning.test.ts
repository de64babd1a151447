import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphStore } from '../../../src/graph/graph-store.ts';
import { operatorViewer, type Viewer } from '../../../src/graph/viewer.ts';
import { createOpenAiChatModel } from '../../../src/models/openai/openai-chat-model.ts';
import type { Answer, AnswerQuestion } from '../../../src/retrieval/answer.ts';
import { createAnswerQuestion } from '../../../src/retrieval/answer-question.ts';
import { askSmallCompany } from '../../fixtures/ask-small-company.ts';
import { completion, type FakeModelServer, startFakeModelServer } from '../../fixtures/fake-model-server.ts';
import { passed, planned, promptOf } from '../../fixtures/scripted-model.ts';
import { createSmallCompany, everyone, today } from '../../fixtures/small-company.ts';

let store: GraphStore;
let server: FakeModelServer;
let answerQuestion: AnswerQuestion;

beforeAll(async () => {
  store = await createSmallCompany();
  server = await startFakeModelServer();
  answerQuestion = createAnswerQuestion({
    graph: store,
    today: () => today,
    model: createOpenAiChatModel({ name: 'm', apiKey: null, baseUrl: server.url, timeoutSeconds: 5 }),
  });
});
afterAll(async () => {
  await store.close();
  await server.close();
});

const staff: Viewer = { acls: new Set([everyone]) };

/** A question that the rules have no word for, about whoever is named in it. */
const odd = (who: string): string => `Give me the lowdown on whatever keeps ${who} busy or worried`;

const ask = (question: string, options?: Parameters<typeof askSmallCompany>[2]): Promise<Answer> =>
  askSmallCompany(answerQuestion, question, options);

const ids = (...values: string[]) => ({ property: 'id', op: 'in', values });
const tasksOf = (id: string) => ({
  find: 'Task',
  where: { related: { type: 'ASSIGNED_TO', direction: 'in', label: 'Employee' }, where: ids(id) },
  return: { kind: 'list' },
});
const named = (answer: Answer): string[] =>
  (answer.rows?.rows ?? []).map((row) => row.ref?.id.split(':').at(-1) ?? '').sort();
const lastWords = (): string => server.requests.at(-1)?.body.messages?.at(-1)?.content ?? '';

describe('a planned query', () => {
  it('finds its rows, cites them, and says what it looked for', async () => {
    server.script(planned(tasksOf('employee:x:lukasz')));
    const answer = await ask(odd('Łukasz Nowak'));
    expect(named(answer)).toEqual(['CORE-2', 'CORE-3']);
    expect(answer.model).toBe('planned');
    expect(answer.text).toContain('assigned to Łukasz Nowak');
    expect(answer.query).toMatchObject({ return: { fields: [{ property: 'key' }], limit: 200 } });
    expect(answer.sources.map((source) => source.key).sort()).toEqual(['CORE-2', 'CORE-3']);
    expect(answer.notes).toHaveLength(1);
  });

  it('is asked for with the names, ids and days that a query may use, and no rows', async () => {
    server.script(planned(tasksOf('employee:x:lukasz')));
    await ask(odd('Łukasz Nowak'), { as: 'ben' });
    const [instructions, question] = server.requests[0]?.body.messages ?? [];
    expect(question?.content).toContain('"Łukasz Nowak": Employee employee:x:lukasz');
    expect(question?.content).toContain('Asker: Employee employee:x:ben');
    expect(question?.content).toContain(`Today: ${today}`);
    expect(instructions?.content).toContain('ASSIGNED_TO: (Employee) -> (Task)');
    expect(instructions?.content).not.toMatch(/KNOWN_AS|SyncRun|Acl/);
    expect(JSON.stringify(server.requests)).not.toContain('CORE-3');
  });

  it('is run with the rights of whoever asks', async () => {
    const everything = planned({ find: 'Task', return: { kind: 'count' } });
    server.script(everything);
    expect((await ask(odd('Ben'))).total).toBe(5);
    expect((await ask(odd('Ben'), { viewer: staff })).total).toBe(4);
  });

  it('groups and counts are told by their own numbers', async () => {
    server.script(
      planned({
        find: 'Task',
        return: {
          kind: 'groups',
          by: [{ property: 'status', as: 'state' }],
          measures: [{ measure: 'count', as: 'n' }],
          orderBy: [{ by: 'n', descending: true }],
        },
      }),
    );
    const answer = await ask(odd('Core Platform'));
    expect(Object.fromEntries(answer.rows?.rows.map((row) => row.cells) ?? [])).toMatchObject({
      blocked: '1',
    });
  });

  it('an answer of no rows is an answer, not an invention', async () => {
    server.script(planned(tasksOf('employee:x:ben')));
    const answer = await ask(odd('Ben Okafor'), { viewer: staff });
    expect(answer.total).toBe(0);
    expect(answer.claims).toEqual([]);
  });

  it('the question before is told as well', async () => {
    server.script(planned(tasksOf('employee:x:lukasz')));
    await ask(odd('his people'), { earlier: ['Which tasks are assigned to Łukasz Nowak?'] });
    expect(lastWords()).toContain('From the question before:');
    expect(lastWords()).toContain('employee:x:lukasz');
  });
});

describe('a query with a mistake', () => {
  it.each<[string, object, string]>([
    [
      'a property that is not there',
      { find: 'Task', where: { property: 'titel', op: 'exists' }, return: { kind: 'count' } },
      'did you mean "title"?',
    ],
    ['an id that was not linked', tasksOf('employee:x:nobody'), 'employee:x:nobody'],
    [
      'a measure that no answer can tell',
      {
        find: 'Task',
        return: {
          kind: 'groups',
          by: [{ property: 'status', as: 'status' }],
          measures: [{ measure: 'min', property: 'dueDate', as: 'first' }],
        },
      },
      'only measure',
    ],
  ])('%s is mended once, by what the check says', async (_, wrong, told) => {
    server.script(planned(wrong), planned(tasksOf('employee:x:lukasz')));
    const answer = await ask(odd('Łukasz Nowak'));
    expect(named(answer)).toEqual(['CORE-2', 'CORE-3']);
    expect(server.requests).toHaveLength(2);
    expect(lastWords()).toContain(told);
  });

  it('twice: the answer is made without the plan', async () => {
    server.script((request) =>
      promptOf(request) === 'plan'
        ? planned({ find: 'Nothing', return: { kind: 'count' } })
        : completion({ found: true, sentences: [] }),
    );
    const answer = await ask(odd('Łukasz Nowak'));
    expect(answer.query).toBeUndefined();
    expect(answer.model).toBeUndefined();
    expect(answer.notes).toHaveLength(1);
    expect(server.requests.filter((request) => promptOf(request) === 'plan')).toHaveLength(2);
  });
});

describe('namesakes', () => {
  it('are asked about, whichever the model chose', async () => {
    server.script(planned(tasksOf('employee:x:ana1')));
    const answer = await ask(odd('Ana Silva'));
    expect(answer.candidates?.map((one) => one.id).sort()).toEqual(['employee:x:ana1', 'employee:x:ana2']);
    expect(answer.query).toBeUndefined();
  });
});

describe('what is neither', () => {
  it('is answered as without a model', async () => {
    server.script(passed('nobody'));
    const question = odd('Łukasz Nowak');
    const plain = await createAnswerQuestion({ graph: store, today: () => today })({
      question,
      asker: { viewer: operatorViewer, employeeId: null },
    });
    expect(await ask(question)).toEqual(plain);
    expect(server.requests).toHaveLength(1);
  });
});
