import { createHash } from 'node:crypto';
import type { AuditEntry } from '../audit.ts';

/** One written line: an entry, its number in the trail, and the hashes that chain it to its neighbours. */
export interface AuditLine extends AuditEntry {
  /** From 1, without a gap over all files. */
  readonly n: number;
  /** Hash of the line before; of the first line ever, 64 zeros. */
  readonly prev: string;
  /** UTC instant, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  readonly at: string;
  /** Files that have been kept long enough and were removed; the last line of them is what this line vouches for. */
  readonly removed?: { readonly files: readonly string[]; readonly n: number; readonly hash: string };
  /** SHA-256, in hex, of this line as it stands without this property. */
  readonly hash: string;
}

export type UnhashedLine = Omit<AuditLine, 'hash'>;

/** What the first line ever follows. */
export const firstHash = '0'.repeat(64);

const ending = /,"hash":"([0-9a-f]{64})"\}$/;

/** A line as it is written, without its line feed, and its hash. */
export function formatAuditLine(line: UnhashedLine): { readonly text: string; readonly hash: string } {
  const canonical = JSON.stringify(line);
  const hash = hashOf(canonical);
  return { text: `${canonical.slice(0, -1)},"hash":"${hash}"}`, hash };
}

/**
 * Reads a line, without its line feed. The hash is taken over the bytes as they stand, so that a change which means the
 * same JSON is a change all the same.
 *
 * @returns null for what is no line of a trail, such as one that was cut off.
 */
export function parseAuditLine(
  text: string,
): { readonly line: AuditLine; readonly isIntact: boolean } | null {
  const stated = ending.exec(text)?.[1];
  if (stated === undefined) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isLine(value)) return null;
  return { line: value, isIntact: hashOf(text.replace(ending, '}')) === stated };
}

function isLine(value: unknown): value is AuditLine {
  return (
    typeof value === 'object' &&
    value !== null &&
    'n' in value &&
    Number.isSafeInteger(value.n) &&
    ['prev', 'at', 'who', 'what', 'hash'].every(
      (name) => typeof Object.getOwnPropertyDescriptor(value, name)?.value === 'string',
    )
  );
}

function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
