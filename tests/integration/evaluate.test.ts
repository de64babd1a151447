import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { evaluateQuestions } from '../../src/evaluation/evaluate-questions.ts';
import { readQuestionSet } from '../../src/evaluation/read-question-set.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';

const config = new URL('../../sample-company/orgwise.yaml', import.meta.url).pathname;
const leads =
  '{"id": "leads", "question": "Who leads the Platform team?", "expect": {"exact": "José Ferreira"}}';
const false_ = '{"id": "false", "question": "Who leads the Platform team?", "expect": {"exact": "Bob"}}';

let folder: string;
const path = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'orgwise-eval-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

/** Runs the command over some lines. */
async function evaluate(
  lines: readonly string[],
  ...options: readonly string[]
): Promise<{ code: number; out: string; err: string }> {
  const [out, err] = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockReturnValue(true),
  );
  writeFileSync(path('set.jsonl'), lines.join('\n'));
  const args = ['eval', path('set.jsonl'), '--config', config, '--data', path('data'), ...options];
  const code = await runCli(args);
  const written = [out, err].map((spy) => (spy?.mock.calls ?? []).map(([text]) => String(text)).join(''));
  vi.restoreAllMocks();
  return { code, out: written[0] ?? '', err: written[1] ?? '' };
}

test('scores, and fails below the bar alone', async () => {
  const { code, out } = await evaluate([leads, false_]);
  expect(code).toBe(0);
  expect(out).toContain(
    'wrong  false  Who leads the Platform team?\n    lacks Bob\n    has José Ferreira too much',
  );
  expect((await evaluate([leads, false_], '--bar', '0.5')).code).toBe(0);
  const below = await evaluate([leads, false_], '--bar', '0.51');
  expect([below.code, below.err]).toEqual([1, '50.0 % right is below the bar of 51.0 %.\n']);
});

test('compares with what it wrote, and fails where something is newly wrong', async () => {
  const earlier = path('earlier.json');
  expect((await evaluate([leads], '--out', earlier)).code).toBe(0);
  expect(JSON.parse(readFileSync(earlier, 'utf8'))).toMatchObject({
    version: 1,
    summary: { all: { asked: 1, right: 1 } },
    results: [{ id: 'leads', outcome: 'right' }],
  });
  const same = await evaluate([leads, false_], '--compare', earlier, '--no-regressions');
  expect(same.code).toBe(0);
  const mended = leads.replace('José Ferreira', 'Bob');
  const shown = await evaluate([mended], '--compare', earlier);
  expect([shown.code, shown.out]).toEqual([0, expect.stringContaining('newly wrong: 1 (leads)')]);
  expect((await evaluate([mended], '--compare', earlier, '--no-regressions')).code).toBe(1);
});

test('what is wrong in the file is told, and all else asked and written', async () => {
  const stranger = '{"question": "A?", "as": "nobody@nowhere.example", "expect": {"yes": true}}';
  const mistyped = '{"question": "B?", "expect": {"nmaes": "Bob"}}';
  const { code, err } = await evaluate([stranger, mistyped, leads], '--out', path('partial.json'));
  expect(code).toBe(2);
  expect(err).toContain(
    `${path('set.jsonl')}:1: as: no employee of Voltmoor has the address nobody@nowhere.example.`,
  );
  expect(err).toContain(`${path('set.jsonl')}:2: expect.nmaes is no known key (did you mean names?)`);
  expect(JSON.parse(readFileSync(path('partial.json'), 'utf8'))).toMatchObject({
    results: [{ id: 'leads', outcome: 'right' }],
  });
});

test.each([
  ['an empty file', [], [], 'set.jsonl:1: there is no question in it.'],
  [
    'a bar that is no share',
    [leads],
    ['--bar', '90'],
    '--bar is 90; a share from 0 to 1 is needed, such as 0.9.',
  ],
  ['nothing to compare with', [leads], ['--no-regressions'], '--no-regressions needs --compare FILE'],
  ['a result that is none', [leads], ['--compare', config], 'is not the result of an earlier run'],
  ['a result that is missing', [leads], ['--compare', '/nowhere.json'], '/nowhere.json cannot be read'],
  [
    'no place for the result',
    [leads],
    ['--out', '/nowhere/result.json'],
    '/nowhere/result.json cannot be written',
  ],
])('%s: a sentence, and exit code 2', async (_, lines, options, sentence) => {
  const { code, err } = await evaluate(lines, ...options);
  expect([code, err]).toEqual([2, expect.stringContaining(sentence)]);
});

test('a question that cannot be asked is wrong, and the next is asked', async () => {
  const { questions } = readQuestionSet(`${leads}\n${false_}`, 'set.jsonl');
  let asked = 0;
  const results = await evaluateQuestions(questions, {
    answerQuestion: async () => {
      if (asked++ === 0) throw new Error('the store is away');
      return { language: 'en', text: 'Bob', claims: [], asOf: [], followUps: [], sources: [] };
    },
    askerOf: async () => ({ viewer: operatorViewer, employeeId: null }),
  });
  expect(results.map(({ outcome, mistakes }) => [outcome, mistakes])).toEqual([
    ['wrong', ['could not be asked: the store is away']],
    ['wrong', ['lacks Bob']],
  ]);
});
