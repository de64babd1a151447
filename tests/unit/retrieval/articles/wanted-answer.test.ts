import { describe, expect, it } from 'vitest';
import { holdsWanted, wantedAnswer } from '../../../../src/retrieval/articles/wanted-answer.ts';

describe('wantedAnswer', () => {
  it.each([
    ['How much may a dinner cost?', 'figure'],
    ['酒店每晚可以报销多少？', 'figure'],
    ['When does the freeze begin?', 'date'],
    ['什么时候发布？', 'date'],
    ['Who approves it?', 'person'],
    ['Who earns the most?', 'first'],
    ['谁的工资最高？', 'first'],
    ['Who may spend at most 200 euros?', 'person'],
    ['Are dogs allowed?', null],
  ])('%s: %s', (question, wanted) => {
    expect(wantedAnswer(question)).toBe(wanted);
  });
});

describe('holdsWanted', () => {
  it.each([
    ['figure', 'Taxis have no fixed limit.', true],
    ['figure', 'Keep the receipt.', false],
    ['date', 'Frozen from 14 December on.', true],
    ['date', 'Take the train when it needs less than five hours.', false],
    ['person', 'Ask Caroline Meyer.', true],
    ['person', 'Ask in the channel.', false],
    ['first', 'Staying with friends earns €30.', false],
    [null, 'Anything.', true],
  ] as const)('%s in "%s": %s', (wanted, text, held) => {
    expect(holdsWanted(text, wanted)).toBe(held);
  });
});
