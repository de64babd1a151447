import type { NodeRecord } from '../graph/changes.ts';
import type { GraphStore } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import type { Identities } from './identity/identities.ts';
import { ReferenceIndex } from './reference-index.ts';

/**
 * What references may lead to: the records that go in with this run, and the stored nodes of all other sources. Tasks and
 * articles of other sources are known by their keys alone.
 *
 * @param options.replaced sources whose records in `nodes` are all they hold: what is stored of them beyond that is about
 *   to go.
 * @param options.setAside ids of nodes of malformed records, which stay.
 */
export async function loadReferences(
  graph: GraphStore,
  nodes: readonly NodeRecord[],
  options: {
    readonly replaced: ReadonlySet<string>;
    readonly setAside: ReadonlySet<string>;
    readonly identities: Pick<Identities, 'personOf' | 'referables'>;
  },
): Promise<ReferenceIndex> {
  const { personOf, referables } = options.identities;
  const index = new ReferenceIndex(personOf);
  const added = new Set<string>();
  for (const node of nodes) {
    added.add(node.id);
    if (node.label === 'Identity') continue;
    const { name, title, aliases, formerKeys, email } = node.properties;
    const own = node.label === 'Employee' || node.label === 'Team' ? name : title;
    index.add({
      id: node.id,
      label: node.label,
      source: node.source,
      key: node.key,
      names: [own, ...[aliases, formerKeys].flatMap((list) => (Array.isArray(list) ? list : []))].filter(
        (text) => typeof text === 'string',
      ),
      email: typeof email === 'string' ? email : null,
    });
  }
  const isOther = (node: { readonly id: string; readonly source: string }): boolean =>
    !added.has(node.id) && (!options.replaced.has(node.source) || options.setAside.has(node.id));
  for (const one of referables) {
    added.add(one.id);
    index.add(one);
  }
  for (const label of ['Employee', 'Team'] as const) {
    for (const record of await graph.names(label, operatorViewer)) {
      if (isOther(record)) index.add({ ...record, names: [record.name, ...record.aliases] });
    }
  }
  for (const label of ['Task', 'Article'] as const) {
    for (const node of await graph.keys(label)) {
      if (isOther(node)) index.add({ ...node, label, names: node.formerKeys });
    }
  }
  return index;
}
