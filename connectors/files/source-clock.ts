import type { ParsedDate } from './parse-date.ts';

/** Turns dates as written into the days and instants of the contract, by the time zone of the source. */
export interface SourceClock {
  /** `YYYY-MM-DD`: the day as written, or the day in the source's zone on which the instant falls. */
  toDay(date: ParsedDate): string;
  /** `YYYY-MM-DDTHH:mm:ss.sssZ`: a time without an offset is one of the source's zone, a bare day its beginning there. */
  toInstant(date: ParsedDate): string;
  /** `YYYY-MM-DD`: the day that it is in the source's zone at a time, in ms since 1970. */
  dayAt(time: number): string;
}

const minute = 60_000;
const maxOffsets = 10_000;

/** @param timeZone IANA name. */
export function createSourceClock(timeZone = 'UTC'): SourceClock {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  // Clocks change on quarters of an hour, so that many rows of one day ask the slow formatter once.
  const offsets = new Map<number, number>();

  /** Milliseconds by which clocks in the zone are ahead of UTC at that time. */
  function offsetAt(time: number): number {
    if (timeZone === 'UTC') return 0;
    const quarter = Math.floor(time / (15 * minute));
    const known = offsets.get(quarter);
    if (known !== undefined) return known;
    const offset = computeOffset(quarter * 15 * minute);
    if (offsets.size >= maxOffsets) offsets.clear();
    offsets.set(quarter, offset);
    return offset;
  }

  function computeOffset(time: number): number {
    const parts = Object.fromEntries(
      format.formatToParts(time).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute: minutes = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minutes, second) - time;
  }

  function timeOf({ day, timeOfDay = 0, offset }: ParsedDate): number {
    const asUtc = Date.parse(`${day}T00:00:00.000Z`) + timeOfDay;
    if (offset !== undefined) return asUtc - offset * minute;
    // The second look settles times near a change of the clocks.
    const guess = asUtc - offsetAt(asUtc);
    return asUtc - offsetAt(guess);
  }

  const dayAt = (time: number): string => new Date(time + offsetAt(time)).toISOString().slice(0, 10);

  return {
    dayAt,
    toDay: (date) => (date.offset === undefined ? date.day : dayAt(timeOf(date))),
    toInstant(date) {
      return new Date(timeOf(date)).toISOString();
    },
  };
}
