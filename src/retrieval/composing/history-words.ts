import type { DaySpan } from '../../graph/graph-query.ts';

/** How facts of the past are told in one language. */
export interface HistoryWords {
  /** The days of a period, as far as they are known; `knownSince` is the day from which one without a beginning is. */
  period(from: string | null, last: string | null, knownSince: string | null): string;
  /** Heads the column of days. */
  readonly days: string;
  /** The days that a question is about. */
  asked(span: DaySpan): string;
  /** A list of who or what it was. */
  list(total: number, phrase: string, when: string): string;
  former(total: number, phrase: string): string;
  count(total: number, phrase: string, when: string): string;
  /** So many for certain, others may be. */
  atLeast(total: number, phrase: string, when: string): string;
  titles(subject: string, when: string): string;
  yes(phrase: string, periods: string): string;
  /** It was another one at the time. */
  noOther(phrase: string, others: string): string;
  never(phrase: string, knownSince: string | null): string;
  /** Asked was since when, and nothing says that it ever was so. */
  neverSince(phrase: string): string;
  /** Nobody at the time, while before or after it is known who. */
  nobody(phrase: string, when: string, others: string): string;
  neverAny(phrase: string): string;
  /** Nobody who was it and no longer is. */
  noFormer(phrase: string): string;
  /** Of these it is only known that they already were when we first looked. */
  unsure(names: string, phrase: string, knownSince: string): string;
  unknown(when: string, knownSince: string | null, first: string): string;
  partly(knownSince: string): string;
  since(phrase: string, periods: string): string;
  sinceUnknown(phrase: string, knownSince: string): string;
  before(pivot: string, phrase: string, told: string): string;
  after(pivot: string, phrase: string, told: string): string;
  noneBefore(pivot: string, phrase: string): string;
  noneAfter(pivot: string, phrase: string): string;
  pivotNever(pivot: string, phrase: string): string;
  readonly change: {
    /** Heads the column of changes. */
    readonly column: string;
    intro(total: number, when: string): string;
    none(when: string): string;
    joined(day: string): string;
    left(day: string): string;
    /** A manager, team, title or lead, from what to what. */
    became(type: string, now: readonly string[], before: readonly string[], day: string): string;
    partly(knownSince: string): string;
  };
}
