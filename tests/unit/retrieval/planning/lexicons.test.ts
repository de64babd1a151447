import { describe, expect, test } from 'vitest';
import { foldText } from '../../../../src/graph/fold-text.ts';
import { lexicons } from '../../../../src/retrieval/planning/lexicons/lexicons.ts';
import { buildTimeTable } from '../../../../src/retrieval/planning/time-expressions.ts';
import { german } from '../../../fixtures/german/german.ts';

const languages = [...lexicons, german].map((lexicon) => [lexicon.name, lexicon] as const);

describe.each(languages)('the lexicon of %s', (_, lexicon) => {
  const phrases = new Set(Object.values(lexicon.cues).flat().map(foldText));

  test('has each small word among its phrases, as no other word is looked at by itself', () => {
    const whole = Object.values(lexicon.smallWords)
      .flat()
      .filter((text) => !text.includes('…'));
    expect(whole.filter((text) => !phrases.has(foldText(text)))).toEqual([]);
  });

  test('asks what, who, which, when and how many', () => {
    const asked = [
      'ask.what',
      'ask.who',
      'ask.which',
      'ask.when',
      'ask.count',
      'noun.task',
      'noun.employee',
    ] as const;
    expect(asked.filter((cue) => (lexicon.cues[cue] ?? []).length === 0)).toEqual([]);
  });

  test('speaks of time in forms that can be read', () => {
    expect(() => buildTimeTable([lexicon])).not.toThrow();
    expect([lexicon.times.months.length, lexicon.times.weekdays.length]).toEqual([12, 7]);
  });

  test('has patterns for the wiki that are regular expressions', () => {
    const { reading } = lexicon;
    const kinds = [reading.kinds, reading.bounds, reading.wanted].flatMap((one) => Object.values(one ?? {}));
    const patterns = [
      ...kinds.flatMap(({ asked, held }) => [asked, held]),
      ...[reading.asking, reading.joining, reading.another, reading.superlative, reading.who],
      ...[reading.number, reading.counted, reading.thing, reading.plural, reading.oneAlone],
    ];
    for (const pattern of patterns)
      if (pattern !== undefined) expect(() => new RegExp(pattern, 'iu')).not.toThrow();
  });
});
