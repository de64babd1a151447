import { webAddress } from '../web-address.ts';
import { escapeHtml } from './escape-html.ts';

const fence = /^\s*```/;
const tableLine = /^\s*\|.*\|\s*$/;
const tableRule = /^[\s|:-]*-[\s|:-]*$/;
const bullet = /^\s*[-*•]\s+(.*)$/;
const numbered = /^\s*(\d{1,4})[.)]\s+(.*)$/;
const heading = /^\s*#{1,6}\s+(.*)$/;
const inline = /`([^`\n]+)`|\*\*([^*\n]+)\*\*|\[([^[\]\n]+)\]\(([^\s()]+)\)/g;

interface Block {
  readonly html: string;
  /** First line after the block. */
  readonly next: number;
}

/**
 * Answer text as HTML: paragraphs that keep their line breaks, lists, tables, code and emphasis of the Markdown that
 * passages of articles bring along. A link shows its address as text, so that nobody is led elsewhere than it says; sources
 * carry the real links. Everything else, HTML first of all, is shown as the characters it is.
 */
export function renderText(text: string): string {
  const lines = text.split(/\r?\n/);
  let html = '';
  for (let at = 0; at < lines.length; ) {
    if ((lines[at] ?? '').trim() === '') {
      at += 1;
      continue;
    }
    const block =
      codeBlock(lines, at) ??
      tableBlock(lines, at) ??
      listBlock(lines, at) ??
      headingBlock(lines, at) ??
      paragraph(lines, at);
    html += block.html;
    at = block.next;
  }
  return html;
}

function codeBlock(lines: readonly string[], start: number): Block | null {
  if (!fence.test(lines[start] ?? '')) return null;
  const length = lines.slice(start + 1).findIndex((line) => fence.test(line));
  const end = length === -1 ? lines.length : start + 1 + length;
  const code = lines.slice(start + 1, end).join('\n');
  return { html: `<pre tabindex="0"><code>${escapeHtml(code)}</code></pre>`, next: end + 1 };
}

function tableBlock(lines: readonly string[], start: number): Block | null {
  const next = endOfRun(lines, start, (line) => tableLine.test(line));
  if (next === start) return null;
  const rows = lines.slice(start, next);
  const headed = tableRule.test(rows[1] ?? '');
  const drawn = rows
    .filter((row) => !tableRule.test(row))
    .map((row, index) => {
      const cell = headed && index === 0 ? 'th' : 'td';
      return `<tr>${cellsOf(row)
        .map((content) => `<${cell}>${renderInline(content)}</${cell}>`)
        .join('')}</tr>`;
    });
  return { html: `<div class="table" tabindex="0"><table>${drawn.join('')}</table></div>`, next };
}

function cellsOf(row: string): string[] {
  return row
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

function listBlock(lines: readonly string[], start: number): Block | null {
  const first = lines[start] ?? '';
  const number = numbered.exec(first)?.[1];
  const item = number === undefined ? bullet : numbered;
  if (!item.test(first)) return null;
  const next = endOfRun(lines, start, (line) => item.test(line));
  const items = lines.slice(start, next).map((line) => {
    const content = item.exec(line)?.at(-1) ?? '';
    return `<li>${renderInline(content)}</li>`;
  });
  const open = number === undefined ? '<ul>' : `<ol start="${Number(number)}">`;
  return { html: `${open}${items.join('')}${number === undefined ? '</ul>' : '</ol>'}`, next };
}

function headingBlock(lines: readonly string[], start: number): Block | null {
  const content = heading.exec(lines[start] ?? '')?.[1];
  if (content === undefined) return null;
  return { html: `<p class="heading">${renderInline(content)}</p>`, next: start + 1 };
}

function paragraph(lines: readonly string[], start: number): Block {
  const next = endOfRun(
    lines,
    start + 1,
    (line) =>
      line.trim() !== '' && ![fence, tableLine, bullet, numbered, heading].some((other) => other.test(line)),
  );
  return { html: `<p>${lines.slice(start, next).map(renderInline).join('<br>')}</p>`, next };
}

function endOfRun(lines: readonly string[], start: number, belongs: (line: string) => boolean): number {
  const length = lines.slice(start).findIndex((line) => !belongs(line));
  return length === -1 ? lines.length : start + length;
}

function renderInline(text: string): string {
  let html = '';
  let from = 0;
  for (const match of text.matchAll(inline)) {
    html += escapeHtml(text.slice(from, match.index)) + inlineOf(match);
    from = match.index + match[0].length;
  }
  return html + escapeHtml(text.slice(from));
}

function inlineOf([whole, code, strong, label, target]: RegExpExecArray): string {
  if (code !== undefined) return `<code>${escapeHtml(code)}</code>`;
  if (strong !== undefined) return `<strong>${escapeHtml(strong)}</strong>`;
  if (label === undefined || target === undefined) return escapeHtml(whole);
  if (label === target || webAddress(target) === null) return escapeHtml(label);
  return escapeHtml(`${label} (${target})`);
}
