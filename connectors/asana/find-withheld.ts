import { sampleOf } from '../changes/sample-of.ts';
import type { RecordName } from '../connector.ts';
import { SourceError } from '../http/source-error.ts';
import type { AsanaApi } from './asana-api.ts';

/**
 * Whether tasks that are no longer listed are still there, and only no longer for this token: Asana says 403 of those, and 404 of
 * deleted ones ("Errors" in its documentation).
 *
 * @returns the sentence that says so; null where none is.
 */
export async function findWithheld(
  api: Pick<AsanaApi, 'isCompleted'>,
  gone: readonly RecordName[],
  signal: AbortSignal,
): Promise<string | null> {
  const asked = sampleOf(gone);
  let withheld = 0;
  for (const { key } of asked) {
    try {
      await api.isCompleted(key, signal);
    } catch (error) {
      if (!(error instanceof SourceError) || !['missing', 'forbidden'].includes(error.failure)) throw error;
      if (error.failure === 'forbidden') withheld++;
    }
  }
  if (withheld === 0) return null;
  return `Asana still has ${withheld} of ${asked.length} tasks that it no longer lists, and does not show them to the token: it lost its access; look at the projects and teams of its account.`;
}
