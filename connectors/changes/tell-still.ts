import type { StillThere } from '../connector.ts';

/** As many keys stand in a message. */
const mostNamed = 5;

/** Records that a service no longer lists, and what came of asking for them. */
export interface AskedRecords {
  readonly still: StillThere['still'];
  /** How many were asked for, of how many that are missing. */
  readonly asked: number;
  readonly missing: number;
}

/**
 * What is told of records that a service lists no more and shows when they are asked for: a list that moved on while it was read, or an index
 * that runs behind.
 *
 * @param words the service, what it calls its records, and why it may be
 * @returns null where none is there; the sentence alone where not all could be asked for.
 */
export function tellStill(
  { still, asked, missing }: AskedRecords,
  { service, things, why }: { readonly service: string; readonly things: string; readonly why: string },
): string | StillThere | null {
  if (still.length === 0) return null;
  const there = `${service} still has ${still.length} of ${asked} ${things} that it no longer lists`;
  if (asked < missing) return `${there}: ${why}; the next run reads them again.`;
  const keys = still.slice(0, mostNamed).map(({ key }) => key);
  const named = `${keys.join(', ')}${still.length > keys.length ? ' …' : ''}`;
  return { still, message: `${there} (${named}): ${why}. They stay as known before.` };
}
