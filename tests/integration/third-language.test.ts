import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FindQuery, QueryResult } from '../../src/graph/graph-query.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import type { Answer, AnswerQuestion } from '../../src/retrieval/answer.ts';
import { createAnswerQuestion } from '../../src/retrieval/answer-question.ts';
import { lexicons } from '../../src/retrieval/planning/lexicons/lexicons.ts';
import { german } from '../fixtures/german/german.ts';
import {
  type GermanGold,
  type GermanQuestion,
  germanQuestions,
} from '../fixtures/german/german-questions.ts';
import { recordSampleGraph } from '../fixtures/record-sample-graph.ts';
import { openSampleCompany, type SampleCompany } from '../fixtures/sample-company.ts';
import { interpretQuery } from '../reference/interpret-query.ts';
import type { ReferenceGraph } from '../reference/reference-graph.ts';

/** A language is added by its lexicon alone: nothing in the product knows this one. */
let company: SampleCompany;
let reference: ReferenceGraph;
let answerQuestion: AnswerQuestion;

beforeAll(async () => {
  company = await openSampleCompany();
  reference = await recordSampleGraph(company);
  const { graph, today, config } = company.orgwise;
  const languages = [...lexicons, german];
  answerQuestion = createAnswerQuestion({ graph, today, company: config.company.name, lexicons: languages });
});
afterAll(async () => {
  await company.close();
});

async function ask({ turns, as }: Pick<GermanQuestion, 'turns' | 'as'>): Promise<Answer> {
  const asker = await company.asker(as === undefined ? undefined : `${as}@voltmoor.example`);
  const context = turns.slice(0, -1).map((text) => ({ role: 'user' as const, text }));
  return await answerQuestion({ question: turns.at(-1) ?? '', asker, context });
}

const meaning = (query: FindQuery): QueryResult =>
  interpretQuery(reference, query, operatorViewer, company.orgwise.today());

function idsOf(query: FindQuery): string[] {
  const result = meaning(query);
  if (result.kind !== 'list') throw new Error(`a list is wanted, ${result.kind} comes`);
  return result.rows.map((row) => row.id).sort();
}

const told = (answer: Answer): string[] =>
  (answer.rows?.rows ?? []).map((row) => row.ref?.id ?? String(row.cells[0]));

/** In what an answer differs from what is right; null where it does not. */
function mistakeOf(answer: Answer, gold: GermanGold): string | null {
  const differs = (wanted: unknown, found: unknown): string | null =>
    JSON.stringify(wanted) === JSON.stringify(found)
      ? null
      : `${JSON.stringify(wanted)}, and not: ${answer.text}`;
  if ('declines' in gold) return answer.abstained === undefined ? `should decline: ${answer.text}` : null;
  if (answer.abstained !== undefined) return 'declines';
  if ('rows' in gold) return differs(idsOf(gold.rows), told(answer).sort());
  if ('count' in gold) {
    const count = idsOf(gold.count).length;
    return differs([count], [...answer.text.matchAll(/(?<=There (?:is|are) )\d+/g)].map(Number));
  }
  if ('says' in gold) return answer.text.includes(gold.says) ? null : `${gold.says}: ${answer.text}`;
  const result = meaning(gold.ranking);
  const best = result.kind === 'groups' ? result.rows.filter(({ keys: [key] }) => key?.node != null) : [];
  const ids = best.slice(0, gold.top).map(({ keys: [key] }) => key?.node?.id);
  return differs(ids, told(answer));
}

describe('questions in a language that came with its lexicon alone', () => {
  it.each(germanQuestions.map((one) => [one.turns.join(' >> '), one] as const))('%s', async (_, question) => {
    expect(mistakeOf(await ask(question), question.gold)).toBeNull();
  });

  it('most of them are answered, and the rest declined', () => {
    const answered = germanQuestions.filter(({ gold }) => !('declines' in gold));
    expect(answered.length).toBeGreaterThanOrEqual(30);
    expect(answered.length).toBeLessThan(germanQuestions.length);
  });

  it.each([
    ['How many open tasks does John Doe have?', 'There are 4 open tasks'],
    ['John Doe 有多少未完成的任务？', '4'],
  ])('the languages beside it are understood as before: %s', async (question, part) => {
    const answer = await ask({ turns: [question] });
    expect(answer.abstained, answer.text).toBeUndefined();
    expect(answer.text).toContain(part);
  });
});
