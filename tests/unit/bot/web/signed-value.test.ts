import { expect, test } from 'vitest';
import { createSignedValues } from '../../../../src/bot/web/sign-in/signed-value.ts';
import fc from '../../../seeded-properties.ts';

const key = (byte: number): string => Buffer.alloc(32, byte).toString('base64');

test('a value comes back from its signature, and from nothing else', () => {
  const values = createSignedValues([key(1)]);
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' }), fc.nat(), (value, at) => {
      const signed = values.sign(value, 'session');
      expect(values.verify(signed, 'session')).toBe(value.toWellFormed());
      expect(values.verify(signed, 'pending sign-in')).toBeNull();
      const place = at % signed.length;
      const other = signed[place] === 'A' ? 'B' : 'A';
      expect(
        values.verify(`${signed.slice(0, place)}${other}${signed.slice(place + 1)}`, 'session'),
      ).toBeNull();
    }),
    { numRuns: 200, seed: 42 },
  );
});

test('a former key verifies, a key that was taken out does not', () => {
  const before = createSignedValues([key(1)]).sign('x', 'session');
  expect(createSignedValues([key(2), key(1)]).verify(before, 'session')).toBe('x');
  expect(createSignedValues([key(2)]).verify(before, 'session')).toBeNull();
  expect(createSignedValues([key(2), key(1)]).sign('x', 'session')).toBe(
    createSignedValues([key(2)]).sign('x', 'session'),
  );
});

test.each(['', '.', 'a', 'a.b', `${'a'.repeat(5_000)}.${'b'.repeat(43)}`])(
  '%s is no signed value',
  (text) => {
    expect(createSignedValues([key(1)]).verify(text, 'session')).toBeNull();
  },
);
