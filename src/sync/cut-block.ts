import type { MarkdownBlock } from './markdown-blocks.ts';

/** Chinese and Japanese say about as much in 500 characters as English in 900. */
const denseLetters = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]/g;
const denseWeight = 0.8;

/** How much reading a text is, in characters of English. */
export function weightOf(text: string): number {
  let dense = 0;
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) >= 0x3040) dense++;
  if (dense === 0) return text.length;
  return text.length + denseWeight * (text.match(denseLetters)?.length ?? 0);
}

/**
 * Cuts a block that alone is too long: a table between rows, its head repeated; code and list items between lines;
 * what is still too long between sentences, then words, then characters. Each piece is exact text of the block, save
 * for the repeated head.
 */
export function cutBlock(text: string, kind: MarkdownBlock['kind'], maximum: number): string[] {
  if (kind === 'table') return cutTable(text, maximum);
  if (kind === 'paragraph') return fill(splitSentences(text), '', maximum);
  return fill(
    text.split(/(?<=\n)/).flatMap((line) => (weightOf(line) > maximum ? splitSentences(line) : [line])),
    '',
    maximum,
  );
}

function cutTable(text: string, maximum: number): string[] {
  const lines = text.split(/(?<=\n)/);
  const head = lines.slice(0, 2).join('');
  const rows = lines.slice(2).flatMap((row) => (weightOf(row) > maximum ? splitSentences(row) : [row]));
  // A head as long as a passage would leave no room for rows.
  if (rows.length === 0 || weightOf(head) > maximum / 2)
    return fill(lines.flatMap(splitSentences), '', maximum);
  return fill(rows, head, maximum);
}

function fill(parts: readonly string[], head: string, maximum: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let weight = 0;
  const room = Math.max(maximum - weightOf(head), maximum / 2);
  for (const part of parts.flatMap((one) => splitLong(one, room))) {
    const added = weightOf(part);
    if (piece !== '' && weight + added > room) {
      pieces.push(piece);
      piece = '';
      weight = 0;
    }
    piece += part;
    weight += added;
  }
  if (piece !== '') pieces.push(piece);
  return pieces.map((one) => (head + one).trimEnd());
}

/** Sentences with the space that follows them, so that together they are the text again. */
export function splitSentences(text: string): string[] {
  return text.split(/(?<=[.!?]["')\]]*[ \t\n]+)(?=\S)|(?<=[。！？；])/u);
}

function splitLong(text: string, maximum: number): string[] {
  if (weightOf(text) <= maximum) return [text];
  const words = text.split(/(?<=\s)(?=\S)/);
  if (words.length > 1) return words.flatMap((word) => splitLong(word, maximum));
  const half = Math.ceil(text.length / 2);
  // Never between the halves of a character beyond the basic plane.
  const cut = /[\udc00-\udfff]/.test(text.charAt(half)) ? half - 1 : half;
  if (cut <= 0 || cut >= text.length) return [text];
  return [...splitLong(text.slice(0, cut), maximum), ...splitLong(text.slice(cut), maximum)];
}
