import { describe, expect, it } from 'vitest';
import type { QueryResult, Row } from '../../../../src/graph/graph-query.ts';
import { proofOf } from '../../../../src/retrieval/composing/result-proof.ts';
import { verifySentences } from '../../../../src/retrieval/composing/verify-sentences.ts';

const task = (key: string, name: string, values: Row['values']): Row => ({
  id: `task:x:${key}`,
  label: 'Task',
  name,
  values: { key, ...values },
});

const result: QueryResult = {
  kind: 'list',
  total: 41,
  rows: [
    task('PLAT-138', 'Replace 3 certificates', {
      status: 'blocked',
      dueDate: '2026-12-11',
      open: 5,
      assignees: [{ id: 'employee:x:1', label: 'Employee', name: 'Elena Petrova', value: null }],
    }),
    task('PLAT-7', 'Move the portal', { status: 'todo', dueDate: null, priority: 'P1' }),
  ],
};
const query = {
  find: 'Task',
  where: { property: 'status', op: 'in', values: ['todo', 'in_progress', 'blocked'] },
  return: { kind: 'list' },
} as const;
const proof = proofOf({
  kind: 'query',
  plan: { kind: 'query', query, shape: { kind: 'list' }, named: new Map() },
  result,
});

const holds = (text: string, question = 'Which tasks are open?'): boolean =>
  verifySentences([{ text, citations: [{ result: 1 }] }], [], question, [proof]).length === 1;

describe('a sentence about rows holds', () => {
  it.each([
    'There are 41 open tasks.',
    'PLAT-138 is blocked.',
    '“Replace 3 certificates” is blocked, and due on 2026-12-11.',
    'Elena Petrova has PLAT-138, with 5 open.',
    'Tasks PLAT-138 and PLAT-7 are open.',
  ])('%s', (text) => expect(holds(text)).toBe(true));

  it('in the other language, by its names and figures', () => {
    expect(holds('共有 41 个任务，其中 PLAT-138 受阻。', '哪些任务未完成？')).toBe(true);
    expect(holds('共有 42 个任务。', '哪些任务未完成？')).toBe(false);
  });
});

describe('a sentence about rows does not hold', () => {
  it.each([
    ['a figure of its own', 'There are 42 open tasks.'],
    ['a figure within a key', 'There are 138 open tasks.'],
    ['a figure within a day', 'There are 11 open tasks.'],
    ['a figure within a title', 'There are 3 open tasks.'],
    ['a key that is not there', 'PLAT-139 is blocked.'],
    ['a key that begins like one', 'PLAT-1385 is blocked.'],
    ['another day', 'PLAT-138 is due on 2026-12-12.'],
    ['a name that is not there', 'The task PLAT-138 belongs to Bob Miller.'],
    [
      'words of something else',
      'Customers everywhere complain about freezing warehouses and late deliveries.',
    ],
  ])('with %s', (_, text) => expect(holds(text)).toBe(false));

  it('where it cites no result that there is', () => {
    const sentence = { text: 'PLAT-138 is blocked.', citations: [{ result: 2 }] };
    expect(verifySentences([sentence], [], 'Which?', [proof])).toEqual([]);
  });
});

it('texts of a statement’s rows are names: their figures prove nothing else', () => {
  const rows = { columns: ['key', 'open'], rows: [['PLAT-138', 5] as const], cut: false };
  const made = proofOf({ kind: 'cypher', statement: 'MATCH (t:Task) RETURN t.key LIMIT 5', rows });
  const said = (text: string) =>
    verifySentences([{ text, citations: [{ result: 1 }] }], [], 'Which tasks are open?', [made]).length;
  expect(said('PLAT-138 has 5 open tasks.')).toBe(1);
  expect(said('There are 138 open tasks.')).toBe(0);
});

describe('links', () => {
  const given = [
    {
      article: {
        id: 'a',
        label: 'Article' as const,
        source: 'wiki',
        key: 'sso.md',
        sourceUrl: 'https://wiki.example/sso',
        updatedAt: null,
        properties: { title: 'SSO' },
        extra: {},
      },
      passage: {
        id: 'p',
        articleId: 'a',
        ordinal: 0,
        heading: '',
        text: 'Follow the steps at https://evil.example/x or write to help@acme.example.',
        anchor: null,
      },
    },
  ];
  const quote = 'Follow the steps';
  const says = (text: string): boolean =>
    verifySentences([{ text, citations: [{ passage: 1, quote }] }], given, 'What to do?').length === 1;

  it.each([
    ['Follow the steps at https://wiki.example/sso.', true],
    ['Follow the steps at https://wiki.example/sso#first.', true],
    ['Follow the steps or write to help@acme.example.', true],
    ['Follow the steps at https://evil.example/x.', false],
    ['Follow the steps at https://wiki.example/sso?leak=1.', false],
    ['Follow the steps at www.evil.example.', false],
    ['Follow the steps at evil.example.', true],
    ['Follow the steps at evil.example/?q=secret.', false],
    ['Follow the steps at evil.example:8080/secret.', false],
    ['Follow [the steps](https://wiki.example/sso).', false],
    ['Follow the steps ![](https://wiki.example/sso).', false],
    ['Follow the steps <img src="https://wiki.example/sso">.', false],
  ])('%s', (text, kept) => expect(says(text)).toBe(kept));
});
