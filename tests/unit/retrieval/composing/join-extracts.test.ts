import { describe, expect, it } from 'vitest';
import { joinExtracts } from '../../../../src/retrieval/composing/join-extracts.ts';

const head = '| Kind | Rotated |\n| --- | --- |\n';
const rows = ['| Passwords | 90 days |', '| Keys | 30 days |', '| Certificates | 24 months |'];
const text = `Who looks after it. ${head}${rows.join('\n')}\nNobody types one. They live in the vault.`;
const passage = { id: 'p', articleId: 'a', ordinal: 0, heading: '', text, anchor: null };
const extract = (quote: string, told: string) => ({ passage, quote, text: told, score: 1, similarity: null });

describe('what is quoted of one section', () => {
  const last = extract(rows[2] ?? '', `…\n${head}${rows[2]}\n…`);
  const first = extract(rows[0] ?? '', `…\n${head}${rows[0]}\n…`);

  it('has rows of one table under one head, in order, and says once that some are left out', () => {
    expect(joinExtracts([last, first])).toBe(`${head}${rows[0]}\n${rows[2]}\n…`);
  });

  it('says beneath a table, not above it, that something is left out', () => {
    expect(joinExtracts([first])).toBe(`${head}${rows[0]}\n…`);
    expect(joinExtracts([extract(rows[0] ?? '', `…\n${head}${rows[0]}`)])).toBe(`${head}${rows[0]}\n…`);
  });

  it('has one mark between two stretches', () => {
    const who = extract('Who looks after it.', 'Who looks after it. …');
    const vault = extract('They live in the vault.', '… They live in the vault.');
    expect(joinExtracts([vault, who])).toBe('Who looks after it. …\n\nThey live in the vault.');
    expect(joinExtracts([vault])).toBe('… They live in the vault.');
  });
});
