import type { Problem } from '../connector.ts';
import { type DateOrder, type ParsedDate, parseDate } from '../files/parse-date.ts';
import type { SourceClock } from '../files/source-clock.ts';
import type { MatchedColumns } from './match-columns.ts';
import type { Row } from './read-rows.ts';
import type { RepeatedProblems } from './repeated-problems.ts';

/** What the rows of one file have in common. */
export interface RowContext<Field extends string> {
  /** Name of the file, for places. */
  readonly file: string;
  readonly columns: MatchedColumns<Field>;
  readonly headers: readonly string[];
  readonly listSeparator: string;
  readonly clock: SourceClock;
  /** By place in the row. */
  readonly dateOrders: ReadonlyMap<number, DateOrder>;
  readonly url?: string | undefined;
  readonly repeated: RepeatedProblems;
}

/** One row by the names of our fields. Empty cells and absent columns read as undefined. */
export class RowReader<Field extends string> {
  readonly place: string;
  /** What was wrong with single cells of this row. */
  readonly problems: Problem[] = [];
  readonly #row: Row;
  readonly #context: RowContext<Field>;

  constructor(row: Row, context: RowContext<Field>) {
    this.#row = row;
    this.#context = context;
    this.place = `${context.file}:${row.line}`;
  }

  report(message: string): void {
    this.problems.push({ place: this.place, message });
  }

  /** Reports what other rows are likely to have too. */
  reportRepeated(message: string): void {
    this.#context.repeated.note(message, this.place);
  }

  /** Whether the file has a column for the field, filled or not. */
  has(field: Field): boolean {
    return this.#context.columns.fields.has(field);
  }

  /** The first cell of the field that holds something. */
  text(field: Field): string | undefined {
    return this.#cells(field)[0];
  }

  /** All cells of the field, for a name that stands in parts. */
  joined(field: Field): string | undefined {
    return this.#cells(field).join(' ') || undefined;
  }

  list(field: Field): readonly string[] | undefined {
    return this.#split(this.#context.columns.fields.get(field) ?? []);
  }

  leads(): readonly { readonly person: string; readonly role: string }[] {
    return this.#context.columns.leads.flatMap(({ role, places }) =>
      (this.#split(places) ?? []).map((person) => ({ person, role })),
    );
  }

  day(field: Field): string | undefined {
    const date = this.#date(field);
    return date === undefined ? undefined : this.#context.clock.toDay(date);
  }

  instant(field: Field): string | undefined {
    const date = this.#date(field);
    return date === undefined ? undefined : this.#context.clock.toInstant(date);
  }

  /** Address of the record: its own column, else the configured template. */
  url(field: Field, key: string): string | undefined {
    return this.text(field) ?? this.#context.url?.replaceAll('{id}', encodeURIComponent(key));
  }

  extra(): Readonly<Record<string, string>> | undefined {
    const entries = this.#context.columns.extra.flatMap(({ header, places }) => {
      const cells = this.#nonEmpty(places);
      return cells.length > 0 ? [[header, cells.join('; ')] as const] : [];
    });
    return entries.length > 0 ? Object.fromEntries(entries) : undefined;
  }

  #date(field: Field): ParsedDate | undefined {
    for (const place of this.#context.columns.fields.get(field) ?? []) {
      const text = this.#row.cells[place] ?? '';
      if (text === '') continue;
      const date = parseDate(text, this.#context.dateOrders.get(place));
      // An ambiguous date has been told once for its whole column.
      if (date === 'ambiguous') return undefined;
      if (date === undefined) {
        this.report(`'${text}' in the column ${this.#context.headers[place]} is no date; left empty.`);
      }
      return date;
    }
    return undefined;
  }

  #cells(field: Field): readonly string[] {
    return this.#nonEmpty(this.#context.columns.fields.get(field) ?? []);
  }

  #nonEmpty(places: readonly number[]): readonly string[] {
    return places.map((place) => this.#row.cells[place] ?? '').filter((cell) => cell !== '');
  }

  #split(places: readonly number[]): readonly string[] | undefined {
    const items = this.#nonEmpty(places)
      .flatMap((cell) => cell.split(this.#context.listSeparator))
      .map((item) => item.trim())
      .filter((item) => item !== '');
    return items.length > 0 ? [...new Set(items)] : undefined;
  }
}
