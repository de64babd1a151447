/** What was changed within this many ms before a fetch is read again: listings lag behind what is written. */
export const overlap = 10 * 60_000;

/** The instant that somebody named, where that is no cursor of a connector. */
export function askedSince(since: string | undefined): string | undefined {
  return since !== undefined && /^\d{4}-\d\d-\d\d/.test(since) ? new Date(since).toISOString() : undefined;
}
