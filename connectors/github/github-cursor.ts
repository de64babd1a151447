import { z } from 'zod';
import { digestOf } from '../changes/digest-of.ts';
import type { GithubSettings } from './github-options.ts';
import { issueCountSchema } from './read-repository.ts';

/** Grows whenever the same issue would become another record. */
const buildVersion = 4;

/** GitHub's search is written some time after its issues; what changed within this many ms before a fetch is read again. */
const overlap = 10 * 60_000;

const cursorSchema = z.object({
  at: z.iso.datetime(),
  settings: z.string(),
  /** Digest of who may see the issues of a repository, by its name. */
  repositories: z.record(z.string(), z.string()),
  counts: z.record(z.string(), issueCountSchema),
  /** Digest of what an open issue waits for or waited for, by its key. */
  blocked: z.record(z.string(), z.string()),
  /** Digest of what projects told of an issue, by its key. */
  placed: z.record(z.string(), z.string()),
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
export function digestOfSettings({ logins, priorityLabels, pullRequests, projects }: GithubSettings): string {
  return digestOf([
    buildVersion,
    Object.entries(logins).sort(),
    Object.entries(priorityLabels).sort(),
    pullRequests,
    projects,
  ]);
}
