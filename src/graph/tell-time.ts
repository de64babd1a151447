/**
 * An instant as its reader's clocks show it: `2026-11-25 14:05 GMT+1`, or `… UTC`.
 *
 * @param instant ISO, in UTC.
 * @param timeZone IANA.
 */
export function tellTime(instant: string, timeZone = 'UTC'): string {
  if (timeZone === 'UTC') return `${instant.slice(0, 16).replace('T', ' ')} UTC`;
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'shortOffset',
  }).formatToParts(new Date(instant));
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')} ${part('timeZoneName')}`;
}
