import type { GraphStore } from '../../../src/graph/graph-store.ts';
import { fullSize } from './generate-company.ts';
import { proveAccess } from './prove-access.ts';

const seed = 20_261_126;
const perViewer = 4;

/**
 * Runs the proof of access at full size over an empty store, prints what it saw, and closes the store.
 *
 * @param options.limitMs stops after so long, in ms, with the questions that were asked by then: a hundred at least.
 * @returns whether it holds.
 */
export async function runAccessProof(
  store: GraphStore,
  options: { readonly questions: number; readonly limitMs?: number },
): Promise<boolean> {
  const { questions, limitMs } = options;
  try {
    await store.migrate();
    const result = await proveAccess(store, {
      size: fullSize,
      seed,
      questions,
      perViewer,
      countsNarrowed: true,
      ...(limitMs === undefined ? {} : { limitMs }),
      onAsked: (asked) => {
        if (asked % 100 === 0) process.stderr.write(`${store.engine}: ${asked} of ${questions} asked\n`);
      },
    });
    const { people, channels } = result.viewers;
    console.log(
      `${store.engine}: ${result.asked} questions by ${people} people and in ${channels} channels, seed ${seed}`,
    );
    console.log('  kind          asked  says something  whoever sees all is told something else');
    for (const [kind, { asked, telling, narrowed }] of Object.entries(result.byKind))
      console.log(
        `  ${kind.padEnd(12)}${asked.toString().padStart(7)}${telling.toString().padStart(16)}${narrowed.toString().padStart(20)}`,
      );
    console.log(`  answers that differ from the reference: ${result.differences.length}`);
    for (const difference of result.differences.slice(0, 5)) console.log(difference.slice(0, 2_000));
    if (result.asked < questions) console.log(`  stopped after ${(limitMs ?? 0) / 60_000} minutes`);
    return result.differences.length === 0 && result.asked >= Math.min(questions, 100);
  } finally {
    await store.close();
  }
}
