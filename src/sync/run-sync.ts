import { setImmediate } from 'node:timers/promises';
import type { Connector } from '../../connectors/connector.ts';
import type { GraphStore } from '../graph/graph-store.ts';
import { ModelError } from '../models/model-error.ts';
import { AppError } from '../operations/app-error.ts';
import { applyChanges, countPlanned } from './apply-changes.ts';
import { embedPassages } from './embed-passages.ts';
import { fetchSource } from './fetch-source.ts';
import { type HeldLease, holdLease } from './hold-lease.ts';
import { linkMentions } from './link-mentions.ts';
import { mentionSource, sharedSource } from './node-ids.ts';
import {
  type ComparedRead,
  type PlannedSource,
  planSync,
  type SourceRead,
  type SyncPlan,
} from './plan-sync.ts';
import { ProblemList } from './problem-list.ts';
import { recordRuns } from './record-run.ts';
import { removeUnused } from './remove-unused.ts';
import { digestOfRead, findSettled, nextTurn, type Settlement } from './settled-sources.ts';
import type { SyncDeps, SyncOptions } from './sync-deps.ts';
import type { ChangeCounts, SourceReport, SyncReport } from './sync-report.ts';

const defaultMaxDeletedShare = 0.2;

/**
 * Brings the graph in line with the sources: reads all of them, plans, writes nodes and then relationships of all, links
 * mentions, and records the run. A source that cannot be read, or that would lose too much, leaves the others running and
 * its own data in place; its report says so. A run over unchanged sources writes nothing but their freshness.
 *
 * @throws AppError `sync_busy` where another run is on; `invalid_input` for an unknown source; the signal's reason where
 *   it was aborted: what was written stays, and the next run completes it.
 */
export async function runSync(deps: SyncDeps, options: SyncOptions = {}): Promise<SyncReport> {
  const connectors = chooseConnectors(deps.connectors, options.sources);
  const dryRun = options.dryRun ?? false;
  const lease = dryRun ? undefined : await holdLease(deps.state);
  try {
    return await syncSources(deps, options, connectors, lease);
  } finally {
    await lease?.release();
  }
}

function chooseConnectors(
  all: readonly Connector[],
  names: readonly string[] | undefined,
): readonly Connector[] {
  const known = new Set<string>();
  for (const { source } of all) {
    if (known.has(source))
      throw new AppError('invalid_config', `Two sources are named '${source}'; rename one.`);
    if (source === sharedSource || source === mentionSource || source.includes(':'))
      throw new AppError('invalid_config', `A source cannot be named '${source}'; choose another name.`);
    known.add(source);
  }
  if (names === undefined) return all;
  const unknown = names.find((name) => !known.has(name));
  if (unknown !== undefined)
    throw new AppError(
      'invalid_input',
      `There is no source '${unknown}'; the configured ones are ${[...known].join(', ')}.`,
    );
  return all.filter(({ source }) => names.includes(source));
}

async function syncSources(
  deps: SyncDeps,
  options: SyncOptions,
  connectors: readonly Connector[],
  lease: HeldLease | undefined,
): Promise<SyncReport> {
  const { graph } = deps;
  const signal = options.signal ?? new AbortController().signal;
  const startedAt = deps.clock().toISOString();
  const today = deps.today();
  const statuses = new Map((await graph.sources()).map((status) => [status.name, status]));
  const reads = await readSources(options, connectors, signal);
  const runs = await graph.keys('SyncRun');
  const names = reads.map(({ connector }) => connector.source);
  const digests = new Map(
    reads.flatMap((read) => (read.fetched.complete ? [[read.connector.source, digestOfRead(read)]] : [])),
  );
  const settled = await findSettled(graph, runs, { sources: names, digests, now: startedAt, today });
  const plan =
    settled === null
      ? await planSync(graph, await compareReads(graph, reads), {
          maxDeletedShare: deps.maxDeletedShare ?? defaultMaxDeletedShare,
          acceptDeletions: options.acceptDeletions ?? false,
          today,
          known: new Set([...statuses.keys(), ...deps.connectors.map(({ source }) => source)]),
          statuses,
        })
      : null;
  const beforeBatch = (): void => {
    signal.throwIfAborted();
    lease?.check();
  };
  let mentions: ChangeCounts | null = null;
  if (lease !== undefined) {
    if (plan !== null) await writePlan(deps, options, plan, { changedAt: startedAt, today, beforeBatch });
    mentions = await linkMentions(graph, {
      clock: deps.clock,
      today,
      beforeBatch,
      onSearched: (done) => options.onProgress?.({ stage: 'link', done }),
    });
    await embedChanged(deps, beforeBatch);
  }
  const endedAt = deps.clock().toISOString();
  const shared = plan === null ? (settled?.shared ?? {}) : plan.shared.tally.toCounts();
  const sources = reads.map((read) => ({
    ...reportOf(read, plan),
    ...settled?.sources.get(read.connector.source),
    startedAt,
    endedAt,
  }));
  if (lease !== undefined) {
    const isSettled = sources.every(({ outcome }) => outcome === 'done');
    const revision = await graph.revision();
    // A run that has lost its lease may have read a revision of the next one's.
    beforeBatch();
    const comparedAt = settled?.comparedAt ?? startedAt;
    const settlements = new Map(
      reads.map((read): [string, Settlement] => {
        const { source } = read.connector;
        const records = digests.get(source) ?? '';
        const turn = nextTurn(read, today);
        return [source, { records, revision, sources: names, comparedAt, day: today, turn, shared }];
      }),
    );
    const settlementOf = (source: string) => (isSettled ? settlements.get(source) : undefined);
    await recordRuns(deps, sources, { statuses, runs, settlementOf });
  }
  for (const { source, outcome, message } of sources) {
    if (outcome !== 'done') deps.log.warn({ source, outcome }, message ?? outcome);
  }
  return { dryRun: lease === undefined, startedAt, endedAt, sources, shared, mentions };
}

async function compareReads(
  graph: Pick<GraphStore, 'fingerprints'>,
  reads: readonly SourceRead[],
): Promise<ComparedRead[]> {
  return await Promise.all(
    reads.map(async (read) => ({ ...read, stored: await graph.fingerprints(read.connector.source) })),
  );
}

/** A model that fails must not fail the sync: words find what has no vector yet, and the next run makes up for it. */
async function embedChanged(deps: SyncDeps, beforeBatch: () => void): Promise<void> {
  if (deps.embedding === undefined) return;
  try {
    const passages = await embedPassages(deps.graph, deps.embedding, {
      today: deps.today(),
      clock: deps.clock,
      beforeBatch,
    });
    if (passages > 0) deps.log.info({ passages }, 'embedded passages');
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    deps.log.warn({ reason: error.reason, detail: error.message }, 'passages could not all be embedded');
  }
}

async function readSources(
  options: SyncOptions,
  connectors: readonly Connector[],
  signal: AbortSignal,
): Promise<SourceRead[]> {
  return Promise.all(
    connectors.map(async (connector) => {
      const problems = new ProblemList();
      let done = 0;
      const fetched = await fetchSource(connector, problems, signal, async () => {
        done++;
        options.onProgress?.({ stage: 'read', source: connector.source, done });
        // A source of local files never waits by itself, and the lease must be renewed meanwhile.
        if (done % 200 === 0) await setImmediate();
      });
      return { connector, fetched, problems };
    }),
  );
}

async function writePlan(
  deps: SyncDeps,
  options: SyncOptions,
  plan: SyncPlan,
  write: { readonly changedAt: string; readonly today: string; readonly beforeBatch: () => void },
): Promise<void> {
  const planned = [...plan.sources.values()].flatMap(({ nodes, relationships }) =>
    nodes !== undefined && relationships !== undefined ? [{ nodes, relationships }] : [],
  );
  const total = countPlanned(plan.shared.upserts, planned);
  let done = 0;
  await applyChanges(deps.graph, plan.shared.upserts, planned, {
    ...write,
    onApplied: (changes) => {
      done += changes;
      options.onProgress?.({ stage: 'write', done, total });
    },
  });
  write.beforeBatch();
  await removeUnused(deps.graph, write, plan.shared.tally);
  if (plan.shared.deletes.length > 0)
    await deps.graph.apply({ changedAt: write.changedAt, deleteNodes: plan.shared.deletes });
}

function reportOf(read: SourceRead, plan: SyncPlan | null): Omit<SourceReport, 'startedAt' | 'endedAt'> {
  const { source, driver } = read.connector;
  const planned: PlannedSource | undefined = plan?.sources.get(source);
  return {
    source,
    driver,
    outcome: plan === null ? 'done' : (planned?.outcome ?? 'failed'),
    ...(planned?.message !== undefined && { message: planned.message }),
    counts: planned?.tally.toCounts() ?? {},
    problems: { total: read.problems.total, first: read.problems.first },
  };
}
