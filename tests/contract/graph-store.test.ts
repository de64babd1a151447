import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { FindQuery } from '../../src/graph/graph-query.ts';
import { createSqliteStore } from '../../src/graph/sqlite/sqlite-store.ts';
import { operatorViewer, type Viewer } from '../../src/graph/viewer.ts';
import {
  anybody,
  boardMember,
  changedAt,
  company,
  node,
  relationship,
  today,
} from './graph-store-records.ts';
import { describeGraphStore } from './graph-store-suite.ts';
import { temporaryFolder } from './temporary-folder.ts';

describeGraphStore('the embedded store', async () => {
  const store = createSqliteStore({ file: ':memory:' });
  await store.migrate();
  return store;
});

const storeModule = new URL('../../src/graph/sqlite/sqlite-store.ts', import.meta.url).href;

/** Runs a program that opens the store of a file in a process of its own; gives its exit code and what it printed. */
function inProcess(
  file: string,
  work: string,
  owner?: number,
): Promise<{ code: number | null; output: string }> {
  const program = `
    import { createSqliteStore } from ${JSON.stringify(storeModule)};
    try {
      const store = createSqliteStore({ file: ${JSON.stringify(file)} });
      await store.migrate();
      ${work}
      await store.close();
    } catch (error) { console.log(error.code, error.message); process.exitCode = 1; }`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(owner === undefined ? {} : { uid: owner }),
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}

/** The file of a store that has the company, and is closed. */
async function storedCompany(): Promise<string> {
  const file = join(temporaryFolder(), 'graph.db');
  const store = createSqliteStore({ file });
  await store.migrate();
  await store.apply(company);
  await store.close();
  return file;
}

/** As in a file of a version that did not count nodes by rule. */
function dropTriggers(database: DatabaseSync, label: string): void {
  for (const event of ['inserted', 'deleted', 'updated'])
    database.exec(`DROP TRIGGER node_${label}_rule_${event}`);
}

describe('the file of the embedded store', () => {
  test('keeps what was written, in a folder that it makes', async () => {
    const file = join(temporaryFolder(), 'data', 'deep', 'graph.db');
    const store = createSqliteStore({ file });
    await store.migrate();
    await store.apply(company);
    await store.close();
    const again = createSqliteStore({ file });
    await again.migrate();
    const query = { find: 'Task', return: { kind: 'count' } } as const;
    expect(await again.query(query, operatorViewer, today)).toEqual({ kind: 'count', total: 3 });
    await again.close();
  });

  test('two processes may migrate it and write at once', async () => {
    const file = join(temporaryFolder(), 'graph.db');
    const write = (name: string): string => `
      for (let round = 0; round < 20; round++) await store.apply({
        changedAt: ${JSON.stringify(changedAt)},
        upsertNodes: [{ id: '${name}' + round, label: 'Team', source: '${name}', key: 'k', properties: {}, fingerprint: 'x' }],
      });`;
    const ends = await Promise.all(['a', 'b', 'c'].map((name) => inProcess(file, write(name))));
    expect(ends).toEqual(Array(3).fill({ code: 0, output: '' }));
    const store = createSqliteStore({ file });
    await store.migrate();
    expect(await store.keys('Team')).toHaveLength(60);
    expect(await store.revision()).toBe(60);
    await store.close();
  });

  test('a reader of another process sees the graph while a writer is at it', async () => {
    const file = join(temporaryFolder(), 'graph.db');
    const writer = createSqliteStore({ file });
    await writer.migrate();
    const reader = createSqliteStore({ file });
    await reader.migrate();
    await writer.apply(company);
    expect(await reader.revision()).toBe(await writer.revision());
    expect(await reader.names('Team', operatorViewer)).toHaveLength(1);
    await reader.close();
    await writer.close();
  });

  test('a rule that another process numbers holds at once for whoever asked before', async () => {
    const file = join(temporaryFolder(), 'graph.db');
    const writer = createSqliteStore({ file });
    await writer.migrate();
    const reader = createSqliteStore({ file });
    await writer.apply(company);
    const newcomer: Viewer = { acls: new Set(['acl-everyone', 'acl-1', 'acl-2', 'acl-3']) };
    const due = { property: 'dueDate', op: 'gte', value: '2025-07-01' } as const;
    const ask = async (query: Pick<FindQuery, 'return' | 'where'>) =>
      await reader.query({ find: 'Task', ...query }, newcomer, today);
    const reads: readonly (() => Promise<unknown>)[] = [
      () => ask({ return: { kind: 'count' } }),
      () => ask({ where: due, return: { kind: 'count' } }),
      () => ask({ where: due, return: { kind: 'exists' } }),
    ];
    for (const read of reads) await read();
    for (const [at, read] of reads.entries()) {
      const task = node(
        `new-${at}`,
        'Task',
        { title: 'New', dueDate: '2025-07-01' },
        { acl: `acl-${at + 1}` },
      );
      await writer.apply({ changedAt, upsertNodes: [task] });
      expect(await read()).toEqual(
        [
          { kind: 'count', total: 3 },
          { kind: 'count', total: 2 },
          { kind: 'exists', exists: true },
        ][at],
      );
    }
    await reader.close();
    await writer.close();
  });

  test('is refused where a newer version made it', async () => {
    const file = join(temporaryFolder(), 'graph.db');
    const store = createSqliteStore({ file });
    await store.migrate();
    await store.close();
    const database = new DatabaseSync(file);
    database.exec("INSERT INTO graph_migration VALUES (99, 'from the future', 'later')");
    database.close();
    const old = createSqliteStore({ file });
    await expect(old.migrate()).rejects.toMatchObject({
      code: 'storage_unusable',
      message: /newer version of Orgwise.*number 99/,
    });
    await old.close();
  });

  test('gains the columns that the schema has gained, and asks for their values anew', async () => {
    const file = await storedCompany();
    const database = new DatabaseSync(file);
    database.exec('DROP INDEX node_team_name_key; ALTER TABLE node_team DROP COLUMN mission');
    database.close();
    const later = createSqliteStore({ file });
    await later.migrate();
    await later.apply(company);
    await later.apply({
      changedAt,
      upsertNodes: [node('sso', 'Team', { name: 'Identity', mission: 'Sign-in' })],
    });
    const [team] = await later.readNodes(['sso'], operatorViewer);
    expect(team?.properties).toMatchObject({ name: 'Identity', mission: 'Sign-in' });
    await later.close();
  });

  test('of a version without numbers of rules gets them, and rights hold as before', async () => {
    const file = await storedCompany();
    const database = new DatabaseSync(file);
    const indexes = database.prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'index' AND (sql LIKE '%, rule)' OR sql LIKE '%(rule, %')",
    );
    for (const { name } of indexes.all()) database.exec(`DROP INDEX ${name}`);
    for (const label of ['task', 'article', 'passage']) {
      dropTriggers(database, label);
      database.exec(`ALTER TABLE node_${label} DROP COLUMN rule`);
    }
    database.exec(
      'DROP TABLE rule; DROP TABLE nodes_by_rule; DROP TABLE sqlite_stat1; DROP TABLE seen_by; DELETE FROM graph_migration WHERE number >= 2',
    );
    database.close();
    const later = createSqliteStore({ file });
    await later.migrate();
    const count = { find: 'Task', return: { kind: 'count' } } as const;
    expect(await later.query(count, anybody, today)).toEqual({ kind: 'count', total: 2 });
    expect(await later.query(count, boardMember, today)).toEqual({ kind: 'count', total: 3 });
    await later.close();
  });

  test('of a version that kept no numbers of nodes by rule counts them as before', async () => {
    const file = await storedCompany();
    const database = new DatabaseSync(file);
    for (const label of ['task', 'article', 'passage']) dropTriggers(database, label);
    database.exec('DROP TABLE nodes_by_rule; DELETE FROM graph_migration WHERE number >= 4');
    database.close();
    const later = createSqliteStore({ file });
    await later.migrate();
    const count = { find: 'Task', return: { kind: 'count' } } as const;
    expect(await later.query(count, anybody, today)).toEqual({ kind: 'count', total: 2 });
    expect(await later.query(count, boardMember, today)).toEqual({ kind: 'count', total: 3 });
    await later.close();
  });

  test('of a version without rules of projects shows them to whoever may read one of their tasks', async () => {
    const file = join(temporaryFolder(), 'graph.db');
    const store = createSqliteStore({ file });
    await store.migrate();
    await store.apply(company);
    await store.apply({
      changedAt,
      upsertNodes: [node('cuts', 'Project', { name: 'Cuts' }), node('login', 'Project', { name: 'Sign-in' })],
      upsertRelationships: [
        relationship('t2', 'IN_PROJECT', 'cuts'),
        relationship('t1', 'IN_PROJECT', 'login'),
      ],
    });
    await store.close();
    const database = new DatabaseSync(file);
    for (const label of ['task', 'article', 'passage']) dropTriggers(database, label);
    database.exec(
      'DROP TABLE seen_by; DROP TABLE nodes_by_rule; DELETE FROM graph_migration WHERE number >= 3',
    );
    database.close();
    const later = createSqliteStore({ file });
    await later.migrate();
    const names = async (viewer: Viewer) => (await later.names('Project', viewer)).map(({ name }) => name);
    expect(await names(anybody)).toEqual(['Sign-in']);
    expect(await names(boardMember)).toEqual(['Cuts', 'Sign-in']);
    await later.close();
  });

  test('is refused where it is no database, a folder, or lies below a file', () => {
    const folder = temporaryFolder();
    const text = join(folder, 'notes.txt');
    writeFileSync(text, 'not a database, but long enough to be looked at as one would be. '.repeat(100));
    for (const file of [text, folder, join(text, 'graph.db'), '/proc/nowhere/graph.db']) {
      const open = (): unknown => createSqliteStore({ file });
      expect(open).toThrow(
        expect.objectContaining({ code: 'storage_unusable', message: expect.stringContaining(file) }),
      );
    }
  });

  test('is refused in a folder that may not be written', async () => {
    const folder = join(temporaryFolder(), 'locked');
    mkdirSync(folder);
    chmodSync(folder, 0o555);
    chmodSync(join(folder, '..'), 0o755);
    // The superuser writes everywhere: somebody else has to try.
    const owner = process.getuid?.() === 0 ? 65_534 : undefined;
    const { code, output } = await inProcess(join(folder, 'graph.db'), '', owner);
    expect(code).toBe(1);
    expect(output).toMatch(/^storage_unusable The database .*graph\.db cannot be used: .*\.\n$/);
  });
});
