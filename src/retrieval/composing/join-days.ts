import type { Condition } from '../../graph/graph-query.ts';
import { dayBefore } from '../../graph/held-days.ts';
import type { Wording } from './wording.ts';

/** What is said in one of a lower and an upper bound of the same date. */
export interface JoinedDays {
  text(wording: Wording): string;
}

type Bound = { readonly property: string; readonly op: 'gte' | 'lt'; readonly value: string };

/** A lower and an upper bound of one date are told as one stretch, a single one as since or before a day. */
export function joinDays(parts: readonly Condition[]): (Condition | JoinedDays)[] {
  const bounds = new Map(
    parts.flatMap((part) => {
      const bound = boundOf(part);
      return bound === null ? [] : [[part, bound] as const];
    }),
  );
  const taken = new Set<Condition>();
  return parts.flatMap((part): (Condition | JoinedDays)[] => {
    if (taken.has(part)) return [];
    const bound = bounds.get(part);
    if (bound === undefined) return [part];
    taken.add(part);
    const { property, op, value } = bound;
    const [other, opposite] =
      [...bounds].find(
        ([one, { property: name, op: way }]) => !taken.has(one) && name === property && way !== op,
      ) ?? [];
    if (other === undefined || opposite === undefined)
      return [
        { text: ({ day }) => (op === 'gte' ? day.from(property, value) : day.before(property, value)) },
      ];
    taken.add(other);
    const [from, until] = op === 'gte' ? [value, opposite.value] : [opposite.value, value];
    return [{ text: ({ day }) => day.between(property, from, dayBefore(until)) }];
  });
}

/** Days after a day begin with the next; up to a day, they end before the next. */
function boundOf(condition: Condition): Bound | null {
  if (!('property' in condition) || !('value' in condition)) return null;
  const { property, op, value } = condition;
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return null;
  switch (op) {
    case 'gte':
    case 'lt':
      return { property, op, value };
    case 'gt':
      return { property, op: 'gte', value: dayAfter(value) };
    case 'lte':
      return { property, op: 'lt', value: dayAfter(value) };
    default:
      return null;
  }
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
