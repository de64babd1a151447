import { fullSize } from './generate-company.ts';
import { type ProvedStores, proveAccess } from './prove-access.ts';

const seed = 20_261_126;
const perViewer = 4;

/**
 * Runs the proof of access at full size over empty stores, prints what it saw, and closes them.
 *
 * @returns whether it holds.
 */
export async function runAccessProof(
  stores: ProvedStores,
  options: {
    readonly questions: number;
    /** Asked what somebody who sees all is answered; the same stores where absent, else empty ones of the embedded engine. */
    readonly whole?: ProvedStores;
  },
): Promise<boolean> {
  const { questions, whole = stores } = options;
  const { engine } = stores.graph;
  try {
    for (const { graph, vectors } of new Set([stores, whole])) {
      await graph.migrate();
      await vectors.migrate();
    }
    const result = await proveAccess(stores, {
      size: fullSize,
      seed,
      questions,
      perViewer,
      whole,
      onAsked: (asked) => {
        if (asked % 100 === 0) process.stderr.write(`${engine}: ${asked} of ${questions} asked\n`);
      },
    });
    const { people, channels } = result.viewers;
    console.log(
      `${engine}: ${result.asked} questions by ${people} people and in ${channels} channels, seed ${seed}`,
    );
    console.log('  kind          asked  says something  whoever sees all is told something else');
    for (const [kind, { asked, telling, narrowed }] of result.byKind)
      console.log(
        `  ${kind.padEnd(12)}${asked.toString().padStart(7)}${telling.toString().padStart(16)}${narrowed.toString().padStart(20)}`,
      );
    console.log('  reads that they came to');
    for (const [kind, { reads }] of result.byKind)
      console.log(`  ${kind.padEnd(12)} ${[...reads].map(withoutPort).sort().join(' ')}`);
    console.log(`  answers that differ from the reference: ${result.differences.length}`);
    for (const difference of result.differences.slice(0, 5)) console.log(difference.slice(0, 2_000));
    return result.differences.length === 0 && result.asked === questions;
  } finally {
    for (const { graph, vectors } of new Set([stores, whole])) {
      await vectors.close();
      await graph.close();
    }
  }
}

/** `query` of `GraphReader.query`, and `VectorIndex.search` as it is. */
const withoutPort = (read: string): string => read.replace(/^GraphReader\./, '');
