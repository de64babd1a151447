import type { StoredNode } from '../../graph/graph-store.ts';
import type { NameCandidate } from './name-index.ts';

/** A node as something a name may mean. */
export function asCandidate(node: StoredNode): NameCandidate {
  // A person's title is what they are, not what they are called.
  const name = String(node.properties.name ?? node.properties.title ?? node.key);
  const status = node.properties.status;
  return {
    id: node.id,
    label: node.label,
    name,
    key: node.key,
    detail: typeof status === 'string' ? status : null,
    strength: 3,
    needsCapital: false,
  };
}
