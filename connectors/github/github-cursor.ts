import { hash } from 'node:crypto';
import { z } from 'zod';
import type { ReadingRule } from '../connector.ts';
import type { GithubSettings } from './github-options.ts';

/** Grows whenever the same issue would become another record. */
const buildVersion = 1;

/** GitHub's search is written some time after its issues; what changed within this many ms before a fetch is read again. */
const overlap = 10 * 60_000;

const cursorSchema = z.object({
  at: z.iso.datetime(),
  settings: z.string(),
  repositories: z.record(z.string(), z.string()),
});

/** Up to where a fetch came, and what it rested on. */
export type GithubCursor = z.output<typeof cursorSchema>;

export const buildCursor = (cursor: GithubCursor): string => JSON.stringify(cursor);

/** @returns null for anything else than a cursor of this connector. */
export function parseCursor(text: string): GithubCursor | null {
  try {
    return cursorSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** From when on issues are to be read again. */
export function sinceOf({ at }: Pick<GithubCursor, 'at'>): string {
  return new Date(Date.parse(at) - overlap).toISOString();
}

/** Tells settings apart by which an issue becomes another task. */
export function digestOfSettings({ logins, priorityLabels, pullRequests }: GithubSettings): string {
  return digest([
    buildVersion,
    Object.entries(logins).sort(),
    Object.entries(priorityLabels).sort(),
    pullRequests,
  ]);
}

export function digestOfReaders(readers: ReadingRule): string {
  return digest(readers);
}

function digest(value: unknown): string {
  return hash('sha1', JSON.stringify(value), 'base64url');
}
