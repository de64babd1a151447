import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAnswer } from '../../src/evaluation/check-answer.ts';
import { airport } from '../fixtures/airport/organisation.ts';
import { bakery } from '../fixtures/bakery/organisation.ts';
import { builders } from '../fixtures/builders/organisation.ts';
import { charity } from '../fixtures/charity/organisation.ts';
import { college } from '../fixtures/college/organisation.ts';
import { games } from '../fixtures/games/organisation.ts';
import { harbour } from '../fixtures/harbour/organisation.ts';
import { hospital } from '../fixtures/hospital/organisation.ts';
import { museum } from '../fixtures/museum/organisation.ts';
import { mutual } from '../fixtures/mutual/organisation.ts';
import { news } from '../fixtures/news/organisation.ts';
import type { Organisation } from '../fixtures/organisation.ts';
import { openCompany, type SampleCompany } from '../fixtures/sample-company.ts';
import { ski } from '../fixtures/ski/organisation.ts';
import { transit } from '../fixtures/transit/organisation.ts';
import { water } from '../fixtures/water/organisation.ts';
import { readGoldenQuestions } from './read-golden-questions.ts';

const organisations: readonly Organisation[] = [
  mutual,
  water,
  airport,
  charity,
  builders,
  ski,
  news,
  museum,
  games,
  harbour,
  bakery,
  transit,
  hospital,
  college,
];

describe.each(organisations)('the planner was not made for a $folder', ({ folder, sets, told }) => {
  const path = new URL(`../fixtures/${folder}/`, import.meta.url).pathname;
  let company: SampleCompany;
  beforeAll(async () => {
    company = await openCompany(join(path, 'orgwise.yaml'));
    await company.orgwise.sync();
  });
  afterAll(() => company.close());

  it.each(sets)('$file: at least $leastRight are answered rightly', async ({ file, leastRight }) => {
    const wrong: string[] = [];
    const questions = readGoldenQuestions(join(path, file));
    for (const asked of questions)
      if (checkAnswer(await company.ask(asked), asked.expect).length > 0) wrong.push(asked.id);
    expect(questions.length - wrong.length, wrong.join(' ')).toBeGreaterThanOrEqual(leastRight);
  });

  it.each(told)('%s', async (question, said) => {
    const { text } = await company.ask({ question });
    expect(text).toMatch(said);
  });
});
