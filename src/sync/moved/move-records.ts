import type { NodeRecord, StoredRelationship } from '../../graph/changes.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { passageId, passagePrefix } from '../node-ids.ts';
import type { ComparedRead, SyncPlan } from '../plan-sync.ts';
import type { SyncDeps } from '../sync-deps.ts';
import type { MovedRecord } from './find-moved.ts';
import { type FormerKeys, keepFormerKeys, withMoved } from './former-keys.ts';
import { digestsOfMoved, renameRelationship } from './rename-stored.ts';

/** Pages come with all of their passages. */
const atOnce = 50;

/**
 * Gives the moved tasks and pages of a plan their new ids, with all that led to and from them, ended periods and what people thought of
 * answers too. Each is written as the plan has it, so that nobody reads one in its new place who could only read it in the old one. A batch is one transaction: a run that breaks
 * off leaves the rest to the next one, which finds it by itself.
 *
 * @param options.former keys that tasks had before they moved.
 * @returns the same with those of this run.
 */
export async function moveRecords(
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
  // Former paths of pages are no names that anybody asks by.
  const former = withMoved(
    before,
    moved.filter(({ kind }) => kind === 'task'),
  );
  const passages = passagesOfMoved(compared, moved);
  for (let start = 0; start < moved.length; start += atOnce) {
    const batch = moved.slice(start, start + atOnce);
    const ids = new Map(batch.flatMap((one) => [[one.from, one.to], ...(passages.get(one.to) ?? [])]));
    const digests = digestsOfMoved(ids);
    const moving = new Set(ids.values());
    const relationships = await graph.relationshipsOf([...ids.keys()]);
    const now = relationships.flatMap((old): StoredRelationship[] => {
      const one = renameRelationship(old, ids, digests);
      // A passage that the page has no more goes with all that led to it.
      if ([one.from, one.to].some((end) => moving.has(end) && !nodes.has(end))) return [];
      return [{ ...one, fingerprint: fingerprintOf([one.id, one.fingerprint]) }];
    });
    beforeBatch();
    for (const one of batch) if (one.kind === 'task') await keepFormerKeys(state, one, former);
    await graph.apply({
      changedAt,
      upsertNodes: [...ids.values()].flatMap((id) => unfinished(nodes.get(id))),
      upsertRelationships: now.map(({ ended: _ended, ...record }) => record),
      endRelationships: now.flatMap(({ id, ended, period }) =>
        ended && period?.to != null ? [{ id, on: period.to }] : [],
      ),
      deleteNodes: [...ids.keys()],
    });
  }
  for (const { from, to } of moved) log.info({ from, to }, 'A task or page has another key than before');
  return former;
}

/** A page has only the passages that moved: a run that breaks off here leaves it as one that changed, so that the next one cuts it anew. */
function unfinished(node: NodeRecord | undefined): readonly NodeRecord[] {
  if (node?.label !== 'Article') return node === undefined ? [] : [node];
  return [{ ...node, fingerprint: fingerprintOf([node.fingerprint, 'moved']) }];
}

/** Ids of the passages of moved pages before and now, by the page's id now, under which `compared` has them already. */
function passagesOfMoved(
  compared: readonly ComparedRead[],
  moved: readonly MovedRecord[],
): ReadonlyMap<string, readonly (readonly [string, string])[]> {
  const pages = new Map(
    moved.flatMap((one) => (one.kind === 'article' ? [[passagePrefix(one.to), one]] : [])),
  );
  const found = new Map<string, (readonly [string, string])[]>();
  if (pages.size === 0) return found;
  for (const { stored } of compared)
    for (const [id, { label }] of stored.nodes) {
      const at = id.lastIndexOf('#') + 1;
      const page = label === 'Passage' ? pages.get(id.slice(0, at)) : undefined;
      if (page === undefined) continue;
      const own = found.get(page.to) ?? [];
      own.push([passageId(page.from, Number(id.slice(at))), id]);
      found.set(page.to, own);
    }
  return found;
}
