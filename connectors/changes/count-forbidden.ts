import type { RecordName } from '../connector.ts';
import { SourceError } from '../http/source-error.ts';
import { sampleOf } from './sample-of.ts';

/**
 * How many of the records that a source no longer lists it refuses to show, where it says 403 of what it withholds and 404 of what
 * was deleted.
 *
 * @param read reads one record, and rejects with what the service said of it.
 */
export async function countForbidden(
  gone: readonly RecordName[],
  read: (key: string) => Promise<unknown>,
): Promise<{ readonly forbidden: number; readonly asked: number }> {
  const asked = sampleOf(gone);
  let forbidden = 0;
  for (const { key } of asked) {
    try {
      await read(key);
    } catch (error) {
      if (!(error instanceof SourceError) || !['missing', 'forbidden'].includes(error.failure)) throw error;
      if (error.failure === 'forbidden') forbidden++;
    }
  }
  return { forbidden, asked: asked.length };
}
