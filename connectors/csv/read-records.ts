import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { AppError } from '../../src/operations/app-error.ts';
import type { Fetched, Problem, ReadingRule, RecordName, SourceRecord } from '../connector.ts';
import { detectEncoding, type TextEncodingFound } from '../files/detect-encoding.ts';
import type { DateOrder } from '../files/parse-date.ts';
import { readBytes, withPlainLineEnds } from '../files/read-text.ts';
import type { SourceClock } from '../files/source-clock.ts';
import type { ColumnDefinitions } from './column-definition.ts';
import type { CsvFileOptions } from './csv-options.ts';
import { detectDelimiter } from './detect-delimiter.ts';
import { type MatchColumnsOptions, type MatchedColumns, matchColumns } from './match-columns.ts';
import { type Row, readRows } from './read-rows.ts';
import { RepeatedProblems } from './repeated-problems.ts';
import { RowReader } from './row-reader.ts';
import { surveyDates } from './survey-dates.ts';

/** Why a row is set aside of which it is known who may see it. */
export interface RefusedRow {
  readonly message: string;
  readonly readers: ReadingRule;
}

export interface ReadRecordsOptions<Field extends string, Result = SourceRecord> {
  readonly file: Omit<CsvFileOptions, 'columns'> & Pick<MatchColumnsOptions<Field>, 'columns' | 'leads'>;
  readonly definitions: ColumnDefinitions<Field>;
  /** Gives a message instead where the row is to be set aside. */
  readonly build: (row: RowReader<Field>, key: string) => Result | string | RefusedRow;
  /** Whether an identifier may stand in several rows. */
  readonly repeats?: boolean;
  /** What a row becomes; absent where it is no record of its own. */
  readonly kind?: RecordName['kind'];
  readonly clock: SourceClock;
  readonly signal: AbortSignal;
}

interface TextSurvey extends TextEncodingFound {
  readonly delimiter: string;
  readonly hasSlashedDates: boolean;
}

/**
 * Reads one CSV file, a row at a time; only the identifiers seen stay in memory. A first pass finds encoding and
 * delimiter; a second one, where the file has dates with slashes, finds how these are to be read.
 *
 * @throws AppError `source_unreadable` where the file is missing, empty, no text, lacks a column, or changes meanwhile.
 */
export async function* readRecords<Field extends string, Result extends object = SourceRecord>(
  options: ReadRecordsOptions<Field, Result>,
): AsyncIterable<{ readonly record: Result } | Extract<Fetched, { readonly problem: Problem }>> {
  const { file, signal } = options;
  const name = basename(file.file);
  const before = await fingerprint(file.file);
  const survey = await surveyText(options);
  const rowOptions = { encoding: survey.encoding, delimiter: file.delimiter ?? survey.delimiter, signal };
  const rows = readRows(file.file, rowOptions)[Symbol.asyncIterator]();
  try {
    const header = await rows.next();
    if (header.done === true) {
      throw new AppError('source_unreadable', `${file.file} is empty; a row of headers was expected.`);
    }
    const headers = header.value.cells;
    const columns = matchColumns(name, headers, { ...file, definitions: options.definitions });
    yield* encodingProblems(name, survey);
    const dates = dateColumns(columns, options.definitions, headers);
    const orders = new Map<number, DateOrder>();
    if (file.dateFormat !== undefined) {
      const order = file.dateFormat === 'DD/MM/YYYY' ? 'day-first' : 'month-first';
      for (const place of dates.keys()) orders.set(place, order);
    } else if (survey.hasSlashedDates && dates.size > 0) {
      const found = await surveyDates(name, readRows(file.file, rowOptions), dates);
      for (const [place, order] of found.orders) orders.set(place, order);
      for (const problem of found.problems) yield { problem };
    }
    const repeated = new RepeatedProblems();
    const context = {
      ...file,
      file: name,
      columns,
      headers,
      clock: options.clock,
      dateOrders: orders,
      repeated,
    };
    const lineOfKey = new Map<string, number>();
    let count = 0;
    for (let row = await rows.next(); row.done !== true; row = await rows.next()) {
      signal.throwIfAborted();
      count += 1;
      const reader = new RowReader<Field>(row.value, context);
      const read = readRecord(row.value, reader, survey.damaged, columns, lineOfKey, options);
      for (const problem of reader.problems) yield { problem };
      if ('record' in read) yield read;
      else {
        const problem = { place: reader.place, message: read.message };
        yield options.kind === undefined
          ? { problem }
          : {
              problem,
              setAside: nameOf(options.kind, read.key),
              ...(read.readers !== undefined && { readers: read.readers }),
            };
      }
    }
    if (count === 0) {
      yield { problem: { place: `${name}:1`, message: 'The file has headers and no rows below them.' } };
    }
    for (const problem of repeated.problems()) yield { problem };
  } finally {
    await rows.return?.();
  }
  if ((await fingerprint(file.file)) !== before) {
    throw new AppError('source_unreadable', `${file.file} was written to while it was read; sync again.`);
  }
}

function nameOf(kind: RecordName['kind'], key: string | undefined): RecordName | null {
  return key === undefined ? null : { kind, key };
}

function readRecord<Field extends string, Result>(
  row: Row,
  reader: RowReader<Field>,
  damaged: boolean,
  columns: MatchedColumns<Field>,
  lineOfKey: Map<string, number>,
  { build, definitions, repeats }: ReadRecordsOptions<Field, Result>,
): { readonly record: Result } | (Partial<RefusedRow> & { readonly message: string; readonly key?: string }) {
  const fail = (message: string) => ({ message });
  if (row.cells.length !== columns.count) {
    return fail(
      `The row has ${row.cells.length} columns where the header has ${columns.count}; it is set aside.`,
    );
  }
  if (damaged && row.cells.some((cell) => cell.includes('\uFFFD'))) {
    return fail('The row has bytes that are not valid in the encoding of the file; it is set aside.');
  }
  const [idField] = Object.keys(definitions) as Field[];
  const key = idField === undefined ? undefined : reader.text(idField);
  if (key === undefined) return fail('The row has no identifier; it is set aside.');
  const known = repeats === true ? undefined : lineOfKey.get(key);
  if (known !== undefined) {
    return fail(`The identifier '${key}' stands in line ${known} already; this row is set aside.`);
  }
  lineOfKey.set(key, row.line);
  const built = build(reader, key);
  if (typeof built === 'string') return { message: built, key };
  return isRefused(built) ? { ...built, key } : { record: built };
}

function isRefused<Result>(built: Result | RefusedRow): built is RefusedRow {
  return typeof built === 'object' && built !== null && 'message' in built;
}

async function fingerprint(file: string): Promise<string> {
  try {
    const stats = await stat(file);
    if (!stats.isFile()) throw new AppError('source_unreadable', `${file} is not a file.`);
    return `${stats.size} ${stats.mtimeMs}`;
  } catch (error) {
    if (error instanceof AppError) throw error;
    const reason =
      error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'does not exist' : undefined;
    throw new AppError('source_unreadable', `${file} ${reason ?? 'cannot be read'}.`, { cause: error });
  }
}

async function surveyText({
  file,
  signal,
}: Pick<ReadRecordsOptions<string, unknown>, 'file' | 'signal'>): Promise<TextSurvey> {
  let sample = '';
  let tail = '';
  let hasSlashedDates = false;
  const found = await detectEncoding(() => readBytes(file.file, { signal }), {
    configured: file.encoding,
    onText(piece) {
      if (piece === '') sample = '';
      if (sample.length < 65_536) sample += piece.slice(0, 65_536);
      hasSlashedDates ||= /\d[/-]\d{1,2}[/-]\d{4}/.test(tail + piece);
      tail = piece.slice(-12);
    },
  });
  if (found === undefined) {
    throw new AppError('source_unreadable', `${file.file} is not a text file; export it as CSV.`);
  }
  const isTabbed = ['.tsv', '.tab'].includes(extname(file.file).toLowerCase());
  const delimiter = isTabbed ? '\t' : detectDelimiter(withPlainLineEnds(sample));
  return { ...found, delimiter, hasSlashedDates };
}

function* encodingProblems(
  name: string,
  { assumed, damaged, encoding }: TextSurvey,
): Iterable<{ readonly problem: Problem }> {
  if (assumed) {
    const message = `The file is not UTF-8; its encoding was taken to be ${encoding}. Set 'encoding' if letters look wrong.`;
    yield { problem: { place: name, message } };
  }
  if (damaged) {
    const message = `The file has bytes that are not valid ${encoding}; the rows concerned are set aside.`;
    yield { problem: { place: name, message } };
  }
}

function dateColumns<Field extends string>(
  columns: MatchedColumns<Field>,
  definitions: ColumnDefinitions<Field>,
  headers: readonly string[],
): ReadonlyMap<number, string> {
  const dated = [...columns.fields].filter(([field]) => definitions[field].date === true);
  return new Map(
    dated.flatMap(([, places]) => places.map((place) => [place, headers[place] ?? ''] as const)),
  );
}
