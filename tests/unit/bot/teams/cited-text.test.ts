import { expect, it } from 'vitest';
import { textBlocks } from '../../../../src/bot/teams/card-text.ts';
import { citedText } from '../../../../src/bot/teams/cited-text.ts';
import type { Answer } from '../../../../src/retrieval/answer.ts';

const source = (id: string) => ({ kind: 'task', id, key: id, title: id, url: null }) as const;
const sources = [source('a'), source('b'), source('c'), source('d')];
const plain: Answer = { language: 'en', text: '', claims: [], asOf: [], followUps: [], sources };
const blocksOf = (text: string) => textBlocks(text, { lines: 10, lineCharacters: 500 });

it('marks each line with the sources of the claims that it makes', () => {
  const text = 'Two pages say so:\n- Use *certificates*.\n- Ask IT.\n\nThat is all.';
  const claims = [
    { text: 'Use *certificates*.', citations: [source('b'), source('a')] },
    { text: 'Ask IT.', citations: [source('d'), source('unknown')] },
  ];
  expect(citedText(blocksOf(text), { ...plain, text, claims })).toBe(
    'Two pages say so:  \n• Use \\*certificates\\*. [1] [2]  \n• Ask IT. [4]\n\nThat is all.',
  );
});

it('marks the first line where no line is a claim, and nothing where there is no answer', () => {
  const text = '12 tasks.\nMany.';
  expect(citedText(blocksOf(text), { ...plain, text })).toBe('12 tasks. [1] [2] [3]  \nMany.');
  const abstained = { reason: 'no_data', lookedAt: [] } as const;
  expect(citedText(blocksOf(text), { ...plain, text, abstained })).toBe('12 tasks.  \nMany.');
  expect(citedText(blocksOf(text), { ...plain, text, sources: [] })).toBe('12 tasks.  \nMany.');
});
