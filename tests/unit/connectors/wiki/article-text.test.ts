import { expect, test } from 'vitest';
import { readPage, readWiki } from './read-wiki.ts';

test.each([
  ['front matter', '---\ntitle: "Leave: rules"\n---\n# Other\n', 'Leave: rules'],
  ['a number in front matter', '---\ntitle: 2024\n---\n', '2024'],
  [
    'first heading',
    'Intro.\n\n# KEP-753: Sidecar **containers** ##\n\n# More\n',
    'KEP-753: Sidecar containers',
  ],
  [
    'heading marks',
    '# `kubectl` and [the docs](x.md) &amp; *more* <!-- x --> ![logo](l.png)\n',
    'kubectl and the docs & more logo',
  ],
  ['hashes inside', '# C# in F#\n', 'C# in F#'],
  ['setext', 'Release notes\n=============\n', 'Release notes'],
  ['setext below text', 'Some text\n\nPlans\n-----\n', 'Plans'],
  ['no heading in code', '```sh\n# comment\n```\n\n# Real\n', 'Real'],
  ['no heading in a comment', '<!--\n# Template\n-->\n# Real\n', 'Real'],
  ['a table of contents is no title', '## Table of Contents\n\n# Real\n', 'Real'],
  ['a section among others is no title', '## Summary\n\n## Motivation\n', 'Page'],
  ['one section alone is', '## Summary\n\n### Detail\n', 'Summary'],
  ['a rule is no heading', 'Text\n\n---\n', 'Page'],
  ['nothing', '', 'Page'],
])('title: %s', async (_, page, title) => {
  expect((await readPage(page)).title).toBe(title);
});

test.each([
  ['runbooks/sso-login_steps.md', 'Sso login steps'],
  ['runbooks/README.md', 'Runbooks'],
  ['README.md', 'README'],
  ['zh/假期.md', '假期'],
])('title from the path %s', async (path, title) => {
  expect((await readPage('No heading.', { path })).title).toBe(title);
});

test('comments go, those in code stay', async () => {
  const page = [
    '# A <!-- hidden --> b',
    '',
    '<!--',
    '  more `hidden',
    '-->',
    'Use `<!-- x -->` and \\`<!-- gone -->\\`.',
    '',
    '- ```html',
    '  <!-- kept -->',
    '  ```',
    'End.',
  ].join('\n');
  expect((await readPage(page)).body).toBe(
    ['# A  b', '', 'Use `<!-- x -->` and \\`\\`.', '', '- ```html', '  <!-- kept -->', '  ```', 'End.'].join(
      '\n',
    ),
  );
});

test('a comment that is never closed stays text and is told', async () => {
  const { records, problems } = await readWiki({ 'a.md': '---\ntitle: A\n---\nText\n\n<!-- oops\nmore\n' });
  expect(records).toMatchObject([{ body: 'Text\n\n<!-- oops\nmore' }]);
  expect(problems).toMatchObject([{ place: 'a.md:6' }]);
});

test('MDX loses imports, exports and tags, and keeps the text between', async () => {
  const page = [
    "import { Card } from './card'",
    "import Other from './other'",
    '',
    'export const meta = {',
    '  a: 1,',
    '}',
    '',
    '# Title',
    '',
    '{/* a remark */}',
    '<Card title="Hidden > title" onClick={() => { go() }} {...rest}>',
    '  Inner **text**.',
    '</Card>',
    'A line with <Badge>new</Badge> and <br/>, but `<Code />`.',
    '',
    '```jsx',
    'import x from "y"',
    '<Kept />',
    '```',
    'import duties are low; 3 < 4 > 2.',
  ].join('\n');
  expect((await readPage(page, { path: 'a.mdx' })).body).toBe(
    [
      '# Title',
      '',
      '  Inner **text**.',
      'A line with new and , but `<Code />`.',
      '',
      '```jsx',
      'import x from "y"',
      '<Kept />',
      '```',
      'import duties are low; 3 < 4 > 2.',
    ].join('\n'),
  );
});

test('a Markdown page keeps what looks like MDX', async () => {
  const page = 'import x from "y"\n\n<Card>Text</Card>';
  expect((await readPage(page)).body).toBe(page);
});

test.each([
  ['We use Kubernetes.', 'en'],
  ['', 'en'],
  ['# 假期\n\n每位员工每年有 28 天带薪假期，请在 HR 系统中申请。', 'zh'],
  ['Ask 王小明 about the contract with 蓝海, please, before Friday.', 'en'],
  ['说明：\n\n```ts\nconst a = someFunction(anotherName, third, fourth);\n```\n', 'zh'],
])('language of %j', async (page, language) => {
  expect((await readPage(page)).language).toBe(language);
});

test('the language that the page or the configuration names outweighs its letters', async () => {
  expect((await readPage('Hallo', { language: 'de' })).language).toBe('de');
  expect((await readPage('---\nlang: zh-CN\n---\nHello', { language: 'de' })).language).toBe('zh');
});

test.each([
  ['comments', '<!-- '],
  ['MDX comments', '{/* '],
  ['links', '[a]( '],
  ['code', '`` a ` '],
  ['tags', '<A b="'],
  ['blanks in a heading', `# a${' '.repeat(200_000)}b #`],
])('a page of %s that are never closed is read without delay', async (_, marks) => {
  const page = marks.length > 100 ? marks : marks.repeat(40_000);
  const begin = performance.now();
  await readPage(page, { path: 'a.mdx' });
  expect(performance.now() - begin).toBeLessThan(5000);
});
