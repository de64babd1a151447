import { describe, expect, test } from 'vitest';
import { checkAnswer, outcomeOf } from '../../../src/evaluation/check-answer.ts';
import { type Expectation, expectationSchema } from '../../../src/evaluation/expectation.ts';
import type { Answer } from '../../../src/retrieval/answer.ts';
import { buildAnswer, candidate, nothingFound, people, rowsOf, source } from './build-answer.ts';

const wanted = (expectation: object): Expectation => expectationSchema.parse(expectation);

/** What is expected, an answer that meets it, and one that does not with what is said of it. */
type Case = readonly [expected: object, met: Answer, missed: Answer, mistakes: readonly string[]];

const pages = (...keys: readonly string[]): Answer =>
  buildAnswer('See there.', { sources: keys.map((key) => source('article', key)) });
const anas = [
  candidate('Ana Silva', 'Senior Data Engineer'),
  candidate('Ana Silva', 'Account Executive'),
] as const;

const cases: Readonly<Record<string, readonly Case[]>> = {
  names: [
    [{ names: 'Bob' }, buildAnswer('It is Bob.'), buildAnswer('It is Eve.'), ['lacks Bob']],
    [
      { names: ['Bob', ['Eve', 'Eva']] },
      buildAnswer('Bob, Eva', people('Bob', 'Eva')),
      buildAnswer('Bob, Max', people('Bob', 'Max')),
      ['lacks Eve or Eva', 'has Max too much'],
    ],
  ],
  exact: [
    [
      { exact: ['Ana Silva', 'Ana Silva'] },
      buildAnswer('', people('Ana Silva', 'Ana Silva')),
      buildAnswer('', people('Ana Silva')),
      ['lacks Ana Silva'],
    ],
    [
      { exactNames: ['Platform'] },
      buildAnswer('', { rows: rowsOf('Team', ['Platform']) }),
      buildAnswer('', { rows: rowsOf('Team', ['Platform', 'Data']) }),
      ['has Data too much'],
    ],
    [
      { exact: [['Bob', 'Eve'], 'Bob'] },
      buildAnswer('', people('Bob', 'Eve')),
      buildAnswer('', people('Eve', 'Eve')),
      ['lacks Bob', 'has Eve too much'],
    ],
    [
      { exact: 'Bob', orExact: ['Eve', 'Max'] },
      buildAnswer('', people('Max', 'Eve')),
      buildAnswer('', people('Eve')),
      ['lacks Bob', 'has Eve too much'],
    ],
  ],
  number: [
    [{ number: 12 }, buildAnswer('There are 12.'), buildAnswer('There are 112.'), ['lacks the number 12']],
    [
      { number: 12 },
      buildAnswer('12 tasks, the last OPS-13'),
      buildAnswer('OPS-12, due 2026-12-12'),
      ['lacks the number 12'],
    ],
    [{ number: 1204 }, buildAnswer('1,204 pages'), buildAnswer('1,205 pages'), ['lacks the number 1204']],
    [{ number: 2.5 }, buildAnswer('2.5 days.'), buildAnswer('2.55 days'), ['lacks the number 2.5']],
    [{ number: 600 }, buildAnswer('共600个'), buildAnswer('3,600 euro'), ['lacks the number 600']],
    [{ number: [2, 3] }, buildAnswer('3.'), buildAnswer('3.5'), ['lacks the number 2 or 3']],
  ],
  tasks: [
    [
      { tasks: ['OPS-1', 'OPS-2'] },
      buildAnswer('OPS-2 and OPS-1, in UTF-8'),
      buildAnswer('OPS-2, OPS-13'),
      ['lacks OPS-1', 'has OPS-13 too much'],
    ],
    [
      { keys: [] },
      buildAnswer('None at SEV-1.'),
      buildAnswer('WEB-4', { sources: [source('task', 'WEB-4')] }),
      ['has WEB-4 too much'],
    ],
    [
      { tasks: '1207' },
      buildAnswer('1207 is open'),
      buildAnswer('12071 is open', { sources: [source('task', '12071')] }),
      ['lacks 1207', 'has 12071 too much'],
    ],
    [
      { tasks: ['OPS-1'], orTasks: ['OPS-1', 'WEB-2'] },
      buildAnswer('OPS-1, WEB-2'),
      buildAnswer('WEB-2'),
      ['lacks OPS-1', 'has WEB-2 too much'],
    ],
  ],
  text: [
    [{ text: 28 }, buildAnswer('28 days'), buildAnswer('27 days'), ['lacks "28"']],
    [
      { text: [['three years', '36 months'], 'laptop'] },
      buildAnswer('A Laptop lasts 36 months.'),
      buildAnswer('Long.'),
      ['lacks "three years" or "36 months"', 'lacks "laptop"'],
    ],
  ],
  not: [
    [
      { not: '70,000' },
      buildAnswer('I may not say.'),
      buildAnswer('It is 70,000.'),
      ['must not say "70,000"'],
    ],
    [{ lack: ['Eve'] }, buildAnswer('Bob'), buildAnswer('eve'), ['must not say "Eve"']],
  ],
  article: [
    [
      { article: 'b.md' },
      pages('a.md', 'b.md'),
      pages('1', '2', '3', '4', '5', 'b.md'),
      ['lacks the page b.md among its first 5 sources'],
    ],
    [
      { article: ['a.md', ['b.md', 'zh/b.md']] },
      pages('zh/b.md', 'a.md'),
      pages('a.md'),
      ['lacks the page b.md or zh/b.md among its first 5 sources'],
    ],
  ],
  abstain: [
    [{ abstain: true }, nothingFound, buildAnswer('In May.'), ['should give no answer']],
    [{ text: 'answer' }, buildAnswer('An answer.'), nothingFound, ['gives no answer']],
  ],
  clarify: [
    [
      { clarify: ['Ana Silva', 'Ana Silva'] },
      buildAnswer('Which?', { candidates: anas }),
      buildAnswer('Which?', { candidates: [candidate('Ana Silva', ''), candidate('Ana Costa', '')] }),
      ['does not offer Ana Silva'],
    ],
    [
      { clarify: true },
      buildAnswer('Which?', { candidates: anas }),
      buildAnswer('Ana.'),
      ['should ask back'],
    ],
    [
      { clarify: false },
      buildAnswer('Ana.'),
      buildAnswer('Which?', { candidates: anas }),
      ['asks back, between Ana Silva and Ana Silva'],
    ],
  ],
  order: [
    [
      { order: ['Bob', 'Eve'] },
      buildAnswer('Bob, then Eve'),
      buildAnswer('Eve, then Bob'),
      ['is not in the order Bob, Eve'],
    ],
  ],
  pairs: [
    [
      { pairs: { Berlin: 2, Lisbon: 1 } },
      buildAnswer('', {
        rows: { columns: [], rows: [{ cells: ['Lisbon', '1'] }, { cells: ['Berlin', '2'] }] },
      }),
      buildAnswer('', {
        rows: { columns: [], rows: [{ cells: ['Berlin', '3'] }, { cells: ['Toronto', '1'] }] },
      }),
      ['should say 2 for Berlin, says 3', 'should say 1 for Lisbon, lacks it', 'has Toronto too much'],
    ],
  ],
  manner: [
    [{ none: true }, buildAnswer('没有找到任务'), buildAnswer('Two.'), ['should say that there is none']],
    [{ yes: true }, buildAnswer('Yes: both.'), buildAnswer('No.'), ['should say yes']],
    [{ no: true }, buildAnswer('No.'), buildAnswer('Nora does.'), ['should say no']],
    [{ reply: true }, buildAnswer('Hello.'), pages('a.md'), ['should rest on nothing']],
    [{ quiet: true }, nothingFound, pages('a.md'), ['should rest on nothing']],
    [
      { readOnly: true },
      buildAnswer('I change nothing.'),
      buildAnswer('Done.'),
      ['should say that it changes nothing'],
    ],
  ],
};

describe.each(Object.entries(cases))('%s', (_, some) => {
  test.each(some)('%j', (expected, met, missed, mistakes) => {
    expect(checkAnswer(met, wanted(expected))).toEqual([]);
    expect(checkAnswer(missed, wanted(expected))).toEqual(mistakes);
  });
});

test('what is expected holds at once', () => {
  expect(checkAnswer(buildAnswer('Bob, 3'), wanted({ names: 'Eve', number: 4, not: 'bob' }))).toEqual([
    'lacks the number 4',
    'lacks Eve',
    'must not say "bob"',
  ]);
});

test('no answer where one was wanted is declined, a false one wrong', () => {
  const outcome = (answer: Answer, expected: object): string =>
    outcomeOf(answer, wanted(expected), checkAnswer(answer, wanted(expected)));
  expect(outcome(nothingFound, { number: 3 })).toBe('declined');
  expect(outcome(buildAnswer('4'), { number: 3 })).toBe('wrong');
  expect(outcome(buildAnswer('4'), { abstain: true })).toBe('wrong');
  expect(outcome(nothingFound, { abstain: true, text: 'May' })).toBe('wrong');
  expect(outcome(nothingFound, { abstain: true })).toBe('right');
});
