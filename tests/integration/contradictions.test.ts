import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOpenAiChatModel } from '../../src/models/openai/openai-chat-model.ts';
import { createAnswerQuestion } from '../../src/retrieval/answer-question.ts';
import { type FakeModelServer, startFakeModelServer } from '../fixtures/fake-model-server.ts';
import { openCompany, type SampleCompany } from '../fixtures/sample-company.ts';
import { passed, promptOf, sayFrom } from '../fixtures/scripted-model.ts';
import { writeFiles } from '../fixtures/write-files.ts';

const page = (title: string, date: string | null, body: string): string =>
  `---\ntitle: ${title}\n${date === null ? '' : `date: ${date}\n`}---\n\n${body}\n`;

const folder = mkdtempSync(join(tmpdir(), 'orgwise-contradictions-'));
let company: SampleCompany;
let server: FakeModelServer;

beforeAll(async () => {
  writeFiles(folder, {
    'orgwise.yaml':
      'company: { name: Acme, timeZone: UTC, today: 2026-11-20 }\nsources:\n  - { name: wiki, type: markdown, folder: wiki, readers: [everyone] }\n',
    'wiki/handbook.md': page(
      'Handbook',
      '2023-02-01',
      'Welcome.\n\nEverybody has 25 days of annual leave a year.',
    ),
    'wiki/leave.md': page(
      'Leave',
      '2026-03-01',
      'All employees have 28 days of annual leave per year. Requests go to your manager one week ahead.',
    ),
    'wiki/parking.md': page('Parking', '2024-05-05', '- The car park closes at 22:00 on working days.'),
    'wiki/gate.md': page('Gate', null, 'The car park closes at 21:00 on working days.'),
    'wiki/lunch.md': page('Lunch', '2025-01-01', 'Lunch costs 6 euros in Berlin.'),
    'wiki/dinner.md': page('Dinner', '2025-01-02', 'Dinner with customers may cost 60 euros in Berlin.'),
    'wiki/hotels.md': page(
      'Hotels',
      '2026-02-02',
      'Visitors leave within two days. Hotels in Berlin may cost up to 120 euros a night.',
    ),
    'wiki/travel.md': page(
      'Travel',
      '2026-05-02',
      'Visitors leave within five days. The limit of a hotel in Berlin is 150 euros per night.',
    ),
    'wiki/rooms.md': page(
      'Rooms',
      '2025-01-01',
      '| City | Hotel limit a night |\n|---|---|\n| Lisbon | €110 |\n| Porto | €90 |',
    ),
    'wiki/rooms-new.md': page(
      'New rooms',
      '2026-01-01',
      '| City | Hotel limit a night |\n|---|---|\n| Lisbon | €140 |\n| Madrid | €95 |',
    ),
    'wiki/zh/laptop.md': page('笔记本', '2026-01-01', '新员工的笔记本电脑每 3 年更换一次。'),
    'wiki/zh/desk.md': page('设备', '2022-01-01', '新员工的笔记本电脑每 5 年更换一次。'),
  });
  company = await openCompany(join(folder, 'orgwise.yaml'));
  await company.orgwise.sync();
  server = await startFakeModelServer();
});
afterAll(async () => {
  await server.close();
  await company.close();
  rmSync(folder, { recursive: true, force: true });
});

const leave = [
  'These pages contradict each other; the newest comes first:',
  '- “Leave” (2026-03-01): All employees have 28 days of annual leave per year.',
  '- “Handbook” (2023-02-01): Everybody has 25 days of annual leave a year.',
].join('\n');

describe('pages that contradict each other', () => {
  it('are told, the newest first, each with its page and quote', async () => {
    const answer = await company.ask({ question: 'How many days of annual leave do I have?' });
    expect(answer.text.endsWith(leave)).toBe(true);
    const quoted = answer.claims.flatMap(({ citations }) =>
      citations.map(({ key, quote }) => `${key}: ${quote}`),
    );
    expect(quoted).toContain('handbook.md: Everybody has 25 days of annual leave a year.');
    expect(answer.sources.map(({ key }) => key)).toEqual(expect.arrayContaining(['leave.md', 'handbook.md']));
  });

  it('come last where nobody knows their day', async () => {
    const { text } = await company.ask({ question: 'When does the car park close?' });
    expect(text).toMatch(
      /“Parking” \(2024-05-05\): The car park closes at 22:00 on working days\.\n- “Gate” \(of an unknown day\)/,
    );
  });

  it('are those that answer the question, not others of the same pages', async () => {
    const { text } = await company.ask({ question: 'What is the hotel limit in Berlin per night?' });
    expect(text).toContain(
      '- “Travel” (2026-05-02): The limit of a hotel in Berlin is 150 euros per night.\n- “Hotels” (2026-02-02): Hotels in Berlin',
    );
    expect(text.slice(text.indexOf('contradict'))).not.toContain('Visitors');
  });

  it('may be rows of tables, of the same thing', async () => {
    const { text } = await company.ask({ question: 'What is the hotel limit in Lisbon?' });
    const told = text.slice(text.indexOf('contradict'));
    expect(told).toContain(
      '“New rooms” (2026-01-01): | Lisbon | €140 |\n- “Rooms” (2025-01-01): | Lisbon | €110 |',
    );
    expect(told).not.toMatch(/Porto|Madrid|Berlin/);
  });

  it('are told in Chinese', async () => {
    const { text } = await company.ask({ question: '新员工的笔记本电脑几年更换一次？' });
    expect(text).toContain('以下页面说法不一，最新的排在最前：\n- “笔记本”（2026-01-01）：');
  });

  it('are not seen where pages speak of different things', async () => {
    const { text } = await company.ask({ question: 'How much does lunch cost in Berlin?' });
    expect(text).toContain('6 euros');
    expect(text).not.toContain('contradict');
  });

  it('are told of a written answer as well, though its model has not said so', async () => {
    server.script((request) =>
      promptOf(request) === 'plan'
        ? passed('wiki')
        : sayFrom(request, 'You have 25 days.', '25 days of annual leave'),
    );
    const { orgwise } = company;
    const model = createOpenAiChatModel({ name: 'm', apiKey: null, baseUrl: server.url, timeoutSeconds: 5 });
    const answerQuestion = createAnswerQuestion({ graph: orgwise.graph, today: orgwise.today, model });
    const asker = await company.asker();
    const answer = await answerQuestion({ question: 'How many days of annual leave do I have?', asker });
    expect(answer.model).toBe('wrote');
    expect(answer.text).toBe(
      `You have 25 days.\n\n${leave.replace('Everybody has 25 days of annual leave a year.', '25 days of annual leave')}`,
    );
    const told = server.requests
      .at(-1)
      ?.body.messages?.map(({ content }) => content)
      .join('\n');
    expect(told).toMatch(/<passage number="\d" written="2026-03-01">\nLeave/);
  });
});
