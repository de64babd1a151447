import { setTimeout as sleep } from 'node:timers/promises';
import { embedChanged } from './embed-changed.ts';
import { extractFromPassages } from './extracting/extract-from-passages.ts';
import type { ExtractionReport } from './extracting/extraction.ts';
import { leaseOrNull } from './hold-lease.ts';
import { carrySettlements } from './settled-sources.ts';
import type { SyncDeps, SyncOptions } from './sync-deps.ts';

/** How often, a second apart, the turn of a sync is waited for to link what was read: longer ones do it themselves in the end. */
const mostWaits = 60;

/**
 * Embeds passages that changed, and has them read by a model. It follows each sync and is no part of it: an hour of reading holds up
 * no other sync, and what the sync wrote is told of as written. One at a time, across replicas.
 *
 * @returns null where there was nothing to read, or somebody else is at it.
 * @throws the signal's reason where it was aborted; what was read by then is kept.
 */
export async function completePassages(
  deps: SyncDeps,
  options: Pick<SyncOptions, 'signal' | 'onProgress'> = {},
): Promise<ExtractionReport | null> {
  const signal = options.signal ?? new AbortController().signal;
  const lease = await leaseOrNull(deps.state, 'passages');
  if (lease === null) return null;
  const beforeBatch = (): void => {
    signal.throwIfAborted();
    lease.check();
  };
  try {
    await embedChanged(deps, beforeBatch);
    const extraction = await extractFromPassages(deps, {
      beforeBatch,
      signal,
      writing,
      onRead: (done, total) => options.onProgress?.({ stage: 'extract', done, total }),
    });
    if (extraction !== null) {
      const { read, left, unusable, stopped } = extraction;
      const tell = stopped === undefined ? deps.log.info : deps.log.warn;
      tell.call(deps.log, { read, left, unusable, stopped }, 'A language model read passages');
    }
    return extraction;
  } finally {
    await lease.release();
  }

  async function writing<Done>(work: (beforeBatch: () => void) => Promise<Done>): Promise<Done | null> {
    const { graph, clock } = deps;
    for (let waits = 0; waits < mostWaits; waits++) {
      beforeBatch();
      const turn = await leaseOrNull(deps.state, 'sync');
      if (turn === null) {
        await sleep(1000, undefined, { signal }).catch(() => signal.throwIfAborted());
        continue;
      }
      try {
        const from = await graph.revision();
        const done = await work(() => {
          beforeBatch();
          turn.check();
        });
        turn.check();
        await carrySettlements(graph, { from, to: await graph.revision(), changedAt: clock().toISOString() });
        return done;
      } finally {
        await turn.release();
      }
    }
    return null;
  }
}
