import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/retrieval/answer.ts';
import { useSampleCompany } from '../fixtures/use-sample-company.ts';

const root = new URL('../../', import.meta.url).pathname;

const company = useSampleCompany();

async function ask(question: string, as?: string): Promise<Answer> {
  return await company.ask({ question, as });
}

describe('questions that no page answers for certain', () => {
  it('are declined, and told what comes closest with its page', async () => {
    const answer = await ask('typed my pw wrong too many times, now locked out. how long does that last');
    expect(answer.abstained?.reason).toBe('no_article');
    expect(answer.text).toMatch(
      /^I could not find[\s\S]*The closest that I have is[\s\S]*locked for 15 minutes/,
    );
    expect(answer.sources.map(({ key }) => key)).toContain('policies/passwords.md');
  });

  it.each(['Is there a swimming pool?', '公司有健身房吗？'])(
    'are told of no page where none has to do with it: %s',
    async (question) => {
      const answer = await ask(question);
      expect(answer.abstained).toBeDefined();
      expect(answer.sources).toEqual([]);
      expect(answer.text).not.toMatch(/From “|摘自/);
    },
  );

  it('are never told what the asker may not read', async () => {
    const question = 'What is the gross salary band for a senior engineer in Berlin?';
    expect((await ask(question)).text).toContain('70,000');
    const withheld = await ask(question, 'john.doe@voltmoor.example');
    expect(JSON.stringify(withheld)).not.toContain('70,000');
    expect(withheld.sources.map(({ key }) => key)).not.toContain('people/salary-bands.md');
  });

  it.each([
    'How much may a dinner with a customer cost per head?',
    'How often are administrator passwords rotated?',
  ])('are told from those that one does, in its own words: %s', async (question) => {
    const answer = await ask(question);
    const citations = answer.claims.flatMap((claim) => claim.citations);
    expect(citations.length).toBeGreaterThan(0);
    for (const { key, quote } of citations) {
      const page = readFileSync(join(root, 'sample-company/articles', key), 'utf8');
      expect(page).toContain(quote);
    }
  });
});
