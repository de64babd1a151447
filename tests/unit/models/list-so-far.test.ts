import { describe, expect, it } from 'vitest';
import { readListSoFar } from '../../../src/models/list-so-far.ts';

const readSentences = (written: string) => readListSoFar(written, '{"found":true,"sentences":[');

const first = { text: 'A {brace} and a "quote".', citations: [{ passage: 1, quote: 'a \\ and a }' }] };
const second = { text: '第二句。', citations: [{ passage: 2, quote: '二' }] };
const whole = JSON.stringify({ found: true, sentences: [first, second] });

describe('a list that is being written', () => {
  it('has each element once it is whole, and none before', () => {
    const counts = Array.from({ length: whole.length + 1 }, (_, to) => readSentences(whole.slice(0, to)));
    const firstAt = whole.indexOf(JSON.stringify(first)) + JSON.stringify(first).length;
    const secondAt = whole.indexOf(JSON.stringify(second)) + JSON.stringify(second).length;
    counts.forEach((sentences, to) => {
      expect(sentences).toEqual([first, second].slice(0, to >= secondAt ? 2 : to >= firstAt ? 1 : 0));
    });
  });

  it('is read behind what the model thinks aloud, and within a fence', () => {
    expect(readSentences(`<think>{"found": true, "sentences": [</think>\n\`\`\`json\n${whole}`)).toHaveLength(
      2,
    );
    expect(readSentences(`<think>${whole}`)).toEqual([]);
  });

  it.each([
    ['says that it found nothing', JSON.stringify({ found: false, sentences: [first] })],
    ['says only at its end whether it did', JSON.stringify({ sentences: [first], found: true })],
    ['has no objects', JSON.stringify({ found: true, sentences: ['A.', first] })],
    ['is none', 'Nothing of the kind.'],
  ])('gives none where it %s', (_, text) => {
    expect(readSentences(text)).toEqual([]);
  });
});
