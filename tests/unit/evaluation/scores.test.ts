import { describe, expect, test } from 'vitest';
import { compareEvaluations } from '../../../src/evaluation/compare-evaluations.ts';
import { parseEvaluationRun, type QuestionResult } from '../../../src/evaluation/evaluation-result.ts';
import {
  formatComparison,
  formatFailures,
  formatSummary,
} from '../../../src/evaluation/format-evaluation.ts';
import { rankPages, scoreRetrieval } from '../../../src/evaluation/score-retrieval.ts';
import { summarizeEvaluation } from '../../../src/evaluation/summarize-evaluation.ts';
import { wilsonInterval } from '../../../src/evaluation/wilson-interval.ts';
import fc from '../../seeded-properties.ts';
import { buildAnswer, source } from './build-answer.ts';

const result = (id: string, parts: Partial<QuestionResult> = {}): QuestionResult => ({
  id,
  question: `${id}?`,
  lang: 'en',
  outcome: 'right',
  mistakes: [],
  answer: 'Yes.',
  sources: [],
  ...parts,
});
const wrong: Pick<QuestionResult, 'outcome' | 'mistakes'> = { outcome: 'wrong', mistakes: ['lacks Bob'] };

describe('the interval', () => {
  // Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I; the last mirrors 0 of 20.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    [20, 20, 0.8389, 1],
  ])('of %d in %d', (right, total, low, high) => {
    expect(wilsonInterval(right, total).low).toBeCloseTo(low, 4);
    expect(wilsonInterval(right, total).high).toBeCloseTo(high, 4);
  });

  test('of no questions is anything', () => {
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });

  test('holds the share and stays within 0 and 1', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (right, others) => {
        fc.pre(right + others > 0);
        const { low, high } = wilsonInterval(right, right + others);
        const share = right / (right + others);
        expect(low >= 0 && low <= share && share <= high && high <= 1).toBe(true);
      }),
      { seed: 7 },
    );
  });
});

test('the table: types in order, then languages, then all', () => {
  const summary = summarizeEvaluation([
    result('1', { lang: 'zh', type: 'list' }),
    result('2', { type: 'list', ...wrong }),
    result('3', { type: 'list', outcome: 'declined', mistakes: ['gives no answer'] }),
    result('4'),
    result('5', { type: 'count' }),
  ]);
  expect(summary.all).toMatchObject({ asked: 5, right: 3, declined: 1, wrong: 1, share: 0.6 });
  const table = formatSummary(summary).trimEnd().split('\n');
  expect(table.map((line) => line.split(/\s{2,}/).slice(0, 7))).toEqual([
    ['type', 'language', 'asked', 'right', 'declined', 'wrong', 'share'],
    ['count', 'en', '1', '1', '0', '0', '100.0 %'],
    ['list', 'en', '2', '0', '1', '1', '0.0 %'],
    ['list', 'zh', '1', '1', '0', '0', '100.0 %'],
    ['-', 'en', '1', '1', '0', '0', '100.0 %'],
    ['all', 'en', '4', '2', '1', '1', '50.0 %'],
    ['all', 'zh', '1', '1', '0', '0', '100.0 %'],
    ['all', 'all', '5', '3', '1', '1', '60.0 %'],
  ]);
  expect(new Set(table.map((line) => line.length)).size).toBe(1);
});

test('each failure says what is missing', () => {
  const failures = formatFailures([
    result('1'),
    result('2', { ...wrong, as: 'a@b.example', answer: `It\nis ${'x'.repeat(200)}` }),
    result('3', { outcome: 'wrong', mistakes: ['could not be asked: no store'], answer: undefined }),
  ]);
  expect(failures).toBe(
    `wrong  2  2? (a@b.example)\n    lacks Bob\n    answer: It is ${'x'.repeat(154)}…\nwrong  3  3?\n    could not be asked: no store\n`,
  );
});

describe('pages', () => {
  test('are ranked among pages alone', () => {
    const answer = buildAnswer('', {
      sources: [source('employee', 'e1'), source('article', 'a.md'), source('article', 'b.md')],
    });
    expect(rankPages(answer, [['b.md', 'c.md'], ['a.md'], ['d.md']])).toEqual([2, 1, null]);
  });

  test('recall and mean reciprocal rank', () => {
    const results = [[1], [3], [null], [2, 7]].map((ranks, index) => result(String(index), { ranks }));
    expect(scoreRetrieval([...results, result('no page')])).toEqual({
      questions: 4,
      recallAt1: 1 / 4,
      recallAt5: (1 + 1 + 0 + 1 / 2) / 4,
      meanReciprocalRank: (1 + 1 / 3 + 0 + 1 / 2) / 4,
    });
  });

  test('no question names one', () => {
    expect(scoreRetrieval([result('a')])).toBeNull();
  });
});

describe('compared with an earlier run', () => {
  test('newly right, newly wrong, new and gone', () => {
    const comparison = compareEvaluations(
      [result('same'), result('better', wrong), result('worse'), result('declines'), result('gone', wrong)],
      [
        result('same'),
        result('better'),
        result('worse', wrong),
        result('declines', { outcome: 'declined' }),
        result('new', wrong),
      ],
    );
    expect(formatComparison(comparison, 'earlier.json')).toBe(
      [
        'Compared with earlier.json:',
        '  newly right: 1 (better)',
        '  newly wrong: 2 (worse, declines)',
        '  not asked then: 1 (new)',
        '  no longer asked: 1 (gone)',
        '',
      ].join('\n'),
    );
  });

  test('what is written is read again; anything else is refused', () => {
    const run = {
      version: 1,
      file: 'questions.yaml',
      startedAt: '2026-01-01T00:00:00.000Z',
      endedAt: '2026-01-01T00:00:01.000Z',
      results: [result('a', { ranks: [null, 2] })],
    } as const;
    expect(parseEvaluationRun(JSON.stringify({ ...run, summary: {} }), 'x.json')).toEqual(run);
    for (const text of ['', '[]', '- a: 1', JSON.stringify({ ...run, version: 2 })])
      expect(() => parseEvaluationRun(text, 'x.json')).toThrow('x.json is not the result of an earlier run');
  });
});
