import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../open-database.ts';
import { firstHash } from './audit-line.ts';

/** Where the trail ends. */
export interface AuditHead {
  /** Number and hash of the last line; 0 and zeros before the first. */
  readonly n: number;
  readonly hash: string;
  /** File of the last line, and its size in bytes after it; null before the first. */
  readonly file: string | null;
  readonly bytes: number;
}

/** A change of the trail that has been made, and waits for its head to be kept. */
export interface AuditChange {
  readonly head: AuditHead;
  undo(): Promise<void>;
  /** What can only be done once the head is kept. */
  settle(): Promise<void>;
}

export const emptyHead: AuditHead = { n: 0, hash: firstHash, file: null, bytes: 0 };

/** Longest wait for other processes, in ms; one append takes a few. */
const patienceMs = 5_000;
const pauseMs = 10;
/** Longest wait for another process that makes the table, in ms. */
const firstWaitMs = 1_000;

export function headFile(folder: string): string {
  return join(folder, 'head.db');
}

/**
 * The end of the trail, and the turn to write it, in a database of their own: several processes write one chain, the lock
 * goes with a process that dies, and a trail that ends before its head has been cut.
 */
export class AuditHeadStore {
  readonly #database: DatabaseSync;

  /** @throws AppError `storage_unusable`. */
  constructor(folder: string) {
    this.#database = openDatabase(headFile(folder));
    try {
      // Several processes that begin at once make the table one after another, which takes each a moment.
      this.#database.exec(
        `PRAGMA busy_timeout = ${firstWaitMs};
         CREATE TABLE IF NOT EXISTS head (id INTEGER PRIMARY KEY CHECK (id = 1), n INTEGER, hash TEXT, file TEXT, bytes INTEGER)`,
      );
      // From here on SQLite would wait on the thread that answers; `withTurn` waits beside it.
      this.#database.exec('PRAGMA busy_timeout = 0');
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  /** @returns null where nothing was ever written. */
  read(): AuditHead | null {
    const row = this.#database.prepare('SELECT n, hash, file, bytes FROM head').get();
    if (row === undefined) return null;
    return {
      n: Number(row.n),
      hash: String(row.hash),
      file: row.file === null ? null : String(row.file),
      bytes: Number(row.bytes),
    };
  }

  /**
   * Runs a change of the trail while no other process can, and keeps the head that it returns; a change whose head cannot
   * be kept, on a full disk, is undone.
   *
   * @throws what the change throws, the head as before, and SQLite's error where others write for longer than 5 s.
   */
  async withTurn(change: (head: AuditHead | null) => Promise<AuditChange>): Promise<void> {
    await this.#begin();
    let done: AuditChange | undefined;
    try {
      done = await change(this.read());
      const { head } = done;
      this.#database
        .prepare('INSERT OR REPLACE INTO head (id, n, hash, file, bytes) VALUES (1, ?, ?, ?, ?)')
        .run(head.n, head.hash, head.file, head.bytes);
      this.#database.exec('COMMIT');
    } catch (error) {
      try {
        await done?.undo();
      } finally {
        if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      }
      throw error;
    }
    await done.settle();
  }

  async #begin(): Promise<void> {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      try {
        this.#database.exec('BEGIN IMMEDIATE');
        return;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await sleep(pauseMs);
      }
    }
  }

  close(): void {
    this.#database.close();
  }
}

/** Reads the head without making anything; null where there is none. */
export function readHead(folder: string): AuditHead | null {
  if (!existsSync(headFile(folder))) return null;
  const store = new AuditHeadStore(folder);
  try {
    return store.read();
  } finally {
    store.close();
  }
}
