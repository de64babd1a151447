import { describe, expect, it } from 'vitest';
import { answerLabels } from '../../../src/bot/answer-labels.ts';
import { totalNote } from '../../../src/bot/total-note.ts';
import type { GraphQuery } from '../../../src/graph/graph-query.ts';

const labels = answerLabels.en;
const plain = { language: 'en', claims: [], asOf: [], followUps: [], sources: [] } as const;
const rows = (count: number) => ({
  columns: ['task'],
  rows: Array.from({ length: count }, (_, at) => ({ cells: [`T-${at}`] })),
});
const list = (offset: number): GraphQuery => ({
  find: 'Task',
  return: { kind: 'list', ...(offset === 0 ? {} : { offset }) },
});

describe('how many there are, beside what is shown', () => {
  it.each([
    ['all of them, as the text says', { text: '8 tasks:', rows: rows(8), total: 8 }, 8, ''],
    ['all of them, which no text says', { text: 'Tasks of 2018:', rows: rows(8), total: 8 }, 8, '8 in total'],
    ['the first page', { text: '74 tasks:', rows: rows(20), total: 74 }, 20, 'The first 20 of 74 are shown.'],
    [
      'what fits of it',
      { text: '74 tasks:', rows: rows(20), total: 74 },
      15,
      'The first 15 of 74 are shown.',
    ],
    ['no table', { text: 'There are 12.', total: 12 }, 0, ''],
    ['no table, and no figure', { text: 'Some.', total: 12 }, 0, '12 in total'],
  ] as const)('%s', (_, answer, shown, told) => {
    expect(totalNote({ ...plain, ...answer, query: list(0) }, shown, labels)).toBe(told);
  });

  it('a later page', () => {
    const answer = { ...plain, text: '74 tasks:', rows: rows(14), total: 74, query: list(60) };
    expect(totalNote(answer, 14, labels)).toBe('61 to 74 of 74 are shown.');
  });

  it('groups, whose number says nothing', () => {
    const query: GraphQuery = {
      find: 'Task',
      return: { kind: 'groups', by: [{ property: 'status', as: 'status' }], measures: [] },
    };
    const answer = { ...plain, text: 'John Doe, with 4.', rows: rows(3), total: 57, query };
    expect(totalNote(answer, 0, labels)).toBe('');
    expect(totalNote(answer, 3, labels)).toBe('');
    expect(totalNote(answer, 2, labels)).toBe('The first 2 of 3 are shown.');
  });
});
