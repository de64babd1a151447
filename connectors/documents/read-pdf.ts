import type { Paragraph, RootContent } from 'mdast';
import { getDocumentProxy } from 'unpdf';
import { writeMarkdown } from '../rich-text/write-markdown.ts';
import { type DocumentPart, type DocumentText, mostCharacters } from './document-text.ts';

/** A run of letters as pdf.js tells it. */
interface TextItem {
  readonly str: string;
  readonly hasEOL: boolean;
  readonly height: number;
  /** The last two say where it begins. */
  readonly transform: readonly number[];
}

/** Lines whose distance is larger than this many times their height stand in paragraphs of their own. */
const paragraphGap = 1.7;

/** The text of a PDF, page by page; a page that is a picture has none. */
export async function readPdf(bytes: Uint8Array, maxPages: number): Promise<DocumentText> {
  const document = await getDocumentProxy(bytes, { verbosity: 0, isEvalSupported: false });
  try {
    const parts: DocumentPart[] = [];
    let length = 0;
    const last = Math.min(document.numPages, maxPages);
    for (let number = 1; number <= last; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const text = writeMarkdown(toParagraphs(items.filter((item) => 'str' in item)));
      page.cleanup();
      if (text === '') continue;
      if (length + text.length > mostCharacters)
        return { parts, cut: `Only ${number - 1} of ${document.numPages} pages were read: it is too long.` };
      length += text.length;
      parts.push({ text, fragment: `page=${number}` });
    }
    if (parts.length === 0) return { parts, cut: 'It holds no text, as a scanned document does not.' };
    if (last === document.numPages) return { parts };
    return { parts, cut: `Only the first ${last} of ${document.numPages} pages were read (maxPages).` };
  } finally {
    await document.cleanup();
  }
}

function toParagraphs(items: readonly TextItem[]): RootContent[] {
  const paragraphs: string[][] = [[]];
  let line = '';
  let above: number | undefined;
  const endLine = (): void => {
    if (line.trim() !== '') paragraphs.at(-1)?.push(line.trim());
    line = '';
  };
  for (const { str, hasEOL, height, transform } of items) {
    const [, , , , , top = 0] = transform;
    const isFirst = line === '' && str.trim() !== '';
    if (isFirst && above !== undefined && height > 0 && Math.abs(above - top) > paragraphGap * height)
      paragraphs.push([]);
    if (str.trim() !== '') above = top;
    line += str;
    if (hasEOL) endLine();
  }
  endLine();
  return paragraphs
    .filter((lines) => lines.length > 0)
    .map(
      (lines): Paragraph => ({ type: 'paragraph', children: [{ type: 'text', value: joinLines(lines) }] }),
    );
}

/** A word that was divided at the end of a line is one word; other lines are kept, since tables are lines to a PDF. */
function joinLines(lines: readonly string[]): string {
  return lines.join('\n').replace(/(\p{Ll})-\n(?=\p{Ll})/gu, '$1');
}
