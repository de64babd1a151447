import { integer } from '../../operations/neo4j/open-neo4j.ts';
import type { CompileContext } from './compile-context.ts';

export interface OrderTerm {
  /** A variable of the statement. */
  readonly key: string;
  readonly descending: boolean;
}

/** `ORDER BY`'s list: nulls last in both directions, ties by the last terms, which rise. */
export function orderList(terms: readonly OrderTerm[], last: readonly string[]): string {
  const ordered = terms.map(({ key, descending }) => (descending ? `${key} IS NULL, ${key} DESC` : key));
  return [...ordered, ...last].join(', ');
}

/**
 * Clauses that sort the rows so far and keep one page of them, with the number of all rows in `total`. Rows that equal the
 * page's last one in each term stay in where `ties` asks for it.
 *
 * @param columns variables that a row consists of; they are there afterwards, and nothing else is.
 */
export function compilePage(
  context: CompileContext,
  columns: readonly string[],
  page: {
    readonly terms: readonly OrderTerm[];
    readonly last: readonly string[];
    readonly offset: number;
    readonly limit: number | undefined;
    readonly ties: boolean;
  },
): string {
  const { terms, last, offset, limit, ties } = page;
  const sorted = context.nextVariable();
  const end = context.nextVariable();
  const place = context.nextVariable();
  const row = context.nextVariable();
  const start = context.parameter(integer(offset));
  const columnOf = (name: string): string => `${row}[${columns.indexOf(name)}]`;
  const collected = `WITH ${columns.join(', ')} ORDER BY ${orderList(terms, last)} WITH collect([${columns.join(', ')}]) AS ${sorted}`;
  const unfolded = columns.map((name) => `${columnOf(name)} AS ${name}`).join(', ');
  if (limit === undefined)
    return `${collected} UNWIND range(${start}, size(${sorted}) - 1) AS ${place} WITH size(${sorted}) AS total, ${sorted}[${place}] AS ${row} WITH total, ${unfolded}`;
  const stop = context.parameter(integer(offset + limit));
  if (!ties)
    return `${collected} WITH size(${sorted}) AS total, ${sorted}[${start}..${stop}] AS ${sorted} UNWIND ${sorted} AS ${row} WITH total, ${unfolded}`;
  const tied = terms.map(({ key }) => {
    const index = columns.indexOf(key);
    const [one, other] = [`${row}[${index}]`, `${end}[${index}]`];
    return ` AND coalesce(${one} = ${other}, ${one} IS NULL AND ${other} IS NULL)`;
  });
  return `${collected} WITH ${sorted}, ${sorted}[${stop} - 1] AS ${end} UNWIND range(${start}, size(${sorted}) - 1) AS ${place}
    WITH ${place}, ${end}, size(${sorted}) AS total, ${sorted}[${place}] AS ${row}
    WHERE ${place} < ${stop} OR (${end} IS NOT NULL${tied.join('')})
    WITH total, ${unfolded}`;
}
