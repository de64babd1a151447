/** A run of lines that belongs together, by its place in the Markdown; what lies between blocks is blank lines. */
export interface MarkdownBlock {
  readonly kind: 'heading' | 'paragraph' | 'code' | 'table' | 'item';
  readonly start: number;
  /** After its last character, the line's end not included. */
  readonly end: number;
  /** Of headings: 1 to 6. */
  readonly level?: number;
  /** Of headings: their words, as Markdown. */
  readonly title?: string;
}

const atxHeading = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$/;
const setextUnderline = /^ {0,3}(=+|-+)[ \t]*$/;
const fenceStart = /^(\s*)(`{3,}(?=[^`]*$)|~{3,})/;
const listItem = /^( {0,3})(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)/;
const tableDelimiter = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const thematicBreak = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/;

interface Open {
  kind: 'paragraph' | 'code' | 'table' | 'item';
  start: number;
  end: number;
  lines: number;
}

/**
 * Cuts Markdown into blocks in one pass over its lines. A list item keeps all that is indented below it. Knows as much of
 * Markdown as finding safe places to cut needs; what it does not know is a paragraph.
 */
export function findBlocks(markdown: string): MarkdownBlock[] {
  const blocks: MarkdownBlock[] = [];
  let open: Open | undefined;
  let fence: { readonly mark: string; readonly inItem: boolean } | undefined;
  let blankBefore = false;

  const close = (): void => {
    if (open !== undefined) blocks.push({ kind: open.kind, start: open.start, end: open.end });
    open = undefined;
  };
  const begin = (kind: Open['kind'], start: number, end: number): void => {
    close();
    open = { kind, start, end, lines: 1 };
  };
  const extend = (end: number): void => {
    if (open === undefined) return;
    open.end = end;
    open.lines++;
  };

  for (let start = 0, next = 0; start < markdown.length; start = next) {
    const newline = markdown.indexOf('\n', start);
    const end = newline === -1 ? markdown.length : newline;
    next = end + 1;
    const line = markdown.slice(start, end);

    if (fence !== undefined) {
      extend(end);
      if (line.trimStart().startsWith(fence.mark) && /^\s*[`~]+\s*$/.test(line)) {
        if (!fence.inItem) close();
        fence = undefined;
      }
      continue;
    }
    if (line.trim() === '') {
      if (open?.kind !== 'item') close();
      blankBefore = true;
      continue;
    }
    const isIndented = /^(?: {2,}|\t)/.test(line);
    const inItem: boolean = open?.kind === 'item' && (isIndented || !blankBefore);
    const fenced = fenceStart.exec(line);
    if (fenced?.[2] !== undefined && !(open?.kind === 'item' && !isIndented)) {
      fence = { mark: fenced[2], inItem };
      if (inItem) extend(end);
      else begin('code', start, end);
    } else if (fenced?.[2] !== undefined) {
      fence = { mark: fenced[2], inItem: false };
      begin('code', start, end);
    } else {
      readLine(line, start, end, isIndented, inItem);
    }
    blankBefore = false;
  }
  close();
  return blocks;

  function readLine(line: string, start: number, end: number, isIndented: boolean, inItem: boolean): void {
    const first = line.charCodeAt(line.search(/\S/));
    if (first === 35 && pushHeading(atxHeading.exec(line), start, end)) return;
    if (open?.kind === 'paragraph' && open.lines === 1) {
      const underline = setextUnderline.exec(line)?.[1];
      if (underline !== undefined && (underline.length > 1 || underline === '=')) {
        const title = markdown.slice(open.start, open.end).trim();
        const level = underline.startsWith('=') ? 1 : 2;
        blocks.push({ kind: 'heading', start: open.start, end, level, title });
        open = undefined;
        return;
      }
      if (tableDelimiter.test(line) && line.includes('-') && isTableHead(open.start, open.end)) {
        open.kind = 'table';
        extend(end);
        return;
      }
    }
    if (thematicBreak.test(line)) close();
    else if (listItem.test(line) && open?.kind !== 'code') begin('item', start, end);
    else if (inItem) extend(end);
    else if (open !== undefined && open.kind !== 'item') extend(end);
    else begin(isIndented && /^(?: {4}|\t)/.test(line) ? 'code' : 'paragraph', start, end);
  }

  function pushHeading(found: RegExpExecArray | null, start: number, end: number): boolean {
    if (found?.[1] === undefined) return false;
    close();
    blocks.push({
      kind: 'heading',
      start,
      end,
      level: found[1].length,
      title: (found[2] ?? '').trim(),
    });
    return true;
  }

  function isTableHead(start: number, end: number): boolean {
    return markdown.slice(start, end).includes('|');
  }
}
