import { type NodeLabel, seenByOf } from '../../graph-schema/index.ts';
import type { ReferenceGraph } from './reference-graph.ts';

/** A graph from which nodes were deleted, without the projects and topics that nothing of what is left leads to. */
export function withoutUnseen({ nodes, relationships }: ReferenceGraph): ReferenceGraph {
  const seeing = new Set(relationships.map(({ type, to }) => `${type} ${to}`));
  const isSeen = ({ id, label }: { readonly id: string; readonly label: NodeLabel }): boolean => {
    const by = seenByOf(label);
    return by === undefined || seeing.has(`${by.type} ${id}`);
  };
  const kept = new Set(nodes.filter(isSeen).map(({ id }) => id));
  return {
    nodes: nodes.filter(({ id }) => kept.has(id)),
    relationships: relationships.filter(({ from, to }) => kept.has(from) && kept.has(to)),
  };
}
