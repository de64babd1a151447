import type { DatabaseSync } from 'node:sqlite';
import { AppError } from './app-error.ts';

export interface Migration {
  /** What it does, for whoever looks into the table of migrations. */
  readonly name: string;
  readonly up: (database: DatabaseSync) => void;
}

/**
 * Runs `work` in one writing transaction: all of it or nothing.
 *
 * `IMMEDIATE` takes the write lock at the start, so that of two processes one waits instead of failing half-way.
 */
export function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/**
 * Applies the migrations that a database lacks, in order, each once; safe when two processes start at the same time.
 *
 * @param table where the applied ones are noted; the graph and the state keep separate ones.
 * @param afterwards runs in the same transaction each time, for what follows from the schema and needs no number.
 * @throws AppError `storage_unusable` where the database was made by a newer version.
 */
export function runMigrations(
  database: DatabaseSync,
  file: string,
  table: string,
  migrations: readonly Migration[],
  afterwards?: () => void,
): void {
  inTransaction(database, () => {
    database.exec(
      `CREATE TABLE IF NOT EXISTS ${table} (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT`,
    );
    const applied = Number(
      database.prepare(`SELECT coalesce(max(number), 0) AS number FROM ${table}`).get()?.number,
    );
    if (applied > migrations.length) {
      throw new AppError(
        'storage_unusable',
        `The database ${file} was made by a newer version of Orgwise (its schema is number ${applied}, this version knows ${migrations.length}): update Orgwise or use another file.`,
      );
    }
    const note = database.prepare(
      `INSERT INTO ${table} VALUES (?, ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))`,
    );
    for (const [index, migration] of migrations.entries()) {
      if (index < applied) continue;
      migration.up(database);
      note.run(index + 1, migration.name);
    }
    afterwards?.();
  });
}
