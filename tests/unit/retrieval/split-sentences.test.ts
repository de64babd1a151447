import { describe, expect, it } from 'vitest';
import { splitClauses, splitSentences } from '../../../src/retrieval/split-sentences.ts';

describe('sentences of a message', () => {
  it.each([
    ['Who leads Web?', ['Who leads Web?']],
    ['Hi! Who leads Web? Thanks.', ['Hi!', 'Who leads Web?', 'Thanks.']],
    [
      'Ask J. Doe about version 2.5 of app.example. It is late.',
      ['Ask J. Doe about version 2.5 of app.example.', 'It is late.'],
    ],
    ['1. Who leads Web?\n2) Who leads Platform?', ['Who leads Web?', 'Who leads Platform?']],
    ['- who leads Web\n- who leads Platform', ['who leads Web', 'who leads Platform']],
    ['他今天没来。谁负责？谢谢！', ['他今天没来。', '谁负责？', '谢谢！']],
    ['Really?! Who says “no”?', ['Really?!', 'Who says “no”?']],
    ['3 people are in Web. 2 of them are new.', ['3 people are in Web.', '2 of them are new.']],
    ['...', []],
  ])('%s', (text, sentences) => {
    expect(splitSentences(text)).toEqual(sentences);
  });
});

describe('clauses of a sentence', () => {
  it('end at a mark, but in a time or a number, and begin at a word that gives a reason', () => {
    const reasons = /\s(?:because)\s/g;
    expect(splitClauses('at 10:30, who - Ana - has it because I forgot', reasons)).toEqual([
      'at 10:30, ',
      'who - ',
      'Ana - ',
      'has it',
      ' because I forgot',
    ]);
  });
});
