import { type NodeLabel, nodeLabels } from '../../../graph-schema/index.ts';

/** The one of a node's labels that the schema has. */
export function labelOf(stored: unknown): NodeLabel {
  const found = Array.isArray(stored) ? nodeLabels.find((label) => stored.includes(label)) : undefined;
  if (found === undefined) throw new Error(`No label of the schema is among ${JSON.stringify(stored)}`);
  return found;
}
