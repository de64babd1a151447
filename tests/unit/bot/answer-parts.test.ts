import { describe, expect, it } from 'vitest';
import { answerParts } from '../../../src/bot/answer-parts.ts';
import type { Answer } from '../../../src/retrieval/answer.ts';

const plain = { language: 'en', claims: [], asOf: [], followUps: [], sources: [] } as const;
const table = (names: readonly string[]): NonNullable<Answer['rows']> => ({
  columns: ['person', 'title'],
  rows: names.map((name) => ({ cells: [name, 'Engineer'] })),
});
const ana = {
  employeeId: 'e1',
  name: 'Ana Silva',
  email: 'ana@acme.example',
  title: 'Lead',
  manager: 'Ben',
  teams: ['Core'],
  location: 'Porto',
  timeZone: null,
  localTime: null,
  url: null,
};

describe('an answer in parts', () => {
  it.each([
    ['en', '2 people in Core: Ana, Ben', '2 people in Core:'],
    ['zh', '属于 Core 的人员（共 2）： Ana、Ben', '属于 Core 的人员（共 2）：'],
  ] as const)('does not name in a sentence whom its table lists (%s)', (language, text, told) => {
    const answer: Answer = { ...plain, language, text, rows: table(['Ana', 'Ben']) };
    expect(answerParts(answer).text).toBe(told);
  });

  it('names them where there is no table, or others than in it', () => {
    const text = '3 people in Core: Ana, Ben, Chen';
    expect(answerParts({ ...plain, text, rows: table(['Ana', 'Ben']) }).text).toBe(text);
    expect(answerParts({ ...plain, text }).text).toBe(text);
  });

  it('does not tell what the card below shows, and tells the rest', () => {
    const text =
      'Ana Silva (e1)\n- title: Lead\n- teams: Core\n- leads: Core\n- manager: Ben\n- e-mail address: ana@acme.example\n- start date: 2020-01-01';
    expect(answerParts({ ...plain, text }, [ana]).text).toBe(
      'Ana Silva (e1)\n- leads: Core\n- start date: 2020-01-01',
    );
    expect(answerParts({ ...plain, text }).text).toBe(text);
    expect(answerParts({ ...plain, text }, [ana, { ...ana, name: 'Ana Silva (Sales)' }]).text).toBe(text);
  });
});
