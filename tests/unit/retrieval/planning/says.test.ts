import { describe, expect, it } from 'vitest';
import type { CueItem } from '../../../../src/retrieval/planning/question-item.ts';
import { buildSmallWordTable, markSmallWords, says } from '../../../../src/retrieval/planning/says.ts';

const item = (raw: string): CueItem => ({
  kind: 'cue',
  from: 0,
  to: 1,
  raw,
  afterStop: false,
  cues: new Set(['light']),
});

const table = buildSmallWordTable({
  of: ['für'],
  endsInOf: ['… of'],
  noneOf: ['none…'],
  saysDay: ['…date…'],
  owning: ['…的'],
});

const said = (raw: string) => markSmallWords([item(raw)], table)[0];

describe('small words', () => {
  it('are told whatever their capitals and accents', () => {
    expect(says(said('Für'), 'of')).toBe(true);
    expect(says(said('fur'), 'of')).toBe(true);
    expect(says(said('für alle'), 'of')).toBe(false);
  });

  it.each([
    ['head of', 'endsInOf', true],
    ['proof', 'endsInOf', false],
    ['none of the', 'noneOf', true],
    ['is none', 'noneOf', false],
    ['start dates', 'saysDay', true],
    ['started', 'saysDay', false],
    ['她的', 'owning', true],
  ] as const)('“%s” as %s: %s', (raw, word, expected) => {
    expect(says(said(raw), word)).toBe(expected);
  });

  it('of an item that is not there are none', () => {
    expect(says(undefined, 'of')).toBe(false);
    expect(said('team')).toEqual(item('team'));
  });
});
