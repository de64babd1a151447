import { describe, expect, it } from 'vitest';
import { nextPage } from '../../../src/bot/actions/offer-actions.ts';
import { pageRows, unaskedLimit } from '../../../src/bot/actions/page-rows.ts';
import { answerLabels } from '../../../src/bot/answer-labels.ts';
import { renderBlocks } from '../../../src/bot/slack/render-blocks.ts';
import { totalNote } from '../../../src/bot/total-note.ts';
import type { Answer } from '../../../src/retrieval/answer.ts';
import { listLimit } from '../../../src/retrieval/planning/list-fields.ts';

const names = Array.from({ length: 500 }, (_, at) => `Firstname Lastname ${at}`);

/** What is answered to "who works in Berlin?", from an offset: people are given whole, up to 200 of them. */
function people(total: number, offset: number, limit = 200): Answer {
  const shown = names.slice(offset, Math.min(offset + limit, total));
  return {
    language: 'en',
    text: `${total} people in Berlin: ${shown.join(', ')}`,
    rows: {
      columns: ['Person', 'Title'],
      rows: shown.map((name) => ({ cells: [name, 'Backend Engineer'] })),
    },
    total,
    query: {
      find: 'Employee',
      return: { kind: 'list', fields: [], limit, ...(offset > 0 ? { offset } : {}) },
    },
    claims: [],
    sources: [],
    asOf: [],
    followUps: [],
  };
}

/** What is answered to "open tasks by person": all groups each time. */
function groups(total: number): Answer {
  const { query: _, total: __, ...rest } = people(total, 0, total);
  return {
    ...rest,
    query: { find: 'Task', return: { kind: 'groups', by: [], measures: [], limit: 200 } },
  };
}

function pagesOf(ask: (offset: number) => Answer): readonly Answer[] {
  const pages: Answer[] = [];
  for (let offset: number | undefined = 0; offset !== undefined && pages.length < 99; ) {
    const page: Answer = pageRows(ask(offset), offset);
    pages.push(page);
    offset = nextPage(page)?.offset;
  }
  return pages;
}

const drawnBySlack = (answer: Answer): readonly string[] =>
  renderBlocks({ kind: 'answer', answer }).blocks.flatMap((block) =>
    block.type === 'table'
      ? block.rows.slice(1).map(([cell]) => (cell?.type === 'raw_text' ? cell.text : ''))
      : [],
  );

describe('a list that is longer than what is drawn at once', () => {
  it.each([
    ['120 people', (offset: number) => people(120, offset), 120],
    ['500 people, of whom an answer has 200', (offset: number) => people(500, offset), 500],
    ['the 120 longest here', (offset: number) => people(500, offset, 120), 120],
    ['120 groups', () => groups(120), 120],
  ])('is paged to its end, every row once and none left out: %s', (_, ask, count) => {
    const pages = pagesOf(ask);
    expect(pages.flatMap(drawnBySlack)).toEqual(names.slice(0, count));
    expect(pages.length).toBeGreaterThan(1);
  });

  it('is told page by page, and names only who is on it', () => {
    const [first, second] = pagesOf((offset) => people(120, offset));
    expect(totalNote(second as Answer, 50, answerLabels.en)).toContain('51');
    expect(first?.text).toContain('Lastname 49');
    expect(first?.text).not.toContain('Lastname 50');
    const [, groupsAfter] = pagesOf(() => groups(120));
    expect(totalNote(groupsAfter as Answer, 50, answerLabels.en)).toMatch(/51.*100.*120/);
  });

  it('knows a list of which no number was asked', () => {
    expect(unaskedLimit).toBe(listLimit);
  });

  it('is told whole where it is drawn whole', () => {
    const few = people(20, 0);
    expect(pageRows(few)).toBe(few);
    expect(nextPage(few)).toBeNull();
    expect(nextPage(people(500, 0, 5))).toBeNull();
  });

  it('has fewer rows at once where they are wide', () => {
    const wide = people(120, 0);
    const rows = wide.rows?.rows.map(({ cells: [name = ''] }) => ({ cells: [name, 'x'.repeat(400)] })) ?? [];
    const page = pageRows({ ...wide, rows: { columns: ['Person', 'Title'], rows } });
    expect(drawnBySlack(page)).toHaveLength(page.rows?.rows.length ?? 0);
  });
});
