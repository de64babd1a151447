import type { NodeLabel } from '../../../graph-schema/index.ts';

/**
 * How a node is named in an answer: a task with its id, because titles repeat; a team with its own id where that says
 * more than the name does; all others by name.
 */
export function nodeName(node: {
  readonly label: NodeLabel;
  readonly name: string;
  readonly key?: string;
}): string {
  const { label, key } = node;
  // A name that goes over several lines could pass for lines of the answer.
  const name = node.name.replace(/\s+/g, ' ').trim();
  if (key === undefined || key === '') return name;
  if (label === 'Task') return name === '' ? key : `${key} “${name}”`;
  if (
    label === 'Team' &&
    key.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '') !== name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '') &&
    !/^\d+$/.test(key)
  )
    return `${name} (${key})`;
  return name;
}
