import { expect, it } from 'vitest';
import { numberForms, withoutNumber } from '../../../src/graph/number-forms.ts';

it.each([
  ['API keys', 'API key'],
  ['API key', 'API keys'],
  ['leave policy', 'leave policies'],
  ['leave policies', 'leave policy'],
  ['boat lunch', 'boat lunches'],
  ['access process', 'access processes'],
])('%s is asked about as %s, too', (phrase, other) => {
  expect(numberForms(phrase)).toContain(other);
});

it.each(['单点登录', 'ISO 27001'])('%s has one number', (phrase) => {
  expect(numberForms(phrase)).toEqual([phrase]);
});

it.each([
  ['caches', 'cache'],
  ['branches', 'branch'],
  ['statuses', 'status'],
  ['processes', 'process'],
  ['policies', 'policy'],
  ['databases', 'database'],
])('%s and %s are the same', (one, other) => {
  expect(withoutNumber(one)).toBe(withoutNumber(other));
});
