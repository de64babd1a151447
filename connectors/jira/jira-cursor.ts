import { z } from 'zod';
import { createCursorFormat } from '../changes/cursor-format.ts';
import { digestOf } from '../changes/digest-of.ts';
import type { JiraSettings } from './jira-options.ts';

/** Grows whenever the same issue would become another record. */
const buildVersion = 2;

const levelSchema = z.object({ id: z.string(), name: z.string() });

const cursorSchema = z.object({
  /** Jira's time when the fetch began. */
  at: z.iso.datetime(),
  settings: z.string(),
  /** By key: a digest of its name and of who may see what in it, and the security levels that issues of it had. */
  projects: z.record(z.string(), z.object({ rights: z.string(), levels: z.array(levelSchema) })),
  /** Issues that others block: closing those updates none of these. */
  blocked: z.array(z.string()),
});

/** Up to where a fetch came, and what it rested on. */
export type JiraCursor = z.output<typeof cursorSchema>;

export const jiraCursor = createCursorFormat(cursorSchema);

/** Tells settings apart by which an issue becomes another task. */
export function digestOfSettings(settings: JiraSettings): string {
  const { url, filter, statusMapping, blockingLinks, team, extra, accounts, matchNames, readers } = settings;
  const sorted = [statusMapping, extra, accounts].map((map) => Object.entries(map).sort());
  return digestOf([buildVersion, url, filter, blockingLinks, team, sorted, matchNames, readers]);
}
