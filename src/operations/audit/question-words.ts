import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '../open-database.ts';

/** The words of a question that an entry speaks of, beside the trail. */
export interface QuestionWords {
  /** What the line holds of them: a hash with a salt of its own, which tells nothing once the words are gone. */
  readonly digest: string;
  readonly salt: string;
  readonly question: string;
  readonly who: string;
  readonly at: string;
}

export function wordsOf(question: string, who: string, at: string): QuestionWords {
  const salt = randomBytes(16).toString('base64url');
  return { digest: digestOf(salt, question), salt, question, who, at };
}

const digestOf = (salt: string, question: string): string =>
  createHash('sha256').update(`${salt}\n${question}`, 'utf8').digest('hex');

const fileOf = (folder: string): string => join(folder, 'words.db');

/**
 * The words of questions, in a database beside the trail: what somebody asked can be erased, and no line changes. A line
 * vouches for its words by their hash.
 */
export class QuestionWordsStore {
  readonly #database: DatabaseSync;

  /** @throws AppError `storage_unusable`. */
  constructor(folder: string) {
    this.#database = openDatabase(fileOf(folder));
    // Erased means overwritten.
    this.#database.exec(
      `PRAGMA busy_timeout = 1000; PRAGMA secure_delete = ON;
       CREATE TABLE IF NOT EXISTS words (
         digest TEXT PRIMARY KEY, salt TEXT NOT NULL, question TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL
       ) STRICT, WITHOUT ROWID`,
    );
  }

  write(words: readonly QuestionWords[]): void {
    const insert = this.#database.prepare('INSERT OR IGNORE INTO words VALUES (?, ?, ?, ?, ?)');
    for (const { digest, salt, question, who, at } of words) insert.run(digest, salt, question, who, at);
  }

  /** Null where they were erased; undefined where they are not those that the line vouches for. */
  read(digest: string): string | null | undefined {
    const row = this.#database.prepare('SELECT salt, question FROM words WHERE digest = ?').get(digest);
    if (row === undefined) return null;
    const question = String(row.question);
    return digestOf(String(row.salt), question) === digest ? question : undefined;
  }

  /** Those of somebody, and those that mention one of the texts. @returns how many. */
  erase(who: string, isMention: (text: string) => boolean): number {
    const all = this.#database.prepare('SELECT digest, question, who FROM words').all();
    const remove = this.#database.prepare('DELETE FROM words WHERE digest = ?');
    const meant = all.filter((row) => row.who === who || isMention(String(row.question)));
    for (const row of meant) remove.run(String(row.digest));
    if (meant.length > 0) this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return meant.length;
  }

  /** Words of lines that were removed go with them. @param before instant. */
  expire(before: string): void {
    this.#database.prepare('DELETE FROM words WHERE at < ?').run(before);
  }

  close(): void {
    this.#database.close();
  }
}

/** Whether any words were ever kept in a folder. */
export const hasQuestionWords = (folder: string): boolean => existsSync(fileOf(folder));
