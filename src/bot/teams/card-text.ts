/** A part of an Adaptive Card; plain JSON. */
export type CardElement = Readonly<Record<string, unknown>>;

/** What begins emphasis, code or a link; an underscore within a word begins nothing. */
const special = /[\\*`~[\]]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

/** What makes a line a list, a heading or a quotation. */
const opening = /^(\s*)([-+#>]|\d+(?=[.)]))/;

/** Signs that cannot be seen, those that turn the direction of writing among them. */
const unseen = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu;

/**
 * One line of text as Markdown that shows exactly its characters: names and titles from the sources become no links, no
 * lists and no emphasis. No more is escaped than must be, since not every client takes a backslash before every sign.
 */
export function escapeMarkdown(line: string): string {
  return line
    .replace(special, '\\$&')
    .replace(opening, (_, spaces: string, sign: string) =>
      /\d/.test(sign) ? `${spaces}${sign}\\` : `${spaces}\\${sign}`,
    );
}

/**
 * Cut to at most `limit` characters, with an ellipsis where something is missing; no pair of surrogates is torn apart, and
 * what cannot be seen is left out.
 */
export function cutText(text: string, limit: number): string {
  const clean = text.replace(unseen, '').toWellFormed();
  if (clean.length <= limit) return clean;
  return `${clean.slice(0, Math.max(0, limit - 1)).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A line of text that wraps; `text` is Markdown already. An empty cell keeps its place by a space. */
export function textBlock(text: string, more: CardElement = {}): CardElement {
  return { type: 'TextBlock', text: text === '' ? '\u00a0' : text, wrap: true, ...more };
}

const fence = /^\s*```/;
const tableRule = /^\s*\|?[\s:-]*-{3,}[\s|:-]*$/;
const tableLine = /^\s*\|(.*)\|\s*$/;
const heading = /^\s*#{1,6}\s+(.*)$/;
const bullet = /^\s*[-*•]\s+(.*)$/;
const inline = /`([^`\n]+)`|\*\*([^*\n]+)\*\*|\[([^[\]\n]+)\]\(([^\s()]+)\)/g;

/**
 * An answer's text as blocks, one a line, since single line breaks within a block are not kept by every client. Of the
 * Markdown that passages of articles bring along, emphasis, headings and code are kept; a link shows its address, so that
 * nobody is sent elsewhere than it says.
 */
export function textBlocks(
  text: string,
  limits: { readonly lines: number; readonly lineCharacters: number },
): readonly CardElement[] {
  const blocks: CardElement[] = [];
  let isCode = false;
  let afterGap = false;
  const lines = text.split(/\r?\n/);
  for (const line of lines) {
    if (blocks.length >= limits.lines) return [...blocks, textBlock('…', { spacing: 'None' })];
    if (fence.test(line)) isCode = !isCode;
    if (fence.test(line) || (!isCode && tableRule.test(line))) continue;
    if (line.trim() === '') {
      afterGap = true;
      continue;
    }
    const spacing = blocks.length === 0 || afterGap ? {} : { spacing: 'None' };
    blocks.push({ ...lineBlock(cutText(line, limits.lineCharacters), isCode), ...spacing });
    afterGap = false;
  }
  return blocks;
}

function lineBlock(line: string, isCode: boolean): CardElement {
  if (isCode) return textBlock(escapeMarkdown(line.replace(/^ +/, indented)), { fontType: 'Monospace' });
  const title = heading.exec(line)?.[1];
  if (title !== undefined) return textBlock(escapeMarkdown(title), { weight: 'Bolder' });
  const item = bullet.exec(line)?.[1];
  if (item !== undefined) return textBlock(`• ${inlineMarkdown(item)}`);
  const cells = tableLine.exec(line)?.[1];
  if (cells !== undefined)
    return textBlock(
      cells
        .split(/(?<!\\)\|/)
        .map((cell) => inlineMarkdown(cell.trim()))
        .join(' · '),
    );
  return textBlock(inlineMarkdown(line));
}

/** Spaces at the beginning of a line that Markdown would swallow. */
export function indented(spaces: string): string {
  return '\u00a0'.repeat(spaces.length);
}

function inlineMarkdown(text: string): string {
  let written = '';
  let from = 0;
  for (const match of text.matchAll(inline)) {
    const [, code, strong, label = '', address = ''] = match;
    written += escapeMarkdown(text.slice(from, match.index));
    if (code !== undefined) written += escapeMarkdown(code);
    else if (strong !== undefined) written += `**${escapeMarkdown(strong.trim())}**`;
    else written += escapeMarkdown(label === address ? label : `${label} (${address})`);
    from = match.index + match[0].length;
  }
  return written + escapeMarkdown(text.slice(from));
}
