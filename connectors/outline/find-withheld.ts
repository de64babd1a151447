import { countForbidden } from '../changes/count-forbidden.ts';
import { fewestWithheld } from '../changes/fewest-withheld.ts';
import type { RecordName } from '../connector.ts';
import type { OutlineApi } from './outline-api.ts';

/**
 * Whether documents that are no longer listed are there, and only no longer for this key: Outline says 403 of those, 404 of those that
 * were deleted for good, and still gives what is in its bin and its archive.
 *
 * @returns the sentence that says so; null where there are few such documents.
 */
export async function findWithheld(
  api: Pick<OutlineApi, 'document'>,
  gone: readonly RecordName[],
  signal: AbortSignal,
): Promise<string | null> {
  const { forbidden: withheld, asked } = await countForbidden(gone, (key) => api.document(key, signal));
  if (withheld < fewestWithheld) return null;
  return `Outline still has ${withheld} of ${asked} documents that it no longer lists, and does not show them to the key: it lost its access; look at the collections that its account may view.`;
}
