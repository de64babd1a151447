import type { NodeRecord } from '../graph/changes.ts';
import type { GraphStore, NameRecord } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import { sharedSource } from './node-ids.ts';
import type { SyncPlan } from './plan-sync.ts';
import type { SharedNodes } from './shared-nodes.ts';
import { ChangeTally } from './sync-report.ts';

/**
 * What becomes of the nodes that sources share.
 *
 * @param acls the rules that what was read is under, by id.
 * @param isRead whether every rule, and every name, that a source has is among what was read; else those that the graph has stay.
 */
export async function planShared(
  graph: GraphStore,
  acls: ReadonlyMap<string, NodeRecord>,
  spellings: SharedNodes,
  isRead: { readonly rules: boolean; readonly names: boolean },
): Promise<SyncPlan['shared']> {
  const stored = await graph.fingerprints(sharedSource);
  const names = new Map<string, NameRecord>();
  if (!isRead.names) {
    for (const label of ['Company', 'Position', 'Topic', 'Project'] as const)
      for (const record of await graph.names(label, operatorViewer)) names.set(record.id, record);
  }
  const tally = new ChangeTally();
  const upserts = [...acls.values(), ...spellings.build(names)].filter((node) => {
    const before = stored.nodes.get(node.id);
    const isSame = before?.fingerprint === node.fingerprint;
    tally.add(node.label, before === undefined ? 'created' : isSame ? 'unchanged' : 'changed');
    return !isSame;
  });
  const deletes = isRead.rules
    ? [...stored.nodes].filter(([id, { label }]) => label === 'Acl' && !acls.has(id)).map(([id]) => id)
    : [];
  tally.add('Acl', 'deleted', deletes.length);
  return { upserts, deletes, tally };
}
