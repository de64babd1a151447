import { expect, test } from 'vitest';
import { buildVector, readVector } from '../../../src/graph/term-vector.ts';
import fc from '../../seeded-properties.ts';

test('a stored vector gives back what it was made of', () => {
  const term = fc.constantFrom('a', 'ab', 'b', '1', '12', "o'neil", 'x.y', '检', '检索', 'a-b/c');
  fc.assert(
    fc.property(fc.array(term), fc.array(term), (title, body) => {
      const vector = readVector(buildVector(title, body));
      const all = [...title, ...body];
      expect(vector.length).toBe(all.length);
      expect(vector.title).toEqual(new Set(title));
      expect(new Map(vector.entries())).toEqual(
        new Map(all.map((one) => [one, all.filter((other) => other === one).length])),
      );
      for (const one of ['a', 'ab', '1', '检', 'missing'])
        expect(vector.count(one)).toBe(all.filter((other) => other === one).length);
    }),
    { seed: 7 },
  );
});
