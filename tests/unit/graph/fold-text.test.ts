import { expect, test } from 'vitest';
import { foldText } from '../../../src/graph/fold-text.ts';
import fc from '../../seeded-properties.ts';

test.each([
  ['Straße', 'STRASSE'],
  ['İstanbul', 'ıstanbul'],
  ['Zoë', 'zoe\u0308'],
  ['Ｆｕｌｌ　ｗｉｄｔｈ', 'full width'],
  ['Łukasz Ørsted', 'lukasz orsted'],
  ['O’Neil — “x”', 'o\'neil - "x"'],
  [' two \n lines ', 'two lines'],
  ['ﬁle', 'FILE'],
])('%j is the same as %j', (one, other) => {
  expect(foldText(one)).toBe(foldText(other));
});

test.each([
  ['检索', '検索'],
  ['100%', '100_'],
  ['', 'a'],
])('%j is not %j', (one, other) => {
  expect(foldText(one)).not.toBe(foldText(other));
});

test('folding what is folded changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(foldText(foldText(text))).toBe(foldText(text));
    }),
    { seed: 7, numRuns: 2_000 },
  );
});
