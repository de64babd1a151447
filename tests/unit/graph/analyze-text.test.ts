import { expect, test } from 'vitest';
import { analyzeText } from '../../../src/graph/analyze-text.ts';
import fc from '../../seeded-properties.ts';

test.each([
  ['Restarting the restarted servers', ['restart', 'restart', 'server']],
  ['kube-proxy of local.registry', ['kube-proxy', 'kube', 'proxi', 'local.registry', 'local', 'registri']],
  ["Ana's and O’Neil", ['ana', "o'neil", 'o', 'neil']],
  ['重启数据', ['重', '重启', '启', '启数', '数', '数据', '据']],
  ['𠮷野家', ['𠮷', '𠮷野', '野', '野家', '家']],
  ['the of and', []],
])('%j', (text, terms) => {
  expect(analyzeText(text)).toEqual(terms);
});

test('terms hold no space, colon or double quote: stores split and quote by those', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      for (const term of analyzeText(text)) expect(term).toMatch(/^[^\s:"]+$/u);
    }),
    { seed: 7, numRuns: 3_000 },
  );
});
