import { expect, test } from 'vitest';
import { evidenceOfOrder, parseDate } from '../../../../connectors/files/parse-date.ts';
import { createSourceClock } from '../../../../connectors/files/source-clock.ts';
import fc from '../../../seeded-properties.ts';

test.each([
  ['2024-02-01', '2024-02-01'],
  ['2024-2-1', '2024-02-01'],
  ['2024/02/01', '2024-02-01'],
  ['2024.2.1', '2024-02-01'],
  ['01.02.2024', '2024-02-01'],
  ['1. 2. 2024', '2024-02-01'],
  ['Feb 1, 2024', '2024-02-01'],
  ['February 1st 2024', '2024-02-01'],
  ['1 Feb 2024', '2024-02-01'],
  ['01/Feb/24', '2024-02-01'],
  ['1-Feb-2024', '2024-02-01'],
  ['1. März 2024', '2024-03-01'],
  ['Thu, 1 Feb 2024', '2024-02-01'],
  ['2024年2月1日', '2024-02-01'],
  ['25/02/2024', '2024-02-25'],
  ['02/25/2024', '2024-02-25'],
  ['05/05/2024', '2024-05-05'],
  ['2024-02-29', '2024-02-29'],
])('%s is %s', (text, day) => {
  expect(parseDate(text)).toEqual({ day });
});

test.each([
  ...[
    '',
    'soon',
    'yyyy-mm-dd',
    'v1.27',
    '0000-00-00',
    '2023-02-29',
    '2024-13-01',
    '32.01.2024',
    '13/13/2024',
  ],
  ...['1/2/24', '20240201', '2024', '2024-02-01T25:00', 'Foo 1, 2024', '45292'],
])('%j is no date', (text) => {
  expect(parseDate(text)).toBeUndefined();
});

test('day and month apart only by configuration', () => {
  expect(parseDate('03/04/2024')).toBe('ambiguous');
  expect(parseDate('03/04/2024 10:00')).toBe('ambiguous');
  expect(parseDate('03/04/2024', 'day-first')).toEqual({ day: '2024-04-03' });
  expect(parseDate('03-04-2024', 'month-first')).toEqual({ day: '2024-03-04' });
  expect(parseDate('25/04/2024', 'month-first')).toBeUndefined();
});

test.each([
  ['25/04/2024', 'day-first'],
  ['4/25/2024 10:00', 'month-first'],
  ['03/04/2024', 'ambiguous'],
  ['04/04/2024', undefined],
  ['2024-04-03', undefined],
  ['03.04.2024', undefined],
])('evidence of %s: %s', (text, order) => {
  expect(evidenceOfOrder(text)).toBe(order);
});

test.each([
  ['2024-02-01T10:20:30Z', '2024-02-01T10:20:30.000Z'],
  ['2024-02-01T10:20:30.1239+02:00', '2024-02-01T08:20:30.123Z'],
  ['2024-02-01 10:20 +0530', '2024-02-01T04:50:00.000Z'],
  ['2024-02-01 10:20', '2024-02-01T09:20:00.000Z'],
  ['2024-07-01', '2024-06-30T22:00:00.000Z'],
  ['01/Feb/24 3:14 PM', '2024-02-01T14:14:00.000Z'],
  ['Feb 1, 2024 12:05 am', '2024-01-31T23:05:00.000Z'],
  ['Thu, 1 Feb 2024 10:00:00 GMT', '2024-02-01T10:00:00.000Z'],
  ['2024-03-31 03:30', '2024-03-31T01:30:00.000Z'],
])('%s in Berlin is %s', (text, instant) => {
  const date = parseDate(text);
  if (date === undefined || date === 'ambiguous') throw new Error('No date.');
  expect(createSourceClock('Europe/Berlin').toInstant(date)).toBe(instant);
});

test('every day comes back as it was written, in any zone', () => {
  const noInvalidDate = { min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true };
  const zones = fc.constantFrom(
    'UTC',
    'Asia/Shanghai',
    'America/Toronto',
    'Pacific/Apia',
    'Australia/Lord_Howe',
  );
  fc.assert(
    fc.property(fc.date(noInvalidDate), zones, (date, zone) => {
      const clock = createSourceClock(zone);
      const day = date.toISOString().slice(0, 10);
      expect(parseDate(day)).toEqual({ day });
      const parsed = parseDate(date.toISOString());
      if (parsed === undefined || parsed === 'ambiguous') throw new Error('No date.');
      expect(clock.toInstant(parsed)).toBe(date.toISOString());
      expect(clock.toDay(parsed)).toBe(new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(date));
    }),
  );
});
