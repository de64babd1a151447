import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { restrictedForAny, restrictionsOf } from '../../src/access/field-policy.ts';
import { formatAnswer } from '../../src/cli/run-ask.ts';
import { type Config, loadConfig } from '../../src/config/load-config.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { createOrgwise, type Orgwise } from '../../src/main.ts';
import { createOpenAiChatModel } from '../../src/models/openai/openai-chat-model.ts';
import type { Answer } from '../../src/retrieval/answer.ts';
import { createAnswerQuestion } from '../../src/retrieval/answer-question.ts';
import { completion, type ModelRequest, startFakeModelServer } from '../fixtures/fake-model-server.ts';
import { planned, promptOf } from '../fixtures/scripted-model.ts';

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
    // "--explain" adds the query, whose only dates are those of the question, the present day, and the one after it, from which on people are still to come.
    const told = formatAnswer(answer, true).replaceAll(/"?2026-11-2[01]"?/g, '');
    expect(told).not.toMatch(/\d{4}-(?!01-01|12-31)\d{2}-\d{2}(?! \d{2}:\d{2} UTC)/);
    expect(told).toContain('The statement that ran');
    // That somebody has left, though not when, the end of their relationships tells anyway.
    const compared = told
      .replace(/\(a\d+\."endDate" IS NULL OR a\d+\."endDate" >= [^)]*\)/, '')
      // The end of a span, which is withheld from nobody here.
      .replace(/, a\d+\."endDate", CAST/, '');
    expect(compared).not.toMatch(/a\d+\."(?:startDate|endDate)"/);
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
        ? planned({ find: 'Employee', where: worksFor, at: '2017-01-01', return: { kind: 'count' } })
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
  expect(restrictionsOf({ Employee: { title: 'nobody', location: 'everyone' } }, null)).toEqual({
    hidden: { Employee: new Set(['title']), Position: new Set(['title', 'key']) },
  });
  expect(restrictionsOf({ Employee: { title: 'everyone' } }, null)).toEqual({});
  expect(restrictionsOf({}, null)).toEqual({});
});

test('an audience may read a field of those alone of whom each of them may', () => {
  const policy = { Employee: { startDate: ['managers'], location: ['self', 'hr'] } } as const;
  const boss = restrictionsOf(policy, { id: 'boss', isHr: false, below: new Set(['ana', 'ben']) });
  const ana = restrictionsOf(policy, { id: 'ana', isHr: true, below: new Set() });
  expect(boss.ofSome?.Employee?.get('startDate')).toEqual(new Set(['boss', 'ana', 'ben']));
  expect(ana.ofSome?.Employee?.has('location')).toBe(false);
  const both = restrictedForAny(boss, ana);
  expect(both.ofSome?.Employee?.get('startDate')).toEqual(new Set(['ana']));
  expect(both.ofSome?.Employee?.get('location')).toEqual(new Set(['boss']));
  expect(restrictedForAny(boss, restrictionsOf(policy, null)).hidden?.Employee).toEqual(
    new Set(['startDate', 'location']),
  );
});

/** Marta leads the team that John is in; Nora is somebody else. */
describe('a first day that somebody’s managers may read', () => {
  const [john, marta] = ['john.doe@voltmoor.example', 'marta.kowalczyk@voltmoor.example'];
  const withheld = 'I may not answer that: your company keeps the start date to itself.';
  const askAs = async (of: Orgwise, email: string, question: string): Promise<Answer> => {
    const person = await of.access.person(email);
    if (person === null) throw new Error(`${email} is not known`);
    return await of.answerQuestion({ question, asker: person });
  };

  test('is told to themselves and to those above, and cannot be found out by anybody else', async () => {
    const guarded = await openWith({ Employee: { startDate: ['managers'] } });
    const question = 'When did John Doe start?';
    expect((await askAs(guarded, john, question)).text).toContain('2023-01-01');
    expect((await askAs(guarded, marta, question)).text).toContain('2023-01-01');
    for (const other of [
      question,
      'How long has John Doe worked here?',
      'Who is the longest-serving employee?',
      'How many employees started before 2020?',
      'How many employees started per year?',
      'List employees ordered by start date',
      'Did John Doe join before Marta Kowalczyk?',
      'Did John Doe and Marta Kowalczyk start in the same year?',
    ])
      expect((await askAs(guarded, nora, other)).text, other).toBe(withheld);
    // What is not readable is nothing that others could be looked for by.
    const alike = await askAs(guarded, nora, 'Who started in the same year as John Doe?');
    expect(alike.abstained).toBeDefined();
    expect(JSON.stringify(alike)).not.toContain('2023');
    expect((await askAs(guarded, john, 'Who started in the same year as me?')).text).toBe(withheld);
    // One's own is no key to everybody's.
    expect((await askAs(guarded, john, 'How many employees started before 2020?')).text).toBe(withheld);
    const below = await askAs(guarded, marta, 'Which employees under Marta Kowalczyk started before 2024?');
    expect(below.text).toContain('John Doe');
    expect(below.abstained).toBeUndefined();
    await guarded.close();
  });

  test('is used in a channel only where all of it may read it', async () => {
    const guarded = await openWith({ Employee: { startDate: ['managers'] } });
    const both = await guarded.access.audience([john, marta]);
    const asker = { viewer: both, employeeId: null };
    const ofJohn = await guarded.answerQuestion({ question: 'When did John Doe start?', asker });
    expect(ofJohn.text).toContain('2023-01-01');
    const ofMarta = await guarded.answerQuestion({ question: 'When did Marta Kowalczyk start?', asker });
    expect(ofMarta.text).toBe(withheld);
    await guarded.close();
  });

  test('is HR’s where the policy says so', async () => {
    const guarded = await openWith({ Employee: { startDate: ['hr'] }, hr: ['People Operations'] });
    const hr = 'asa.lindgren@voltmoor.example';
    expect((await askAs(guarded, hr, 'How many employees started before 2020?')).total).toBeGreaterThan(5);
    expect((await askAs(guarded, john, 'How many employees started before 2020?')).text).toBe(withheld);
    await guarded.close();
  });
});

test('a relationship that nobody may follow is said to be kept, and leads nowhere', async () => {
  const guarded = await openWith({ relations: { REPORTS_TO: 'nobody' } });
  const answer = await ask('Who reports to Priya Raman?', guarded);
  expect(answer.abstained).toMatchObject({ reason: 'withheld' });
  expect(JSON.stringify((await ask('Who is John Doe?', guarded)).text)).not.toMatch(/manager: \w/);
  await guarded.close();
});

describe('the past beside fields that nobody may read', () => {
  test.each([
    ['title', "What was John Doe's title in 2023?", 'the title'],
    ['endDate', 'Who led Platform last year?', 'the end date'],
    ['startDate', 'What changed in the org this week?', 'the start date'],
  ] as const)('%s: %s', async (field, question, withheld) => {
    const guarded = await openWith({ Employee: { [field]: 'nobody' } });
    const answer = await ask(question, guarded);
    await guarded.close();
    expect(answer.text).toBe(`I may not answer that: your company keeps ${withheld} to itself.`);
  });

  test.each([
    'Which teams has Elena Petrova been in?',
    'What titles has John Doe held?',
    'When did John Doe join the Data team?',
    'Since when does Chloé Martin work in Sales?',
  ])('a first day is told by nothing that began on it: %s', async (question) => {
    const guarded = await openWith({ Employee: { startDate: 'nobody' } });
    const answer = await ask(question, guarded);
    await guarded.close();
    expect(JSON.stringify(answer)).not.toMatch(/2021-08-02|2023-01-01|2022-12-05/);
  });

  test('a first day takes nothing with it that is not the first day', async () => {
    const guarded = await openWith({ Employee: { startDate: 'nobody' } });
    const answer = await ask('Who led Platform last year?', guarded);
    await guarded.close();
    expect(answer.text).toContain('Liam Byrne — from 2023-02-01 to 2025-03-31');
  });
});
