import { readErasedPeople } from '../access/erased-people.ts';
import { checkApproved } from './check-approved.ts';
import { nextCursor } from './choose-since.ts';
import { compareReads } from './compare-reads.ts';
import { countUnread } from './count-unread.ts';
import { type FoundMovements, tellMovements } from './find-movements.ts';
import type { HeldLease } from './hold-lease.ts';
import { keepProposals } from './identity/identity-proposals.ts';
import { keepHeirs } from './identity/keep-heirs.ts';
import { movePeople } from './identity/move-people.ts';
import { readIdentityKnowledge } from './identity/read-identity-knowledge.ts';
import { keepDeleted } from './keep-deleted.ts';
import { keepPlans, tellKept } from './keep-plans.ts';
import { forgetMovements, keepMovements, readKeptMovements } from './kept-movements.ts';
import { linkMentions } from './link-mentions.ts';
import { markUpdating } from './mark-updating.ts';
import { readFormerKeys } from './moved/former-keys.ts';
import { moveRecords } from './moved/move-records.ts';
import { movementsOfRun } from './movements-of-run.ts';
import type { ComparedRead, PlannedSource, SourceRead, SyncPlan } from './plan-sync.ts';
import { planWithBrakes } from './plan-with-brakes.ts';
import { yieldToPresent } from './present-names.ts';
import { recordRuns, syncRunId } from './record-run.ts';
import { restoreDeleted } from './restore-deleted.ts';
import { digestOfRead, findSettled, type LastRun, nextTurn, type Settlement } from './settled-sources.ts';
import type { SyncDeps, SyncOptions } from './sync-deps.ts';
import type { ChangeCounts, SourceReport, SyncReport } from './sync-report.ts';
import { readWithoutErased } from './without-erased.ts';
import { readWithoutUnstored } from './without-unstored.ts';
import { writePlan } from './write-plan.ts';

const defaultMaxDeletedShare = 0.2;
const defaultMaxErrorShare = 0.1;
const defaultKeepDeletedMs = 30 * 24 * 3_600_000;

export interface WriteOptions {
  /** When the run began to read, an instant. */
  readonly startedAt: string;
  /** Instant of what is written. */
  readonly changedAt: string;
  /** From where on each source was read; those that are not in it were read whole. */
  readonly since: ReadonlyMap<string, string>;
  readonly last: ReadonlyMap<string, LastRun>;
}

/**
 * Brings the graph in line with sources that were read: plans, writes nodes and then relationships of all, links mentions, and records
 * the run.
 *
 * @param lease of whoever writes; undefined in a dry run, which writes nothing.
 * @throws AppError as `runSync`.
 */
export async function writeReads(
  deps: SyncDeps,
  options: SyncOptions,
  read: readonly SourceRead[],
  { startedAt, changedAt, since, last }: WriteOptions,
  lease: HeldLease | undefined,
): Promise<SyncReport> {
  const { graph } = deps;
  const signal = options.signal ?? new AbortController().signal;
  const today = deps.today();
  const statuses = new Map((await graph.sources()).map((status) => [status.name, status]));
  const runs = await graph.keys('SyncRun');
  const names = read.map(({ connector: { source } }) => source);
  const erased = await yieldToPresent(await readErasedPeople(deps.state), graph, read);
  const reads = read.map((one) =>
    readWithoutUnstored(readWithoutErased(one, erased), deps.fields ?? {}, (field) =>
      deps.log.info(
        { source: one.connector.source, field },
        'A field of people that is not stored was left out',
      ),
    ),
  );
  const identity = await readIdentityKnowledge(deps);
  const digests = new Map(
    reads.flatMap((read) =>
      read.fetched.complete && read.fetched.isWhole
        ? [[read.connector.source, digestOfRead(read, identity)]]
        : [],
    ),
  );
  const settled = await findSettled(graph, runs, {
    sources: names,
    digests,
    now: changedAt,
    today,
    // What stayed for a brake's sake is taken out though its source says the same as before.
    full: (options.full ?? false) || (options.acceptDeletions ?? false),
  });
  let former = await readFormerKeys(deps.state);
  let compared: readonly ComparedRead[] | null =
    settled === null ? await compareReads(graph, reads, former) : null;
  const planning = {
    today,
    known: new Set([...statuses.keys(), ...deps.connectors.map(({ source }) => source)]),
    statuses,
    identity,
  };
  const brake = {
    maxDeletedShare: deps.maxDeletedShare ?? defaultMaxDeletedShare,
    maxErrorShare: deps.maxErrorShare ?? defaultMaxErrorShare,
    acceptDeletions: options.acceptDeletions ?? false,
    approved: options.approved,
    ...{ fields: deps.fields ?? {}, erased, signal },
  };
  const keepMs = deps.keepDeletedMs ?? defaultKeepDeletedMs;
  const planned = compared === null ? null : await planWithBrakes(graph, compared, planning, brake);
  const stopped = planned?.stopped ?? new Map<string, string>();
  compared = planned?.reads ?? null;
  const stopping = { ...planning, stopped };
  let plan = planned?.plan ?? null;
  if (options.approved !== undefined) checkApproved(options.approved.run, plan);
  const beforeBatch = (): void => {
    signal.throwIfAborted();
    lease?.check();
  };
  if (plan !== null && lease !== undefined) {
    beforeBatch();
    await markUpdating(graph, plan, {
      statuses,
      drivers: new Map(read.map(({ connector: { source, driver } }) => [source, driver])),
      isSample: deps.isSample === true,
      startedAt,
    });
    former = await moveRecords(deps, compared ?? [], plan, { former, changedAt, beforeBatch });
  }
  if (planned !== null && plan !== null && plan.moves.length > 0 && lease !== undefined) {
    const { reads, before } = planned;
    const moving = { reads, planning: stopping, before, former, keepMs, changedAt, beforeBatch };
    ({ compared, plan } = await movePeople(deps, plan, moving));
  }
  const recorded = new Set(runs.map(({ id }) => id));
  const broken = await readKeptMovements(deps.state, (source, at) => recorded.has(syncRunId(source, at)));
  const movements = await movementsOfRun(graph, compared ?? [], plan, statuses, broken);
  let mentions: ChangeCounts | null = null;
  if (lease !== undefined) {
    if (plan !== null) {
      const write = { changedAt, today, beforeBatch };
      const deletes = [...plan.sources.values()].flatMap(({ nodes }) => nodes?.deletes ?? []);
      await keepMovements(deps.state, movements, startedAt);
      await keepDeleted(graph, deps.state, deletes, { today, keepMs });
      await keepHeirs(graph, deps.state, deletes, { today, keepMs });
      await writePlan(graph, plan, write, options.onProgress);
      const whole = reads.filter(({ fetched }) => fetched.complete && fetched.isWhole);
      const read = new Set(
        whole
          .map(({ connector: { source } }) => source)
          .filter((source) => plan.sources.get(source)?.outcome === 'done'),
      );
      await restoreDeleted(graph, deps.state, { ...write, read });
      await keepProposals(deps.state, plan.proposals, read);
    }
    mentions = await linkMentions(graph, {
      clock: deps.clock,
      today,
      beforeBatch,
      onSearched: (done) => options.onProgress?.({ stage: 'link', done }),
    });
  }
  // The rest of the graph is written by now, so that the plan holds until something else moves.
  const state = lease === undefined ? null : deps.state;
  const kept = await keepPlans(graph, state, planned?.reads ?? [], stopped, planning, since, former);
  const endedAt = deps.clock().toISOString();
  const shared = plan === null ? (settled?.shared ?? {}) : plan.shared.tally.toCounts();
  const sources = reads.map((read) => ({
    ...reportOf(
      read,
      plan,
      compared?.find(({ connector }) => connector === read.connector),
    ),
    ...tellMoved(movements.get(read.connector.source)),
    ...tellKept(read.connector.source, kept, lease === undefined ? null : startedAt),
    ...settled?.sources.get(read.connector.source),
    ...(options.approved !== undefined && { approved: true as const }),
    ...(!read.fetched.isWhole && { since: since.get(read.connector.source) ?? '' }),
    startedAt,
    endedAt,
  }));
  if (lease !== undefined) {
    const isSettled = sources.every(({ outcome, source }) => outcome === 'done' && digests.has(source));
    const revision = await graph.revision();
    // A run that has lost its lease may have read a revision of the next one's.
    beforeBatch();
    const comparedAt = settled?.comparedAt ?? changedAt;
    const settlements = new Map(
      reads.map((read): [string, Settlement] => {
        const { source } = read.connector;
        const records = digests.get(source) ?? '';
        const turn = nextTurn(read, today);
        return [source, { records, revision, sources: names, comparedAt, day: today, turn, shared }];
      }),
    );
    const settlementOf = (source: string) => (isSettled ? settlements.get(source) : undefined);
    const cursors = new Map(
      reads.map(({ connector: { source }, fetched }, index) => [
        source,
        nextCursor(fetched, sources[index] ?? { outcome: 'failed', startedAt }, {
          last: last.get(source)?.cursor,
          isChosen: options.since !== undefined,
        }),
      ]),
    );
    await recordRuns(deps, sources, { statuses, runs, settlementOf, cursors });
    // Of a source that could not be read they are still to be told.
    const told = sources.filter(
      ({ source, outcome }) =>
        (outcome === 'done' || outcome === 'incomplete') && (broken.has(source) || movements.has(source)),
    );
    await forgetMovements(
      deps.state,
      told.map(({ source }) => source),
    );
  }
  for (const { source, outcome, message } of sources) {
    if (outcome !== 'done') deps.log.warn({ source, outcome }, message ?? outcome);
  }
  return { dryRun: lease === undefined, startedAt, endedAt, sources, shared, mentions };
}

function tellMoved(found: FoundMovements | undefined): Pick<SourceReport, 'movements'> {
  return found === undefined ? {} : { movements: tellMovements(found) };
}

function reportOf(
  read: SourceRead,
  plan: SyncPlan | null,
  compared: ComparedRead | undefined,
): Omit<SourceReport, 'startedAt' | 'endedAt'> {
  const { source, driver } = read.connector;
  const planned: PlannedSource | undefined = plan?.sources.get(source);
  return {
    source,
    driver,
    outcome: plan === null ? 'done' : (planned?.outcome ?? 'failed'),
    ...(planned?.message !== undefined && { message: planned.message }),
    counts: planned?.tally.toCounts() ?? {},
    read: {
      records: read.fetched.records.length,
      ...(compared !== undefined && !read.fetched.isWhole && { unread: countUnread(compared) }),
      setAside: read.fetched.setAside.total,
    },
    problems: { total: read.problems.total, first: read.problems.first },
  };
}
