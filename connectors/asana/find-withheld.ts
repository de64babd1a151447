import { countForbidden } from '../changes/count-forbidden.ts';
import { fewestWithheld } from '../changes/fewest-withheld.ts';
import type { RecordName } from '../connector.ts';
import type { AsanaApi } from './asana-api.ts';

/**
 * Whether tasks that are no longer listed are still there, and only no longer for this token: Asana says 403 of those, and 404 of
 * deleted ones ("Errors" in its documentation).
 *
 * @returns the sentence that says so; null where few are: whoever made them private meant it.
 */
export async function findWithheld(
  api: Pick<AsanaApi, 'isCompleted'>,
  gone: readonly RecordName[],
  signal: AbortSignal,
): Promise<string | null> {
  const { forbidden: withheld, asked } = await countForbidden(gone, (key) => api.isCompleted(key, signal));
  if (withheld < fewestWithheld) return null;
  return `Asana still has ${withheld} of ${asked} tasks that it no longer lists, and does not show them to the token: it lost its access; look at the projects and teams of its account.`;
}
