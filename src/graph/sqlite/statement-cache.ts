import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { ReadableRules } from './readable-rules.ts';
import type { Sql, SqlValue } from './sql.ts';

/** A row as node:sqlite gives it when asked for arrays. */
export type ArrayRow = readonly (string | number | null)[];

/** Statements that are kept; typed queries differ in values far more than in form. */
const kept = 500;

/** A database with its prepared statements, by their text: preparing costs more than many a query. */
export class StatementCache {
  readonly database: DatabaseSync;
  readonly rules: ReadableRules;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.database = database;
    this.rules = new ReadableRules(database);
  }

  prepare(text: string): StatementSync {
    let statement = this.#prepared.get(text);
    if (statement === undefined) {
      if (this.#prepared.size >= kept) this.#prepared.clear();
      statement = this.database.prepare(text);
      statement.setReturnArrays(true);
      this.#prepared.set(text, statement);
    }
    return statement;
  }

  all(query: Sql): ArrayRow[] {
    return this.rows(query.text, ...query.values);
  }

  rows(text: string, ...values: readonly SqlValue[]): ArrayRow[] {
    // With setReturnArrays each row is an array, which the types of node:sqlite do not tell.
    return this.prepare(text).all(...values) as unknown as ArrayRow[];
  }

  row(text: string, ...values: readonly SqlValue[]): ArrayRow | undefined {
    return this.prepare(text).get(...values) as unknown as ArrayRow | undefined;
  }

  run(text: string, ...values: readonly SqlValue[]): number {
    return Number(this.prepare(text).run(...values).changes);
  }
}
