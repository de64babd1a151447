/**
 * What a question costs beside running its query: linking its words, planning, and writing the answer out, with 10,000 people
 * known and no model. Prints the middle, the 95th percentile and the slowest, in time of the processor, so that whatever
 * else runs on the machine does not count.
 *
 *     npm exec -- node bench/understanding.ts
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteStore } from '../src/graph/sqlite/sqlite-store.ts';
import { operatorViewer } from '../src/graph/viewer.ts';
import { composeRows } from '../src/retrieval/composing/compose-rows.ts';
import { wordings } from '../src/retrieval/composing/wordings.ts';
import { createNameDirectory } from '../src/retrieval/linking/name-directory.ts';
import { lexicons } from '../src/retrieval/planning/lexicons/lexicons.ts';
import { rulePlanner } from '../src/retrieval/planning/rule-planner.ts';
import { buildCueTables, understandQuestion } from '../src/retrieval/understand-question.ts';
import { generateCompany, personName, size } from './company-generator.ts';
import { today } from './typed-queries.ts';

/** In both languages, with misspellings and with words that nothing knows. */
const questions: readonly ((round: number) => string)[] = [
  (round) => `Who is the manager of ${personName(round)}?`,
  (round) => `How many open tasks does ${personName(round)} have?`,
  (round) => `Who is the manager of the manager of ${personName(round)}?`,
  (round) => `open tasks of Team ${round % 200} by status`,
  (round) => `What share of the tasks of Team ${round % 200} is done?`,
  (round) => `Are all tasks of Team ${round % 200} done?`,
  (round) => `Does ${personName(round)} have more open tasks than ${personName(round + 1)}?`,
  () => 'top 3 teams by open tasks',
  () => 'tasks by team and status',
  () => 'average time to complete by team',
  () => 'Who joined in the last 6 months?',
  () => 'hwo many tasks are overdue',
  () => 'who is responsible for the zebra project in Antarctica',
  (round) => `Who is ${personName(round).replace(/.é /, 'xé ')}?`,
  (round) => `${personName(round)}的经理是谁？`,
  (round) => `Team ${round % 200}有多少未完成任务？`,
  () => '每个团队有多少未完成任务？',
];
const rounds = 30;

/** The clock of the processor ticks in milliseconds, so that each piece of work is done so often and shared out. */
const repeats = 12;

/** Milliseconds that this thread computes for, a time. */
async function each(work: () => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  for (let time = 0; time < repeats; time++) await work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000 / repeats;
}

const folder = mkdtempSync(join(tmpdir(), 'orgwise-bench-'));
try {
  const graph = createSqliteStore({ file: join(folder, 'graph.db') });
  await graph.migrate();
  await generateCompany(graph);
  const directory = createNameDirectory(graph, {});
  const cueTables = buildCueTables(lexicons);
  const begun = performance.now();
  await directory.current(operatorViewer);
  console.log(
    `${size.employees} people known; their names read once, in ${Math.round(performance.now() - begun)} ms`,
  );
  const asker = { viewer: operatorViewer, employeeId: null };
  const times: { linking: number; planning: number; composing: number; kind: number }[] = [];
  let planned = 0;
  for (let round = 0; round < rounds; round++) {
    for (const [kind, ask] of questions.entries()) {
      const question = ask(round * 7);
      const understand = () =>
        understandQuestion({ graph, directory, cueTables, today }, question, asker, null);
      const tagged = await understand();
      const plan = rulePlanner.plan(tagged);
      const result = plan?.kind === 'query' ? await graph.query(plan.query, operatorViewer, today) : null;
      const wording = wordings[tagged.lexicon.wordedIn];
      const linking = await each(understand);
      const planning = await each(() => rulePlanner.plan(tagged));
      const composing = await each(() => {
        if (plan?.kind === 'query' && result !== null)
          composeRows(plan, result, { wording, today, lines: 20, whole: 1 });
      });
      if (plan?.kind === 'query') planned++;
      // The first rounds warm up.
      if (round > 2) times.push({ linking, planning, composing, kind });
    }
  }
  console.log(`${planned} of ${rounds * questions.length} questions understood`);
  const parts = {
    together: (one: (typeof times)[number]) => one.linking + one.planning + one.composing,
    linking: (one: (typeof times)[number]) => one.linking,
    planning: (one: (typeof times)[number]) => one.planning,
    composing: (one: (typeof times)[number]) => one.composing,
  };
  for (const [part, timeOf] of Object.entries(parts)) {
    const sorted = times.map(timeOf).sort((one, other) => one - other);
    const at = (share: number): string => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(2);
    console.log(`${part}: middle ${at(0.5)} ms, p95 ${at(0.95)} ms, slowest ${at(1)} ms`);
  }
  const middle = (kind: number): number => {
    const own = times.filter((one) => one.kind === kind).map(parts.together);
    return own.sort((one, other) => one - other)[own.length >> 1] ?? 0;
  };
  for (const [kind, ask] of questions.entries()) console.log(`  ${middle(kind).toFixed(2)} ms: ${ask(7)}`);
  await graph.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
