import { fork } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type AuditLine, formatAuditLine } from '../../../src/operations/audit/audit-line.ts';
import { createFileAudit, type FileAuditOptions } from '../../../src/operations/audit/file-audit.ts';
import { readAudit } from '../../../src/operations/audit/read-audit.ts';
import { verifyAudit } from '../../../src/operations/audit/verify-audit.ts';
import type { AuditEntry } from '../../../src/operations/audit.ts';
import { temporaryFolder } from '../connectors/temporary-folder.ts';

const entry = (question = 'Who leads the Platform team?'): AuditEntry => ({
  who: 'hr:1',
  platform: 'web',
  place: 'chat-1',
  what: 'question',
  allowed: true,
  question,
});

function open(folder: string, options: Partial<FileAuditOptions> = {}) {
  const errors: string[] = [];
  const log = { info: () => {}, error: (_: object, message: string) => errors.push(message) };
  const audit = createFileAudit({
    folder,
    keepDays: 365,
    questions: false,
    clock: () => new Date('2026-11-20T08:00:00Z'),
    log,
    ...options,
  });
  return { audit, errors };
}

/** A trail of so many lines, in one file or in several. */
async function trail(lines: number, options: Partial<FileAuditOptions> = {}): Promise<string> {
  const folder = join(temporaryFolder(), 'audit');
  const { audit } = open(folder, options);
  for (let at = 1; at <= lines; at++) {
    audit.record(entry(`question ${at}`));
    await audit.flush();
  }
  await audit.close();
  return folder;
}

const filesOf = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort();
const firstFile = (folder: string): string => join(folder, filesOf(folder)[0] ?? '');
const linesOf = (file: string): string[] => readFileSync(file, 'utf8').trimEnd().split('\n');

/** Rewrites the lines of the only file. */
function rewrite(folder: string, change: (lines: string[]) => string[]): void {
  const file = firstFile(folder);
  writeFileSync(file, `${change(linesOf(file)).join('\n')}\n`);
}

async function mistakesOf(folder: string): Promise<string[]> {
  const { mistakes } = await verifyAudit(folder);
  return mistakes.map(({ file, line, message }) => `${file}:${line} ${message}`);
}

async function readAll(folder: string): Promise<AuditLine[]> {
  const lines: AuditLine[] = [];
  for await (const line of readAudit(folder)) lines.push(line);
  return lines;
}

describe('what is written', () => {
  test('one line an entry, chained; of a question only its length', async () => {
    const folder = await trail(2);
    const [one, two] = await readAll(folder);
    expect(one).toMatchObject({ n: 1, at: '2026-11-20T08:00:00.000Z', who: 'hr:1', characters: 10 });
    expect(two).toMatchObject({ n: 2, prev: one?.hash });
    expect(readFileSync(firstFile(folder), 'utf8')).not.toContain('question 1');
    expect(await mistakesOf(folder)).toEqual([]);
  });

  test('the words of a question where the configuration asks for them', async () => {
    const [line] = await readAll(await trail(1, { questions: true }));
    expect(line?.question).toBe('question 1');
  });

  test('a file of its own for each month, and for each that is full', async () => {
    const folder = join(temporaryFolder(), 'audit');
    let now = '2026-11-30T23:59:00Z';
    const { audit } = open(folder, { clock: () => new Date(now), maxBytes: 400 });
    for (const at of [
      '2026-11-30T23:59:00Z',
      '2026-12-01T00:00:00Z',
      '2026-12-01T00:01:00Z',
      '2026-12-01T00:02:00Z',
    ]) {
      now = at;
      audit.record(entry());
      await audit.flush();
    }
    await audit.close();
    expect(filesOf(folder)).toEqual(['000001-2026-11.jsonl', '000002-2026-12.jsonl', '000003-2026-12.jsonl']);
    expect(await mistakesOf(folder)).toEqual([]);
  });

  test('files go when they have been kept long enough, and the trail says so', async () => {
    const folder = join(temporaryFolder(), 'audit');
    let now = '2026-01-10T00:00:00Z';
    const { audit } = open(folder, { clock: () => new Date(now), keepDays: 40 });
    for (const month of ['01', '02', '03', '04', '05']) {
      now = `2026-${month}-10T00:00:00Z`;
      audit.record(entry());
      await audit.flush();
    }
    await audit.close();
    expect(filesOf(folder)).toEqual(['000004-2026-04.jsonl', '000005-2026-05.jsonl']);
    expect(await mistakesOf(folder)).toEqual([]);
    rmSync(firstFile(folder));
    expect(await mistakesOf(folder)).toEqual([
      expect.stringContaining('000005-2026-05.jsonl:1 follows a removal'),
    ]);
  });
});

describe('what was done to it', () => {
  const file = '000001-2026-11.jsonl';

  test.each<[string, (lines: string[]) => string[], string[]]>([
    [
      'a changed word',
      (lines) => lines.with(2, lines[2]?.replace('"allowed":true', '"allowed":false') ?? ''),
      [`${file}:3 was changed: its hash is not that of its words`],
    ],
    [
      'a changed line with a new hash',
      (lines) => {
        const { hash: _, ...line } = JSON.parse(lines[2] ?? '') as AuditLine;
        return lines.with(2, formatAuditLine({ ...line, who: 'hr:2' }).text);
      },
      [`${file}:3 was changed: it is not the line that the next one follows`],
    ],
    [
      'a space more',
      (lines) => lines.with(0, lines[0]?.replace('"n":1', '"n": 1') ?? ''),
      [`${file}:1 was changed: its hash is not that of its words`],
    ],
    [
      'removed lines',
      (lines) => lines.toSpliced(1, 2),
      [`${file}:2 follows a removal: lines 2 to 3 of the trail are missing`],
    ],
    [
      'the first line removed',
      (lines) => lines.slice(1),
      [`${file}:1 follows a removal: line 1 of the trail is missing`],
    ],
    [
      'lines in another order',
      ([one = '', two = '', three = '', ...rest]) => [one, three, two, ...rest],
      [`${file}:3 was moved: it is line 2 of the trail`],
    ],
    [
      'a line once more',
      (lines) => lines.toSpliced(3, 0, lines[1] ?? ''),
      [`${file}:4 is line 2 of the trail once more`],
    ],
    [
      'the last lines cut off',
      (lines) => lines.slice(0, 3),
      [`${file}:null was cut off at its end: lines 4 to 5 of the trail are missing`],
    ],
    [
      'a line of something else',
      (lines) => lines.toSpliced(2, 0, '{}'),
      [`${file}:3 is cut off, or is no line of the trail`],
    ],
  ])('%s', async (_, change, found) => {
    const folder = await trail(5);
    rewrite(folder, change);
    expect(await mistakesOf(folder)).toEqual(found);
  });

  test('a line cut in its middle', async () => {
    const folder = await trail(2);
    truncateSync(firstFile(folder), readFileSync(firstFile(folder)).length - 20);
    expect(await mistakesOf(folder)).toEqual([
      `${file}:2 is cut off, or is no line of the trail`,
      `${file}:null was cut off at its end: line 2 of the trail is missing`,
    ]);
  });

  test('the whole end made anew', async () => {
    const folder = await trail(3);
    rewrite(folder, (lines) => {
      const { hash: _, ...line } = JSON.parse(lines[2] ?? '') as AuditLine;
      return lines.with(2, formatAuditLine({ ...line, who: 'hr:2' }).text);
    });
    expect(await mistakesOf(folder)).toEqual([
      `${file}:3 was changed: head.db knows another line of this number`,
    ]);
  });

  test('all files, or one between others, removed', async () => {
    const folder = await trail(4, { maxBytes: 10 });
    rmSync(join(folder, '000002-2026-11.jsonl'));
    expect(await mistakesOf(folder)).toEqual([
      '000003-2026-11.jsonl:1 follows a removal: line 2 of the trail is missing',
    ]);
    for (const name of filesOf(folder)) rmSync(join(folder, name));
    expect(await mistakesOf(folder)).toEqual([
      '000004-2026-11.jsonl:null was cut off at its end: lines 1 to 4 of the trail are missing',
    ]);
  });

  test('what was cut off stays known when the trail goes on', async () => {
    const folder = await trail(5);
    rewrite(folder, (lines) => lines.slice(0, 3));
    const { audit } = open(folder);
    audit.record(entry());
    await audit.close();
    expect(await mistakesOf(folder)).toEqual([
      `${file}:4 follows a removal: lines 4 to 5 of the trail are missing`,
    ]);
  });

  test('a lost head is told, at once and when the trail goes on', async () => {
    const folder = await trail(2);
    for (const name of readdirSync(folder)) if (name.startsWith('head.db')) rmSync(join(folder, name));
    expect(await mistakesOf(folder)).toEqual([expect.stringContaining('head.db:null is missing')]);
    const { audit } = open(folder);
    audit.record(entry());
    await audit.close();
    expect(await mistakesOf(folder)).toEqual([
      expect.stringContaining(`${file}:3 follows a loss of head.db`),
    ]);
  });
});

test('the words of questions have their end also where they are kept no longer', async () => {
  const folder = join(temporaryFolder(), 'audit');
  let now = Date.parse('2026-01-01T08:00:00Z');
  const write = async (questions: boolean): Promise<void> => {
    const { audit } = open(folder, { clock: () => new Date(now), keepDays: 1, questions });
    audit.record(entry('Is Ana ill?'));
    await audit.close();
  };
  await write(true);
  now += 31 * 86_400_000;
  await write(false);
  expect((await readAll(folder)).flatMap((line) => line.question ?? [])).toEqual(['Is Ana ill?']);
  now += 2 * 86_400_000;
  await write(false);
  expect((await readAll(folder)).flatMap((line) => line.question ?? [])).toEqual([]);
  const stored = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1'));
  expect(stored.join('')).not.toContain('Is Ana ill?');
});

describe('what goes wrong', () => {
  test('a process that died while writing leaves no harm behind', async () => {
    const folder = await trail(2);
    const [, last] = await readAll(folder);
    const { text } = formatAuditLine({
      n: 3,
      prev: last?.hash ?? '',
      at: '2026-11-20T08:00:01.000Z',
      ...entry(),
    });
    appendFileSync(firstFile(folder), `${text}\n${text.slice(0, 50)}`);
    expect(await mistakesOf(folder)).toContainEqual(expect.stringContaining(':3 was added after the end'));
    const { audit } = open(folder);
    audit.record(entry());
    await audit.close();
    const lines = await readAll(folder);
    expect(lines.map((line) => line.n)).toEqual([1, 2, 3, 4, 5]);
    expect(lines[3]).toMatchObject({ act: 'unconfirmed', why: expect.stringContaining('1 lines before') });
    expect(await mistakesOf(folder)).toEqual([]);
  });

  test('a folder that cannot be written loses nothing: it is logged, told by doctor and made good', async () => {
    const base = temporaryFolder({ audit: 'a file where the folder should be' });
    const folder = join(base, 'audit');
    const { audit, errors } = open(folder);
    audit.record(entry());
    await audit.flush();
    expect(errors[0]).toContain('cannot be written');
    expect(await audit.examine()).toMatchObject({ part: 'audit', ok: false });
    rmSync(folder);
    mkdirSync(folder);
    audit.record(entry());
    await audit.close();
    expect((await readAll(folder)).map((line) => line.n)).toEqual([1, 2]);
    expect(await open(folder).audit.examine()).toMatchObject({ ok: true });
  });

  test('a process that always has more to write leaves others their turn', async () => {
    const folder = await trail(1);
    const busy = open(folder);
    const other = open(folder);
    let isRecording = true;
    const recordOn = (): void => {
      busy.audit.record(entry());
      if (isRecording) setImmediate(recordOn);
    };
    recordOn();
    const begun = performance.now();
    for (let at = 0; at < 3; at += 1) {
      other.audit.record(entry());
      await other.audit.flush();
    }
    const tookMs = performance.now() - begun;
    isRecording = false;
    await Promise.all([busy.audit.close(), other.audit.close()]);
    expect(tookMs).toBeLessThan(2_000);
    expect([...busy.errors, ...other.errors]).toEqual([]);
    expect(await verifyAudit(folder)).toMatchObject({ mistakes: [] });
  });

  test('several processes write one chain', async () => {
    const folder = join(temporaryFolder(), 'audit');
    const script = fileURLToPath(new URL('write-audit.ts', import.meta.url));
    const children = Array.from({ length: 3 }, () => fork(script, [folder, '40'], { execArgv: [] }));
    for (const [code] of await Promise.all(children.map((child) => once(child, 'exit'))))
      expect(code).toBe(0);
    expect((await readAll(folder)).map((line) => line.n)).toEqual(
      Array.from({ length: 120 }, (_, at) => at + 1),
    );
    expect(await mistakesOf(folder)).toEqual([]);
  }, 30_000);
});
