import { hash } from 'node:crypto';
import { z } from 'zod';
import type { AsanaSettings } from './asana-options.ts';
import type { ProjectReaders } from './asana-readers.ts';
import type { AsanaProject } from './asana-schemas.ts';

/** Grows whenever the same task would become another record. */
const buildVersion = 1;

const cursorSchema = z.object({
  settings: z.string(),
  /** By identifier: what is the same for all tasks of a project, as a digest, and where its events go on. */
  projects: z.record(z.string(), z.object({ shared: z.string(), sync: z.string() })),
  /** What each open task waits for: it may be blocked no longer without an event of its own. */
  waits: z.record(z.string(), z.array(z.string())),
});

/** Up to where a fetch came, and what it rested on. */
export type AsanaCursor = z.output<typeof cursorSchema>;

export const buildCursor = (cursor: AsanaCursor): string => JSON.stringify(cursor);

/** @returns null for anything else than a cursor of this connector. */
export function parseCursor(text: string): AsanaCursor | null {
  try {
    return cursorSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Tells settings apart by which a task becomes another record. */
export function digestOfSettings(settings: AsanaSettings): string {
  const { owners, statusMapping, fields, extra, accounts, matchNames } = settings;
  const sorted = [owners, statusMapping, fields, extra, accounts].map((map) => Object.entries(map).sort());
  return digest([buildVersion, sorted, matchNames]);
}

/** Who may see a project, what it is called and whose it is, stand in the records of all of its tasks. */
export function digestOfProject({ name, team }: AsanaProject, readers: ProjectReaders): string {
  return digest([name, team?.name, readers]);
}

function digest(value: unknown): string {
  return hash('sha1', JSON.stringify(value), 'base64url').slice(0, 16);
}
