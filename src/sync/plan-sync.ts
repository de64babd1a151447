import type { Connector } from '../../connectors/connector.ts';
import type { Fingerprints, NodeRecord } from '../graph/changes.ts';
import type { GraphStore, NameRecord, SourceStatus } from '../graph/graph-store.ts';
import { sourceOfId } from '../graph/source-of-id.ts';
import { breakCycles } from './break-cycles.ts';
import type { FetchedSource } from './fetch-source.ts';
import type { StatedRelationship } from './graph-records.ts';
import { loadReferences } from './load-references.ts';
import { recordId, sharedSource } from './node-ids.ts';
import { type NodePlan, planNodes, planRelationships, type RelationshipPlan } from './plan-changes.ts';
import type { ProblemList } from './problem-list.ts';
import { resolveReferences } from './resolve-references.ts';
import { SharedNodes } from './shared-nodes.ts';
import { ChangeTally, type SyncOutcome } from './sync-report.ts';
import { type TransformedSource, transformRecords } from './transform-records.ts';

export interface SourceRead {
  readonly connector: Connector;
  readonly fetched: FetchedSource;
  readonly problems: ProblemList;
}

/** What a source gave, beside what the graph holds of it. */
export interface ComparedRead extends SourceRead {
  readonly stored: Fingerprints;
  /** Ids of nodes of records that were malformed or not read, and stay as they are. */
  readonly stays: ReadonlySet<string>;
}

export interface PlannedSource {
  readonly outcome: SyncOutcome;
  readonly message?: string;
  readonly tally: ChangeTally;
  /** Absent where nothing of the source is to be written. */
  readonly nodes?: NodePlan;
  readonly relationships?: RelationshipPlan;
}

export interface SyncPlan {
  /** By source. */
  readonly sources: ReadonlyMap<string, PlannedSource>;
  readonly shared: {
    readonly upserts: readonly NodeRecord[];
    /** Reading rules that nothing is under any more, to be removed at the end. */
    readonly deletes: readonly string[];
    readonly tally: ChangeTally;
  };
}

export interface PlanOptions {
  /** Sources of which nothing is to be written, and why. */
  readonly stopped: ReadonlyMap<string, string>;
  readonly today: string;
  /** Sources that the graph or the configuration knows, read in this run or not. */
  readonly known: ReadonlySet<string>;
  readonly statuses: ReadonlyMap<string, SourceStatus>;
}

interface Draft {
  readonly read: ComparedRead;
  readonly transformed: TransformedSource;
  readonly nodes: NodePlan;
  /** As `stays`, and of records that could not become a node. */
  readonly setAside: ReadonlySet<string>;
  readonly tally: ChangeTally;
}

/** Works out what a run has to change, reading the graph and writing nothing. */
export async function planSync(
  graph: GraphStore,
  reads: readonly ComparedRead[],
  options: PlanOptions,
): Promise<SyncPlan> {
  const sources = new Map<string, PlannedSource>();
  const drafts: Draft[] = [];
  const spellings = new SharedNodes();
  for (const read of reads) {
    const { source } = read.connector;
    const { records, complete, failure, isDenied } = read.fetched;
    const stopped = options.stopped.get(source);
    if (!complete && records.length === 0) {
      const outcome = isDenied ? 'denied' : 'failed';
      sources.set(source, { outcome, message: failure ?? '', tally: new ChangeTally() });
    } else if (stopped !== undefined) {
      sources.set(source, { outcome: 'stopped', message: stopped, tally: new ChangeTally() });
    } else {
      const setAside = new Set(read.stays);
      const transformed = transformRecords(source, records, spellings, {
        setAside,
        onFault(record, error) {
          setAside.add(recordId(record.kind, source, record.key));
          const reason = error instanceof Error ? error.message : String(error);
          read.problems.add({ place: record.place, message: `The record was set aside: ${reason}` });
        },
      });
      const tally = new ChangeTally();
      const nodes = planNodes(transformed.nodes, read.stored, complete, setAside, tally);
      drafts.push({ read, transformed, nodes, setAside, tally });
    }
  }
  const stated = await stateRelationships(graph, drafts, options.today);
  const deletedNodes = new Set(drafts.flatMap((draft) => draft.nodes.deletes));
  const isFirst = (source: string | null): boolean =>
    source !== null && (options.statuses.get(source)?.syncedAt ?? null) === null;
  const startOf = (one: StatedRelationship): string | null =>
    [one.source, sourceOfId(one.from), sourceOfId(one.to)].some(isFirst) ? null : options.today;
  for (const [index, { read, nodes, setAside, tally }] of drafts.entries()) {
    const { complete, failure } = read.fetched;
    const relationships = planRelationships(
      [...(stated[index] ?? []), ...nodes.stated],
      read.stored,
      { complete, kept: nodes.kept, setAside, deletedNodes, startOf },
      tally,
    );
    sources.set(read.connector.source, {
      outcome: complete ? 'done' : 'incomplete',
      ...(failure !== undefined && { message: failure }),
      tally,
      nodes,
      relationships,
    });
  }
  const complete = new Set(
    drafts.filter(({ read }) => read.fetched.complete).map(({ read }) => read.connector.source),
  );
  // What was set aside stands under rules and names that were not read.
  const isAllRead =
    [...options.known].every((source) => complete.has(source)) &&
    drafts.every(({ read, setAside }) => read.fetched.isWhole && setAside.size === 0);
  return { sources, shared: await planShared(graph, drafts, spellings, isAllRead) };
}

/** The relationships of each draft, between all that is there after the run, without rings of managers. */
async function stateRelationships(
  graph: GraphStore,
  drafts: readonly Draft[],
  today: string,
): Promise<StatedRelationship[][]> {
  const nodes = drafts.flatMap(({ transformed }) => transformed.nodes);
  const replaced = new Set(
    drafts.filter(({ read }) => read.fetched.complete).map(({ transformed }) => transformed.source),
  );
  const setAside = new Set(drafts.flatMap((draft) => [...draft.setAside]));
  const index = await loadReferences(graph, nodes, { replaced, setAside });
  const stated = drafts.map(({ read, transformed }) =>
    resolveReferences(transformed.source, transformed.references, index, read.problems, today),
  );
  // Who once reported to somebody may now be above them.
  const lines = stated.flat().filter((one) => one.type === 'REPORTS_TO' && (one.validTo ?? '9999') > today);
  const cycles = breakCycles(lines);
  if (cycles.length === 0) return stated;
  const names = new Map(nodes.map((node) => [node.id, String(node.properties.name ?? node.key)]));
  for (const { dropped, members } of cycles) {
    const read = drafts.find((draft) => draft.transformed.source === dropped.source)?.read;
    const ring = [...members, dropped.from].map((id) => names.get(id) ?? id).join(' → ');
    read?.problems.add({
      place: placeOf(dropped.from, read) ?? dropped.source,
      message: `The managers lead in a circle (${ring}); the first of these was left without a manager, correct one of them.`,
    });
  }
  const dropped = new Set(cycles.map((cycle) => cycle.dropped));
  return stated.map((list) => list.filter((one) => !dropped.has(one)));
}

function placeOf(id: string, { connector, fetched }: SourceRead): string | undefined {
  return fetched.records.find((record) => recordId(record.kind, connector.source, record.key) === id)?.place;
}

async function planShared(
  graph: GraphStore,
  drafts: readonly Draft[],
  spellings: SharedNodes,
  isAllRead: boolean,
): Promise<SyncPlan['shared']> {
  const stored = await graph.fingerprints(sharedSource);
  const names = new Map<string, NameRecord>();
  if (!isAllRead) {
    for (const label of ['Company', 'Position', 'Topic', 'Project'] as const)
      for (const record of await graph.names(label)) names.set(record.id, record);
  }
  const acls = new Map(drafts.flatMap(({ transformed }) => [...transformed.acls]));
  const tally = new ChangeTally();
  const upserts = [...acls.values(), ...spellings.build(names)].filter((node) => {
    const before = stored.nodes.get(node.id);
    const isSame = before?.fingerprint === node.fingerprint;
    tally.add(node.label, before === undefined ? 'created' : isSame ? 'unchanged' : 'changed');
    return !isSame;
  });
  const deletes = isAllRead
    ? [...stored.nodes].filter(([id, { label }]) => label === 'Acl' && !acls.has(id)).map(([id]) => id)
    : [];
  tally.add('Acl', 'deleted', deletes.length);
  return { upserts, deletes, tally };
}
