import type { Connector } from '../../connectors/connector.ts';
import type { Fingerprints, NodeRecord } from '../graph/changes.ts';
import type { GraphStore, SourceStatus } from '../graph/graph-store.ts';
import { sourceOfId } from '../graph/source-of-id.ts';
import type { FetchedSource } from './fetch-source.ts';
import type { StatedRelationship } from './graph-records.ts';
import { identify } from './identity/identify.ts';
import type { IdentityKnowledge } from './identity/identity-knowledge.ts';
import { proposeIdentities } from './identity/propose-identities.ts';
import type { IdentityProposal } from './identity/propose-matches.ts';
import type { IdentityMove } from './identity/rekey-relationship.ts';
import { uniteNodes, uniteReaders, uniteRecords } from './identity/unify-people.ts';
import type { MovedRecord } from './moved/find-moved.ts';
import { recordId } from './node-ids.ts';
import { type NodePlan, planNodes, planRelationships, type RelationshipPlan } from './plan-changes.ts';
import { planShared } from './plan-shared.ts';
import type { ProblemList } from './problem-list.ts';
import { ruleSetAside } from './rule-set-aside.ts';
import { SharedNodes } from './shared-nodes.ts';
import { stateRelationships } from './state-relationships.ts';
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
  /** Tasks and pages that have another key than the graph knows them by. */
  readonly moved: readonly MovedRecord[];
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
  /** Claims that become another person's; to be carried out before all else, and the rest planned anew after it. */
  readonly moves: readonly IdentityMove[];
  /** Who may be whom, for somebody to say. */
  readonly proposals: readonly IdentityProposal[];
}

export interface PlanOptions {
  /** Sources of which nothing is to be written, and why. */
  readonly stopped: ReadonlyMap<string, string>;
  readonly today: string;
  /** Sources that the graph or the configuration knows, read in this run or not. */
  readonly known: ReadonlySet<string>;
  readonly statuses: ReadonlyMap<string, SourceStatus>;
  readonly identity: IdentityKnowledge;
}

interface Draft {
  readonly read: ComparedRead;
  readonly transformed: TransformedSource;
  readonly nodes: NodePlan;
  /** Rules that what was set aside is under, by id. */
  readonly acls: ReadonlyMap<string, NodeRecord>;
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
  const isOut = ({ connector: { source }, fetched }: ComparedRead): boolean =>
    (!fetched.complete && fetched.records.length === 0) || options.stopped.has(source);
  const identities = await identify(
    graph,
    reads.filter((read) => !isOut(read)),
    options.identity,
  );
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
      const rules = new Map(
        [...read.fetched.setAside.rules].map(([id, rule]) => [
          id,
          rule === null ? null : uniteReaders(source, rule, identities),
        ]),
      );
      const own = transformRecords(source, uniteRecords(source, records, identities), spellings, {
        setAside,
        onFault(record, error) {
          const id = recordId(record.kind, source, record.key);
          setAside.add(id);
          if (record.kind === 'task' || record.kind === 'article') rules.set(id, record.readers);
          const reason = error instanceof Error ? error.message : String(error);
          read.problems.add({ place: record.place, message: `The record was set aside: ${reason}` });
        },
      });
      const transformed = uniteNodes(own, identities);
      const tally = new ChangeTally();
      const planned = planNodes(transformed, read.stored, complete, setAside, tally);
      const ruled = await ruleSetAside(graph, rules, read.stored);
      for (const { label } of ruled.units.flatMap(({ upserts }) => upserts)) {
        tally.add(label, 'unchanged', -1);
        tally.add(label, 'changed');
      }
      const nodes = { ...planned, units: [...planned.units, ...ruled.units] };
      drafts.push({ read, transformed, nodes, acls: ruled.acls, setAside, tally });
    }
  }
  const { stated, unknown } = await stateRelationships(graph, drafts, { today: options.today, identities });
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
      { complete, kept: nodes.kept, setAside: withPeople(setAside), deletedNodes, startOf },
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
  // What was set aside is under a rule that is known here, and has names that were not read.
  const rules =
    [...options.known].every((source) => complete.has(source)) &&
    drafts.every(({ read }) => read.fetched.isWhole);
  const names = rules && drafts.every(({ setAside }) => setAside.size === 0);
  const acls = new Map(drafts.flatMap((draft) => [...draft.transformed.acls, ...draft.acls]));
  return {
    sources,
    shared: await planShared(graph, acls, spellings, { rules, names }),
    moves: identities.moves,
    proposals: proposeIdentities(unknown, identities, options.identity),
  };

  /** What a record stated that stands beside another one's node is stated of that. */
  function withPeople(setAside: ReadonlySet<string>): ReadonlySet<string> {
    return new Set([...setAside].flatMap((id) => [id, identities.personOf(id)]));
  }
}
