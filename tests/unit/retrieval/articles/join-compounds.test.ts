import { expect, it } from 'vitest';
import { analyzeText } from '../../../../src/graph/analyze-text.ts';
import { joinCompounds } from '../../../../src/retrieval/articles/join-compounds.ts';

const known = new Set(analyzeText('On-call pay, at-most, sign-in and check-out of a single-page guide'));
const wiki = {
  async termStatistics(terms: readonly string[]) {
    return {
      documents: 40,
      averageLength: 100,
      documentFrequency: new Map(terms.filter((term) => known.has(term)).map((term) => [term, 3])),
    };
  },
};

it.each([
  ['who is on call this week?', 'who is on-call this week?'],
  ['is On Call paid', 'is On-Call paid'],
  // One says something alone, and finds the compound by its parts.
  ['How do I sign in?', 'How do I sign in?'],
  ['where is the single page guide', 'where is the single page guide'],
  ['who is on-call', 'who is on-call'],
  // Much else says what is asked.
  [
    'How many addresses of the range for services may a cluster keep at most?',
    'How many addresses of the range for services may a cluster keep at most?',
  ],
  ['may I call on a Sunday', 'may I call on a Sunday'],
  ['谁在 on call', '谁在 on-call'],
])('%s', async (question, joined) => {
  expect(await joinCompounds(wiki, question)).toBe(joined);
});
