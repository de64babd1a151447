import { describe, expect, it } from 'vitest';
import { questionParts } from '../../../../src/retrieval/articles/question-parts.ts';

const texts = (question: string): string[] => questionParts(question).map(({ text }) => text.trim());

describe('questionParts', () => {
  it('cuts at a second thing that is asked for', () => {
    expect(texts('How long is the first pause, and where do the pauses stop growing?')).toEqual([
      'How long is the first pause',
      'where do the pauses stop growing?',
    ]);
    expect(texts('试用期多长，通知期是多久？')).toEqual(['试用期多长', '通知期是多久？']);
  });

  it('leaves out what only sets the scene', () => {
    expect(texts('My laptop was stolen. How fast must I tell Security?')).toEqual([
      'How fast must I tell Security?',
    ]);
  });

  it('keeps together what is joined without a second question', () => {
    expect(texts('What are the limits on entries and on characters?')).toHaveLength(1);
    expect(texts('vpn setup')).toEqual(['vpn setup']);
  });
});
