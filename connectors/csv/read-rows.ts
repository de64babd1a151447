import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { AppError } from '../../src/operations/app-error.ts';
import { readText } from '../files/read-text.ts';

export interface Row {
  readonly cells: readonly string[];
  /** Line of the file on which the row begins, from 1. */
  readonly line: number;
}

export interface ReadRowsOptions {
  readonly encoding: string;
  readonly delimiter: string;
  readonly signal: AbortSignal;
}

interface ParsedRow {
  readonly record: readonly string[];
  /** `lines`: line on which the row ends. */
  readonly info: { readonly lines: number };
}

/**
 * The rows of a CSV file, the header among them, one at a time. Rows without any content are passed over; rows with too
 * few or too many cells come as they are.
 *
 * @throws AppError `source_unreadable` where a quote is never closed, since the rows after it cannot be told apart.
 */
export async function* readRows(file: string, options: ReadRowsOptions): AsyncIterable<Row> {
  let linesRead = 0;
  const parser = parse({
    delimiter: options.delimiter,
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    info: true,
    // Runs ahead of the loop below by what the stream buffers, so it alone knows how far the parser came.
    on_record: (cells: string[], { lines }) => {
      linesRead = lines;
      return cells;
    },
  });
  const source = Readable.from(readText(file, options.encoding, options), { objectMode: true });
  source.once('error', (error) => parser.destroy(error));
  try {
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<ParsedRow>) {
      const cells = record.map((cell) => cell.trim());
      if (cells.some((cell) => cell !== '')) yield { cells, line: info.lines - countLineEnds(record) };
    }
  } catch (error) {
    if (isCsvError(error) && error.code === 'CSV_QUOTE_NOT_CLOSED') {
      throw new AppError(
        'source_unreadable',
        `${file}: a quote (") that opens in the row after line ${linesRead} is never closed; close it, or double it where it is part of the text.`,
        { cause: error },
      );
    }
    throw error;
  } finally {
    source.destroy();
  }
}

function countLineEnds(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count += 1;
  }
  return count;
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_');
}
