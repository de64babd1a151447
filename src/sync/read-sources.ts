import { setImmediate } from 'node:timers/promises';
import type { Connector } from '../../connectors/connector.ts';
import { type FetchLimits, fetchSource } from './fetch-source.ts';
import type { SourceRead } from './plan-sync.ts';
import { ProblemList } from './problem-list.ts';
import type { SyncOptions } from './sync-deps.ts';

/** Reads all sources at once, each to its end or to where it broke off. @throws the signal's reason. */
export async function readSources(
  options: Pick<SyncOptions, 'onProgress'>,
  connectors: readonly Connector[],
  limits: FetchLimits,
): Promise<SourceRead[]> {
  return await Promise.all(
    connectors.map(async (connector) => {
      const problems = new ProblemList();
      let done = 0;
      const fetched = await fetchSource(connector, problems, limits, async () => {
        done++;
        options.onProgress?.({ stage: 'read', source: connector.source, done });
        // A source of local files never waits by itself, and the lease must be renewed meanwhile.
        if (done % 200 === 0) await setImmediate();
      });
      return { connector, fetched, problems };
    }),
  );
}
