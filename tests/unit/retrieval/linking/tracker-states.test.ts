import { describe, expect, it } from 'vitest';
import type { DistinctValue } from '../../../../src/graph/graph-store.ts';
import { buildNameIndex } from '../../../../src/retrieval/linking/name-index.ts';
import { PhraseTable } from '../../../../src/retrieval/linking/phrase-table.ts';
import { english } from '../../../../src/retrieval/planning/lexicons/en.ts';
import { buildCueTable, tagQuestion } from '../../../../src/retrieval/planning/tag-question.ts';

const words: readonly DistinctValue[] = ['Active', 'Draft'].map((value) => ({
  label: 'Task',
  property: 'sourceStatus',
  value,
  count: 1,
}));

/** What "active" means where tasks with the tracker's word are in a state of ours. */
function valuesOf(state: string): readonly string[] {
  const statesOf = new Map([['Active', new Set([state])]]);
  const index = buildNameIndex([], words, { statesOf });
  const items = tagQuestion({
    text: 'how many active tasks are there',
    index,
    cues: buildCueTable(english),
    titles: new PhraseTable(),
    unknownKeys: [],
    today: '2026-11-20',
  });
  return items.flatMap((item) =>
    item.kind === 'cue' && item.values !== undefined ? item.values.flatMap((one) => [...one.values]) : [],
  );
}

describe('a plain word that a tracker has for a state', () => {
  it('is open work, where that is what the tracker means by it', () => {
    expect(valuesOf('in_progress')).toEqual([]);
  });

  it("is the tracker's own word, where that means something else", () => {
    expect(valuesOf('done')).toEqual(['Active']);
  });
});
