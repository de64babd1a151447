import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';

/** `000012-2026-11.jsonl`: its place in the trail, then the month it was begun in, UTC. */
const fileName = /^(\d{6,})-(\d{4}-\d{2})\.jsonl$/;

/** The name that follows another file's in the trail. */
export function nextFileName(before: string | undefined, month: string): string {
  const number = Number(fileName.exec(before ?? '')?.[1] ?? 0) + 1;
  return `${String(number).padStart(6, '0')}-${month}.jsonl`;
}

/** The month that a file was begun in, `YYYY-MM`. */
export function monthOf(file: string): string | undefined {
  return fileName.exec(file)?.[2];
}

/** Names of the trail's files, oldest first; none where there is no folder. */
export function listAuditFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const number = (file: string): number => Number(fileName.exec(file)?.[1]);
  return readdirSync(folder)
    .filter((file) => fileName.test(file))
    .sort((one, other) => number(one) - number(other));
}

export interface RawLine {
  readonly text: string;
  /** Within its file, from 1. */
  readonly number: number;
  /** Whether a line feed ends it; a line without one was cut off. */
  readonly isWhole: boolean;
}

/** The lines of a file, from a byte on; a file of any size takes little memory. */
export async function* readRawLines(folder: string, file: string, start = 0): AsyncGenerator<RawLine> {
  // Not readline: it takes other characters than the line feed for an end, and does not say whether the last one has one.
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let number = 0;
  for await (const chunk of createReadStream(join(folder, file), { start })) {
    const parts = (rest + decoder.write(chunk)).split('\n');
    rest = parts.pop() ?? '';
    for (const text of parts) yield { text, number: ++number, isWhole: true };
  }
  rest += decoder.end();
  if (rest !== '') yield { text: rest, number: ++number, isWhole: false };
}
