import type { NodeLabel } from '../../graph-schema/index.ts';
import type { Fingerprints } from '../graph/changes.ts';
import { claimOfIdentity } from './identity/person-claim.ts';
import { nameOfRecordId } from './node-ids.ts';

/** Below this many deletions a large share is ordinary in a small source. */
const fewest = 5;
const plurals: ReadonlyMap<NodeLabel, string> = new Map([
  ['Employee', 'people'],
  ['Team', 'teams'],
  ['Task', 'tasks'],
  ['Article', 'articles'],
]);

/**
 * The brake on a source that has shrunk beyond belief: more than a share of a kind would go and at least five, or all of a
 * kind.
 *
 * @param present ids of the nodes that the source holds now.
 * @returns the sentence that says why the sync stops; null where it may go on.
 */
export function findCollapse(
  source: string,
  present: ReadonlySet<string>,
  stored: Fingerprints,
  maxDeletedShare: number,
): string | null {
  const totals = new Map<NodeLabel, { all: number; gone: number }>();
  for (const [node, stands] of stored.nodes) {
    // A person whose node is another source's is one of this one as well.
    const id = claimOfIdentity(node) ?? node;
    const label = nameOfRecordId(id)?.kind === 'employee' ? 'Employee' : stands.label;
    if (!plurals.has(label)) continue;
    const total = totals.get(label) ?? { all: 0, gone: 0 };
    total.all++;
    if (!present.has(id)) total.gone++;
    totals.set(label, total);
  }
  const collapsed = [...totals].filter(
    ([, { all, gone }]) => gone === all || (gone >= fewest && gone > all * maxDeletedShare),
  );
  if (collapsed.length === 0) return null;
  const losses = collapsed.map(([label, { all, gone }]) => `${gone} of ${all} ${plurals.get(label)}`);
  return `The source '${source}' no longer holds ${losses.join(' and ')} that the graph has, so nothing of it was written.`;
}
