import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parse } from 'csv-parse/sync';
import { AppError } from '../../src/operations/app-error.ts';

/** A line that says whose an account of a source is. */
export interface AccountLine {
  readonly source: string;
  readonly account: string;
  /** An address, or a key of a person. */
  readonly person: string;
  /** File and line. */
  readonly place: string;
}

const columns = ['source', 'account', 'person'] as const;

/**
 * Reads a CSV file with the columns source, account and person.
 *
 * @throws AppError `source_unreadable` with one sentence that names the place.
 */
export async function readAccountMap(file: string): Promise<readonly AccountLine[]> {
  const fail = (what: string, cause?: unknown): never => {
    throw new AppError('source_unreadable', `${file} ${what}`, { cause });
  };
  const text = await readFile(file, 'utf8').catch((error: unknown) =>
    fail('cannot be read; correct identity.accounts, or the file’s rights.', error),
  );
  let rows: {
    readonly record: Readonly<Record<string, string>>;
    readonly info: { readonly lines: number };
  }[];
  try {
    rows = parse(text, { bom: true, columns: true, trim: true, info: true, skip_empty_lines: true });
  } catch (error) {
    return fail(
      `is no CSV file of accounts: ${error instanceof Error ? error.message : String(error)}`,
      error,
    );
  }
  return rows.map(({ record, info }) => {
    const place = `${basename(file)}:${info.lines}`;
    const [missing] = columns.filter((column) => (record[column] ?? '') === '');
    if (missing !== undefined)
      fail(`has no ${missing} in line ${info.lines}; its columns are ${columns.join(', ')}.`);
    const { source = '', account = '', person = '' } = record;
    return { source, account, person, place };
  });
}
