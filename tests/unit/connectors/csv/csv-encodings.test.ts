import { expect, test } from 'vitest';
import { readCsv } from './read-csv.ts';

const content = 'id,name,title\n1,Jürgen Groß,Geschäftsführer\n2,Zoë Núñez,Ingénieur\n';
const names = ['Jürgen Groß', 'Zoë Núñez'];

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

/** The same text with one byte in the second row that no UTF-8 has. */
function brokenUtf8(text: string): Buffer {
  const bytes = Buffer.from(text.replace('Ingénieur', 'Ing#nieur'));
  bytes[bytes.indexOf('#')] = 0xff;
  return bytes;
}

test.each([
  ['UTF-8', Buffer.from(content)],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${content}`)],
  ['UTF-16LE with a mark', Buffer.from(`\uFEFF${content}`, 'utf16le')],
  ['UTF-16BE with a mark', utf16be(`\uFEFF${content}`)],
])('reads %s without a word', async (_, bytes) => {
  const { records, problems } = await readCsv('people', bytes);
  expect(records).toMatchObject(names.map((name) => ({ name })));
  expect(problems).toEqual([]);
});

test.each([
  ['windows-1252', Buffer.from(content, 'latin1'), names],
  [
    'gb18030',
    Buffer.from('69642c6e616d650a312ccdf5d0a1c3f70a322cc0eec0d70a332cd5c5ceb00a', 'hex'),
    ['王小明', '李雷', '张伟'],
  ],
])('guesses %s, and says so', async (encoding, bytes, expected) => {
  const { records, problems } = await readCsv('people', bytes);
  expect(records).toMatchObject(expected.map((name) => ({ name })));
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ place: 'people.csv' });
  expect(problems[0]?.message).toContain(`taken to be ${encoding}`);
});

test('takes the configured encoding without a guess', async () => {
  const bytes = Buffer.from('id,name\n1,\xc3\x28\n', 'latin1');
  const { records, problems } = await readCsv('people', bytes, { encoding: 'iso-8859-1' });
  expect(records).toMatchObject([{ name: 'Ã(' }]);
  expect(problems).toEqual([]);
});

test.each([
  ['found out', {}],
  ['configured', { encoding: 'utf-8' }],
])('a byte that breaks the encoding sets its row aside, with its line (%s)', async (_, options) => {
  const rows = Array.from({ length: 20 }, (_, at) => `${at + 10},Zoë ${at},ë\n`).join('');
  const { records, problems } = await readCsv('people', brokenUtf8(content + rows), options);
  expect(records).toHaveLength(21);
  expect(records.map(({ key }) => key)).not.toContain('2');
  expect(problems.map(({ place }) => place)).toEqual(['people.csv', 'people.csv:3']);
});

test('a replacement character that the source itself wrote is text', async () => {
  const { records, problems } = await readCsv('people', 'id,name\n1,Zo\uFFFD\n');
  expect(records).toMatchObject([{ name: 'Zo\uFFFD' }]);
  expect(problems).toEqual([]);
});
