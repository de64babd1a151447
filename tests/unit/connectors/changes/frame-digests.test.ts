import { expect, test } from 'vitest';
import { compareFrames, digestFrames } from '../../../../connectors/changes/frame-digests.ts';
import fc from '../../../seeded-properties.ts';

test('a frame that changed, came or went is told; the order of frames says nothing', () => {
  const frames = fc.uniqueArray(fc.tuple(fc.uuid(), fc.string()), { selector: ([key]) => key, minLength: 1 });
  fc.assert(
    fc.property(frames, fc.nat(), fc.string(), (all, at, value) => {
      const before = digestFrames(all);
      expect(digestFrames(all.toReversed())).toEqual(before);
      const [key, frame] = all[at % all.length] ?? ['', ''];
      fc.pre(value !== frame);
      const others = all.filter(([one]) => one !== key);
      expect(compareFrames(digestFrames([...others, [key, value]]), before)(key)).toBe(true);
      expect(compareFrames(digestFrames(others), before)(key)).toBe(true);
      expect(compareFrames(before, before)(key)).toBe(false);
    }),
  );
});

test('a hundred thousand frames make a cursor of a few kilobytes', () => {
  const digests = digestFrames(Array.from({ length: 100_000 }, (_, at) => [String(at), at]));
  expect(JSON.stringify(digests).length).toBeLessThan(20_000);
});
