import { fewestWithheld } from '../changes/fewest-withheld.ts';
import { sampleOf } from '../changes/sample-of.ts';
import type { RecordName } from '../connector.ts';
import type { ConfluenceApi } from './confluence-api.ts';

/** As many pages are looked for, in one request each 250. */
const mostAsked = 1_000;

/**
 * Whether pages that are no longer listed are neither in the trash nor in the archive, nor moved to a space that is not read: then they
 * were purged, or the account may not see them any more. Confluence says 404 for both.
 *
 * @returns the sentence that says so; null where there are few such pages.
 */
export async function findWithheld(
  api: Pick<ConfluenceApi, 'stillThere'>,
  gone: readonly RecordName[],
  signal: AbortSignal,
): Promise<string | null> {
  const asked = sampleOf(gone, mostAsked).map(({ key }) => key);
  const found = new Set<string>();
  for await (const id of api.stillThere(asked, signal)) found.add(id);
  const missing = asked.filter((id) => !found.has(id)).length;
  if (missing < fewestWithheld) return null;
  return `Confluence shows ${missing} of ${asked.length} pages that it no longer lists neither in the trash nor elsewhere: either they were purged, or the account may not view them any more; look at 'View' in the permissions of the spaces, and at the restrictions of pages.`;
}
