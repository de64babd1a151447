import type { ListItem, Nodes } from 'mdast';

/**
 * Lists without blank lines between their items, where no item holds more than one paragraph and lists: editors wrap the text of every
 * item in a paragraph, which says nothing of how far apart they stand.
 */
export function tightenLists<Node extends Nodes>(node: Node): Node {
  if (!('children' in node)) return node;
  const children = node.children.map((child: Nodes) => tightenLists(child));
  if (node.type !== 'list') return { ...node, children };
  const isTight = node.children.every(holdsOneLine);
  const items = node.children.map((item, at) => ({
    ...item,
    ...children[at],
    spread: !isTight && item.spread,
  }));
  return { ...node, spread: !isTight && node.spread, children: items };
}

function holdsOneLine({ children }: ListItem): boolean {
  return (
    children.filter(({ type }) => type === 'paragraph').length <= 1 &&
    children.every(({ type }) => type === 'paragraph' || type === 'list')
  );
}
