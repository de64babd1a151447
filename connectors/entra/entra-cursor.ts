import { hash } from 'node:crypto';
import { z } from 'zod';
import type { EntraSettings } from './entra-options.ts';

/** Grows whenever the same account would become another record, or a cursor is written otherwise. */
const buildVersion = 2;

const cursorSchema = z.object({
  deltaLink: z.string().min(1),
  settings: z.string(),
  /** Names of departments that are teams already. */
  departments: z.array(z.string()),
  /** Keys of groups that were teams. */
  groups: z.array(z.string()),
  /** Identifiers of accounts that changed and could not be read yet. */
  unread: z.array(z.string()).default([]),
});

/** Up to where a fetch came, and what it rested on. */
export type EntraCursor = z.output<typeof cursorSchema>;

export const buildCursor = (cursor: EntraCursor): string => JSON.stringify(cursor);

/** @returns null for anything else than a cursor of this connector under the same settings. */
export function parseCursor(text: string | undefined, settings: EntraSettings): EntraCursor | null {
  if (text === undefined) return null;
  try {
    const cursor = cursorSchema.parse(JSON.parse(text));
    return cursor.settings === digestOf(settings) ? cursor : null;
  } catch {
    return null;
  }
}

/** Tells settings apart by which an account becomes another record; a secret that was renewed changes nothing. */
export function digestOf({
  tenant,
  graphUrl,
  accounts,
  people,
  teams,
  leaveDates,
  extra,
}: EntraSettings): string {
  const parts = [
    buildVersion,
    tenant,
    graphUrl,
    accounts,
    people,
    teams,
    leaveDates,
    Object.entries(extra).sort(),
  ];
  return hash('sha1', JSON.stringify(parts), 'base64url');
}
