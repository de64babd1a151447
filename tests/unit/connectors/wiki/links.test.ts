import { expect, test } from 'vitest';
import { readWiki } from './read-wiki.ts';

const others = {
  'README.md': '',
  'guide/index.mdx': '',
  'guide/README.md': '',
  'guide/deep/page.md': '',
  'guide/two words.md': '',
  'guide/x(1).md': '',
  'guide/logo.png': new Uint8Array([0, 1]),
};

async function linksOf(text: string, path = 'guide/page.md') {
  const { records, problems } = await readWiki({ ...others, [path]: text });
  const page = records.find(({ key }) => key === path);
  return { links: page?.kind === 'article' ? page.links : undefined, problems };
}

test.each([
  ['[a](deep/page.md)', 'guide/deep/page.md'],
  ['[a](./deep/page.md#part)', 'guide/deep/page.md'],
  ['[a](deep/page.md?x=1 "Title")', 'guide/deep/page.md'],
  ['[a](deep/page)', 'guide/deep/page.md'],
  ['[a](two%20words.md)', 'guide/two words.md'],
  ['[a](<two words.md>)', 'guide/two words.md'],
  ['[a](x(1).md)', 'guide/x(1).md'],
  ['[a](../README.md)', 'README.md'],
  ['[a](../)', 'README.md'],
  ['[a](.)', 'guide/index.mdx'],
  ['[a](/guide/deep/page.md)', 'guide/deep/page.md'],
  ['[a](/guide)', 'guide/index.mdx'],
  ['[a][ref]\n\n[ref]: deep/page.md', 'guide/deep/page.md'],
  ['<a class="x" href="deep/page.md">a</a>', 'guide/deep/page.md'],
  ['[![logo](logo.png)](deep/page.md)', 'guide/deep/page.md'],
])('%s leads to a page', async (text, key) => {
  expect(await linksOf(text)).toEqual({ links: [key], problems: [] });
});

test.each([
  'https://example.com/page.md',
  'mailto:ana@example.com',
  '//example.com/page.md',
  '#part',
  '../../outside.md',
  '../../../etc/passwd',
  'logo.png',
  'missing.png',
  'deep',
  '/elsewhere/page.md',
  'page.md',
])('%s leads to no other page of ours, and that is no problem', async (target) => {
  expect(await linksOf(`[a](${target})`)).toEqual({ links: undefined, problems: [] });
});

test('links in code and comments are none', async () => {
  const text = '`[a](x.md)`\n\n```\n[b](y.md)\n```\n\n<!-- [c](z.md) -->\n\n    [-a-z](%[a-z]*)\n';
  expect(await linksOf(text)).toEqual({ links: undefined, problems: [] });
});

test('a dangling link is told once, with its line in the file', async () => {
  const text = '---\ntitle: A\n---\nOne\n\n[a](gone.md), [b](gone.md#part)\n[c](gone/)\n[d](%zz.md)';
  const { problems } = await linksOf(text);
  expect(problems.map(({ place }) => place)).toEqual(['guide/page.md:6', 'guide/page.md:7']);
  expect(problems[0]?.message).toContain("'gone.md'");
});

test('every link counts once, in the order of the page', async () => {
  const { links } = await linksOf('[a](two%20words.md) [b](deep/page.md) [c](two%20words.md#x)');
  expect(links).toEqual(['guide/two words.md', 'guide/deep/page.md']);
});

test('a page stands below the index page of its folder, or of the next one above', async () => {
  const files = {
    'README.md': '',
    'top.md': '',
    'a/index.md': '',
    'a/page.md': '',
    'a/b/page.md': '',
    'c/d/readme.md': '',
    'c/page.md': '',
  };
  const { records } = await readWiki(files);
  const parents = records.map((record) => [record.key, record.kind === 'article' ? record.parent : '']);
  expect(Object.fromEntries(parents)).toEqual({
    'README.md': undefined,
    'top.md': 'README.md',
    'a/index.md': 'README.md',
    'a/page.md': 'a/index.md',
    'a/b/page.md': 'a/index.md',
    'c/d/readme.md': 'README.md',
    'c/page.md': 'README.md',
  });
  const { records: flat } = await readWiki(files, { parents: false });
  expect(flat.every((record) => !('parent' in record))).toBe(true);
});
