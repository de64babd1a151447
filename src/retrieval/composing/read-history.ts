import type { DaySpan, FindQuery, NodeRef, RelatedValue, Row } from '../../graph/graph-query.ts';
import type { SourceStatus } from '../../graph/graph-store.ts';
import { dayBefore } from '../../graph/held-days.ts';

/** One stretch of time in which a row was related to something. */
export interface Held {
  readonly row: Row;
  readonly other: NodeRef;
  /** What the other is called: its name or title. */
  readonly value: string;
  /** Null: since before we looked. */
  readonly from: string | null;
  /** First day on which it no longer held. */
  readonly to: string | null;
  /** From when on it is known to have held: its beginning, else the day on which its source was first read. */
  readonly knownFrom: string | null;
}

/** The stretches of all rows, the earliest first. */
export function readHeld(rows: readonly Row[], sources: readonly SourceStatus[]): Held[] {
  const knownSince = new Map(sources.map((source) => [source.name, source.knownSince]));
  const all = rows.flatMap((row) =>
    relatedOf(row, 'periods').map(({ value, period, ...other }): Held => {
      const from = period?.from ?? null;
      return {
        row,
        other,
        value: String(value ?? other.name),
        from,
        to: period?.to ?? null,
        knownFrom: from ?? knownSince.get(period?.source ?? '') ?? null,
      };
    }),
  );
  return all.sort((one, other) => compareDays(one.from, other.from) || compareDays(one.to, other.to, '~'));
}

/** Days in their order; null is before all others, or after them. */
function compareDays(one: string | null, other: string | null, forNull = ''): number {
  const [first, second] = [one ?? forNull, other ?? forNull];
  return first < second ? -1 : first > second ? 1 : 0;
}

export function relatedOf(row: Row, name: string): readonly RelatedValue[] {
  const value = row.values[name];
  return Array.isArray(value) ? (value as readonly RelatedValue[]) : [];
}

/** Whether a stretch has a day in a span. */
function overlaps({ from, to }: Held, span: DaySpan | null): boolean {
  if (span === null) return true;
  return (
    (span.to === undefined || from === null || from < span.to) &&
    (span.from === undefined || to === null || to > span.from)
  );
}

/** What has no beginning on record began no earlier than somebody's first day. */
export function mayOverlap(held: Held, span: DaySpan | null): boolean {
  const start = held.row.values.startDate;
  const isLater = held.from === null && typeof start === 'string' && start >= (span?.to ?? '~');
  return !isLater && overlaps(held, span);
}

/** Whether it is known, not only possible, that a stretch has a day in a span. */
export function surelyOverlaps(held: Held, span: DaySpan | null): boolean {
  if (!overlaps(held, span)) return false;
  if (span?.to === undefined || held.from !== null) return true;
  return held.knownFrom !== null && held.knownFrom < span.to;
}

/** The first day that is known of any of them; null where none is. */
export function knownFrom(held: readonly Held[]): string | null {
  const days = held.flatMap((one) => (one.knownFrom === null ? [] : [one.knownFrom]));
  return days.sort()[0] ?? null;
}

export const lastDay = (to: string | null): string | null => (to === null ? null : dayBefore(to));

/** The same query of all times. */
export function ofAllTimes(query: FindQuery): FindQuery {
  const { during: _, where, ...rest } = query;
  return where === undefined ? rest : { ...rest, where: ever(where) };
}

function ever(condition: NonNullable<FindQuery['where']>): NonNullable<FindQuery['where']> {
  if ('all' in condition) return { all: condition.all.map(ever) };
  return 'related' in condition ? { ...condition, related: { ...condition.related, ever: true } } : condition;
}
