import { setImmediate } from 'node:timers/promises';
import type { Connector } from '../../connectors/connector.ts';
import { type FetchLimits, fetchSource } from './fetch-source.ts';
import type { SourceRead } from './plan-sync.ts';
import { ProblemList } from './problem-list.ts';
import type { SyncOptions } from './sync-deps.ts';

/** Begins to read all sources at once, each to its end or to where it broke off. What is given by source throws the signal's reason. */
export function readSources(
  options: Pick<SyncOptions, 'onProgress'>,
  connectors: readonly Connector[],
  limits: FetchLimits,
): Map<string, Promise<SourceRead>> {
  return new Map(
    connectors.map((connector) => {
      const reading = readSource(options, connector, limits);
      // Whoever is late may be left before anybody waits for it.
      reading.catch(() => undefined);
      return [connector.source, reading];
    }),
  );
}

async function readSource(
  options: Pick<SyncOptions, 'onProgress'>,
  connector: Connector,
  limits: FetchLimits,
): Promise<SourceRead> {
  const problems = new ProblemList();
  let done = 0;
  const fetched = await fetchSource(connector, problems, limits, async () => {
    done++;
    options.onProgress?.({ stage: 'read', source: connector.source, done });
    // A source of local files never waits by itself, and the lease must be renewed meanwhile.
    if (done % 200 === 0) await setImmediate();
  });
  return { connector, fetched, problems };
}
