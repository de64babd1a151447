import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAnswer } from '../../src/evaluation/check-answer.ts';
import { encoderCache, encoderName, runsEncoder } from '../fixtures/encoder.ts';
import { openSampleCompany, type SampleCompany } from '../fixtures/sample-company.ts';
import { readGoldenQuestions } from './read-golden-questions.ts';

const root = new URL('../../', import.meta.url).pathname;
const questionsOf = (file: string) => readGoldenQuestions(join(root, 'tests/fixtures', file));

/** With the sentence encoder itself: `npm run embedder` installs it; not run where it is absent. */
describe.runIf(runsEncoder)(
  'the sample company, searched by meaning as well (needs npm run embedder)',
  () => {
    let company: SampleCompany;
    beforeAll(async () => {
      company = await openSampleCompany({ name: encoderName, cacheDir: encoderCache });
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
  },
);
