import type { StoredRelationship } from '../../graph/changes.ts';
import { fingerprintOf } from '../fingerprint.ts';
import type { ComparedRead, SyncPlan } from '../plan-sync.ts';
import type { SyncDeps } from '../sync-deps.ts';
import { type FormerKeys, keepFormerKeys, withMoved } from './former-keys.ts';
import { digestsOfMoved, renameRelationshipId } from './rename-stored.ts';

const atOnce = 200;

/**
 * Gives the moved tasks of a plan their new ids, with all that led to and from them, ended periods too. Each is written as the plan has
 * it, so that nobody reads a task in its new place who could only read it in the old one. A batch is one transaction: a run that breaks
 * off leaves the rest to the next one, which finds it by itself.
 *
 * @param options.former keys that tasks had before they moved.
 * @returns the same with those of this run.
 */
export async function moveTasks(
  { graph, state, log }: Pick<SyncDeps, 'graph' | 'state' | 'log'>,
  compared: readonly ComparedRead[],
  { sources }: SyncPlan,
  {
    former: before,
    changedAt,
    beforeBatch,
  }: { readonly former: FormerKeys; readonly changedAt: string; readonly beforeBatch: () => void },
): Promise<FormerKeys> {
  const units = [...sources.values()].flatMap(({ nodes }) => nodes?.units ?? []);
  const nodes = new Map(units.flatMap(({ upserts }) => upserts.map((node) => [node.id, node] as const)));
  // What a brake stopped is not in the plan, and stays where it is.
  const moved = compared.flatMap((read) => read.moved).filter(({ to }) => nodes.has(to));
  const former = withMoved(before, moved);
  for (let start = 0; start < moved.length; start += atOnce) {
    const batch = moved.slice(start, start + atOnce);
    const ids = new Map(batch.map(({ from, to }) => [from, to]));
    const digests = digestsOfMoved(batch);
    const relationships = await graph.relationshipsOf([...ids.keys()]);
    const now = relationships.map((one): StoredRelationship => {
      const id = renameRelationshipId(one.id, digests);
      const ends = { from: ids.get(one.from) ?? one.from, to: ids.get(one.to) ?? one.to };
      return { ...one, ...ends, id, fingerprint: fingerprintOf([id, one.fingerprint]) };
    });
    beforeBatch();
    for (const one of batch) await keepFormerKeys(state, one, former);
    await graph.apply({
      changedAt,
      upsertNodes: batch.flatMap(({ to }) => nodes.get(to) ?? []),
      upsertRelationships: now.map(({ ended: _ended, ...record }) => record),
      endRelationships: now.flatMap(({ id, ended, period }) =>
        ended && period?.to != null ? [{ id, on: period.to }] : [],
      ),
      deleteNodes: [...ids.keys()],
    });
  }
  for (const { from, to } of moved) log.info({ from, to }, 'A task has another key than before');
  return former;
}
