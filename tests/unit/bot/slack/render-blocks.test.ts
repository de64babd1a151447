import { describe, expect, it } from 'vitest';
import { renderBlocks } from '../../../../src/bot/slack/render-blocks.ts';
import type { Answer } from '../../../../src/retrieval/answer.ts';

const plain = { language: 'en', claims: [], asOf: [], followUps: [], sources: [] } as const;
const textsOf = (answer: Answer): string[] =>
  renderBlocks({ kind: 'answer', answer }).blocks.flatMap((block) =>
    block.type === 'section' ? [block.text?.text ?? ''] : [],
  );

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
