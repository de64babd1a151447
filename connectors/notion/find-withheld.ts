import { fewestWithheld } from '../changes/fewest-withheld.ts';
import { sampleOf } from '../changes/sample-of.ts';
import type { RecordName } from '../connector.ts';
import type { NotionApi } from './notion-api.ts';

/**
 * Whether pages that are no longer listed are not in the trash either: then they were deleted for good, or are no longer shared with the
 * connection. Notion says 404 for both.
 *
 * @returns the sentence that says so; null where there are few such pages.
 */
export async function findWithheld(
  api: Pick<NotionApi, 'page'>,
  gone: readonly RecordName[],
  signal: AbortSignal,
): Promise<string | null> {
  const asked = sampleOf(gone);
  let missing = 0;
  for (const { key } of asked) if ((await api.page(key, signal)) === undefined) missing++;
  if (missing < fewestWithheld) return null;
  return `Notion shows ${missing} of ${asked.length} pages that it no longer lists not even in the trash: either they were deleted for good, or they are no longer shared with the connection; look at the connections of the pages above them.`;
}
