import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from './app-error.ts';

/** How long a statement waits for another process's write to end, in ms: longer than any batch of a sync takes. */
const busyTimeoutMs = 15_000;

/** SQLite's primary result codes (sqlite.org, "Result and Error Codes") that say the file itself cannot be used. */
const unusable: Readonly<Record<number, string>> = {
  5: 'another process has kept it locked for too long; stop that process or use another file',
  8: 'it may not be written; give this user the right to write the file and its folder',
  10: 'reading or writing failed; check the disk',
  11: 'it is damaged; restore a copy, or move it away and sync again',
  13: 'the disk is full; make room',
  14: 'it cannot be opened; name a file in a folder that this user may write',
  26: 'it is not a SQLite database; move it away or name another file',
};

/**
 * Opens, and where absent creates, a SQLite database in WAL mode, its folder too.
 *
 * @param file a path, or `:memory:`.
 * @throws AppError `storage_unusable` with a sentence that names the file and the remedy.
 */
export function openDatabase(file: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    if (file !== ':memory:') makeFolder(dirname(file));
    database = new DatabaseSync(file, { timeout: busyTimeoutMs });
    enterWal(database);
    // What is deleted is overwritten rather than left in free pages; beside the rest of a write it costs nothing that can be measured.
    database.exec(
      'PRAGMA secure_delete = ON; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536',
    );
    return database;
  } catch (error) {
    database?.close();
    throw storageError(file, error);
  }
}

/** One level at a time: Node's recursive mkdir never returns below a folder, such as /proc, that answers ENOENT. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process was faster.
    if (!existsSync(path)) throw error;
  }
}

/** Two processes that open a new file at once collide here, and SQLite does not wait by itself when changing the mode. */
function enterWal(database: DatabaseSync): void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  const deadline = Date.now() + busyTimeoutMs;
  for (;;) {
    try {
      database.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (resultCode(error) !== 5 || Date.now() > deadline) throw error;
      Atomics.wait(pause, 0, 0, 20);
    }
  }
}

/**
 * Runs in the promise's own time, so that an error becomes its rejection.
 *
 * @throws AppError `storage_unusable` where the database or its file fails.
 */
export async function runOnDatabase<Result>(file: string, work: () => Result): Promise<Result> {
  try {
    return work();
  } catch (error) {
    throw storageError(file, error);
  }
}

/** The error to show for one that SQLite or the file system threw; errors of other kinds are returned as they are. */
function storageError(file: string, error: unknown): unknown {
  if (error instanceof AppError) return error;
  const code = resultCode(error);
  const reason = code === undefined ? fileReason(error) : unusable[code];
  if (reason === undefined) return error;
  return new AppError('storage_unusable', `The database ${file} cannot be used: ${reason}.`, {
    cause: error,
  });
}

function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  // The upper bits tell the extended code.
  return error.errcode & 0xff;
}

function fileReason(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const isFileError = typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code);
  return isFileError ? 'its folder cannot be made; name a folder that this user may write' : undefined;
}
