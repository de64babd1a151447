import { hash } from 'node:crypto';
import { z } from 'zod';
import type { ReadingRule } from '../connector.ts';
import type { LinearSettings } from './linear-options.ts';
import type { LinearTeam } from './linear-schemas.ts';

/** Grows whenever the same issue would become another record. */
const buildVersion = 2;

/** What was updated within this many ms before a fetch is read again: what is listed may lag behind what is written. */
const overlap = 10 * 60_000;

const cursorSchema = z.object({
  /** Linear's time when the fetch began. */
  at: z.iso.datetime(),
  settings: z.string(),
  /** Digest of a team, by its identifier. */
  teams: z.record(z.string(), z.string()),
  /** Digest of what blocks an issue, by its identifier. */
  blocked: z.record(z.string(), z.string()),
});

/** Up to where a fetch came, and what it rested on. */
export type LinearCursor = z.output<typeof cursorSchema>;

export const buildCursor = (cursor: LinearCursor): string => JSON.stringify(cursor);

/** @returns null for anything else than a cursor of this connector. */
export function parseCursor(text: string): LinearCursor | null {
  try {
    return cursorSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** From when on issues are to be read again. */
export function sinceOf({ at }: Pick<LinearCursor, 'at'>): string {
  return new Date(Date.parse(at) - overlap).toISOString();
}

/** Tells settings apart by which an issue becomes another task. */
export function digestOfSettings({ owners, statusMapping, accounts, matchNames }: LinearSettings): string {
  const sorted = [owners, statusMapping, accounts].map((map) => Object.entries(map).sort());
  return digest([buildVersion, sorted, matchNames]);
}

/** What a team is called, and who may see its issues, stand in the records of all of them. */
export function digestOfTeam({ key, name }: LinearTeam, readers: ReadingRule | undefined): string {
  return digest([key, name, readers ?? null]);
}

function digest(value: unknown): string {
  return hash('sha1', JSON.stringify(value), 'base64url');
}
