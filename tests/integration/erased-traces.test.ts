import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { createOrgwise } from '../../src/main.ts';
import { type FakeModelServer, startFakeModelServer } from '../fixtures/fake-model-server.ts';
import { type CliCompany, openCliCompany } from './cli-company.ts';
import { pages, people } from './sync-harness.ts';

let server: FakeModelServer;
/** What was embedded, with the vector that it got. */
let given: { readonly text: string; readonly vector: readonly number[] }[] = [];

beforeAll(async () => {
  server = await startFakeModelServer();
  server.script(({ body }) => {
    const data = (body.input ?? []).map((text, index) => {
      const made = Array.from({ length: 16 }, (_, at) => Math.sin(at + given.length * 7 + text.length));
      given.push({ text, vector: made });
      return { index, embedding: made };
    });
    return { body: { data, model: 'e', usage: {} } };
  });
});
afterAll(() => server?.close());

/** All bytes of the databases and what stands beside them. */
const stored = (company: CliCompany): Buffer =>
  Buffer.concat(
    readdirSync(company.data)
      .filter((name) => /\.db(-\w+)?$/.test(name))
      .map((name) => readFileSync(join(company.data, name))),
  );

/** Those of some words that stand in them, with what is around. */
const tracesOf = (company: CliCompany, words: readonly string[]): readonly string[] => {
  const bytes = stored(company).toString('latin1');
  return words
    .map((word) => bytes.indexOf(word))
    .filter((at) => at !== -1)
    .map((at) => bytes.slice(Math.max(0, at - 100), at + 40));
};

/** A vector as the index keeps it: of length 1. */
function bytesOf(vector: readonly number[]): Buffer {
  const length = Math.hypot(...vector);
  return Buffer.from(Float32Array.from(vector.map((one) => one / length)).buffer);
}

test('of an erased person no word and no vector stands in the bytes of the databases, free pages included', async () => {
  given = [];
  const company = openCliCompany(`embeddings: { name: e, dimensions: 16, baseUrl: "${server.url}" }\n`);
  const long = (word: string): string => Array.from({ length: 300 }, (_, at) => `${word}${at}`).join(' ');
  company.write({
    'wiki/praise.md': `# Thanks\n\nBen Okafor is praised for ${long('zanzibar')}.\n`,
    'people.csv': people.replace('VP Engineering', 'Quagmire Engineering'),
  });
  expect((await company.run('sync')).code).toBe(0);
  // What it was before stands nowhere either.
  company.write({ 'people.csv': people });
  expect((await company.run('sync', '--full')).code).toBe(0);
  const running = await createOrgwise(
    loadConfig({ configFile: company.config, dataDir: company.data, env: {}, cwd: company.folder }),
  );
  try {
    await running.handleMessage({
      ...{ platform: 'slack', kind: 'direct', id: '1', conversationId: 'D1', text: 'Who is Ben Okafor?' },
      sender: { accountId: 'U', email: 'helena@voltmoor.example' },
    });
    const own = given.find(({ text }) => text.includes('zanzibar7'));
    if (own === undefined) throw new Error('the page was not embedded');
    const vector = bytesOf(own.vector);
    const before = stored(company);
    expect([before.includes('Ben Okafor'), before.includes('zanzibar7'), before.includes(vector)]).toEqual([
      true,
      true,
      true,
    ]);

    const erased = await company.run('access', 'erase', 'ben@voltmoor.example', '--yes');
    expect([
      erased.code,
      erased.out.includes('Nothing of what was removed stands in the database files'),
    ]).toEqual([0, true]);
    expect(tracesOf(company, ['Quagmire', 'ben@voltmoor', 'VP Engineering', ':e2"'])).toEqual([]);

    // Texts are their source's to change: then they go with the next sync, and their vectors too.
    company.write({
      ...Object.fromEntries(
        Object.entries(pages).map(([path, text]) => [
          path,
          String(text).replaceAll('Ben Okafor', 'Somebody'),
        ]),
      ),
      'wiki/praise.md': '# Thanks\n\nSomebody is praised.\n',
      'tasks.csv': 'Key,Title\n',
    });
    const corrected = readFileSync(join(company.folder, 'wiki/praise.md'), 'utf8');
    expect(corrected).not.toContain('zanzibar');
    const sync = await company.run('sync', '--full', '--accept-deletions');
    expect(sync.code, sync.out + sync.err).toBe(0);
    const again = await company.run('access', 'erase', 'ben@voltmoor.example', '--yes');
    expect(again.out).toContain(
      'was erased already.\nNothing of what was removed stands in the database files',
    );
    expect(stored(company).includes(vector)).toBe(false);
    // An index may keep the beginning of a word with the word before it.
    expect(tracesOf(company, ['zanzibar7', 'anzibar', 'Okafor', 'okafor', 'ben@voltmoor'])).toEqual([]);
  } finally {
    await running.close();
  }
});
