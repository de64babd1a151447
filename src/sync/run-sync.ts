import { AppError } from '../operations/app-error.ts';
import { chooseConnectors } from './choose-connectors.ts';
import { chooseSince } from './choose-since.ts';
import { readKnownRecords } from './compare-reads.ts';
import { type HeldLease, holdLease, leaseOrNull } from './hold-lease.ts';
import { joinReports } from './join-reports.ts';
import { nextReads } from './next-reads.ts';
import { readSources } from './read-sources.ts';
import { readLastRuns } from './settled-sources.ts';
import type { SyncDeps, SyncOptions } from './sync-deps.ts';
import type { SyncReport } from './sync-report.ts';
import { waitForTurn } from './wait-for-turn.ts';
import { writeReads } from './write-reads.ts';

const defaultFullEveryMs = 20 * 3_600_000;
const defaultMaxFetchMs = 3 * 3_600_000;
const defaultLateAfterMs = 10 * 60_000;

/**
 * Brings the graph in line with the sources: reads all of them at once, plans, writes nodes and then relationships of all, links
 * mentions, and records the run; `completePassages` goes on from there. A source that cannot be read, or that would lose too much,
 * leaves the others running and its own data in place; its report says so. One that takes long is written after the others, as a
 * run of its own. A run over unchanged sources writes nothing but their freshness.
 *
 * @throws AppError `sync_busy` where another run writes, or reads all of these sources; `invalid_input` for an unknown source;
 *   `plan_outdated` where an approved plan no longer holds (it would take more, or nothing); the signal's reason where it was
 *   aborted: what was written stays, and the next run completes it.
 */
export async function runSync(deps: SyncDeps, options: SyncOptions = {}): Promise<SyncReport> {
  const connectors = chooseConnectors(deps.connectors, options.sources);
  if (options.dryRun === true) return await syncSources(deps, options, connectors, null);
  // Whoever writes now may be at these sources: it is told at once, and not after they were read.
  await (await holdLease(deps.state)).release();
  const leases = new Map<string, HeldLease>();
  try {
    await leaseSources(deps, connectors, leases);
    const own = connectors.filter(({ source }) => leases.has(source));
    return await syncSources(deps, options, own, leases);
  } finally {
    for (const lease of leases.values()) await lease.release();
  }
}

/** @param leases of the sources; null in a dry run, which needs none. */
async function syncSources(
  deps: SyncDeps,
  options: SyncOptions,
  connectors: SyncDeps['connectors'],
  leases: Map<string, HeldLease> | null,
): Promise<SyncReport> {
  const { graph } = deps;
  const ending = new AbortController();
  const signal = AbortSignal.any([ending.signal, ...(options.signal === undefined ? [] : [options.signal])]);
  const startedAt = deps.clock().toISOString();
  const names = connectors.map(({ source }) => source);
  const last = await readLastRuns(graph, await graph.keys('SyncRun'), names);
  const since = chooseSince(names, last, {
    full: (options.full ?? false) || (options.approved !== undefined && options.approved.since === undefined),
    since: options.approved?.since ?? options.since,
    now: startedAt,
    fullEveryMs: deps.fullEveryMs ?? defaultFullEveryMs,
  });
  const waiting = readSources(options, connectors, {
    signal,
    since,
    readKnown: (source) => readKnownRecords(graph, source),
    maxFetchMs: deps.maxFetchMs ?? defaultMaxFetchMs,
  });
  const reports: SyncReport[] = [];
  const lateAt = leases === null ? null : performance.now() + (deps.lateAfterMs ?? defaultLateAfterMs);
  try {
    do {
      const reads = await nextReads(waiting, lateAt);
      for (const { connector } of reads) leases?.get(connector.source)?.check();
      const turn = leases === null ? undefined : await waitForTurn(deps.state, signal);
      try {
        const changedAt = reports.length === 0 ? startedAt : deps.clock().toISOString();
        reports.push(await writeReads(deps, options, reads, { startedAt, changedAt, since, last }, turn));
      } finally {
        await turn?.release();
      }
      for (const { connector } of reads) await leases?.get(connector.source)?.release();
      for (const report of reports.slice(-1)) options.onRecorded?.(report);
    } while (waiting.size > 0);
  } finally {
    // Where one could not be written, those that are still being read are left.
    ending.abort();
  }
  return joinReports(reports, names);
}

/**
 * Takes each source for itself, so that it is read by one run at a time. What another run reads already is left to that.
 *
 * @throws AppError `sync_busy` where that is all of them.
 */
async function leaseSources(
  { state, log }: SyncDeps,
  connectors: SyncDeps['connectors'],
  leases: Map<string, HeldLease>,
): Promise<void> {
  for (const { source } of connectors) {
    const lease = await leaseOrNull(state, `reading ${source}`);
    if (lease !== null) leases.set(source, lease);
    else log.info({ source }, 'Another sync is reading this source; it is left to that one.');
  }
  if (leases.size === 0 && connectors.length > 0)
    throw new AppError(
      'sync_busy',
      'Another sync is reading this; wait until it has ended, or try again in a minute.',
    );
}
