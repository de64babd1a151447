import { describe, expect, it } from 'vitest';
import type { NodeLabel } from '../../../../graph-schema/index.ts';
import type { NameRecord } from '../../../../src/graph/graph-store.ts';
import { nearNames } from '../../../../src/retrieval/abstaining/near-names.ts';
import { buildNameIndex } from '../../../../src/retrieval/linking/name-index.ts';

const record = (label: NodeLabel, name: string, at: number): NameRecord => ({
  id: `${label}:${at}`,
  label,
  source: 'x',
  key: `k${at}`,
  name,
  aliases: [],
  email: null,
  detail: null,
});
const people = [
  'John Doe',
  'Ingrid Larsen',
  'Margarethe Schreinemakers',
  'José Álvarez',
  '王小明',
  '王小红',
  'Al Ng',
];
const index = buildNameIndex(
  [
    ...people.map((name, at) => record('Employee', name, at)),
    record('Team', 'Platform', 20),
    record('Company', 'Globex', 21),
    record('Topic', 'Kafkaesque', 22),
  ],
  [],
);
const names = (surface: string): string[] => nearNames(surface, index).map((one) => one.name);

describe('names that are nearly the one asked for', () => {
  it.each([
    ['Jonh', ['John Doe']],
    ['Johnn Dough', ['John Doe']],
    ['Ingrid Solberg', ['Ingrid Larsen']],
    ['Margret Schreinemaker', ['Margarethe Schreinemakers']],
    ['Jose Alvares', ['José Álvarez']],
    ['Platfrom Infra', ['Platform']],
    ['Globec', ['Globex']],
    ['王小名', ['王小明', '王小红']],
  ])('%s', (surface, expected) => {
    expect(names(surface)).toEqual(expected);
  });

  it.each(['Zeppelin', 'Bo', 'Kafkaesk', '张三', '', '???', 'Al Capone', 'x'.repeat(4000)])(
    'none for %s',
    (surface) => {
      expect(names(surface)).toEqual([]);
    },
  );

  it('are few, and the nearest first', () => {
    const many = Array.from({ length: 40 }, (_, at) =>
      record('Employee', `Johanna Meier${'abcdefgh'[at % 8]}`, at),
    );
    const found = nearNames('Johanna Meierb', buildNameIndex(many, []));
    expect(found).toHaveLength(3);
    expect(found[0]?.name).toBe('Johanna Meierb');
  });
});
