import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hiddenBy } from '../../src/access/field-policy.ts';
import { formatAnswer } from '../../src/cli/run-ask.ts';
import { type Config, loadConfig } from '../../src/config/load-config.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { createOrgwise, type Orgwise } from '../../src/main.ts';
import { createOpenAiChatModel } from '../../src/models/openai/openai-chat-model.ts';
import type { Answer } from '../../src/retrieval/answer.ts';
import { createAnswerQuestion } from '../../src/retrieval/answer-question.ts';
import { completion, type ModelRequest, startFakeModelServer } from '../fixtures/fake-model-server.ts';
import { promptOf } from '../fixtures/scripted-model.ts';

const nora = 'nora.weiss@voltmoor.example';
let folder: string;
let config: Config;
let orgwise: Orgwise;

/** The sample company with a policy, over the graph that the first one synced. */
async function openWith(fields: Config['fields']): Promise<Orgwise> {
  return await createOrgwise({ ...config, fields });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'orgwise-fields-'));
  const configFile = new URL('../../sample-company/orgwise.yaml', import.meta.url).pathname;
  config = loadConfig({ configFile, dataDir: folder, env: {}, cwd: folder });
  orgwise = await openWith({ Employee: { startDate: 'nobody', location: 'everyone' } });
  await orgwise.sync();
});
afterAll(async () => {
  await orgwise.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(question: string, of = orgwise): Promise<Answer> {
  const person = await of.access.person(nora);
  if (person === null) throw new Error('Nora is not known');
  return await of.answerQuestion({ question, asker: person });
}

describe('a first day that nobody may read', () => {
  test.each([
    ['asked for', 'When did John Doe start?'],
    ['as a span', 'How long has John Doe worked here?'],
    ['sorted by', 'Who is the longest-serving employee?'],
    ['sorted the other way', 'the three newest employees'],
    ['as the order of a list', 'List employees ordered by start date'],
    ['counted', 'How many employees started before 2020?'],
    ['filtered', 'Which employees started in 2021?'],
    ['grouped', 'How many employees started per year?'],
    ['for its existence', 'Has anyone joined in 2019?'],
    ['for its absence', 'Does anyone have no start date?'],
    ['by presence', 'Who worked here in 2017?'],
  ])('%s: %s', async (_, question) => {
    const answer = await ask(question);
    expect(answer.text).toBe('I may not answer that: your company keeps the start date to itself.');
    expect(answer).toMatchObject({
      abstained: { reason: 'withheld', lookedAt: [] },
      claims: [],
      sources: [],
    });
    expect(answer.abstained?.wouldKnow).toBeUndefined();
    expect(answer.rows).toBeUndefined();
    expect(answer.total).toBeUndefined();
    // "--explain" adds the query, whose only dates are those of the question and the present day.
    const told = formatAnswer(answer, true).replaceAll('"2026-11-20"', '');
    expect(told).not.toMatch(/\d{4}-(?!01-01|12-31)\d{2}-\d{2}(?! \d{2}:\d{2} UTC)/);
    expect(told).toContain('The statement that ran');
    expect(told).not.toMatch(/a\d+\."(?:startDate|endDate)"/);
  });

  test('in Chinese', async () => {
    expect((await ask('谁入职最早？')).text).toBe('我不能回答：入职日期不对任何人公开。');
  });

  test('is left out of a profile and a list, and what is open stays', async () => {
    const profile = await ask('Who is John Doe?');
    expect(profile.text).toContain('location: Berlin');
    const { query: _, ...shown } = profile;
    const told = JSON.stringify(shown).replaceAll('2026-11-20', '');
    expect(told).not.toMatch(/start ?date|\b20[12]\d-\d{2}-\d{2}\b(?!T)(?! \d{2}:)/i);
    const list = await ask('List employees with their start date');
    expect(list.total).toBe(80);
    expect(JSON.stringify(list.rows)).not.toMatch(/\d{4}-\d{2}-\d{2}/);
  });

  test('holds for whole audiences, and for those whom nobody knows', async () => {
    const hidden = { Employee: new Set(['startDate']) };
    expect(await orgwise.access.audience([nora, 'somebody@elsewhere.example'])).toMatchObject({ hidden });
    expect(await orgwise.access.audience([])).toMatchObject({ hidden });
  });

  test('is the operator’s to read', async () => {
    const asker = { viewer: operatorViewer, employeeId: null };
    const answer = await orgwise.answerQuestion({ question: 'When did John Doe start?', asker });
    expect(answer.text).toMatch(/\d{4}-\d{2}-\d{2}/);
  });

  test('by a model that plans a question about a past day', async () => {
    const server = await startFakeModelServer();
    const person = await orgwise.access.person(nora);
    if (person === null) throw new Error('Nora is not known');
    const answerQuestion = createAnswerQuestion({
      graph: orgwise.graph,
      today: orgwise.today,
      model: createOpenAiChatModel({ name: 'm', apiKey: 'k', baseUrl: server.url, timeoutSeconds: 5 }),
    });
    const worksFor = { related: { type: 'WORKS_FOR', direction: 'out', label: 'Company' } };
    const reply = (request: ModelRequest) =>
      promptOf(request) === 'plan'
        ? completion({
            kind: 'query',
            query: { find: 'Employee', where: worksFor, at: '2017-01-01', return: { kind: 'count' } },
          })
        : completion({ found: false, sentences: [] });
    server.script(reply);
    const question = 'Roughly what was the size of the John Doe crew around New Year 2017?';
    const { text } = await answerQuestion({ question, asker: person });
    expect(text).toContain('I may not answer that');
    await server.close();
  });
});

describe('linking', () => {
  test('finds nobody by a title, an address or another name that is hidden', async () => {
    const closed = await openWith({ Employee: { title: 'nobody', email: 'nobody', aliases: 'nobody' } });
    for (const question of [
      'Who is john.doe@voltmoor.example?',
      'Who are the senior backend engineers?',
      'What is the title of John Doe?',
    ]) {
      const answer = await ask(question, closed);
      expect(answer.rows, answer.text).toBeUndefined();
      // A page may still say it: its readers are the wiki's matter.
      expect(answer.sources.every((source) => source.kind === 'article')).toBe(true);
    }
    const asked = await ask('Who is Ana Silva?', closed);
    expect(asked.candidates).toHaveLength(2);
    expect(JSON.stringify(asked)).not.toMatch(/Engineer|Account Executive|@voltmoor/);
    expect((await closed.access.people())[0]?.title).toBeNull();
    await closed.close();
  });

  test('keeps apart who may read what', async () => {
    const asker = { viewer: operatorViewer, employeeId: null };
    const question = 'Who is john.doe@voltmoor.example?';
    const closed = await openWith({ Employee: { email: 'nobody' } });
    expect((await closed.answerQuestion({ question, asker })).text).toContain('John Doe');
    expect((await ask(question, closed)).text).not.toContain('John Doe (e025)');
    await closed.close();
  });
});

test('a model is told no title that is hidden', async () => {
  const server = await startFakeModelServer();
  server.script(completion({ kind: 'none' }));
  const closed = await openWith({ Employee: { title: 'nobody' } });
  const person = await closed.access.person(nora);
  if (person === null) throw new Error('Nora is not known');
  const answerQuestion = createAnswerQuestion({
    graph: closed.graph,
    today: closed.today,
    model: createOpenAiChatModel({ name: 'm', apiKey: 'k', baseUrl: server.url, timeoutSeconds: 5 }),
  });
  await answerQuestion({ question: 'Roughly how would John Doe rank against Ana Silva?', asker: person });
  const prompts = JSON.stringify(server.requests.filter((one) => promptOf(one) === 'plan'));
  expect(prompts).toContain('John Doe');
  expect(prompts).not.toMatch(/Senior Backend Engineer|Account Executive/);
  await server.close();
  await closed.close();
});

test('a title is hidden wherever it stands', () => {
  expect(hiddenBy({ Employee: { title: 'nobody', location: 'everyone' } })).toEqual({
    Employee: new Set(['title']),
    Position: new Set(['title', 'key']),
  });
  expect(hiddenBy({ Employee: { title: 'everyone' } })).toBeNull();
  expect(hiddenBy({})).toBeNull();
});
