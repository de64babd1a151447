import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { GoldenQuestion } from '../../src/evaluation/question-set.ts';
import { readQuestionSet } from '../../src/evaluation/read-question-set.ts';

/** The questions of a file in which nothing may be wrong. */
export function readGoldenQuestions(file: string): readonly GoldenQuestion[] {
  const { questions, mistakes } = readQuestionSet(readFileSync(file, 'utf8'), file);
  expect(mistakes, file).toEqual([]);
  return questions;
}
