import { existsSync } from 'node:fs';
import { appendFile, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditEntry } from '../audit.ts';
import { listAuditFiles, monthOf, nextFileName, readRawLines } from './audit-files.ts';
import { type AuditChange, type AuditHead, emptyHead } from './audit-head.ts';
import { type AuditLine, formatAuditLine, parseAuditLine, type UnhashedLine } from './audit-line.ts';
import type { QuestionWords } from './question-words.ts';

export interface AuditFolder {
  readonly folder: string;
  /** Days after which a file may go, counted from its last line. */
  readonly keepDays: number;
  /** Size in bytes at which the next file is begun. */
  readonly maxBytes: number;
}

/** An entry with its instant. */
export interface TimedEntry {
  readonly at: string;
  readonly entry: AuditEntry;
  /** Words of its question, to be kept beside the trail. */
  readonly words?: QuestionWords;
}

type Unchained = Omit<UnhashedLine, 'n' | 'prev'>;

/**
 * Appends entries to the trail, in one write; a new month or a full file begins the next file, which is when files that
 * are old enough go. Only for whoever has the turn.
 *
 * @param head where the trail ends as far as is known; null where that is not known.
 * @returns where it ends now, and how to take that back.
 */
export async function appendLines(
  entries: readonly TimedEntry[],
  head: AuditHead | null,
  options: AuditFolder,
): Promise<AuditChange> {
  const { folder } = options;
  const before = head === null ? await findEnd(folder) : await catchUp(folder, head);
  const at = entries.at(-1)?.at ?? new Date().toISOString();
  const isLost = head === null && before.n > 0;
  const unconfirmed = head === null ? 0 : before.n - head.n;
  const file = fileFor(before, at, options.maxBytes);
  const removed = file === before.file ? null : await findOld(folder, before.file, at, options.keepDays);
  const added: Unchained[] = [
    ...(isLost ? [systemLine(at, 'head_lost')] : []),
    // Whoever may append to the file could have: it is said, and judged by whoever reads it.
    ...(unconfirmed > 0
      ? [
          {
            ...systemLine(at, 'unconfirmed'),
            why: `${unconfirmed} lines before this one, which head.db did not know`,
          },
        ]
      : []),
    ...(removed === null ? [] : [{ ...systemLine(at, 'expiry'), removed }]),
    ...entries.map((one) => ({ at: one.at, ...one.entry })),
  ];
  let { n, hash } = before;
  let text = '';
  for (const one of added) {
    const line = formatAuditLine({ n: ++n, prev: hash, ...one });
    hash = line.hash;
    text += `${line.text}\n`;
  }
  const path = join(folder, file);
  const bytes = await sizeOf(path);
  // A full disk takes half a line. Without it the trail is as it was.
  const undo = async (): Promise<void> => {
    if (existsSync(path)) await truncate(path, bytes);
  };
  try {
    await appendFile(path, text, { mode: 0o600 });
  } catch (error) {
    await undo();
    throw error;
  }
  return {
    head: { n, hash, file, bytes: bytes + Buffer.byteLength(text) },
    undo,
    // Only now does a line vouch for them. What cannot be removed is tried again with the next file.
    async settle() {
      const old = removed?.files ?? [];
      await Promise.allSettled(old.map((one) => rm(join(folder, one), { force: true })));
    },
  };
}

function systemLine(at: string, act: 'head_lost' | 'unconfirmed' | 'expiry'): Unchained {
  return { at, who: 'system', platform: 'system', place: null, what: 'administration', act, allowed: true };
}

function fileFor({ file, bytes }: AuditHead, at: string, maxBytes: number): string {
  const month = at.slice(0, 7);
  const isOpen = file !== null && monthOf(file) === month && bytes < maxBytes;
  return isOpen ? file : nextFileName(file ?? undefined, month);
}

/**
 * Takes in what a process wrote that died before it could say so, and cuts off the line that it did not finish. A file that
 * is shorter than the head says is left alone: the numbers then tell what is missing.
 */
async function catchUp(folder: string, head: AuditHead): Promise<AuditHead> {
  if (head.file === null) return head;
  const path = join(folder, head.file);
  if ((await sizeOf(path)) <= head.bytes) return { ...head, bytes: await sizeOf(path) };
  return await follow(folder, head.file, head, head.bytes);
}

/** The end of a trail whose head has gone: the last whole line that there is. */
async function findEnd(folder: string): Promise<AuditHead> {
  const files = listAuditFiles(folder);
  const file = files.at(-1);
  return file === undefined ? emptyHead : await follow(folder, file, { ...emptyHead, file }, 0);
}

async function follow(folder: string, file: string, from: AuditHead, start: number): Promise<AuditHead> {
  let { n, hash, bytes } = { ...from, bytes: start };
  for await (const { text, isWhole } of readRawLines(folder, file, start)) {
    if (!isWhole) {
      await truncate(join(folder, file), bytes);
      break;
    }
    const line = parseAuditLine(text)?.line;
    if (line !== undefined) ({ n, hash } = line);
    bytes += Buffer.byteLength(text) + 1;
  }
  return { n, hash, file, bytes };
}

async function sizeOf(path: string): Promise<number> {
  return existsSync(path) ? (await stat(path)).size : 0;
}

const dayMs = 86_400_000;

/** The oldest files, as far as their last lines have been kept for long enough; never the one that was written last. */
async function findOld(
  folder: string,
  last: string | null,
  at: string,
  keepDays: number,
): Promise<NonNullable<AuditLine['removed']> | null> {
  const oldest = new Date(Date.parse(at) - keepDays * dayMs).toISOString();
  const files: string[] = [];
  let end: AuditLine | undefined;
  for (const file of listAuditFiles(folder)) {
    if (file === last) break;
    const final = await lastLine(folder, file);
    if (final === undefined || final.at >= oldest) break;
    end = final;
    files.push(file);
  }
  if (end === undefined) return null;
  return { files, n: end.n, hash: end.hash };
}

async function lastLine(folder: string, file: string): Promise<AuditLine | undefined> {
  let last: AuditLine | undefined;
  for await (const { text } of readRawLines(folder, file)) last = parseAuditLine(text)?.line ?? last;
  return last;
}
