import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCsvConnector } from '../../../../connectors/csv/csv-connector.ts';
import { fetchAll } from '../fetch-all.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { readCsv } from './read-csv.ts';

test('a wrong header is one error that names the file, what was found and what was expected', async () => {
  await expect(
    readCsv('people', 'Nr,Vorname\n1,Ana\n', { columns: { email: 'Post' } }),
  ).rejects.toMatchObject({
    code: 'source_unreadable',
    message: expect.stringMatching(
      /people\.csv.*'Nr', 'Vorname'.*'Post' \(configured for email\).*one for id \(such as id, key.*one for name \(such as name/,
    ),
  });
});

test('a row with too few or too many cells is set aside, the rest goes in', async () => {
  const { records, problems } = await readCsv('people', 'id,name,title\n1,Ana\n2,Bo,x\n3,Cy,y,z\n');
  expect(records).toMatchObject([{ key: '2' }]);
  expect(problems).toEqual([
    {
      place: 'people.csv:2',
      message: 'The row has 2 columns where the header has 3; it is set aside.',
    },
    {
      place: 'people.csv:4',
      message: 'The row has 4 columns where the header has 3; it is set aside.',
    },
  ]);
});

test('an identifier used twice is told with both lines, an empty one with its own', async () => {
  const { records, problems } = await readCsv('people', 'id,name\n1,Ana\n,Bo\n1,Cy\n2,\n');
  expect(records).toMatchObject([{ key: '1', name: 'Ana' }]);
  expect(problems.map(({ place }) => place)).toEqual(['people.csv:3', 'people.csv:4', 'people.csv:5']);
  expect(problems[1]?.message).toContain("'1' stands in line 2 already");
});

test('no date, no address and no time zone: the field stays empty, the record goes in', async () => {
  const { records, problems } = await readCsv(
    'people',
    'id,name,email,start_date,time_zone\n1,Ana,none,yyyy-mm-dd,Mars\n2,Bo,bo@example.com,2024-02-30,UTC\n',
  );
  expect(records).toEqual([
    { kind: 'employee', key: '1', name: 'Ana', place: 'people.csv:2' },
    {
      kind: 'employee',
      key: '2',
      name: 'Bo',
      place: 'people.csv:3',
      email: 'bo@example.com',
      timeZone: 'UTC',
    },
  ]);
  expect(problems.map(({ place }) => place)).toEqual([
    ...['people.csv:2', 'people.csv:2', 'people.csv:2'],
    'people.csv:3',
  ]);
});

test('an empty file is an error, a file of headers is a problem', async () => {
  await expect(readCsv('people', '')).rejects.toMatchObject({
    code: 'source_unreadable',
    message: expect.stringContaining('is empty'),
  });
  await expect(readCsv('people', '\n \n')).rejects.toMatchObject({ code: 'source_unreadable' });
  expect(await readCsv('people', 'id,name\n')).toEqual({
    records: [],
    problems: [{ place: 'people.csv:1', message: 'The file has headers and no rows below them.' }],
  });
});

test('a quote that is never closed is an error, since it swallows the rows below', async () => {
  await expect(readCsv('people', 'id,name\n1,Ana\n2,"Bo\n3,Cy\n4,Di\n')).rejects.toMatchObject({
    code: 'source_unreadable',
    message: expect.stringMatching(/after line 2 is never closed/),
  });
});

test('a quote inside a cell is part of its text', async () => {
  const { records } = await readCsv('tasks', 'id,title\n1,Fix the "login" page\n');
  expect(records).toMatchObject([{ title: 'Fix the "login" page' }]);
});

test('a missing file, a folder in its place, and a workbook are told as such', async () => {
  const folder = temporaryFolder({ 'book.csv': Buffer.from('PK\u0003\u0004\u0000\u0000\u0001\u0000data') });
  const read = (file: string) =>
    fetchAll(createCsvConnector({ source: 'office', people: { file: join(folder, file) } }));
  await expect(read('gone.csv')).rejects.toThrow(/gone\.csv does not exist/);
  await expect(read('')).rejects.toThrow(/is not a file/);
  await expect(read('book.csv')).rejects.toThrow(/is not a text file; export it as CSV/);
});

test('a file that changes while it is read is not taken for complete', async () => {
  const rows = Array.from({ length: 5000 }, (_, at) => `${at},Person ${at}\n`).join('');
  const folder = temporaryFolder({ 'people.csv': `id,name\n${rows}` });
  const file = join(folder, 'people.csv');
  const connector = createCsvConnector({ source: 'office', people: { file } });
  const readAndWrite = async () => {
    for await (const _ of connector.fetch({ signal: new AbortController().signal })) {
      rmSync(file);
      writeFileSync(file, 'id,name\n');
      break;
    }
    return fetchAll(connector);
  };
  // Left alone again, the new content is read as it is.
  expect((await readAndWrite()).records).toEqual([]);

  writeFileSync(file, `id,name\n${rows}`);
  const readWhileWriting = async () => {
    let isFirst = true;
    for await (const _ of connector.fetch({ signal: new AbortController().signal })) {
      if (isFirst) writeFileSync(file, `id,name\n${rows}x,X\n`);
      isFirst = false;
    }
  };
  await expect(readWhileWriting()).rejects.toThrow(/was written to while it was read/);
});

test('a hundred thousand rows come through whole, within seconds', async () => {
  const rows = Array.from(
    { length: 100_000 },
    (_, at) => `T-${at},Title ${at},"Some words, with a comma",Done,a;b,2024-01-05\n`,
  );
  const { records, problems } = await readCsv(
    'tasks',
    `id,title,description,status,assignees,created\n${rows.join('')}`,
  );
  expect(records).toHaveLength(100_000);
  expect(problems).toEqual([]);
  expect(records.at(-1)).toMatchObject({ key: 'T-99999', place: 'tasks.csv:100001' });
}, 20_000);
