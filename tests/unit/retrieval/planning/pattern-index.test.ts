import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lexicons } from '../../../../src/retrieval/planning/lexicons/lexicons.ts';
import { neededTexts } from '../../../../src/retrieval/planning/needed-texts.ts';
import { createPatternIndex } from '../../../../src/retrieval/planning/pattern-index.ts';

describe('neededTexts', () => {
  const cases: readonly (readonly [said: string, needed: readonly string[] | null])[] = [
    ['^who leads (.+)$', ['who leads ']],
    ['(?:who|which) leads', ['who leads', 'which leads']],
    ['[Ll]eads?\\b', ['lead', 'leads']],
    ['(?:late|overdue) now', ['late now', 'overdue now']],
    ['\\d (?:late|overdue)?', null],
    ['(?=.*overdue)a', ['overdue']],
    ['(?<=who )is', ['who ']],
    ['(?!overdue)', null],
    ['(?:late)*', null],
    ['(?:late)+', ['late']],
    ['(?:late){0,2}', null],
    ['late|', null],
    ['late|\\d', null],
    ['\\p{L}+', null],
    ['(?<year>\\d{4}) till now', [' till now']],
    ['多少(?:个|人)', ['多少个', '多少人']],
  ];
  it.each(cases)('reads what %s needs', (said, needed) => {
    const read = neededTexts(said);
    expect(read === null ? null : [...read].sort()).toEqual(needed === null ? null : [...needed].sort());
  });
});

describe('createPatternIndex', () => {
  const asked = globSync('{tests/fixtures,sample-company}/**/*.jsonl').flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line) => /"question": ?"((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? []),
  );

  it.each(lexicons.map((lexicon) => [lexicon.wordedIn, lexicon] as const))(
    'marks every turn of phrase of %s that some question has',
    (_, { asides = [], rephrasings = [] }) => {
      expect(asked.length).toBeGreaterThan(1000);
      const patterns = [...asides, ...rephrasings].map(({ said }) => said);
      const mayMatch = createPatternIndex(patterns);
      for (const question of asked.filter((_, at) => at % 4 === 0)) {
        const marked = mayMatch(question);
        const missed = patterns.filter((one, place) => marked[place] === 0 && question.search(one) >= 0);
        expect(missed).toEqual([]);
      }
    },
  );
  it('leaves out most of them for most questions', () => {
    const [lexicon] = lexicons;
    const patterns = (lexicon?.rephrasings ?? []).map(({ said }) => said);
    const mayMatch = createPatternIndex(patterns);
    const marked = asked.reduce((sum, one) => sum + mayMatch(one).filter((mark) => mark === 1).length, 0);
    expect(marked / asked.length).toBeLessThan(patterns.length / 5);
  });
  it('heeds no capitals, as the expressions do', () => {
    expect([...createPatternIndex([/who leads/iu, /who joined/iu])('WHO LEADſ Web?')]).toEqual([1, 0]);
  });
});
