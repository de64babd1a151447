import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Expectation } from '../../src/evaluation/expectation.ts';
import type { GoldenQuestion } from '../../src/evaluation/question-set.ts';
import { readQuestionSet } from '../../src/evaluation/read-question-set.ts';
import type { Condition } from '../../src/graph/graph-query.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { compareWithGold, type Gold, GoldComputer, readGold } from '../fixtures/compute-gold.ts';
import { recordSampleGraph } from '../fixtures/record-sample-graph.ts';
import { openSampleCompany, type SampleCompany } from '../fixtures/sample-company.ts';
import type { ReferenceGraph } from './reference-graph.ts';

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));

/** Each file of gold stands beside the questions that it is of: `a.jsonl` and `a-gold.jsonl`. */
const goldEnding = '-gold.jsonl';

/** What an expectation says that a query can give. Words of pages and of titles are written by hand. */
const computable = ['names', 'exact', 'orExact', 'order', 'tasks', 'orTasks', 'number', 'pairs'] as const;

test('the expectations in files of questions are what the reference interpreter computes', async ({
  skip,
}) => {
  const files = readdirSync(fixtures).filter((file) => file.endsWith(goldEnding));
  if (files.length === 0) skip(`tests/fixtures holds no questions with gold (*${goldEnding})`);
  await withSample(async (company, graph) => {
    const found = await Promise.all(files.map((file) => checkFile(file, company, graph)));
    expect(found.flat()).toEqual([]);
  });
});

test('an expectation is compared with what its query gives', async () => {
  await withSample(async ({ orgwise }, graph) => {
    const computer = new GoldComputer(graph, operatorViewer, orgwise.today());
    const compare = (expectation: Expectation, gold: Gold['gold']): string[] =>
      compareWithGold(questionWith(expectation), { id: 'q', gold }, computer);

    const ben: Condition = { property: 'name', op: 'eq', value: 'Ben Okafor' };
    const reports = {
      find: 'Employee',
      where: { related: { type: 'REPORTS_TO', direction: 'out', label: 'Employee' }, where: ben },
      return: { kind: 'list' },
    } as const;
    const four = [['Devon Clarke'], ['Marta Kowalczyk'], ['Łukasz Nowak'], ['王小明']];
    expect(compare({ exact: four }, { exact: reports })).toEqual([]);
    expect(compare({ exact: four.slice(1) }, { exact: reports })).toHaveLength(1);

    const done = {
      find: 'Task',
      where: { property: 'completedAt', op: 'gte', value: '2026-10-01' },
      return: { kind: 'count' },
    } as const;
    expect(compare({ number: [32] }, { number: done })).toEqual([]);
    expect(compare({ number: [31] }, { number: done })).toEqual(['number: should be [32]']);
    const share = { share: [done, { find: 'Task', return: { kind: 'count' } }] } as const;
    expect(compare({ number: [12.8, 13] }, { number: share })).toEqual([]);

    const board = {
      find: 'Task',
      where: { property: 'key', op: 'eq', value: 'PLAT-138' },
      return: { kind: 'list', fields: [{ property: 'dueDate' }] },
    } as const;
    const due = { field: 'dueDate', of: board };
    expect(compare({ text: [['2026-12-11', '11 December 2026']] }, { text: due })).toEqual([]);
    expect(compare({ text: [['2026-12-12']] }, { text: due })).toEqual(['text: lacks 2026-12-11']);
    expect(compare({ tasks: [['PLAT-138']] }, { tasks: board })).toEqual([]);
    const blocked = { ...board, return: { kind: 'exists' } } as const;
    expect(compare({ yes: true }, { exists: blocked })).toEqual([]);
    expect(compare({ no: true }, { exists: blocked })).toEqual(['exists: it is true']);
  });
});

test('gold that cannot be computed is refused', () => {
  expect(() => readGold('{"id": "q"}')).toThrow('needs an id and a gold');
  expect(() => readGold('{"id": "q", "gold": {"abstain": {}}}')).toThrow('nothing is computed for abstain');
});

async function withSample(
  use: (company: SampleCompany, graph: ReferenceGraph) => Promise<void>,
): Promise<void> {
  const company = await openSampleCompany();
  try {
    await use(company, await recordSampleGraph(company));
  } finally {
    await company.close();
  }
}

async function checkFile(file: string, company: SampleCompany, graph: ReferenceGraph): Promise<string[]> {
  const beside = `${file.slice(0, -goldEnding.length)}.jsonl`;
  if (!existsSync(fixtures + beside)) return [`${file}: its questions, ${beside}, are missing`];
  const { questions, mistakes } = readQuestionSet(readFileSync(fixtures + beside, 'utf8'), beside);
  const golds = new Map(
    readGold(readFileSync(fixtures + file, 'utf8')).map((gold) => [gold.id, gold] as const),
  );
  const found = mistakes.map(({ line, message }) => `${beside}:${line}: ${message}`);
  for (const question of questions) {
    const { id, expect: wanted } = question;
    const gold = golds.get(id) ?? { id, gold: {} };
    golds.delete(id);
    const asker = await company.asker(question.as);
    const computer = new GoldComputer(graph, asker.viewer, company.orgwise.today());
    const differences = [...missingGold(wanted, gold), ...compareWithGold(question, gold, computer)];
    found.push(...differences.map((difference) => `${id}: ${difference}`));
  }
  return [...found, ...[...golds.keys()].map((id) => `${id}: there is gold and no question`)];
}

/** Which of two has more: the interpreter gave both counts, and whoever wrote the question compared them. */
const comparedByHand = new Set(['f2-en-047', 'f2-en-049', 'f2-zh-041']);

function missingGold(wanted: Expectation, { id, gold }: Gold): string[] {
  const lacking: string[] = computable.filter((key) => wanted[key] !== undefined && gold[key] === undefined);
  const says = wanted.yes !== undefined || wanted.no !== undefined;
  if (says && gold.exists === undefined && !comparedByHand.has(id)) lacking.push('exists');
  return lacking.map((key) => `there is no gold for ${key}`);
}

function questionWith(wanted: Expectation): GoldenQuestion {
  return { id: 'q', question: 'q', context: [], expect: wanted, line: 1 };
}
