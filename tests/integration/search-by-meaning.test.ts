import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { checkAnswer } from '../../src/evaluation/check-answer.ts';
import { encoderCache, encoderNames, runsEncoder } from '../fixtures/encoder.ts';
import { openCompany, openSampleCompany, type SampleCompany } from '../fixtures/sample-company.ts';
import { readGoldenQuestions } from './read-golden-questions.ts';

const root = new URL('../../', import.meta.url).pathname;
const questionsOf = (file: string) => readGoldenQuestions(join(root, 'tests/fixtures', file));
const encoder = { names: encoderNames, cacheDir: encoderCache };

/** How many questions get what they ask for to read, be it as the answer or as what comes closest. */
async function countTold(company: SampleCompany, file: string): Promise<number> {
  let told = 0;
  for (const asked of questionsOf(file)) {
    const { text } = await company.ask(asked);
    const facts = asked.expect.text ?? [];
    if (facts.length > 0 && facts.every((one) => one.some((way) => text.includes(way)))) told++;
  }
  return told;
}

/** With the sentence encoders themselves: `npm run embedder` installs them; not run where they are absent. */
describe.runIf(runsEncoder)(
  'the sample company, searched by meaning as well (needs npm run embedder)',
  () => {
    let company: SampleCompany;
    beforeAll(async () => {
      company = await openSampleCompany(encoder);
      await company.orgwise.sync();
    }, 120_000);
    afterAll(async () => {
      await company.close();
    });

    it("of questions in other words than the pages', at least 64 of 90 are answered rightly", async () => {
      const questions = questionsOf('sample-unseen-second.jsonl');
      const wrong: string[] = [];
      for (const asked of questions)
        if (checkAnswer(await company.ask(asked), asked.expect).length > 0) wrong.push(asked.id);
      expect(questions.length - wrong.length, wrong.join(' ')).toBeGreaterThanOrEqual(64);
    }, 120_000);

    it('the same question has the same answer, asked twenty times', async () => {
      const answers = new Set<string>();
      for (let time = 0; time < 20; time++)
        answers.add(
          (await company.ask({ question: 'my wife is expecting - how much paid time do I get' })).text,
        );
      expect(answers.size).toBe(1);
    });

    it('of 34 Chinese questions in other words, at least 14 are shown what the page says', async () => {
      // 6 by words alone.
      expect(await countTold(company, 'sample-paraphrased-zh.jsonl')).toBeGreaterThanOrEqual(14);
    }, 120_000);
  },
);

describe.runIf(runsEncoder)('a wiki in Chinese, searched by meaning (needs npm run embedder)', () => {
  it('of 24 questions in other words, at least 5 are shown what the page says', async () => {
    const company = await openCompany(join(root, 'tests/fixtures/teahouse/orgwise.yaml'), encoder);
    onTestFinished(() => company.close());
    await company.orgwise.sync();
    // 1 by words alone.
    expect(await countTold(company, 'teahouse/questions.jsonl')).toBeGreaterThanOrEqual(5);
  }, 120_000);
});
