import type { GraphStore } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import type { StateStore } from '../state/state-store.ts';
import { type DeletedNode, deletedKind } from './keep-deleted.ts';
import { reviveRelationships } from './revive-relationships.ts';

/** More deleted nodes than these are not looked through. */
const most = 100_000;
const atOnce = 500;

/**
 * Gives nodes that are back in the graph what was kept of them, see `reviveRelationships`. A relationship whose other end is missing
 * waits in what is kept of that end. A run that breaks off leaves the rest to the next one.
 *
 * @param options.read names of the sources that were read to their end.
 * @returns how many nodes have their history again.
 */
export async function restoreDeleted(
  graph: Pick<GraphStore, 'relationshipsOf' | 'readNodes' | 'apply'>,
  state: Pick<StateStore, 'listRecords' | 'deleteRecord'>,
  options: {
    readonly changedAt: string;
    readonly beforeBatch: () => void;
    readonly read: ReadonlySet<string>;
  },
): Promise<number> {
  const kept = new Map((await state.listRecords(deletedKind, most)).map(({ id, json }) => [id, json]));
  let restored = 0;
  const ids = [...kept.keys()];
  for (let start = 0; start < ids.length; start += atOnce) {
    const present = await presentOf(graph, ids.slice(start, start + atOnce));
    if (present.size === 0) continue;
    for (const id of present) {
      const node = JSON.parse(kept.get(id) ?? '') as DeletedNode;
      const revived = reviveRelationships(id, node, await graph.relationshipsOf([id]), options.read);
      const isNeeded = (one: { readonly id: string }): boolean =>
        revived.upserts.some(({ from, to }) => from === one.id || to === one.id);
      const shared = node.shared.filter(isNeeded);
      const ends = await presentOf(graph, [
        ...revived.upserts.flatMap(({ from, to }) => [from, to]),
        ...shared.map((one) => one.id),
      ]);
      // Those that are there may have been named anew meanwhile.
      const upsertNodes = shared.filter((one) => !ends.has(one.id));
      for (const one of upsertNodes) ends.add(one.id);
      const upserts = revived.upserts.filter(({ from, to }) => ends.has(from) && ends.has(to));
      options.beforeBatch();
      if (upserts.length > 0)
        await graph.apply({
          changedAt: options.changedAt,
          upsertNodes,
          upsertRelationships: upserts.map(({ ended: _ended, ...record }) => record),
          endRelationships: upserts.flatMap(({ id: one, ended, period }) =>
            ended ? [{ id: one, on: period?.to ?? node.deletedOn }] : [],
          ),
          deleteRelationships: revived.deletes,
        });
      await state.deleteRecord(deletedKind, id);
      restored++;
    }
  }
  return restored;
}

async function presentOf(graph: Pick<GraphStore, 'readNodes'>, ids: readonly string[]): Promise<Set<string>> {
  const nodes = await graph.readNodes([...new Set(ids)], operatorViewer);
  return new Set(nodes.map(({ id }) => id));
}
