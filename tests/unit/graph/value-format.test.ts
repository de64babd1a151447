import { expect, test } from 'vitest';
import { isDay, isInstant } from '../../../src/graph/value-format.ts';

test.each(['2024-02-29', '0001-01-01', '9999-12-31'])('%s is a day', (text) => {
  expect(isDay(text)).toBe(true);
});

test.each([
  '2023-02-29',
  '2024-13-01',
  '2024-1-1',
  '24-01-01',
  '2024-01-01T00:00:00.000Z',
  '2024-01-01\n',
  '',
])('%j is no day', (text) => {
  expect(isDay(text)).toBe(false);
});

test('an instant has milliseconds and stands in UTC', () => {
  expect(isInstant('2024-02-29T23:59:59.999Z')).toBe(true);
  for (const text of [
    '2024-02-29T23:59:59Z',
    '2024-02-29T24:00:00.000Z',
    '2023-02-29T00:00:00.000Z',
    '2024-02-29',
  ])
    expect(isInstant(text)).toBe(false);
});
