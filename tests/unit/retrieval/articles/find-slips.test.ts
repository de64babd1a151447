import { describe, expect, it } from 'vitest';
import { analyzeText } from '../../../../src/graph/analyze-text.ts';
import { findSlips, withoutSlips } from '../../../../src/retrieval/articles/find-slips.ts';

/** A wiki that has these words, and nothing else. */
const wiki = (words: string) => {
  const known = new Set(analyzeText(words));
  return {
    asked: 0,
    async termStatistics(terms: readonly string[]) {
      this.asked++;
      return {
        documents: 40,
        averageLength: 100,
        documentFrequency: new Map(terms.filter((term) => known.has(term)).map((term) => [term, 3])),
      };
    },
  };
};

const read = async (question: string, words: string): Promise<string> =>
  withoutSlips(question, await findSlips(wiki(words), question));

describe('slips of the pen in questions to the wiki', () => {
  it.each([
    ['how many dogs may come to the berlin ofice', 'how many dogs may come to the berlin office'],
    ['when is the app relased', 'when is the app released'],
    ['who writes the incidnet report', 'who writes the incident report'],
    ['where is the repporting guide', 'where is the reporting guide'],
  ])('%s', async (written, meant) => {
    expect(await read(written, 'office dogs berlin app released incident report reporting guide')).toBe(
      meant,
    );
  });

  it.each([
    ['a word that the wiki has', 'where is the office', 'office offices'],
    ['a letter that is another: rental is not dental', 'is there a dental plan', 'rental plan'],
    ['a name', 'what is Ofice', 'office'],
    ['a word of four letters', 'a pont of view', 'point view'],
    ['an address', 'who has ofice@example.com', 'office'],
    ['a word that the thesaurus knows', 'is there a salary band', 'salaries'],
  ])('leaves %s alone', async (_, question, words) => {
    expect(await read(question, words)).toBe(question);
  });

  it('asks the store nothing where every word says little', async () => {
    const reader = wiki('office');
    await findSlips(reader, 'who is it');
    expect(reader.asked).toBe(0);
  });
});
