import type { FindQuery } from './graph-query.ts';

/** First and last of the days on one of which temporal relationships must hold. */
export interface HeldDays {
  readonly first: string;
  readonly last: string;
}

/** Days before and after all others, in the order of text. */
const beforeAll = '0000-01-01';
const afterAll = '9999-12-31';

/** The days of a query; its day alone, today's where it names none. */
export function heldDays(query: Pick<FindQuery, 'at' | 'during'>, today: string): HeldDays {
  if (query.during === undefined) return { first: query.at ?? today, last: query.at ?? today };
  const { from = beforeAll, to } = query.during;
  return { first: from, last: to === undefined ? afterAll : dayBefore(to) };
}

/** @param day `YYYY-MM-DD`. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
