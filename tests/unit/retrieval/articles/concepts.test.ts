import { describe, expect, it } from 'vitest';
import type { GraphReader, TermStatistics } from '../../../../src/graph/graph-store.ts';
import {
  type Concept,
  conceptWeight,
  readConcepts,
  searchTerms,
} from '../../../../src/retrieval/articles/concepts.ts';
import { questionTerms } from '../../../../src/retrieval/articles/question-terms.ts';

/** A wiki of which only the frequencies of its terms are known. */
const wiki = (
  pages: Readonly<Record<string, number>>,
  documents = 100,
): Pick<GraphReader, 'termStatistics'> => ({
  async termStatistics(terms): Promise<TermStatistics> {
    return {
      documents,
      averageLength: 200,
      documentFrequency: new Map(terms.map((term) => [term, pages[term] ?? 0])),
    };
  },
});

const conceptsFor = async (question: string, pages: Readonly<Record<string, number>>): Promise<Concept[]> => [
  ...(await readConcepts(wiki(pages), questionTerms(question), [question])).concepts,
];
const standIns = (concepts: readonly Concept[]): string[] =>
  concepts.flatMap((one) => one.variants.filter(({ share }) => share < 1).map(({ term }) => term));

describe('what may stand for a word', () => {
  it('are its synonyms, at a share', async () => {
    const [vacation] = await conceptsFor('vacation', { leav: 5 });
    expect(vacation?.variants).toContainEqual({ term: 'vacat', share: 1 });
    expect(vacation?.variants.find(({ term }) => term === 'leav')?.share).toBeLessThan(1);
  });

  it('are English words for Chinese ones that the wiki does not have', async () => {
    const concepts = await conceptsFor('报销多久到账？', { reimburs: 4 });
    expect(standIns(concepts)).toContain('reimburs');
    expect(concepts.map(({ term }) => term)).not.toContain('销多');
  });

  it('are English words beside a Chinese one that the wiki has, for its pages in English', async () => {
    const concepts = await conceptsFor('报销多久到账？', { 报销: 3, reimburs: 4 });
    expect(standIns(concepts)).toContain('reimburs');
    expect(concepts.map(({ term }) => term)).toContain('报销');
  });

  it('are Chinese words only for English ones that the wiki has in no form', async () => {
    expect(standIns(await conceptsFor('reimbursement', { 报销: 3 }))).toContain('报销');
    expect(standIns(await conceptsFor('reimbursement', { 报销: 3, expens: 2 }))).not.toContain('报销');
  });

  it('give a word that the wiki lacks the weight of the rarest of them', async () => {
    const { concepts, statistics } = await readConcepts(wiki({ leav: 50 }), questionTerms('vacation'), []);
    const [vacation] = concepts;
    if (vacation === undefined) throw new Error('no concept');
    expect(conceptWeight(vacation, statistics)).toBeLessThan(1);
  });
});

describe('searchTerms', () => {
  it('leaves out what is everywhere in a large wiki, but for the first few', async () => {
    const pages = { leav: 9_000, holidai: 20, pto: 30, absenc: 9_500, vacat: 8_000 };
    const { concepts, statistics } = await readConcepts(wiki(pages, 10_000), questionTerms('vacation'), [
      'vacation',
    ]);
    const terms = searchTerms(concepts, statistics);
    expect(terms.has('holidai')).toBe(true);
    expect(terms.has('vacat')).toBe(true);
    expect(terms.has('leav') && terms.has('absenc')).toBe(false);
  });
});
