import type { DatabaseSync } from 'node:sqlite';

/** `busy`: another process was reading or writing; `left`: the engine has no way to do it. */
export type ScrubOutcome = 'done' | 'busy' | 'left';

/** SQLite's primary result codes (sqlite.org, "Result and Error Codes") for what another connection holds. */
const held: ReadonlySet<number> = new Set([5, 6]);

/**
 * Writes a database anew, so that nothing of what was deleted or changed stands in its free pages, and empties the log beside it,
 * which has former pages. Takes as long as copying the file, and as much room.
 */
export function scrubDatabase(database: DatabaseSync): ScrubOutcome {
  try {
    database.exec('VACUUM');
  } catch (error) {
    // The upper bits tell the extended code.
    if (error instanceof Error && 'errcode' in error && held.has(Number(error.errcode) & 0xff)) return 'busy';
    throw error;
  }
  const checkpoint = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
  return Number(checkpoint?.busy) === 0 ? 'done' : 'busy';
}
