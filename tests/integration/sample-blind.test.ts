import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { createOrgwise, type Orgwise } from '../../src/main.ts';
import type { Answer, Asker } from '../../src/retrieval/answer.ts';
import { mistakes, type SampleQuestion } from './check-answer.ts';

/**
 * Questions about the sample company that were written, with their answers computed from its files, before the planner
 * was changed to understand them: they measure what it understands of ordinary questions.
 */
const root = new URL('../../', import.meta.url).pathname;
const questions = readFileSync(join(root, 'tests/fixtures/sample-questions-blind.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as SampleQuestion);

/** Not answered rightly yet. */
const notUnderstood = new Set<string>([]);

let folder: string;
let orgwise: Orgwise;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'orgwise-blind-'));
  orgwise = await createOrgwise(
    loadConfig({
      configFile: join(root, 'sample-company/orgwise.yaml'),
      dataDir: folder,
      env: {},
      cwd: folder,
    }),
  );
  await orgwise.sync();
});
afterAll(async () => {
  await orgwise.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ask({ question, as, context }: SampleQuestion): Promise<Answer> {
  const person = as === undefined ? null : await orgwise.access.person(as);
  const asker: Asker =
    person === null
      ? { viewer: operatorViewer, employeeId: null }
      : { viewer: person.viewer, employeeId: person.employeeId };
  const turns = (context ?? []).map((text) => ({ role: 'user' as const, text }));
  return await orgwise.answerQuestion({ question, asker, context: turns });
}

describe('ordinary questions of the sample company', () => {
  it.each(questions.filter(({ id }) => !notUnderstood.has(id)))('$id $question', async (asked) => {
    const answer = await ask(asked);
    expect({ mistakes: mistakes(answer, asked.expect), text: answer.text }).toEqual({
      mistakes: [],
      text: answer.text,
    });
  });

  it('the list of what is not understood is up to date', async () => {
    for (const asked of questions) {
      if (!notUnderstood.has(asked.id)) continue;
      const answer = await ask(asked);
      expect(
        mistakes(answer, asked.expect),
        `${asked.id} is understood now: take it off the list`,
      ).not.toEqual([]);
    }
  });
});
