import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphStore } from '../../src/graph/graph-store.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import type { Answer, AnswerQuestion } from '../../src/retrieval/answer.ts';
import { createAnswerQuestion } from '../../src/retrieval/answer-question.ts';
import { longestQuestion } from '../../src/retrieval/question-length.ts';
import { createSmallCompany, today } from '../fixtures/small-company.ts';
import fc from '../seeded-properties.ts';

let graph: GraphStore;
let answerQuestion: AnswerQuestion;
beforeAll(async () => {
  graph = await createSmallCompany();
  answerQuestion = createAnswerQuestion({ graph, today: () => today, company: 'Acme' });
  await ask('Who is Ben?');
});
afterAll(() => graph.close());

/** Far above what any question takes here, and far below what a pattern that backtracks would. */
const longestMs = 4_000;

async function ask(question: string, earlier: readonly string[] = []): Promise<Answer> {
  const context = earlier.map((text) => ({ role: 'user', text }) as const);
  return await answerQuestion({ question, asker: { viewer: operatorViewer, employeeId: null }, context });
}

async function timed(question: string, earlier: readonly string[] = []): Promise<number> {
  const begin = performance.now();
  const answer = await ask(question, earlier);
  expect(answer.text).not.toBe('');
  return performance.now() - begin;
}

/** What patterns stumble over: openings without an end, separators, digits, dates, keys, cue words, names, odd signs. */
const piece = fc.oneof(
  fc.constantFrom(
    '“',
    '"',
    '(',
    '[',
    '「',
    '《',
    '- ',
    ': ',
    ', ',
    '. ',
    '? ',
    "'s ",
    '’s ',
    ' of ',
    ' and ',
    ' the ',
  ),
  fc.constantFrom(
    'how many ',
    'who ',
    'tasks ',
    'not ',
    'between ',
    'more than ',
    'since ',
    'last ',
    'most ',
    'or ',
  ),
  fc.constantFrom(
    'CORE-1 ',
    'CORE-99999 ',
    '2026-11-20 ',
    '12/31/2026 ',
    '0 ',
    '99999999999 ',
    'March ',
    'Q4 2026 ',
  ),
  fc.constantFrom(
    'Ben Okafor ',
    'Ana Silva ',
    '王小明',
    'Core Platform ',
    'ana1@acme.example ',
    'https://x.example/a ',
  ),
  fc.constantFrom('的', '谁', '多少', '任务', '上个月', '不是', '之前', '和'),
  fc.constantFrom('\u0000', '\u202e', '\ud83d', '\u{1f600}', 'e\u0301', '\u200b', '\ufffd', '\n', '\t', '  '),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const text = fc
  .tuple(fc.array(piece, { maxLength: 60 }), fc.integer({ min: 1, max: 40 }))
  .map(([pieces, times]) => pieces.join('').repeat(times).slice(0, longestQuestion));

describe('whatever is asked', () => {
  it('is answered or declined, soon, and nothing is thrown', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.array(text, { maxLength: 2 }), async (question, earlier) => {
        expect(await timed(question, earlier)).toBeLessThan(longestMs);
      }),
      { numRuns: 60, endOnFailure: true },
    );
  }, 120_000);

  it.each([
    '“',
    '"',
    '(',
    'a ',
    'and ',
    'not ',
    'CORE-1 ',
    'CORE-',
    '1',
    '2026-',
    '11/',
    'Ana Silva ',
    'Ben’s ',
    'who manages ',
    'manager of the ',
    '的',
    '王小明的',
    '谁',
    '和',
    '上个月',
    'e\u0301',
    'A',
    '-',
    ' ',
    '@x.',
    'mon ',
    'zxcv ',
  ])('%j over and over', async (one) => {
    expect(await timed(one.repeat(longestQuestion).slice(0, longestQuestion))).toBeLessThan(longestMs);
  });
});

describe('one condition after the other', () => {
  const question = 'Ben Okafor tasks '.repeat(40);

  it('is more than a query holds, asked as well as gone on from', async () => {
    expect((await ask(question)).abstained).toBeDefined();
    expect(await timed('Who is Ben?', [question])).toBeLessThan(longestMs);
  });
});

describe('many different words', () => {
  const words = Array.from({ length: 700 }, (_, at) => `w${(at * 7919).toString(36)}`);
  const characters = Array.from({ length: 3_900 }, (_, at) => String.fromCodePoint(0x4e00 + at * 5));
  const keys = Array.from({ length: 500 }, (_, at) => `CORE-${at + 100}`);

  it.each([
    ['words', words.join(' ')],
    ['words with stops', words.join(', ')],
    ['names', words.map((one) => one.toUpperCase()).join(' and ')],
    ['Chinese', characters.join('')],
    ['keys', keys.join(' ')],
    ['a list', `Which tasks are about ${words.join(' or ')}?`],
  ])('%s', async (_, question) => {
    expect(await timed(question.slice(0, longestQuestion))).toBeLessThan(longestMs);
  });
});

describe('a text that is too long for a question', () => {
  it.each([
    ['a'.repeat(longestQuestion + 1), 'I read questions of up to 4000'],
    ['“'.repeat(1_000_000), 'I read questions of up to 4000'],
    ['谁'.repeat(longestQuestion + 1), '我最多读 4000 个字符'],
  ])('is refused with a sentence, at once', async (question, sentence) => {
    const begin = performance.now();
    const answer = await ask(question);
    expect(performance.now() - begin).toBeLessThan(500);
    expect(answer.text).toContain(sentence);
    expect(answer.abstained?.reason).toBe('too_long');
    expect(answer.text.length).toBeLessThan(200);
  });

  it('is not looked back at either', async () => {
    const begin = performance.now();
    await ask('And how many of those are done?', ['x'.repeat(1_000_000), '“ who '.repeat(100_000)]);
    expect(performance.now() - begin).toBeLessThan(1_000);
  });

  it('just as long is read', async () => {
    const question = `How many tasks are there?${' '.repeat(10)}`.padStart(longestQuestion, ' ');
    expect((await ask(question)).total).toBe(5);
  });
});
