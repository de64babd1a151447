import type { Nodes, PhrasingContent, RootContent, TableCell } from 'mdast';

/** A node that may hold blocks where Markdown takes only a line. */
type Content = RootContent | Nodes;

/**
 * Makes each cell of a table the one line that Markdown has room for: blocks in it follow one another, the items of a list
 * and the rows of an inner table with semicolons between.
 */
export function flattenCells<Node extends Nodes>(node: Node): Node {
  if (!('children' in node)) return node;
  if (node.type === 'tableCell') {
    const cell: TableCell = { ...node, children: lineOf(node.children) };
    return { ...node, ...cell };
  }
  return { ...node, children: node.children.map((child: Nodes) => flattenCells(child)) };
}

function lineOf(nodes: readonly Content[]): PhrasingContent[] {
  const line: PhrasingContent[] = [];
  let afterBlock = false;
  for (const node of nodes) {
    const block = blockLine(node);
    const content = block ?? [node as PhrasingContent];
    if (content.length === 0) continue;
    if (line.length > 0 && (block !== undefined || afterBlock)) line.push({ type: 'break' });
    line.push(...content);
    afterBlock = block !== undefined;
  }
  return line;
}

/** The line of a block; undefined for what stands within a line already. */
function blockLine(node: Content): PhrasingContent[] | undefined {
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      return node.children;
    case 'blockquote':
    case 'listItem':
    case 'tableCell':
      return lineOf(node.children);
    case 'list':
    case 'table':
      return joined(node.children, '; ');
    case 'tableRow':
      return joined(node.children, ', ');
    case 'code':
      return node.value.trim() === ''
        ? []
        : [{ type: 'inlineCode', value: node.value.trim().replace(/\s*\n\s*/g, ' ') }];
    case 'thematicBreak':
    case 'html':
    case 'definition':
      return [];
    default:
      return undefined;
  }
}

function joined(nodes: readonly Content[], separator: string): PhrasingContent[] {
  const lines = nodes.map((node) => blockLine(node) ?? []).filter((line) => line.length > 0);
  return lines.flatMap((line, at) =>
    at === 0 ? line : [{ type: 'text', value: separator } as const, ...line],
  );
}
