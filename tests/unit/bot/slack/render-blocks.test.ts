import { describe, expect, it } from 'vitest';
import { renderBlocks } from '../../../../src/bot/slack/render-blocks.ts';
import type { Answer } from '../../../../src/retrieval/answer.ts';

const plain = { language: 'en', claims: [], asOf: [], followUps: [], sources: [] } as const;
const textsOf = (answer: Answer): string[] =>
  renderBlocks({ kind: 'answer', answer }).blocks.flatMap((block) =>
    block.type === 'section' ? [block.text?.text ?? ''] : [],
  );

describe('what an answer rests on', () => {
  const sources = Array.from({ length: 25 }, (_, at) => ({
    kind: 'article' as const,
    id: `a${at}`,
    key: `a${at}.md`,
    title: `Page ${at}`,
    url: `https://wiki.acme.example/${at}`,
  }));
  const linksOf = (count: number, text = 'Yes.'): string[] => {
    const answer: Answer = { ...plain, text, sources: sources.slice(0, count) };
    const said = JSON.stringify(renderBlocks({ kind: 'answer', answer }).blocks);
    return said.match(/<https:[^>]*>/g) ?? [];
  };

  it('is linked to, all twenty of it', () => {
    expect(linksOf(20)).toEqual(sources.slice(0, 20).map(({ title, url }) => `<${url}|${title}>`));
  });

  it('is cut with how many more there are, and before the text is', () => {
    expect(linksOf(25)).toHaveLength(20);
    const answer: Answer = { ...plain, text: 'Yes.', sources };
    expect(JSON.stringify(renderBlocks({ kind: 'answer', answer }).blocks)).toContain('5 more');
    expect(linksOf(20, 'word '.repeat(3_000)).length).toBeGreaterThanOrEqual(5);
  });
});

describe('what is too long for Slack', () => {
  it('is split between sections, with nothing lost and none too long', () => {
    const lines = Array.from({ length: 300 }, (_, at) => `Line ${at} of a long page`);
    const texts = textsOf({ ...plain, text: lines.join('\n') });
    expect(texts.length).toBeGreaterThan(2);
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(3000);
    expect(texts.join('\n').split('\n')).toEqual(lines);
  });

  it('is cut as a table, which says how many rows there are', () => {
    const rows = Array.from({ length: 150 }, (_, at) => ({ cells: [`T-${at}`, 'open'] }));
    const { blocks } = renderBlocks({
      kind: 'answer',
      answer: { ...plain, text: '400 tasks:', rows: { columns: ['task', 'status'], rows }, total: 400 },
    });
    const table = blocks.find((block) => block.type === 'table');
    expect(table?.type === 'table' && table.rows).toHaveLength(100);
    expect(JSON.stringify(blocks)).toContain('The first 99 of 400 are shown.');
  });
});
