import { describe, expect, it } from 'vitest';
import {
  boundsAsked,
  countAsked,
  holdsBound,
  holdsKind,
  kindsAsked,
} from '../../../../src/retrieval/articles/answer-kinds.ts';

describe('the kind of value that is asked for', () => {
  it.each([
    ['How long are logs kept?', ['duration']],
    ['How many weeks of leave are there?', ['duration']],
    ['备份保留多久？', ['duration']],
    ['How much may a dinner cost?', ['money']],
    ['How many bytes may a name have?', ['size']],
    ['As of which kernel does it work?', ['version']],
    ['On what day does the freeze begin?', ['date']],
    ['Which flag turns it off?', ['flag']],
    ['How many addresses are there?', ['figure']],
    ['Are dogs allowed?', []],
    ['Where is the settings file stored?', ['path']],
    // Not everything that is somewhere is a file.
    ['Where are the spare keys kept?', []],
    ['Where is the first-aid room located?', []],
  ] as const)('%s', (question, kinds) => {
    expect(kindsAsked(question)).toEqual(kinds);
  });

  it.each([
    ['duration', 'Kept for 35 days.', true],
    ['duration', 'It lasts an hour.', true],
    ['duration', '保留 90 天。', true],
    ['duration', 'Once it has failed, it stops.', false],
    ['money', 'Dinners up to €60.', true],
    ['money', 'Dinners with customers.', false],
    ['version', 'Needs kernel 6.4 or later.', true],
    ['flag', 'Pass `--dry-run` to see it.', true],
    ['flag', 'A well-known option.', false],
    ['path', 'It lies in `~/.config/tool.yaml`.', true],
    ['address', 'Write to people@example.com.', true],
    ['figure', 'A new one is a part of it.', false],
    ['figure', 'There are 256 of them.', true],
  ] as const)('%s in "%s": %s', (kind, text, held) => {
    expect(holdsKind(text, [kind])).toBe(held);
  });
});

describe('the bound that is asked for', () => {
  it('is told in whatever words', () => {
    expect(boundsAsked('How many may there be at the very most?')).toContain('upper');
    expect(boundsAsked('What is the briefest validity?')).toEqual(['lower']);
    expect(boundsAsked('最多可以报销多少？')).toContain('upper');
    expect(holdsBound('It must not exceed 63 characters.', ['upper'])).toBe(true);
    expect(holdsBound('Rotate it every 90 days at least.', ['lower'])).toBe(true);
    expect(holdsBound('It has 63 characters.', ['upper'])).toBe(false);
  });
});

describe('a number of the very thing', () => {
  it('is told from other numbers', () => {
    const weeks = countAsked('About how many weeks does a release take?');
    expect(weeks?.test('A release takes about 15 weeks.')).toBe(true);
    expect(weeks?.test('There are three releases a year.')).toBe(false);
    expect(countAsked('How long does it take?')).toBeNull();
  });
});
