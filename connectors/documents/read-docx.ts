import type { ElementContent, Root, RootContent } from 'hast';
import mammoth from 'mammoth';
import { treeToMarkdown } from '../rich-text/html-to-markdown.ts';
import { parseHtml } from '../rich-text/parse-html.ts';
import { checkArchive } from './check-archive.ts';
import { type DocumentText, mostCharacters } from './document-text.ts';

/** The text of a Word document with its headings, lists, tables and links; pictures are left out. */
export async function readDocx(bytes: Uint8Array): Promise<DocumentText> {
  checkArchive(bytes);
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    // Pictures would come along as text, many times as long as the text itself.
    { convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
  );
  const html = value.slice(0, 2 * mostCharacters);
  const root: Root = { type: 'root', children: tidy(parseHtml(html).children) };
  const text = treeToMarkdown(root);
  const isCut = text.length > mostCharacters || html.length < value.length;
  return {
    parts: text === '' ? [] : [{ text: text.slice(0, mostCharacters) }],
    ...(isCut && { cut: 'It is longer than is read of one document; the end was left out.' }),
  };
}

/** Without pictures, and tables with their first row as the head: most tables of Word name none. */
function tidy<Node extends RootContent | ElementContent>(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node) => {
    if (node.type !== 'element' || node.tagName === 'img') return node.type === 'element' ? [] : [node];
    const children = tidy(node.children);
    return [{ ...node, children: node.tagName === 'table' ? withHead(children) : children }];
  });
}

function withHead(rows: readonly ElementContent[]): ElementContent[] {
  const [first, ...rest] = rows;
  if (first?.type !== 'element' || first.tagName !== 'tr') return [...rows];
  const cells = first.children.map((cell) => (cell.type === 'element' ? { ...cell, tagName: 'th' } : cell));
  return [{ ...first, children: cells }, ...rest];
}
