import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../../src/retrieval/articles/split-sentences.ts';
import fc from '../../seeded-properties.ts';

describe('splitSentences', () => {
  it('joined gives the text again', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            'A b. ',
            'C? ',
            '\n',
            '| a | b |\n',
            '```\n',
            '- item\n',
            '中文。',
            'x',
            ' ',
            '12. ',
          ),
          { maxLength: 60 },
        ),
        (parts) => {
          const text = parts.join('');
          expect(splitSentences(text, 50).join('')).toBe(text);
        },
      ),
    );
  });

  it('keeps apart where the links of a page lead', () => {
    const text =
      'Ask [the guide] first.\n[the guide]: https://wiki.example/guide "Guide"\n[two]: ./two.md\n[1]: is no link\n';
    expect(splitSentences(text, 200)).toEqual([
      'Ask [the guide] first.\n',
      '[the guide]: https://wiki.example/guide "Guide"\n',
      '[two]: ./two.md\n',
      '[1]: is no link\n',
    ]);
  });

  it('never breaks a row of a table or a line of code', () => {
    const text =
      'Limits. See:\n\n| what | days |\n| --- | --- |\n| Leave. Annual. | 30 |\n\n```\nrun. Now. Please.\n```\n';
    const pieces = splitSentences(text, 200);
    expect(pieces).toContain('| Leave. Annual. | 30 |\n');
    expect(pieces).toContain('run. Now. Please.\n');
    expect(pieces[0]).toBe('Limits. ');
  });
});
