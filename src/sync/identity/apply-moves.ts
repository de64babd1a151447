import { carryDeparture, forgetDeparture, keepDeparture } from '../../access/departures.ts';
import { carryRevocation } from '../../access/revocations.ts';
import type { NodeRecord, StoredRelationship } from '../../graph/changes.ts';
import type { GraphStore } from '../../graph/graph-store.ts';
import { operatorViewer } from '../../graph/viewer.ts';
import type { RecordStore } from '../../state/state-store.ts';
import { keepNode } from '../keep-deleted.ts';
import { identityId, readClaimId } from './person-claim.ts';
import { type IdentityMove, rekeyRelationship } from './rekey-relationship.ts';
import { forgetSuccession, keepSuccession } from './successions.ts';

/** Kind of the state's records of the day on which a claim came beside another one's node; their id is the claim's. */
const unitedKind = 'identity united';

/**
 * Gives people what was stated of them by way of claims that are theirs now, with its periods, and takes it from whose it was.
 * Each claim is one transaction: a run that breaks off leaves the rest to the next one, which finds it by itself.
 *
 * @param nodes the nodes that the run will write, by id: one that is not there yet is written with what it gets.
 */
export async function applyMoves(
  graph: Pick<GraphStore, 'relationshipsOf' | 'readNodes' | 'apply'>,
  state: RecordStore,
  moves: readonly IdentityMove[],
  options: {
    /** Day. */
    readonly today: string;
    readonly nodes: ReadonlyMap<string, NodeRecord>;
    /** How long what somebody loses is kept, in ms. */
    readonly keepMs: number;
    readonly changedAt: string;
    readonly beforeBatch: () => void;
    /** Names of the sources, the first of them the highest. */
    readonly order: readonly string[];
  },
): Promise<void> {
  for (const move of moves) {
    const { claim, from, to, heir } = move;
    const all = await graph.relationshipsOf([from]);
    const moved = all.flatMap((one): [StoredRelationship, StoredRelationship][] => {
      // With the node goes what is left there of records that are gone: others have been moved by now.
      const now = rekeyRelationship(one, { claim, from, to: to ?? from }, from === claim && to !== null);
      return now === null ? [] : [[one, now]];
    });
    const isApart = to === claim && move.isSamePerson !== true;
    const united = isApart ? await state.readRecord(unitedKind, claim) : null;
    const upserts = to === null ? [] : moved.map(([, now]) => goOn(now, claim, united)).filter(isBetweenTwo);
    const node =
      to === null || to === from ? undefined : await missingNode(graph, to, options.nodes, move.node);
    // The person's own record is not written in this run: what is moved would have nowhere to go.
    if (node === null) continue;
    options.beforeBatch();
    if (heir !== undefined) await keepSuccession(state, { claim, heir, on: options.today });
    else if (from === claim) await state.writeRecord(unitedKind, claim, options.today, null);
    if (from === claim && to !== null) await carryAccess(graph, state, move, { ...options, node });
    if (heir === undefined && readClaimId(claim)?.kind === 'employee') {
      if (to === null) await keepApart(graph, state, all, move, options);
      await forgetSuccession(state, claim);
      await forgetDeparture(state, claim);
    }
    await graph.apply({
      changedAt: options.changedAt,
      upsertNodes: node === undefined ? [] : [node],
      upsertRelationships: upserts.map(({ ended: _ended, ...record }) => record),
      endRelationships: upserts.flatMap(({ id, ended, period }) =>
        ended && period?.to != null ? [{ id, on: period.to }] : [],
      ),
      deleteRelationships: moved.map(([former]) => former.id),
      deleteNodes: [
        ...(from === claim ? [claim] : []),
        ...(to === claim || to === null ? [identityId(claim)] : []),
      ],
    });
  }
}

/**
 * What a claim's own source said, and what ended only because the person's node had it from another source, goes on as if it
 * had never ended; where the source says it no longer, the run ends it.
 */
function goOn(one: StoredRelationship, claim: string, united: string | null): StoredRelationship {
  const isPaused = one.ended && one.source === readClaimId(claim)?.source && one.period?.to === united;
  return isPaused ? { ...one, ended: false, period: { from: one.period?.from ?? null, to: null } } : one;
}

function isBetweenTwo({ from, to }: StoredRelationship): boolean {
  return from !== to;
}

/** What was decided of somebody's access, and that their source told of their last day, goes on with them. */
async function carryAccess(
  graph: Pick<GraphStore, 'readNodes'>,
  state: RecordStore,
  { claim, to, heir }: IdentityMove,
  {
    today,
    order,
    node,
  }: { readonly today: string; readonly order: readonly string[]; readonly node: NodeRecord | undefined },
): Promise<void> {
  if (to === null) return;
  await carryRevocation(state, claim, to);
  await carryDeparture(state, claim, to);
  if (heir === undefined) return;
  const { source = '' } = readClaimId(claim) ?? {};
  const found = await graph.readNodes([claim, to], operatorViewer);
  const [endDate] = found.flatMap(({ id, properties }) => (id === claim ? [properties.endDate] : []));
  const all = [...found.map(({ properties }) => properties.email), node?.properties.email];
  await keepDeparture(state, {
    ...{ claim, heir: to },
    why: typeof endDate === 'string' && endDate < today ? 'left' : 'lost',
    addresses: all.filter((one) => typeof one === 'string'),
    // A source that is configured no more ranks below the others: only the first of them outranks it for sure.
    above: order.includes(source)
      ? order.slice(0, order.indexOf(source) + 1)
      : [source, ...order.slice(0, 1)],
  });
}

/** Undefined where the graph has it; null where neither the graph nor the run has. */
async function missingNode(
  graph: Pick<GraphStore, 'readNodes'>,
  id: string,
  nodes: ReadonlyMap<string, NodeRecord>,
  remembered: NodeRecord | undefined,
): Promise<NodeRecord | null | undefined> {
  if ((await graph.readNodes([id], operatorViewer)).length > 0) return undefined;
  return nodes.get(id) ?? remembered ?? null;
}

/** What was a gone claim's waits for it to come back, as that of a deleted node does, since it is not the person's whom it went on with. */
async function keepApart(
  graph: Pick<GraphStore, 'readNodes'>,
  state: Pick<RecordStore, 'writeRecord'>,
  all: readonly StoredRelationship[],
  { claim, from }: IdentityMove,
  { today, keepMs }: { readonly today: string; readonly keepMs: number },
): Promise<void> {
  const own = all.flatMap((one) => rekeyRelationship(one, { claim, from, to: claim }) ?? []);
  if (own.length > 0) await keepNode(graph, state, claim, own, { today, keepMs });
}
