import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAnswer } from '../../src/evaluation/check-answer.ts';
import type { Orgwise } from '../../src/main.ts';
import { openSampleCompany, type SampleCompany } from '../fixtures/sample-company.ts';
import { readGoldenQuestions } from './read-golden-questions.ts';

const root = new URL('../../', import.meta.url).pathname;
const questions = readGoldenQuestions(join(root, 'sample-company/questions.jsonl'));

let company: SampleCompany;
let orgwise: Orgwise;

beforeAll(async () => {
  company = await openSampleCompany();
  orgwise = company.orgwise;
  const report = await orgwise.sync();
  expect(report.sources.map((source) => [source.source, source.outcome, source.problems.total])).toEqual([
    ['directory', 'done', 0],
    ['tracker', 'done', 0],
    ['wiki', 'done', 0],
  ]);
});
afterAll(async () => {
  await company.close();
});

describe('the sample company', () => {
  it.each(questions)('$id $question', async ({ question, as, expect: wanted }) => {
    const answer = await company.ask({ question, as });
    expect({ mistakes: checkAnswer(answer, wanted), text: answer.text }).toEqual({
      mistakes: [],
      text: answer.text,
    });
  });

  it('a second sync changes nothing', async () => {
    const before = await orgwise.graph.revision();
    const report = await orgwise.sync();
    const changes = report.sources
      .flatMap((source) => Object.values(source.counts))
      .reduce((sum, one) => sum + one.created + one.changed + one.deleted, 0);
    expect(changes).toBe(0);
    expect(await orgwise.graph.revision()).toBe(before);
  });

  it('every answer stays short, unless a list was asked for', async () => {
    for (const { question, as } of questions) {
      const answer = await company.ask({ question, as });
      if (answer.rows === undefined) expect(answer.text.length, question).toBeLessThan(1200);
    }
  });

  it('contacts of other companies may not ask', async () => {
    expect(await orgwise.access.person('sam.altman@openai.example')).toBeNull();
    expect(await orgwise.access.person('nobody@voltmoor.example')).toBeNull();
    expect((await orgwise.access.people()).length).toBe(80);
  });

  it('in a channel, an answer uses only what every member may read', async () => {
    const question = 'What is the gross salary band for a senior engineer in Berlin?';
    const sender = { accountId: 'n', email: 'nora.weiss@voltmoor.example' };
    const message = { id: '1', platform: 'web', text: question, conversationId: 'c', sender } as const;
    const direct = await orgwise.handleMessage({ ...message, kind: 'direct' });
    const channel = await orgwise.handleMessage({
      ...message,
      kind: 'mention',
      audience: [{ accountId: 'j', email: 'john.doe@voltmoor.example' }],
    });
    expect(JSON.stringify(direct)).toContain('70,000');
    expect(JSON.stringify(channel)).not.toContain('70,000');
    expect(JSON.stringify(channel)).toContain('only what everybody here may see');
    expect(JSON.stringify(direct)).not.toContain('only what everybody here may see');
  });

  it('in a channel with a stranger, a count of what is not for strangers is not told as a fact alone', async () => {
    const reply = await orgwise.handleMessage({
      id: '2',
      platform: 'web',
      kind: 'mention',
      text: 'How many tasks are assigned to John Doe?',
      conversationId: 'd',
      sender: { accountId: 'n', email: 'nora.weiss@voltmoor.example' },
      audience: [{ accountId: 'stranger' }],
    });
    expect(reply.kind === 'answer' ? reply.answer.text : '').toMatch(
      /no tasks|0 tasks[\s\S]*only what everybody here may see/,
    );
  });
});
