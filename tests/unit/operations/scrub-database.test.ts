import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../src/operations/open-database.ts';
import { scrubDatabase } from '../../../src/operations/scrub-database.ts';
import { temporaryFolder } from '../connectors/temporary-folder.ts';

test('what was deleted is overwritten in the file as it goes, and in the log beside it by a scrub', () => {
  const file = join(temporaryFolder({}), 'a.db');
  const database = openDatabase(file);
  database.exec('CREATE TABLE words (word TEXT)');
  const write = database.prepare('INSERT INTO words VALUES (?)');
  for (let at = 0; at < 500; at += 1) write.run(`secret-${at} ${'x'.repeat(50)}`);
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const bytes = (end: string): string => readFileSync(`${file}${end}`, 'latin1');
  expect(bytes('')).toContain('secret-77');
  database.exec("DELETE FROM words WHERE word LIKE 'secret-77 %'");
  database.exec('PRAGMA wal_checkpoint(PASSIVE)');
  expect(bytes('')).not.toContain('secret-77');
  database.exec("DELETE FROM words WHERE word LIKE 'secret-4%'");
  expect(scrubDatabase(database)).toBe('done');
  for (const end of ['', '-wal']) expect(bytes(end)).not.toMatch(/secret-(?:77|4)/);
  expect(bytes('')).toContain('secret-78');
  database.close();
});

test('it says where another reader or writer keeps it from doing so', () => {
  const file = join(temporaryFolder({}), 'a.db');
  openDatabase(file).close();
  const database = new DatabaseSync(file, { timeout: 20 });
  database.exec('CREATE TABLE words (word TEXT); INSERT INTO words VALUES (1)');
  const other = new DatabaseSync(file);
  for (const begin of ['BEGIN; SELECT * FROM words', 'BEGIN IMMEDIATE']) {
    other.exec(begin);
    if (!begin.includes('IMMEDIATE')) other.prepare('SELECT * FROM words').all();
    expect(scrubDatabase(database)).toBe('busy');
    other.exec('ROLLBACK');
  }
  expect(scrubDatabase(database)).toBe('done');
  other.close();
  database.close();
});
