import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleGit } from 'simple-git';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ArticleRecord, Fetched } from '../../../../connectors/connector.ts';
import { createMarkdownConnector } from '../../../../connectors/wiki/markdown-connector.ts';

let root: string;
let repository: string;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'orgwise-git-'));
  repository = join(root, 'docs');
  mkdirSync(join(repository, 'pages/été 日'), { recursive: true });
  await simpleGit(repository).init(['--quiet', '--initial-branch=main']);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (path: string, text: string): void => writeFileSync(join(repository, path), text);

/** By the program itself, which takes the day from its environment. */
function commit(author: string, day: string): void {
  const at = `${day}T10:00:00+02:00`;
  const env = { PATH: process.env.PATH, HOME: root, GIT_COMMITTER_DATE: at, GIT_AUTHOR_DATE: at };
  const run = (...words: string[]) => execFileSync('git', words, { cwd: repository, env });
  run('add', '.');
  run('-c', 'user.name=Somebody', '-c', `user.email=${author}`, 'commit', '--quiet', '-m', 'A change');
}

async function read(options: { readonly pull?: boolean; readonly folder?: string } = {}) {
  const { folder = join(repository, 'pages'), pull = false } = options;
  const connector = createMarkdownConnector({ source: 'wiki', readers: ['everyone'], folder, git: { pull } });
  const fetched: Fetched[] = [];
  for await (const one of connector.fetch({ signal: AbortSignal.timeout(20_000) })) fetched.push(one);
  const pages = fetched.flatMap((one) => ('record' in one ? [one.record as ArticleRecord] : []));
  return new Map(
    pages.map(({ key, author, writtenOn, updatedAt, formerKeys }) => [
      key,
      { author, writtenOn, updatedAt, ...(formerKeys !== undefined && { formerKeys }) },
    ]),
  );
}

describe('pages of a git repository', () => {
  it('have the author of their first version and the day of their last', async () => {
    write('pages/été 日/a "b".md', '# Summer\n');
    commit('ana@acme.example', '2025-01-10');
    write('pages/été 日/a "b".md', '# Summer\n\nMore.\n');
    commit('ben@acme.example', '2025-03-02');
    expect(await read()).toEqual(
      new Map([
        [
          'été 日/a "b".md',
          { author: 'ana@acme.example', writtenOn: '2025-03-02', updatedAt: '2025-03-02T08:00:00.000Z' },
        ],
      ]),
    );
  });

  it('keep them when they are renamed, also into the folder', async () => {
    write('draft.md', '# How we release\n\nOn Tuesdays, after the tests.\n');
    commit('ana@acme.example', '2025-01-10');
    renameSync(join(repository, 'draft.md'), join(repository, 'pages/old.md'));
    commit('ben@acme.example', '2025-02-10');
    renameSync(join(repository, 'pages/old.md'), join(repository, 'pages/release.md'));
    commit('cleo@acme.example', '2025-03-10');
    const page = (await read()).get('release.md');
    // What stood outside of the folder is not looked at: its history begins where it came in.
    expect(page).toMatchObject({ author: 'ben@acme.example', writtenOn: '2025-03-10' });
    // That is what they were called before, the last name first.
    write('pages/release.md', '# How we release\n\nOn Tuesdays, after the tests. And on Fridays.\n');
    commit('cleo@acme.example', '2025-04-10');
    mkdirSync(join(repository, 'pages/team'));
    renameSync(join(repository, 'pages/release.md'), join(repository, 'pages/team/release.md'));
    commit('cleo@acme.example', '2025-05-10');
    expect((await read()).get('team/release.md')?.formerKeys).toEqual(['release.md', 'old.md']);
  });

  it('of a name that another page had before have a history of their own', async () => {
    write('pages/a.md', '# First\n');
    commit('ana@acme.example', '2025-01-10');
    rmSync(join(repository, 'pages/a.md'));
    commit('ben@acme.example', '2025-02-10');
    write('pages/a.md', '# Something else altogether\n');
    commit('cleo@acme.example', '2025-03-10');
    const page = (await read()).get('a.md');
    expect([page?.author, page?.formerKeys]).toEqual(['cleo@acme.example', undefined]);
  });

  it('say for themselves what they say, and what was never committed has no history', async () => {
    write('pages/a.md', '---\nauthor: zoe@acme.example\ndate: 2024-05-06\n---\n# A\n');
    commit('ana@acme.example', '2025-01-10');
    write('pages/new.md', '# New\n');
    const pages = await read();
    expect(pages.get('a.md')).toMatchObject({ author: 'zoe@acme.example', writtenOn: '2024-05-06' });
    expect(pages.get('new.md')).toEqual({ author: undefined, writtenOn: undefined, updatedAt: undefined });
  });

  it('are pulled before they are read, where that is asked for', async () => {
    write('pages/a.md', '# A\n');
    commit('ana@acme.example', '2025-01-10');
    const copy = join(root, 'copy');
    await simpleGit(root).clone(repository, copy);
    write('pages/b.md', '# B\n');
    commit('ben@acme.example', '2025-02-10');
    const folder = join(copy, 'pages');
    expect([...(await read({ folder })).keys()]).toEqual(['a.md']);
    expect([...(await read({ folder, pull: true })).keys()]).toEqual(['a.md', 'b.md']);
  });

  it('of a folder in no repository, or one that cannot be pulled, are not read, and the sentence says why', async () => {
    const bare = mkdtempSync(join(tmpdir(), 'orgwise-bare-'));
    writeFileSync(join(bare, 'a.md'), '# A\n');
    await expect(read({ folder: bare })).rejects.toThrow(/git log of .* failed: .*not a git repository/i);
    write('pages/a.md', '# A\n');
    commit('ana@acme.example', '2025-01-10');
    await expect(read({ pull: true })).rejects.toThrow(/git pull of .* failed/);
    rmSync(bare, { recursive: true });
  });
});
