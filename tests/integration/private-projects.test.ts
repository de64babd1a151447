import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { createOrgwise, type Orgwise } from '../../src/main.ts';
import { writeFiles } from '../fixtures/write-files.ts';

let folder: string;
let orgwise: Orgwise;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'orgwise-projects-'));
  writeFiles(folder, {
    'orgwise.yaml': [
      'company: { name: Works, timeZone: UTC, today: 2026-11-20 }',
      'sources:',
      '  - { name: directory, type: csv, people: { file: people.csv } }',
      '  - { name: board, type: csv, tasks: { file: board.csv, readers: [everyone] } }',
      '  - { name: open, type: csv, tasks: { file: open.csv, readers: [everyone] } }',
    ].join('\n'),
    'people.csv':
      'id,name,email,title\ne1,Helena Brandt,h@x.example,CEO\ne2,John Doe,j@x.example,Engineer\ne3,Mei Lin,m@x.example,Lawyer\n',
    'board.csv': board('BRD-1,Draft the letters,Redundancies,user:e1'),
    'open.csv': board('OPS-1,Rotate the keys,Gateway,'),
  });
  const env = { ORGWISE_LOG_LEVEL: 'silent' };
  orgwise = await createOrgwise(loadConfig({ env, cwd: folder }));
  await orgwise.sync();
});
afterEach(async () => {
  await orgwise.close();
  rmSync(folder, { recursive: true, force: true });
});

const board = (...rows: readonly string[]): string => `id,title,project,readers\n${rows.join('\n')}\n`;

const write = async (file: string, ...rows: readonly string[]): Promise<void> => {
  writeFileSync(join(folder, file), board(...rows));
  await orgwise.sync();
};

async function told(question: string, ...emails: readonly string[]): Promise<string> {
  const [email = ''] = emails;
  const viewer =
    emails.length === 1
      ? (await orgwise.access.person(email))?.viewer
      : await orgwise.access.audience([...emails]);
  if (viewer === undefined) throw new Error(`${email} may not ask`);
  const { text } = await orgwise.answerQuestion({ question, asker: { employeeId: null, viewer } });
  return text;
}

const projects = (...emails: readonly string[]): Promise<string> =>
  told('Which projects are there?', ...emails);

it('is told to those alone who may read one of its tasks', async () => {
  expect(await projects('h@x.example')).toMatch(/Redundancies/);
  expect(await projects('j@x.example')).toMatch(/Gateway/);
  expect(await projects('j@x.example')).not.toMatch(/Redundancies/);
  expect(await told('How many tasks are in Redundanceis?', 'h@x.example')).toMatch(/Redundancies/);
  expect(await told('How many tasks are in Redundanceis?', 'j@x.example')).not.toMatch(/Redundancies/);
});

it('is told in a channel where all may read the same task of it', async () => {
  await write(
    'board.csv',
    'BRD-1,Draft the letters,Redundancies,user:e1;user:e3',
    'BRD-2,List the desks,Redundancies,user:e2',
  );
  expect(await projects('h@x.example', 'm@x.example')).toMatch(/Redundancies/);
  expect(await projects('h@x.example', 'j@x.example')).not.toMatch(/Redundancies/);
});

it('follows its tasks from one sync to the next', async () => {
  await write('board.csv', 'BRD-1,Draft the letters,Redundancies,user:e2');
  expect(await projects('j@x.example')).toMatch(/Redundancies/);
  await write('board.csv', 'BRD-1,Draft the letters,Redundancies,user:e3');
  expect(await projects('j@x.example')).not.toMatch(/Redundancies/);
  expect(await projects('m@x.example')).toMatch(/Redundancies/);
});

it('is one project with that of another source, and shown by the tasks of either', async () => {
  await write('open.csv', 'OPS-1,Rotate the keys,Gateway,', 'OPS-2,Book a room,redundancies,');
  expect(await projects('j@x.example')).toMatch(/redundancies/i);
  await write('open.csv', 'OPS-1,Rotate the keys,Gateway,');
  expect(await projects('j@x.example')).not.toMatch(/redundancies/i);
  expect(await projects('h@x.example')).toMatch(/redundancies/i);
});
