import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { commandNames } from '../src/bot/commands/command-names.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const documents = [
  'README.md',
  'ARCHITECTURE.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join('docs', path)),
];

/** What looks like a path of the project, in code marks: it has a folder that the project has, or ends like a file of it. */
const pathLike =
  /`((?:src|tests|connectors|graph-schema|prompts|docs|bench|deploy|sample-company|teams-app)\/[\w./-]*|[\w-]+\.(?:ts|json|md|yaml))`/g;

/** Files that the reader makes. */
const made = new Set(['orgwise.yaml', 'questions.jsonl', 'answers.jsonl']);

test.each(documents)('%s names paths that exist', (document) => {
  const folders = [
    root,
    ...[
      'src/graph',
      'src/retrieval',
      'src/retrieval/articles',
      'src/retrieval/linking',
      'src/retrieval/planning',
      'src/retrieval/composing',
    ].map((folder) => join(root, folder)),
  ];
  const named = [...read(document).matchAll(pathLike)].map(([, path = '']) => path);
  const missing = named.filter(
    (path) => !made.has(path) && !folders.some((folder) => existsSync(join(folder, path))),
  );
  expect(missing).toEqual([]);
});

test.each(documents)('%s links to pages that exist', (document) => {
  const links = [...read(document).matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)].map(([, path = '']) => path);
  expect(links.filter((path) => !existsSync(join(root, dirname(document), path)))).toEqual([]);
});

test('the README leaves no mark to be filled in', () => {
  for (const document of [...documents, 'bench/kubernetes/README.md'])
    expect(read(document), document).not.toMatch(/@@|TODO|TBD/);
});

test('the README shows every command of the terminal, with every option', () => {
  const cli = read('src/cli/run-cli.ts');
  const readme = read('README.md');
  const commands = [...cli.matchAll(/program\s*\.command\('(\w+)'\)/g)].map(([, name = '']) => name);
  expect(commands.length).toBeGreaterThanOrEqual(5);
  expect(commands.filter((name) => !readme.includes(`\`${name}`))).toEqual([]);
  const options = [...cli.matchAll(/'(--[a-z-]+)/g)].map(([, name = '']) => name);
  expect(options.length).toBeGreaterThanOrEqual(10);
  expect(options.filter((name) => !readme.includes(name))).toEqual([]);
});

test('the README shows every command of the chat', () => {
  expect(commandNames.filter((name) => !read('README.md').includes(`/${name}`))).toEqual([]);
});
