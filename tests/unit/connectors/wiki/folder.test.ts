import { rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMarkdownConnector } from '../../../../connectors/wiki/markdown-connector.ts';
import { buryPage, temporaryFolder } from '../temporary-folder.ts';
import { readWiki } from './read-wiki.ts';

test('pages come in the order of their paths; hidden ones and packages do not', async () => {
  const { records, problems } = await readWiki({
    'b/z.md': '',
    'b.md': '',
    'a.mdx': '',
    'B.md': '',
    '中文.md': '',
    'notes.txt': '',
    '.git/x.md': '',
    '.hidden.md': '',
    'node_modules/p/README.md': '',
  });
  expect(records.map(({ key }) => key)).toEqual(['B.md', 'a.mdx', 'b.md', 'b/z.md', '中文.md']);
  expect(problems).toEqual([]);
});

test('reads what the patterns include', async () => {
  const files = { 'docs/a.md': '', 'docs/deep/b.md': '', 'c.txt': 'Notes', 'd.md': '' };
  const { records } = await readWiki(files, { include: ['docs/**/*.md', '*.txt'] });
  expect(records.map(({ key }) => key)).toEqual(['c.txt', 'docs/a.md', 'docs/deep/b.md']);
});

test('a file of 50 MB is set aside without being read', async () => {
  const folder = temporaryFolder({ 'small.md': '# Small' });
  const large = join(folder, 'large.md');
  writeFileSync(large, '');
  truncateSync(large, 50_000_000);
  const before = process.memoryUsage().arrayBuffers;
  const { records, problems } = await readWiki({}, { folder });
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
  expect(records.map(({ key }) => key)).toEqual(['small.md']);
  expect(problems).toEqual([
    {
      place: 'large.md',
      message: 'The file has 50000000 bytes, more than the 5000000 of maxBytes; it is set aside.',
    },
  ]);
});

test('what cannot be read is told, and the other pages go in', async () => {
  const folder = temporaryFolder({
    'binary.md': new Uint8Array([0x89, 0x50, 0, 0, 1, 2]),
    'latin.md': Buffer.from('# Caf\xe9 M\xfcller\n', 'latin1'),
    'wide.md': Buffer.from('\uFEFF# Wide\n', 'utf16le'),
    'ok.md': '# Fine',
  });
  symlinkSync(join(folder, 'gone'), join(folder, 'broken.md'));
  const { records, problems } = await readWiki({}, { folder });
  expect(records.map((record) => 'title' in record && record.title)).toEqual(['Café Müller', 'Fine', 'Wide']);
  expect(problems.map(({ place, message }) => `${place}: ${message}`)).toEqual([
    'broken.md: The symbolic link cannot be followed (ENOENT).',
    'binary.md: The file is not text; it is set aside.',
    'latin.md: The file is not UTF-8; its encoding was taken to be windows-1252.',
  ]);
});

test('links within the folder are followed, loops and ways out are not', async () => {
  const outside = temporaryFolder({ 'secret.md': '# Secret' });
  const folder = temporaryFolder({ 'a/page.md': '# Page' });
  symlinkSync(join(folder, 'a'), join(folder, 'b'));
  symlinkSync('..', join(folder, 'a/loop'));
  symlinkSync(join(outside, 'secret.md'), join(folder, 'secret.md'));
  symlinkSync(outside, join(folder, 'out'));
  const { records, problems } = await readWiki({}, { folder });
  expect(records.map(({ key }) => key)).toEqual(['a/page.md', 'b/page.md']);
  expect(problems.map(({ place }) => place)).toEqual(['a/loop', 'b/loop', 'out', 'secret.md']);
});

test('a page that goes away while the folder is read is told', async () => {
  const folder = temporaryFolder({ 'a.md': '', 'b.md': '', 'c.md': '' });
  const connector = createMarkdownConnector({ source: 'wiki', readers: ['everyone'], folder });
  const seen: string[] = [];
  for await (const fetched of connector.fetch({ signal: new AbortController().signal })) {
    rmSync(join(folder, 'b.md'), { force: true });
    if ('record' in fetched) seen.push(fetched.record.key);
    if ('problem' in fetched) seen.push(`${fetched.problem.place} ${fetched.problem.message}`);
  }
  expect(seen).toEqual(['a.md', 'b.md The file cannot be read (ENOENT).', 'c.md']);
});

test('where part of the folder cannot be read, the rest goes in, and the reading is not complete', async () => {
  const folder = temporaryFolder({ 'a.md': '# A', 'z.md': '# Z' });
  buryPage(folder, 'deep');
  const seen: string[] = [];
  const read = async (): Promise<void> => {
    const connector = createMarkdownConnector({ source: 'wiki', readers: ['everyone'], folder });
    for await (const fetched of connector.fetch({ signal: new AbortController().signal }))
      if ('record' in fetched) seen.push(fetched.record.key);
  };
  await expect(read()).rejects.toMatchObject({
    code: 'source_unreadable',
    message: expect.stringMatching(
      /'deep\/[^']+' cannot be read, so that nothing of it counts as gone; .* \(ENAMETOOLONG\)\.$/,
    ),
  });
  expect(seen).toEqual(['a.md', 'z.md']);
});

test('a missing folder or a file in its place is an error, a folder without pages a problem', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  await expect(readWiki({}, { folder: join(folder, 'gone') })).rejects.toThrow(/gone does not exist/);
  await expect(readWiki({}, { folder: join(folder, 'file') })).rejects.toMatchObject({
    code: 'source_unreadable',
    message: expect.stringContaining('is not a folder'),
  });
  const empty = temporaryFolder();
  expect(await readWiki({}, { folder: empty })).toEqual({
    records: [],
    problems: [{ place: empty, message: 'The folder holds no file that matches **/*.md or **/*.mdx.' }],
  });
});
