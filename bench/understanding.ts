/**
 * What a question costs beside running its query: linking its words, planning, and writing the answer out, with 10,000 people
 * known and no model. Prints the middle, the 95th percentile and the slowest.
 *
 *     npm exec -- node bench/understanding.ts
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteStore } from '../src/graph/sqlite/sqlite-store.ts';
import { operatorViewer } from '../src/graph/viewer.ts';
import { composeRows } from '../src/retrieval/composing/compose-rows.ts';
import { wordingOf } from '../src/retrieval/composing/wordings.ts';
import { createNameDirectory } from '../src/retrieval/linking/name-directory.ts';
import { rulePlanner } from '../src/retrieval/planning/rule-planner.ts';
import { buildCueTables, understandQuestion } from '../src/retrieval/understand-question.ts';
import { generateCompany, size } from './company-generator.ts';
import { today } from './typed-queries.ts';

/** In both languages, with misspellings and with words that nothing knows. */
const questions: readonly ((round: number) => string)[] = [
  (round) => `Who is the manager of Person ${round} Émile?`,
  (round) => `How many open tasks does Person ${round} Émile have?`,
  (round) => `Who is the manager of the manager of Person ${round} Émile?`,
  (round) => `open tasks of Team ${round % 200} by status`,
  (round) => `What share of the tasks of Team ${round % 200} is done?`,
  (round) => `Are all tasks of Team ${round % 200} done?`,
  (round) => `Does Person ${round} Émile have more open tasks than Person ${round + 1} Émile?`,
  () => 'top 3 teams by open tasks',
  () => 'tasks by team and status',
  () => 'average time to complete by team',
  () => 'Who joined in the last 6 months?',
  () => 'hwo many tasks are overdue',
  () => 'who is responsible for the zebra project in Antarctica',
  (round) => `Who is Persn ${round} Émile?`,
  (round) => `Person ${round} Émile的经理是谁？`,
  (round) => `Team ${round % 200}有多少未完成任务？`,
  () => '每个团队有多少未完成任务？',
];
const rounds = 40;

const folder = mkdtempSync(join(tmpdir(), 'orgwise-bench-'));
try {
  const graph = createSqliteStore({ file: join(folder, 'graph.db') });
  await graph.migrate();
  await generateCompany(graph);
  const directory = createNameDirectory(graph, {});
  const cueTables = buildCueTables();
  const begun = performance.now();
  await directory.current(operatorViewer);
  console.log(
    `${size.employees} people known; their names read once, in ${Math.round(performance.now() - begun)} ms`,
  );
  const asker = { viewer: operatorViewer, employeeId: null };
  const times: { question: string; total: number; linking: number; planning: number; composing: number }[] =
    [];
  let planned = 0;
  for (let round = 0; round < rounds; round++) {
    for (const ask of questions) {
      const question = ask(round * 7);
      const start = performance.now();
      const tagged = await understandQuestion({ graph, directory, cueTables, today }, question, asker, null);
      const linked = performance.now();
      const plan = rulePlanner.plan(tagged);
      const done = performance.now();
      let composing = 0;
      if (plan?.kind === 'query') {
        planned++;
        const result = await graph.query(plan.query, operatorViewer, today);
        const wording = wordingOf(tagged.language);
        const before = performance.now();
        composeRows(plan, result, { wording, today, lines: 20, whole: 1 });
        composing = performance.now() - before;
      }
      const [linking, planning] = [linked - start, done - linked];
      // The first round warms up.
      if (round > 0)
        times.push({ question, total: linking + planning + composing, linking, planning, composing });
    }
  }
  console.log(`${planned} of ${rounds * questions.length} questions understood`);
  for (const part of ['total', 'linking', 'planning', 'composing'] as const) {
    const sorted = times.map((one) => one[part]).sort((one, other) => one - other);
    const at = (share: number): string => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(2);
    console.log(`${part}: middle ${at(0.5)} ms, p95 ${at(0.95)} ms, slowest ${at(1)} ms`);
  }
  const slow = [...times].sort((one, other) => other.total - one.total).slice(0, 3);
  for (const one of slow) console.log(`  ${one.total.toFixed(2)} ms: ${one.question}`);
  await graph.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
