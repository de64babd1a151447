import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseAnchor } from '../../src/cli/run-audit.ts';
import { formatAuditLine, parseAuditLine } from '../../src/operations/audit/audit-line.ts';
import { createFileAudit } from '../../src/operations/audit/file-audit.ts';
import { type AuditAnchor, verifyAudit } from '../../src/operations/audit/verify-audit.ts';
import fc from '../seeded-properties.ts';

let folder: string;
let anchors: AuditAnchor[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'orgwise-trail-'));
  anchors = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

let now = Date.parse('2026-01-31T23:00:00Z');

async function write(lines: number, { keepDays = 365, hours = 1, maxBytes = 1_500 } = {}): Promise<void> {
  const audit = createFileAudit({
    folder,
    keepDays,
    maxBytes,
    questions: true,
    clock: () => new Date(now),
    log: {
      error: () => {},
      info: (details) => void anchors.push(details as AuditAnchor),
    },
  });
  for (let at = 0; at < lines; at++) {
    now += hours * 3_600_000;
    audit.record({
      who: `hr:${at}`,
      platform: 'web',
      place: null,
      what: 'question',
      allowed: true,
      question: 'Who?',
    });
    await audit.flush();
  }
  await audit.close();
}

const files = (): readonly string[] =>
  readdirSync(folder)
    .filter((one) => one.endsWith('.jsonl'))
    .sort();

/** All lines of all files, changed, and written back into as many files. */
function attack(change: (lines: string[]) => string[]): void {
  const names = files();
  const read = names.flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => ({ name, line })),
  );
  const changed = change(read.map(({ line }) => line));
  for (const [index, name] of names.entries()) {
    const own = changed.filter(
      (_, at) => (read[Math.min(at, read.length - 1)]?.name ?? name) === names[index],
    );
    writeFileSync(join(folder, name), own.map((line) => `${line}\n`).join(''));
  }
}

/** The same lines with other words in one of them, each hash and each link made anew. */
function forge(lines: readonly string[], at: number): string[] {
  let prev: string | null = null;
  return lines.map((text, index) => {
    const line = parseAuditLine(text)?.line;
    if (line === undefined) throw new Error(`no line: ${text}`);
    const { hash: _, ...rest } = line;
    const made = formatAuditLine({
      ...rest,
      ...(index === at ? { who: 'hr:nobody' } : {}),
      ...(prev === null ? {} : { prev }),
    });
    prev = made.hash;
    return made.text;
  });
}

const attacks: Readonly<Record<string, (lines: string[], at: number, to: number) => string[]>> = {
  edit: (lines, at) => lines.with(at, (lines[at] ?? '').replace('hr:', 'hr:9')),
  delete: (lines, at) => lines.toSpliced(at, 1),
  truncate: (lines, at) => lines.slice(0, at),
  reorder: (lines, at, to) => lines.with(at, lines[to] ?? '').with(to, lines[at] ?? ''),
  insert: (lines, at, to) => lines.toSpliced(at, 0, lines[to] ?? ''),
  'insert one that fits': (lines, at) => {
    const before = parseAuditLine(lines[at] ?? '')?.line;
    if (before === undefined) return [];
    const { hash, ...rest } = before;
    return lines.toSpliced(at + 1, 0, formatAuditLine({ ...rest, n: rest.n + 1, prev: hash, who: 'x' }).text);
  },
  'make the end anew': (lines, at) => forge(lines, at),
  'swap two bytes': (lines, at) => lines.with(at, (lines[at] ?? '').replace('"n":', '"n" :')),
};

describe('an attack on a trail of several files is found', () => {
  it.each(Object.entries(attacks))('%s', async (_, change) => {
    await write(24);
    expect(files().length).toBeGreaterThan(2);
    expect((await verifyAudit(folder)).mistakes).toEqual([]);
    const names = files();
    const whole = names.map((name) => readFileSync(join(folder, name)));
    await fc.assert(
      fc.asyncProperty(fc.nat(23), fc.nat(23), async (at, to) => {
        fc.pre(at !== to);
        for (const [index, name] of names.entries()) writeFileSync(join(folder, name), whole[index] ?? '');
        attack((lines) => change(lines, at, to));
        const { mistakes } = await verifyAudit(folder);
        expect(mistakes.length).toBeGreaterThan(0);
      }),
      { numRuns: 12 },
    );
  });

  it('that goes on after files have expired', async () => {
    await write(24, { hours: 24, keepDays: 5 });
    expect(files()[0]).not.toMatch(/^000001/);
    expect((await verifyAudit(folder, anchors)).mistakes).toEqual([]);
    attack((lines) => lines.with(1, (lines[1] ?? '').replace('"who":', '"why":')));
    expect((await verifyAudit(folder)).mistakes).not.toEqual([]);
  });

  it('that removes what has not expired, as if it had', async () => {
    await write(24);
    rmSync(join(folder, files()[0] ?? ''));
    expect((await verifyAudit(folder)).mistakes).not.toEqual([]);
  });
});

describe('a line that something appended', () => {
  const forged = (): void => {
    const file = join(folder, files().at(-1) ?? '');
    const last = parseAuditLine(readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '')?.line;
    if (last === undefined) throw new Error('no line');
    const { hash: prev, words: _, ...rest } = last;
    writeFileSync(file, `${formatAuditLine({ ...rest, n: rest.n + 1, prev, who: 'hr:mallory' }).text}\n`, {
      flag: 'a',
    });
  };

  it('is named at once, and for as long as it stands, whatever honest lines follow', async () => {
    await write(3, { maxBytes: 8_000_000 });
    forged();
    forged();
    expect((await verifyAudit(folder)).mistakes).toHaveLength(2);
    for (let round = 0; round < 2; round++) {
      await write(2, { maxBytes: 8_000_000 });
      const { mistakes, doubts } = await verifyAudit(folder);
      expect(mistakes).toEqual([]);
      expect(doubts.map(({ line }) => line)).toEqual([4, 5]);
    }
  });

  it('is no doubt about a trail that nothing was appended to', async () => {
    await write(5);
    expect((await verifyAudit(folder)).doubts).toEqual([]);
  });
});

describe('a trail that was made anew as a whole, head and all', () => {
  it('is found by what the log was told', async () => {
    await write(24);
    expect(anchors.at(-1)?.n).toBe(24);
    expect(anchors.length).toBeGreaterThan(2);
    expect((await verifyAudit(folder, anchors)).mistakes).toEqual([]);
    rmSync(folder, { recursive: true });
    const told = anchors;
    now -= 24 * 3_600_000;
    await write(24, { maxBytes: 1_400 });
    expect((await verifyAudit(folder)).mistakes).toEqual([]);
    // The same lines at the same times: the same trail. Another one differs from its first changed line on.
    await write(1);
    attack((lines) => forge(lines, 3));
    const { mistakes } = await verifyAudit(folder, told);
    expect(mistakes.map((one) => one.message)).toContain('is another one than was noted down');
  });

  it('so is one of which nothing is left', async () => {
    await write(3);
    const last = anchors.slice(-1);
    rmSync(folder, { recursive: true });
    expect((await verifyAudit(folder)).mistakes).toEqual([]);
    expect((await verifyAudit(folder, last)).mistakes).toEqual([
      { file: 'line 3 of the trail', line: null, message: 'was noted down, and is missing' },
    ]);
  });

  it('a line is noted down by its number and hash', () => {
    expect(parseAnchor(`12:${'a'.repeat(64)}`)).toEqual({ n: 12, hash: 'a'.repeat(64) });
    for (const text of ['12', ':', `x:${'a'.repeat(64)}`, `12:${'g'.repeat(64)}`])
      expect(() => parseAnchor(text)).toThrow('--expect');
  });
});
