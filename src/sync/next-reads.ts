import type { SourceRead } from './plan-sync.ts';

/**
 * Waits until all sources are read, or until it is late and at least one is.
 *
 * @param waiting what is being read, by source; what is given is taken out of it.
 * @param lateAt by `performance.now()`; null waits for all.
 * @throws what the reading of a source throws: it was aborted.
 */
export async function nextReads(
  waiting: Map<string, Promise<SourceRead>>,
  lateAt: number | null,
): Promise<readonly SourceRead[]> {
  const done = new Map<string, SourceRead>();
  const all = Promise.all(
    [...waiting].map(async ([source, reading]) => {
      done.set(source, await reading);
    }),
  );
  if (lateAt === null) await all;
  else {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, Math.max(0, lateAt - performance.now()));
    });
    await Promise.race([all, late]).finally(() => clearTimeout(timer));
    if (done.size === 0) await Promise.race(waiting.values());
    // Those that are done at the same moment go together.
    await Promise.resolve();
  }
  const reads = [...waiting.keys()].flatMap((source) => done.get(source) ?? []);
  for (const source of done.keys()) waiting.delete(source);
  return reads;
}
