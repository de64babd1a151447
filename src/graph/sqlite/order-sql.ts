import { joinSql, raw, type Sql, sql } from './sql.ts';

export interface OrderTerm {
  readonly key: Sql;
  readonly descending: boolean;
}

/** `ORDER BY`'s list: nulls last in both directions, ties by the last terms, which rise. */
export function orderSql(terms: readonly OrderTerm[], last: readonly Sql[] = []): Sql {
  return joinSql(
    [
      ...terms.map(({ key, descending }) => sql`${key}${raw(descending ? ' DESC' : '')} NULLS LAST`),
      ...last.map((key) => sql`${key} NULLS LAST`),
    ],
    ', ',
  );
}

/** The same for terms that an inner SELECT has named `prefix0`, `prefix1`, … */
export function renamed(terms: readonly OrderTerm[], prefix: string): OrderTerm[] {
  return terms.map(({ descending }, index) => ({ key: raw(`${prefix}${index}`), descending }));
}

/** `, key AS prefix0, key AS prefix1 …` */
export function namedKeys(terms: readonly OrderTerm[], prefix: string): Sql {
  return joinSql(
    terms.map(({ key }, index) => sql`, ${key} AS ${raw(`${prefix}${index}`)}`),
    '',
  );
}
