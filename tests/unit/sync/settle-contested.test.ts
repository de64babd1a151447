import { describe, expect, it } from 'vitest';
import type { FoundMentions } from '../../../src/sync/find-mentions.ts';
import { settleContested } from '../../../src/sync/settle-contested.ts';

const anas: FoundMentions = {
  mentions: [],
  contested: [
    {
      surface: 'Ana Silva',
      candidates: [
        { target: 'employee:data', confidence: 0.95 },
        { target: 'employee:sales', confidence: 0.95 },
      ],
    },
  ],
};
const contexts: Readonly<Record<string, readonly string[]>> = {
  'employee:data': ['employee:data', 'team:data', 'team:engineering', 'team:all'],
  'employee:sales': ['employee:sales', 'team:sales', 'team:all'],
};
const contextOf = (id: string): ReadonlySet<string> => new Set(contexts[id]);
const settle = (far: readonly string[], found = anas, near: readonly string[] = []) =>
  settleContested(found, { near: new Set(near), far: new Set(far) }, contextOf).map(
    ({ target, confidence }) => [target, confidence],
  );

describe('a name of several', () => {
  it.each<[string, readonly string[], readonly unknown[]]>([
    ['is whose team the text is of', ['team:data', 'team:all'], [['employee:data', 0.76]]],
    ['is whose larger team the text is of', ['team:engineering', 'team:all'], [['employee:data', 0.76]]],
    ['is who has the text to do', ['employee:sales', 'team:all'], [['employee:sales', 0.76]]],
    ['is nobody where both have as much in common with it', ['team:data', 'team:sales'], []],
    ['is nobody where none has anything in common with it', ['team:legal'], []],
    ['is nobody without a context', [], []],
  ])('%s', (_, around, expected) => {
    expect(settle(around)).toEqual(expected);
  });

  it('is whose team has the text, before whose team its people are in', () => {
    expect(settle(['team:data', 'team:engineering', 'team:all'], anas, ['team:sales'])).toEqual([
      ['employee:sales', 0.76],
    ]);
  });

  it('is told by what else the text names for certain, and never makes that less sure', () => {
    const mention = { target: 'team:sales', surface: 'the sales team', confidence: 0.9 };
    expect(settle([], { ...anas, mentions: [mention] })).toEqual([
      ['team:sales', 0.9],
      ['employee:sales', 0.76],
    ]);
    const sure = { target: 'employee:data', surface: 'ana@acme.example', confidence: 1 };
    expect(settle([], { ...anas, mentions: [sure] })).toEqual([['employee:data', 1]]);
  });
});
