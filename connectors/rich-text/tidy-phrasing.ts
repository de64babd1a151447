import type { Nodes, PhrasingContent } from 'mdast';

type Marked = Extract<PhrasingContent, { type: 'strong' | 'emphasis' | 'delete' }>;

const isMarked = (node: Nodes | undefined): node is Marked =>
  node?.type === 'strong' || node?.type === 'emphasis' || node?.type === 'delete';

/**
 * Makes marks what Markdown can write: white space at the edges of a mark moves out of it, marks without text go, and neighbours
 * of one kind become one. Editors leave all three behind, and `** bold **` is no bold text.
 */
export function tidyPhrasing<Node extends Nodes>(node: Node): Node {
  if (!('children' in node)) return node;
  const children: Nodes[] = node.children.map((child: Nodes) => tidyPhrasing(child));
  if (!children.some(isMarked)) return { ...node, children };
  const tidied = mergeTexts(joinMarks(children).flatMap(hoistSpace));
  return {
    ...node,
    children: node.type === 'paragraph' || node.type === 'heading' ? trimEdges(tidied) : tidied,
  };
}

/** White space at the edges of a line would be written as an entity, so that it is kept; nobody sees it. */
function trimEdges(nodes: readonly Nodes[]): Nodes[] {
  return nodes.flatMap((node, at): readonly Nodes[] => {
    if (node.type !== 'text') return [node];
    const start = at === 0 ? node.value.trimStart() : node.value;
    return textOf(at === nodes.length - 1 ? start.trimEnd() : start);
  });
}

/** Neighbours of one kind of mark as one. */
function joinMarks(nodes: readonly Nodes[]): Nodes[] {
  const joined: Nodes[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (isMarked(node) && isMarked(last) && last.type === node.type)
      joined[joined.length - 1] = { ...last, children: [...last.children, ...node.children] };
    else joined.push(node);
  }
  return joined;
}

function hoistSpace(node: Nodes): readonly Nodes[] {
  if (!isMarked(node)) return [node];
  const [first, last] = [node.children.at(0), node.children.at(-1)];
  const before = first?.type === 'text' ? (/^\s*/.exec(first.value)?.[0] ?? '') : '';
  const isBlank = node.children.every((child) => child.type === 'text' && child.value.trim() === '');
  if (isBlank) return before === '' ? [] : [{ type: 'text', value: before }];
  const after = last?.type === 'text' ? (/\s*$/.exec(last.value)?.[0] ?? '') : '';
  const children = node.children.flatMap((child, at): PhrasingContent[] => {
    if (child.type !== 'text') return [child];
    const start = at === 0 ? child.value.slice(before.length) : child.value;
    const value = at === node.children.length - 1 ? start.slice(0, start.length - after.length) : start;
    return value === '' ? [] : [{ ...child, value }];
  });
  return [textOf(before), { ...node, children }, textOf(after)].flat();
}

const textOf = (value: string): Nodes[] => (value === '' ? [] : [{ type: 'text', value }]);

function mergeTexts(nodes: readonly Nodes[]): Nodes[] {
  const merged: Nodes[] = [];
  for (const node of nodes) {
    const last = merged.at(-1);
    if (node.type === 'text' && last?.type === 'text')
      merged[merged.length - 1] = { ...last, value: last.value + node.value };
    else merged.push(node);
  }
  return merged;
}
