import { describe, expect, it } from 'vitest';
import { readPeriod } from '../../../src/bot/feedback-period.ts';
import { summarizeFeedback } from '../../../src/bot/summarize-feedback.ts';

const now = new Date('2026-11-20T12:00:00.000Z');
const opinion = (
  at: string,
  given: 'up' | 'down',
  question: string | null,
  reason: string | null = null,
) => ({
  opinion: given,
  reason,
  question,
  answerDigest: '',
  by: null,
  at,
});
const declined = (at: string, question: string | null, reason = 'no_article') => ({
  question,
  reason,
  asker: null,
  at,
});

describe('what people thought of answers', () => {
  it('is counted over the days asked for, and told by question, the most often first', () => {
    const { counts, unhelpful, unanswered } = summarizeFeedback(
      {
        opinions: [
          opinion('2026-11-19T08:00:00.000Z', 'down', 'Who leads Web?', 'She left'),
          opinion('2026-11-18T08:00:00.000Z', 'down', 'Where is the car park?', null),
          opinion('2026-11-17T08:00:00.000Z', 'down', 'who leads  web?', 'Wrong'),
          opinion('2026-11-16T08:00:00.000Z', 'up', 'Who leads Web?', null),
          opinion('2026-10-01T08:00:00.000Z', 'down', 'An old one', null),
        ],
        declined: [
          declined('2026-11-19T08:00:00.000Z', null),
          declined('2026-11-18T08:00:00.000Z', 'When is lunch?', 'no_data'),
          declined('2026-11-17T08:00:00.000Z', null, 'not_understood'),
        ],
      },
      7,
      now,
      100,
    );
    expect(counts).toEqual({ days: 7, helpful: 1, unhelpful: 3, unanswered: 3, isCut: false });
    expect(unhelpful).toEqual([
      {
        question: 'Who leads Web?',
        count: 2,
        at: '2026-11-19T08:00:00.000Z',
        reasons: ['She left', 'Wrong'],
      },
      { question: 'Where is the car park?', count: 1, at: '2026-11-18T08:00:00.000Z', reasons: [] },
    ]);
    expect(unanswered.map(({ question, count, reasons }) => [question, count, reasons])).toEqual([
      [null, 2, ['no_article', 'not_understood']],
      ['When is lunch?', 1, ['no_data']],
    ]);
  });

  it('is said to be more than that where not all was read', () => {
    const opinions = [opinion('2026-11-19T08:00:00.000Z', 'up', 'Who leads Web?')];
    expect(summarizeFeedback({ opinions, declined: [] }, 7, now, 1).counts.isCut).toBe(true);
  });
});

describe('the period asked for', () => {
  it.each([
    ['', 30],
    ['list', 30],
    ['week', 7],
    ['list month', 30],
    ['this quarter', 92],
    ['of the last 14 days', 14],
    ['14', 14],
    ['list 400 days', 92],
    ['最近7天', 7],
    ['本周', 7],
    ['forever', null],
    ['0', null],
    ['list of tasks', null],
    ['from Ana', null],
  ])('%s', (text, days) => {
    expect(readPeriod(text)).toBe(days);
  });
});
