import { expect, test } from 'vitest';
import { readPage, readWiki } from './read-wiki.ts';

test('reads what a page says of itself', async () => {
  const page = [
    '---',
    'title: SSO runbook',
    'author: ana@example.com',
    'updated: 2024-02-01',
    'date: 2023-01-01',
    'tags: [login, " ops "]',
    'readers: [team:web, user:bo@example.com]',
    'owner: Platform',
    'reviewers: [e1, e2]',
    'draft: false',
    'nested: { a: 1 }',
    '---',
    'Text.',
  ].join('\n');
  expect(await readPage(page, { url: 'https://wiki.example.com/{path}', path: 'a b/sso.md' })).toEqual({
    kind: 'article',
    key: 'a b/sso.md',
    path: 'a b/sso.md',
    place: 'a b/sso.md',
    title: 'SSO runbook',
    body: 'Text.',
    language: 'en',
    author: 'ana@example.com',
    writtenOn: '2024-02-01',
    tags: ['login', 'ops'],
    readers: [['group:web', 'user:bo@example.com']],
    url: 'https://wiki.example.com/a%20b/sso.md',
    extra: { date: '2023-01-01', owner: 'Platform', reviewers: 'e1; e2', draft: 'false' },
  });
});

test('an instant gives the day in the time zone of the company, and the time of the last change', async () => {
  const files = { 'a.md': '---\nupdated: 2024-06-30T23:30:00Z\n---\n' };
  const { records } = await readWiki(files, { timeZone: 'Europe/Berlin' });
  expect(records).toMatchObject([{ writtenOn: '2024-07-01', updatedAt: '2024-06-30T23:30:00.000Z' }]);
});

test.each([
  [
    'a list of lists is an AND of ORs',
    '[[group:a, group:b], [user:c]]',
    [['group:a', 'group:b'], ['user:c']],
  ],
  ['one word', 'everyone', [['everyone']]],
  ['one word and a list', '[everyone, [group:a]]', [['everyone'], ['group:a']]],
  ['block list', '\n  - team:hr\n  - user:e1', [['group:hr', 'user:e1']]],
])('readers: %s', async (_, readers, rule) => {
  expect((await readPage(`---\nreaders: ${readers}\n---\n`)).readers).toEqual(rule);
});

test('the configured readers hold where the page names none', async () => {
  const readers = [['group:staff'], ['team:web']];
  expect((await readPage('Text', { readers })).readers).toEqual([['group:staff'], ['group:web']]);
  expect((await readPage('---\nreaders: [everyone]\n---\n', { readers })).readers).toEqual([['everyone']]);
});

test.each([
  ['name nobody', 'title: x\nreaders: []', 3],
  ['are empty', 'title: x\nreaders:', 3],
  ['are no readers', 'readers: [bob]', 2],
  ['leave one clause empty', 'readers: [[group:a], [bob]]', 2],
  ['stand in front matter that is no YAML', 'readers: [user:a\ntitle: "x', 3],
])('a page whose readers %s is set aside, never opened', async (_, yaml, line) => {
  const { records, problems } = await readWiki({
    'secret.md': `---\n${yaml}\n---\nSecret.`,
    'open.md': 'Open.',
  });
  expect(records.map(({ key }) => key)).toEqual(['open.md']);
  expect(problems.map(({ place }) => place)).toContain(`secret.md:${line}`);
});

test('a page with front matter that is no YAML goes in without it', async () => {
  const { records, problems } = await readWiki({ 'a.md': '---\ntitle: A\nauthor: "x\n---\n# Real\n' });
  expect(records).toMatchObject([{ title: 'Real', body: '# Real' }]);
  expect(records[0]).not.toHaveProperty('author');
  expect(problems).toHaveLength(1);
  expect(problems[0]?.place).toMatch(/^a\.md:[34]$/);
  expect(problems[0]?.message).toContain('is no YAML');
});

test('a date that is none is told with its line', async () => {
  const { records, problems } = await readWiki({ 'a.md': '---\ntitle: A\nupdated: soon\n---\n' });
  expect(records[0]).not.toHaveProperty('writtenOn');
  expect(problems).toMatchObject([{ place: 'a.md:3', message: expect.stringContaining("'soon'") }]);
});

test.each([
  ['rules around text', '---\nJust a sentence.\n---\nMore.'],
  ['a rule alone', '---\n\nText.'],
])('%s is no front matter', async (_, page) => {
  expect((await readPage(page)).body).toBe(page);
});

test('an empty front matter is dropped, line ends of Windows do not hide one', async () => {
  expect((await readPage('---\n---\nText.')).body).toBe('Text.');
  expect(await readPage('\uFEFF---\r\ntitle: A\r\n---\r\nOne\r\ntwo')).toMatchObject({
    title: 'A',
    body: 'One\ntwo',
  });
});
