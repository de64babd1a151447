import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChangeBatch, NodeRecord, RelationshipRecord } from '../../src/graph/changes.ts';
import type { FindQuery, QueryResult } from '../../src/graph/graph-query.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import type { Answer } from '../../src/retrieval/answer.ts';
import { type PlannerQuestion, plannerQuestions } from '../fixtures/planner-questions.ts';
import { openSampleCompany, type SampleCompany } from '../fixtures/sample-company.ts';
import { interpretQuery } from '../reference/interpret-query.ts';
import type { ReferenceGraph } from '../reference/reference-graph.ts';

let company: SampleCompany;
let reference: ReferenceGraph;

beforeAll(async () => {
  company = await openSampleCompany();
  reference = await syncInto(company);
});
afterAll(async () => {
  await company.close();
});

/** Syncs, and keeps what the store was given for the reference interpreter. */
async function syncInto({ orgwise }: SampleCompany): Promise<ReferenceGraph> {
  const { graph } = orgwise;
  const nodes = new Map<string, NodeRecord>();
  const relationships = new Map<string, RelationshipRecord>();
  const apply = graph.apply.bind(graph);
  Object.assign(graph, {
    async apply(batch: ChangeBatch) {
      await apply(batch);
      for (const one of batch.upsertNodes ?? []) nodes.set(one.id, one);
      for (const one of batch.upsertRelationships ?? []) relationships.set(one.id, one);
      for (const id of batch.deleteNodes ?? []) nodes.delete(id);
      for (const id of batch.deleteRelationships ?? []) relationships.delete(id);
    },
  });
  await orgwise.sync();
  Object.assign(graph, { apply });
  return { nodes: [...nodes.values()], relationships: [...relationships.values()] };
}

const meaning = (query: FindQuery): QueryResult =>
  interpretQuery(reference, query, operatorViewer, company.orgwise.today());

function rowsOf(query: FindQuery): string[] {
  const result = meaning(query);
  return result.kind === 'list' ? result.rows.map((row) => row.id).sort() : [];
}

async function ask({ turns, as }: Pick<PlannerQuestion, 'turns' | 'as'>): Promise<Answer> {
  const asker = await company.asker(as === undefined ? undefined : `${as}@voltmoor.example`);
  const context = turns.slice(0, -1).map((text) => ({ role: 'user' as const, text }));
  return await company.orgwise.answerQuestion({ question: turns.at(-1) ?? '', asker, context });
}

const told = (answer: Answer): string[] =>
  (answer.rows?.rows ?? []).map((row) => row.ref?.id ?? String(row.cells[0])).sort();

/** Whether a figure stands in a text by itself; ids of tasks and days are none. */
function says(text: string, figure: number | string): boolean {
  const plain = text.replace(/\d{4}-\d{2}-\d{2}|[A-Z]+-\d+/g, ' ');
  return new RegExp(`(?<![\\d.])${String(figure).replace('.', '\\.')}(?![\\d]|\\.\\d)`).test(plain);
}

/** Keys by node id where they are nodes, else in their order only, each with its figure. */
function figuresOf(query: FindQuery): string[] {
  const result = meaning(query);
  if (result.kind !== 'groups') return [];
  return result.rows.map(({ keys, measures }) => `${keys[0]?.node?.id ?? ''} ${measures.count}`);
}

/** A long list is cut where it is shown, and says how long it is. */
function isListed(answer: Answer, ids: readonly string[]): void {
  const listed = told(answer);
  expect(
    listed.filter((id) => !ids.includes(id)),
    answer.text,
  ).toEqual([]);
  expect(answer.total ?? 0, answer.text).toBe(ids.length);
  expect(new Set(listed).size, answer.text).toBe(Math.min(ids.length, Math.max(listed.length, 20)));
}

function check(answer: Answer, { gold }: PlannerQuestion): void {
  const { text } = answer;
  if ('declines' in gold) {
    expect(answer.abstained, text).toBeDefined();
    return;
  }
  expect(answer.abstained, text).toBeUndefined();
  if ('rows' in gold) isListed(answer, rowsOf(gold.rows));
  else if ('count' in gold) {
    const count = rowsOf(gold.count).length;
    expect(says(text, count) || (count === 0 && /\bno\b|没有/.test(text)), text).toBe(true);
  } else if ('part' in gold) {
    const [part, whole] = [rowsOf(gold.part).length, rowsOf(gold.of).length];
    const percent = Math.round((part / whole) * 1000) / 10;
    expect(
      [percent, part, whole].filter((one) => !says(text, one)),
      text,
    ).toEqual([]);
  } else if ('exceptions' in gold) {
    const exceptions = rowsOf(gold.exceptions);
    isListed(answer, exceptions);
    expect(text).toMatch(exceptions.length === 0 ? /^(?:Yes|是的)/ : /^(?:No|不是)/);
  } else if ('groups' in gold) {
    const figures = (answer.rows?.rows ?? []).map(({ ref, cells }) => `${ref?.id ?? ''} ${cells.at(-1)}`);
    expect(figures, text).toEqual(figuresOf(gold.groups));
  } else if ('measure' in gold) {
    const result = meaning(gold.measure);
    const value = result.kind === 'groups' ? Number(result.rows[0]?.measures.days) : Number.NaN;
    expect(text).toContain((value / gold.unit).toFixed(1));
  } else if ('asksBack' in gold) expect(answer.candidates, text).toHaveLength(gold.asksBack);
  else for (const part of gold.says) expect(text).toContain(part);
}

describe('questions with what they mean written out', () => {
  it.each(plannerQuestions.map((one) => [one.turns.join(' >> '), one] as const))(
    '%s',
    async (_, question) => {
      check(await ask(question), question);
    },
  );

  it('each has one answer, however often it is asked', { timeout: 120_000 }, async () => {
    const again = plannerQuestions.filter((_, index) => index % 12 === 0);
    for (const question of again) {
      const answers = new Set<string>();
      for (let time = 0; time < 100; time++) answers.add(JSON.stringify(await ask(question)));
      expect(answers.size, question.turns.join(' >> ')).toBe(1);
    }
  });
});
