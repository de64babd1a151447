/** Reads the clock on the wall of a time zone. */
export interface WallClock {
  /** Minutes since 1970 as the wall shows them: not a point in time, since an hour may be missing or come twice. */
  minuteAt(time: Date): number;
}

/** @param timeZone IANA name. @throws RangeError for an unknown one. */
export function createWallClock(timeZone: string): WallClock {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return {
    minuteAt(time) {
      const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
      const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
      return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')) / 60_000;
    },
  };
}
