import type { BlockContent, ListItem, PhrasingContent, RootContent, TableRow } from 'mdast';
import { writeMarkdown } from '../rich-text/write-markdown.ts';
import type { Block } from './notion-schemas.ts';
import { phrasingOf, plainTextOf } from './rich-text-phrasing.ts';

type Content = BlockContent & RootContent;

const listKinds: Readonly<Record<string, 'bullet' | 'number'>> = {
  bulleted_list_item: 'bullet',
  numbered_list_item: 'number',
  to_do: 'bullet',
};

/** Markdown of a page's blocks; what shows something else (contents, breadcrumbs, pages below) gives nothing. */
export function blocksToMarkdown(blocks: readonly Block[]): string {
  return writeMarkdown(contentOf(blocks));
}

/** Items that follow one another are one list. */
function contentOf(blocks: readonly Block[]): Content[] {
  const content: Content[] = [];
  for (let at = 0; at < blocks.length; ) {
    const block = blocks[at];
    if (block === undefined) break;
    const kind = listKinds[block.type];
    if (kind === undefined) {
      content.push(...blockOf(block));
      at++;
      continue;
    }
    const items: ListItem[] = [];
    for (; at < blocks.length; at++) {
      const item = blocks[at];
      if (item === undefined || listKinds[item.type] !== kind) break;
      items.push(itemOf(item));
    }
    content.push({ type: 'list', ordered: kind === 'number', spread: false, children: items });
  }
  return content;
}

function itemOf({ type, content, children }: Block): ListItem {
  const checked = type === 'to_do' ? content.checked === true : undefined;
  return {
    type: 'listItem',
    spread: false,
    children: [...paragraph(phrasingOf(content.rich_text)), ...contentOf(children)],
    ...(checked === undefined ? {} : { checked }),
  };
}

function blockOf(block: Block): readonly Content[] {
  const { type, content, children } = block;
  const text = () => phrasingOf(content.rich_text);
  switch (type) {
    case 'heading_1':
    case 'heading_2':
    case 'heading_3':
    case 'heading_4':
      return [
        { type: 'heading', depth: Number(type.slice(-1)) as 1 | 2 | 3 | 4, children: text() },
        ...contentOf(children),
      ];
    case 'quote':
    case 'callout':
      return [{ type: 'blockquote', children: [...paragraph(text()), ...contentOf(children)] }];
    case 'code':
      return [
        {
          type: 'code',
          lang: content.language === 'plain text' ? null : String(content.language ?? ''),
          value: plainTextOf(content.rich_text),
        },
      ];
    case 'equation':
      return typeof content.expression === 'string'
        ? [{ type: 'code', lang: 'latex', value: content.expression }]
        : [];
    case 'divider':
      return [{ type: 'thematicBreak' }];
    case 'table':
      return tableOf(block);
    case 'bookmark':
    case 'embed':
    case 'link_preview':
    case 'image':
    case 'video':
    case 'audio':
    case 'file':
    case 'pdf':
      return paragraph(mediaOf(content));
    default:
      return [...paragraph(text()), ...contentOf(children)];
  }
}

function paragraph(children: PhrasingContent[]): readonly Content[] {
  return children.length === 0 ? [] : [{ type: 'paragraph', children }];
}

/** What is on another site is a link; the address of an uploaded file ends within the hour, so that its name and caption are all. */
function mediaOf(content: Readonly<Record<string, unknown>>): PhrasingContent[] {
  const caption = phrasingOf(content.caption);
  const { external } = content;
  const url =
    typeof content.url === 'string'
      ? content.url
      : typeof external === 'object' && external !== null && 'url' in external
        ? external.url
        : undefined;
  if (typeof url !== 'string' || url === '')
    return caption.length > 0 || typeof content.name !== 'string' || content.name === ''
      ? caption
      : [{ type: 'text', value: content.name }];
  const label: PhrasingContent[] = caption.filter(({ type }) => type !== 'link');
  return [
    {
      type: 'link',
      url,
      children: label.length > 0 ? label : [{ type: 'text', value: url }],
    } as PhrasingContent,
  ];
}

/** The first row is the head where Notion says so; else the head is empty, since Markdown has no table without one. */
function tableOf({ content, children }: Block): readonly Content[] {
  const rows = children.map(({ content: row }): TableRow => {
    const cells = Array.isArray(row.cells) ? row.cells : [];
    return {
      type: 'tableRow',
      children: cells.map((cell) => ({ type: 'tableCell', children: phrasingOf(cell) })),
    };
  });
  const [first] = rows;
  if (first === undefined) return [];
  const empty: TableRow = {
    type: 'tableRow',
    children: first.children.map(() => ({ type: 'tableCell', children: [] })),
  };
  return [{ type: 'table', children: content.has_column_header === true ? rows : [empty, ...rows] }];
}
