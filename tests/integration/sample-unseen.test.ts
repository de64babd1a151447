import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkAnswer } from '../../src/evaluation/check-answer.ts';
import { useSampleCompany } from '../fixtures/use-sample-company.ts';
import { readGoldenQuestions } from './read-golden-questions.ts';

/**
 * Questions about the sample company, written without regard to the planner and its lexicons; their
 * answers are computed by the reference interpreter (`tests/reference/compute-gold.test.ts`) or quoted from the pages. Not
 * all of them are answered rightly: `leastRight` is for keeping what is.
 */
const root = new URL('../../', import.meta.url).pathname;
const sets = [
  { file: 'sample-unseen.jsonl', leastRight: 163 },
  { file: 'sample-unseen-second.jsonl', leastRight: 74 },
  // Seen while mending: 67 were right before.
  { file: 'sample-unseen-third.jsonl', leastRight: 91 },
  // Seen as well: 63 of the fourth and 72 of the fifth were right when they were first asked.
  { file: 'sample-unseen-fourth.jsonl', leastRight: 87 },
  { file: 'sample-unseen-fifth.jsonl', leastRight: 102 },
  // By the writer of the fifth; 62 were right when first asked, 74 before it was read.
  { file: 'sample-unseen-sixth.jsonl', leastRight: 105 },
  // Seen: 97 were right when first asked.
  { file: 'sample-unseen-eighth.jsonl', leastRight: 111 },
  // By managers who prepare meetings, of 80: 61 were right when first asked; seen while mending.
  { file: 'sample-unseen-ninth.jsonl', leastRight: 74 },
  // 109 were right when first asked; nobody has looked at which are not.
  { file: 'sample-unseen-seventh.jsonl', leastRight: 110 },
];

const company = useSampleCompany();

describe('questions that the planner was not made for', () => {
  it.each(sets)('$file: at least $leastRight are answered rightly', async ({ file, leastRight }) => {
    const wrong: string[] = [];
    const questions = readGoldenQuestions(join(root, 'tests/fixtures', file));
    for (const asked of questions) {
      const answer = await company.ask(asked);
      if (checkAnswer(answer, asked.expect).length > 0) wrong.push(asked.id);
    }
    expect(questions.length - wrong.length, wrong.join(' ')).toBeGreaterThanOrEqual(leastRight);
  });
});
