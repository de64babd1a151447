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

    // Pages asked for in other words than theirs; by words alone it is 40 of these 90.
    it.each([
      ['sample-unseen.jsonl', 147],
      ['sample-unseen-second.jsonl', 46],
    ])('%s: at least %i are answered rightly', async (file, least) => {
      const questions = questionsOf(file);
      const wrong: string[] = [];
      for (const asked of questions)
        if (checkAnswer(await company.ask(asked), asked.expect).length > 0) wrong.push(asked.id);
      expect(questions.length - wrong.length, wrong.join(' ')).toBeGreaterThanOrEqual(least);
    });

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
