import { describe, expect, it } from 'vitest';
import type { StoredPassage } from '../../../../src/graph/graph-store.ts';
import type { Concept } from '../../../../src/retrieval/articles/concepts.ts';
import { type Extract, pickExtracts } from '../../../../src/retrieval/articles/pick-extracts.ts';
import { questionParts } from '../../../../src/retrieval/articles/question-parts.ts';
import { questionTerms } from '../../../../src/retrieval/articles/question-terms.ts';
import { scoreSentences } from '../../../../src/retrieval/articles/score-sentences.ts';

const passage = (id: string, text: string, heading = ''): StoredPassage => ({
  id,
  articleId: 'page',
  ordinal: 0,
  heading,
  text,
  anchor: null,
});

function extractsFor(question: string, passages: readonly StoredPassage[], length = 120): Extract[] {
  const concepts = [...questionTerms(question).keys()].map(
    (term): Concept => ({ term, weight: 1, variants: [{ term, share: 1 }] }),
  );
  const scored = scoreSentences(passages, {
    concepts,
    parts: questionParts(question),
    weight: () => 1,
    titleOf: () => '',
    length,
  });
  return pickExtracts(
    scored.map((one) => ({ ...one, factor: 1 })),
    length,
  );
}

describe('extracts', () => {
  it('are never where the links of a page lead', () => {
    const found = extractsFor('Where is the domain transfer?', [
      passage('a', 'Ask the team first.\n\n[domain transfer]: https://console.example/domain-transfer\n'),
    ]);
    expect(found.map((one) => one.text).join('')).not.toContain('https');
  });

  it('prefer a value of the kind that is asked for, beside its bound', () => {
    const [first] = extractsFor('How long may a token be valid at most?', [
      passage('a', 'A token is valid for whoever holds it, and every valid token is listed.'),
      passage('b', 'The lifetime of a token must not exceed 24 hours.'),
    ]);
    expect(first?.text).toContain('24 hours');
  });

  it('show a row of a table with its head, and quote what stands there', () => {
    const filler = '| Cafe | nobody knows how much is really paid for coffee here |\n'.repeat(4);
    const table = `| What | Amount |\n| --- | --- |\n${filler}| Dinner with customers | €60 |\n`;
    const [first] = extractsFor('How much may a dinner with customers cost?', [passage('a', table)], 80);
    expect(first?.text).toContain('| What | Amount |\n| --- | --- |');
    expect(first?.text).toContain('€60');
    expect(table).toContain(first?.quote);
  });

  it('say what was left out beside a table on a line of its own', () => {
    const rows = ['a', 'b', 'c', 'dogs', 'e'].map((name) => `| ${name} | as many words as fill a row |`);
    const text = ['| what | how |', '|---|---|', ...rows].join('\n');
    const [first] = extractsFor('What of dogs?', [passage('a', text)], 60);
    expect(first?.text).toMatch(/^…\n\| what \| how \|\n\|---\|---\|\n[^…]*dogs[^…]*\|\n…$/);
  });

  it('say what was left out before an item of a list on a line of its own', () => {
    const items = ['cats', 'birds', 'dogs', 'fish'].map(
      (name) => `- ${name}: as many words as fill an item.`,
    );
    const [first] = extractsFor('What of dogs?', [passage('a', items.join('\n'))], 45);
    expect(first?.text).toMatch(/^…\n- (?:birds[^…]*\n- )?dogs: /);
  });

  it('hold one for each part of the question', () => {
    const found = extractsFor('How long is probation, and which flag skips the check?', [
      passage('a', 'Probation is six months. Probation can be ended early. Probation is explained to all.'),
      passage('b', 'The check is skipped with `--force`.'),
    ]);
    const [first, second] = found;
    expect(`${first?.text} ${second?.text}`).toMatch(/six months[\s\S]*--force/);
  });

  it('take words out of names that are written together', () => {
    const [first] = extractsFor('What is the max of search paths?', [
      passage('a', 'Set `maxSearchPaths` to 32.'),
      passage('b', 'Search the page.'),
    ]);
    expect(first?.text).toContain('32');
  });

  it('read on where a line was only wrapped, and keep lines of code', () => {
    const text = 'The support ends after two\nmonths.\n\n```\nrun support\nrun months\n```\n';
    const [first] = extractsFor('How long is support in months?', [passage('a', text)]);
    expect(first?.text).toContain('after two months.');
    expect(first?.text).toContain('run support\nrun months');
    expect(text).toContain(first?.quote);
  });

  it('rank lists of links last', () => {
    const found = extractsFor('What do backups cover?', [
      passage('a', '- [Backups cover what](#backups-cover-what)\n'),
      passage('b', 'Backups cover the database.\n'),
    ]);
    expect(found.map((one) => one.passage.id)).toEqual(['b', 'a']);
  });
});
