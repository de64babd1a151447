import type { NodeRecord, StoredRelationship } from '../graph/changes.ts';
import type { GraphStore, StoredNode } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import type { StateStore } from '../state/state-store.ts';
import { sealNode } from './graph-records.ts';
import { nameOfRecordId, sharedSource } from './node-ids.ts';

/** Kind of the state's records of deleted nodes; their id is that of the node. */
export const deletedKind = 'deleted node';

/** What is kept of a node that was deleted, until it comes back or its time is over. */
export interface DeletedNode {
  /** Day. */
  readonly deletedOn: string;
  /** What led to and from it, ended periods too. */
  readonly relationships: readonly StoredRelationship[];
  /** Titles and companies at the other end, which may go when nobody has them any more. */
  readonly shared: readonly NodeRecord[];
}

const atOnce = 500;

/**
 * Keeps what led to and from nodes that are about to be deleted, out of reach of any query, so that it can be restored. What
 * else there was of them, their source gives again.
 *
 * @param options.today the day on which they go.
 * @param options.keepMs how long it is kept, in ms; 0 keeps nothing.
 */
export async function keepDeleted(
  graph: Pick<GraphStore, 'relationshipsOf' | 'readNodes'>,
  state: Pick<StateStore, 'writeRecord'>,
  ids: readonly string[],
  options: { readonly today: string; readonly keepMs: number },
): Promise<void> {
  if (options.keepMs === 0) return;
  const records = ids.filter((id) => nameOfRecordId(id) !== null);
  for (let start = 0; start < records.length; start += atOnce) {
    const some = records.slice(start, start + atOnce);
    const history = await graph.relationshipsOf(some);
    const shared = await readShared(graph, history);
    for (const id of some) {
      const own = history.filter(({ from, to }) => from === id || to === id);
      if (own.length > 0) await write(state, id, own, shared, options);
    }
  }
}

/** The same of one node, by what led to and from it. */
export async function keepNode(
  graph: Pick<GraphStore, 'readNodes'>,
  state: Pick<StateStore, 'writeRecord'>,
  id: string,
  relationships: readonly StoredRelationship[],
  options: { readonly today: string; readonly keepMs: number },
): Promise<void> {
  if (options.keepMs === 0) return;
  await write(state, id, relationships, await readShared(graph, relationships), options);
}

async function readShared(
  graph: Pick<GraphStore, 'readNodes'>,
  history: readonly StoredRelationship[],
): Promise<ReadonlyMap<string, NodeRecord>> {
  const ends = [...new Set(history.flatMap(({ from, to }) => [from, to]))];
  const nodes = await graph.readNodes(ends, operatorViewer);
  return new Map(
    nodes.filter(({ source }) => source === sharedSource).map((node) => [node.id, toRecord(node)]),
  );
}

async function write(
  state: Pick<StateStore, 'writeRecord'>,
  id: string,
  relationships: readonly StoredRelationship[],
  shared: ReadonlyMap<string, NodeRecord>,
  { today, keepMs }: { readonly today: string; readonly keepMs: number },
): Promise<void> {
  const kept: DeletedNode = {
    deletedOn: today,
    relationships,
    shared: relationships.flatMap(({ from, to }) => shared.get(from) ?? shared.get(to) ?? []),
  };
  await state.writeRecord(deletedKind, id, JSON.stringify(kept), keepMs);
}

function toRecord({ id, label, source, key, properties }: StoredNode): NodeRecord {
  const told = Object.entries(properties).filter(([, value]) => value !== null);
  return sealNode({ id, label, source, key, properties: Object.fromEntries(told) });
}
