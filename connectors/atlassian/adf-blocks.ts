import type { BlockContent, ListItem, RootContent, TableCell, TableRow } from 'mdast';
import { phrasingOf } from './adf-phrasing.ts';

/** A node of Atlassian Document Format. */
export interface AdfNode {
  readonly type: string;
  readonly text?: string | undefined;
  readonly attrs?: Readonly<Record<string, unknown>> | undefined;
  readonly marks?:
    | readonly { readonly type: string; readonly attrs?: Readonly<Record<string, unknown>> | undefined }[]
    | undefined;
  readonly content?: readonly AdfNode[] | undefined;
}

type Block = BlockContent & RootContent;

/** Nodes that stand within a line; a run of them where blocks are due is a paragraph. */
const inline: ReadonlySet<string> = new Set([
  ...['text', 'hardBreak', 'mention', 'emoji', 'date', 'status', 'inlineCard', 'inlineExtension'],
  ...['mediaInline', 'placeholder'],
]);

/** Blocks of Markdown for nodes of the format, one after another. */
export function blocksOf(nodes: readonly AdfNode[]): Block[] {
  const blocks: Block[] = [];
  let line: AdfNode[] = [];
  const endLine = () => {
    if (line.length > 0) blocks.push(...paragraph(line));
    line = [];
  };
  for (const node of nodes) {
    if (inline.has(node.type)) line.push(node);
    else {
      endLine();
      blocks.push(...blockOf(node));
    }
  }
  endLine();
  return blocks;
}

function blockOf(node: AdfNode): readonly Block[] {
  const { type, attrs = {}, content = [] } = node;
  switch (type) {
    case 'paragraph':
    case 'caption':
      return paragraph(content);
    case 'heading':
      return [{ type: 'heading', depth: depthOf(attrs.level), children: phrasingOf(content) }];
    case 'codeBlock':
      return [{ type: 'code', lang: textOf(attrs.language) ?? null, value: plainTextOf(content) }];
    case 'rule':
      return [{ type: 'thematicBreak' }];
    case 'blockquote':
    case 'panel':
      return content.length === 0 ? [] : [{ type: 'blockquote', children: blocksOf(content) }];
    case 'bulletList':
    case 'orderedList':
    case 'taskList':
    case 'decisionList':
      return listOf(node);
    case 'table':
      return tableOf(content);
    case 'expand':
    case 'nestedExpand': {
      const title = textOf(attrs.title);
      const above: readonly Block[] =
        title === undefined
          ? []
          : [
              {
                type: 'paragraph',
                children: [{ type: 'strong', children: [{ type: 'text', value: title }] }],
              },
            ];
      return [...above, ...blocksOf(content)];
    }
    case 'media':
    case 'blockCard':
    case 'embedCard':
    case 'extension':
      return paragraph([node]);
    default:
      return blocksOf(content);
  }
}

function paragraph(content: readonly AdfNode[]): readonly Block[] {
  const children = phrasingOf(content);
  return children.length === 0 ? [] : [{ type: 'paragraph', children }];
}

function listOf({ type, attrs = {}, content = [] }: AdfNode): readonly Block[] {
  const children = content.flatMap((item): ListItem[] => {
    // A list within a list of tasks is a sibling of its items there.
    const blocks = item.type.endsWith('List') ? listOf(item) : blocksOf(item.content ?? []);
    const checked = item.type === 'taskItem' ? item.attrs?.state === 'DONE' : undefined;
    return [
      {
        type: 'listItem',
        spread: false,
        children: [...blocks],
        ...(checked === undefined ? {} : { checked }),
      },
    ];
  });
  if (children.length === 0) return [];
  if (type !== 'orderedList') return [{ type: 'list', ordered: false, spread: false, children }];
  const start = typeof attrs.order === 'number' ? attrs.order : 1;
  return [{ type: 'list', ordered: true, start, spread: false, children }];
}

/** The first row is the head where it consists of heads; else the head is empty, since Markdown has no table without one. */
function tableOf(rows: readonly AdfNode[]): readonly Block[] {
  const isHead = rows[0]?.content?.every(({ type }) => type === 'tableHeader') ?? false;
  const children = rows.map(
    (row): TableRow => ({ type: 'tableRow', children: (row.content ?? []).flatMap(cellsOf) }),
  );
  if (children.length === 0) return [];
  const width = Math.max(...children.map(({ children: cells }) => cells.length));
  const head: TableRow = { type: 'tableRow', children: Array.from({ length: width }, () => cell([])) };
  return [{ type: 'table', children: isHead ? children : [head, ...children] }];
}

/** A cell that spans columns leaves the others empty. */
function cellsOf({ attrs = {}, content = [] }: AdfNode): readonly TableCell[] {
  const span = typeof attrs.colspan === 'number' ? Math.min(Math.max(1, attrs.colspan), 100) : 1;
  return [cell(content), ...Array.from({ length: span - 1 }, () => cell([]))];
}

/** Blocks in a cell are made one line by the writer, since only the whole table shows what else is in it. */
function cell(content: readonly AdfNode[]): TableCell {
  return { type: 'tableCell', children: blocksOf(content) as unknown as TableCell['children'] };
}

function plainTextOf(nodes: readonly AdfNode[]): string {
  return nodes.map(({ text = '', content = [] }) => text + plainTextOf(content)).join('');
}

function depthOf(level: unknown): 1 | 2 | 3 | 4 | 5 | 6 {
  return level === 1 || level === 2 || level === 3 || level === 4 || level === 5 ? level : 6;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
