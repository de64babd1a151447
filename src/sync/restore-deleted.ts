import type { GraphStore } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import type { StateStore } from '../state/state-store.ts';
import { type DeletedNode, deletedKind, endedHistory } from './keep-deleted.ts';

/** More deleted nodes than these are not looked through. */
const most = 100_000;
const atOnce = 500;

/**
 * Gives nodes that are back in the graph the history that was kept of them: their periods until the day on which they went. One
 * whose other end is missing waits in what is kept of that end. A run that breaks off leaves the rest to the next one.
 *
 * @returns how many nodes have their history again.
 */
export async function restoreDeleted(
  graph: Pick<GraphStore, 'history' | 'readNodes' | 'apply'>,
  state: Pick<StateStore, 'listRecords' | 'deleteRecord'>,
  options: { readonly changedAt: string; readonly beforeBatch: () => void },
): Promise<number> {
  const kept = new Map((await state.listRecords(deletedKind, most)).map(({ id, json }) => [id, json]));
  let restored = 0;
  const ids = [...kept.keys()];
  for (let start = 0; start < ids.length; start += atOnce) {
    const present = await presentOf(graph, ids.slice(start, start + atOnce));
    if (present.size === 0) continue;
    const known = new Set((await graph.history([...present])).map(({ id }) => id));
    for (const id of present) {
      const node = JSON.parse(kept.get(id) ?? '') as DeletedNode;
      const candidates = endedHistory(node).filter((one) => !known.has(one.id));
      const shared = node.shared.filter((one) =>
        candidates.some(({ from, to }) => [from, to].includes(one.id)),
      );
      const missing = await missingOf(
        graph,
        shared.map((one) => one.id),
      );
      const ends = await presentOf(
        graph,
        candidates.flatMap(({ from, to }) => [from, to]),
      );
      for (const one of shared) ends.add(one.id);
      const history = candidates.filter(({ from, to }) => ends.has(from) && ends.has(to));
      options.beforeBatch();
      if (history.length > 0)
        await graph.apply({
          changedAt: options.changedAt,
          // Those that are there may have been named anew meanwhile.
          upsertNodes: shared.filter((one) => missing.has(one.id)),
          upsertRelationships: history.map(({ ended: _ended, ...record }) => record),
          endRelationships: history.map((record) => ({
            id: record.id,
            on: record.period?.to ?? node.deletedOn,
          })),
        });
      for (const one of history) known.add(one.id);
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

async function missingOf(graph: Pick<GraphStore, 'readNodes'>, ids: readonly string[]): Promise<Set<string>> {
  const present = await presentOf(graph, ids);
  return new Set(ids.filter((id) => !present.has(id)));
}
