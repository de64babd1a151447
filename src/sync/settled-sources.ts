import { createHash } from 'node:crypto';
import { labels, relationships } from '../../graph-schema/index.ts';
import type { NodeRecord } from '../graph/changes.ts';
import type { GraphStore, NodeKey } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import { fingerprintOf } from './fingerprint.ts';
import { sealNode } from './graph-records.ts';
import type { IdentityKnowledge } from './identity/identity-knowledge.ts';
import type { SourceRead } from './plan-sync.ts';
import type { ChangeCounts, ChangeKind, SourceReport, SyncReport } from './sync-report.ts';

/** Grows whenever the same records would be planned otherwise, so that all sources are compared anew. */
const planningVersion = 2;
export const version = fingerprintOf([planningVersion, labels, relationships]);

/** In ms. What somebody changed in the database by hand is noticed by a comparison alone: there is one each week. */
const longestUncompared = 7 * 24 * 3_600_000;

/**
 * What a run leaves that brought the graph in line with its sources: when the same sources say the same again and nothing in
 * the graph has changed meanwhile, by whatever source, there is nothing to compare. It is written last, so that a run that
 * broke off leaves none.
 */
export interface Settlement {
  /** Digest of what the source gave. */
  readonly records: string;
  /** Revision of the graph at the end of the run. */
  readonly revision: number;
  /** All sources of the run: which names are shared, and which rules unused, hangs on which were read together. */
  readonly sources: readonly string[];
  /** When records and graph were last compared. */
  readonly comparedAt: string;
  /** The company's day of the run, and from which day on its records may mean something else; null: never. */
  readonly day: string;
  readonly turn: string | null;
  readonly shared: SyncReport['shared'];
}

/** A run in which nothing has to be done. */
export interface SettledRun {
  readonly comparedAt: string;
  readonly shared: SyncReport['shared'];
  readonly sources: ReadonlyMap<string, Pick<SourceReport, 'counts' | 'problems'>>;
}

/**
 * Digest of the records of a source and of what was wrong with it.
 *
 * @param identity what is known of who is who.
 */
export function digestOfRead({ fetched, problems }: SourceRead, identity: IdentityKnowledge): string {
  const hash = createHash('sha1').update(version);
  for (const record of fetched.records) hash.update(JSON.stringify(record)).update('\n');
  const aside = [[...fetched.setAside.ids].sort(), [...fetched.setAside.rules].sort()];
  return hash
    .update(JSON.stringify([problems.total, problems.first, aside, fetched.accounts, identity]))
    .digest('base64url');
}

/**
 * The first day, from a day on, that the records of people and teams name: who belongs where may be another matter then, though
 * the source says the same. Null where they name none.
 */
export function nextTurn({ fetched }: SourceRead, day: string): string | null {
  let turn: string | null = null;
  for (const record of fetched.records) {
    if (record.kind !== 'employee' && record.kind !== 'team') continue;
    for (const [named] of JSON.stringify(record).matchAll(/\d{4}-\d{2}-\d{2}/g))
      if (named >= day && (turn === null || named < turn)) turn = named;
  }
  return turn;
}

/** Whether days have passed without any on which something turns. */
function saysTheSame({ day, turn }: Settlement, today: string): boolean {
  return today === day || (today > day && (turn === null || today < turn));
}

/** What the last run of a source noted of itself. */
export interface LastRun extends Pick<SourceReport, 'counts' | 'problems'> {
  readonly settled?: Settlement;
  readonly cursor?: FetchCursor;
}

/** Where the next fetch of a source may begin. */
export interface FetchCursor {
  readonly since: string;
  /** When the source was last read whole: an instant. */
  readonly wholeAt: string;
  /** Of the planning under which it was: by another one, unchanged records would be planned otherwise. */
  readonly version: string;
}

/**
 * The last run of each of some sources.
 *
 * @param runs all runs that are recorded, as `keys('SyncRun')` gives them.
 */
export async function readLastRuns(
  graph: Pick<GraphStore, 'readNodes'>,
  runs: readonly NodeKey[],
  sources: readonly string[],
): Promise<ReadonlyMap<string, LastRun>> {
  const last = sources.flatMap((source) => {
    const ofSource = runs.filter((run) => run.source === source);
    return ofSource.sort((one, other) => (one.key < other.key ? 1 : -1)).slice(0, 1);
  });
  const nodes = await graph.readNodes(
    last.map(({ id }) => id),
    operatorViewer,
  );
  return new Map(
    nodes.flatMap(({ source, properties: { summary } }) =>
      typeof summary === 'string' ? [[source, JSON.parse(summary) as LastRun] as const] : [],
    ),
  );
}

/**
 * Finds out whether a run can be left at what the one before did; null where sources and graph must be compared.
 *
 * @param options.digests of each source that was read to its end.
 */
export async function findSettled(
  graph: Pick<GraphStore, 'readNodes' | 'revision'>,
  runs: readonly NodeKey[],
  options: {
    readonly sources: readonly string[];
    readonly digests: ReadonlyMap<string, string>;
    readonly now: string;
    /** The company's day. */
    readonly today: string;
    /** Whether to compare in any case. */
    readonly full: boolean;
  },
): Promise<SettledRun | null> {
  const { sources, digests, now, today, full } = options;
  if (full) return null;
  if (sources.some((source) => !digests.has(source))) return null;
  const [revision, last] = await Promise.all([graph.revision(), readLastRuns(graph, runs, sources)]);
  const settled = new Map<string, LastRun & { readonly settled: Settlement }>();
  for (const source of sources) {
    const before = last.get(source);
    if (before?.settled === undefined) return null;
    const { records, sources: together, comparedAt } = before.settled;
    const isSame =
      records === digests.get(source) &&
      before.settled.revision === revision &&
      saysTheSame(before.settled, today) &&
      sameNames(together, sources) &&
      Date.parse(now) - Date.parse(comparedAt) < longestUncompared;
    if (!isSame) return null;
    settled.set(source, { ...before, settled: before.settled });
  }
  const [first] = settled.values();
  if (first === undefined) return null;
  return {
    comparedAt: first.settled.comparedAt,
    shared: unchanged(first.settled.shared),
    sources: new Map(
      [...settled].map(([source, { counts, problems }]) => [source, { counts: unchanged(counts), problems }]),
    ),
  };
}

function sameNames(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name) => other.includes(name));
}

type Counts = Readonly<Partial<Record<ChangeKind, ChangeCounts>>>;

/** The counts of a run, of another that finds the same. */
function unchanged(counts: Counts): Counts {
  return Object.fromEntries(
    Object.entries(counts).flatMap(([kind, { created, changed, unchanged: same }]) => {
      const total = created + changed + same;
      return total === 0 ? [] : [[kind, { created: 0, changed: 0, deleted: 0, unchanged: total }]];
    }),
  );
}

/**
 * What a model made of passages after a run leaves sources and graph in line: the last runs that left them so go on to say it.
 *
 * @param from revision of the graph before, and `to` after it; nobody else wrote in between.
 */
export async function carrySettlements(
  graph: Pick<GraphStore, 'keys' | 'readNodes' | 'apply'>,
  { from, to, changedAt }: { readonly from: number; readonly to: number; readonly changedAt: string },
): Promise<void> {
  if (from === to) return;
  const runs = await graph.keys('SyncRun');
  const nodes = await graph.readNodes(
    runs.map(({ id }) => id),
    operatorViewer,
  );
  const upsertNodes = nodes.flatMap(({ id, label, source, key, properties }) => {
    const { settled, ...summary } = readSummary(properties.summary);
    if (settled?.revision !== from) return [];
    const carried = JSON.stringify({ ...summary, settled: { ...settled, revision: to } });
    const kept = { ...properties, summary: carried } as NodeRecord['properties'];
    return [sealNode({ id, label, source, key, properties: kept })];
  });
  if (upsertNodes.length > 0) await graph.apply({ changedAt, upsertNodes });
}

function readSummary(summary: unknown): Partial<LastRun> {
  const read: unknown = typeof summary === 'string' ? JSON.parse(summary) : null;
  return typeof read === 'object' && read !== null ? read : {};
}
