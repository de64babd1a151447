import { splitText } from '../split-text.ts';

/**
 * Text that Slack shows as the characters it is: without `<` nothing becomes a link or calls somebody (`<!channel>`,
 * `<@U…>`). "Formatting message text: escaping text" names these three characters.
 */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * Answer text in Slack's own markup: the emphasis, headings and lists of the Markdown that passages of articles bring
 * along. A link shows its address as text, so that nobody is led elsewhere than it says; sources carry the real links.
 */
export function buildMrkdwn(text: string): string {
  return escapeMrkdwn(text.toWellFormed())
    .split(/\r?\n/)
    .map((line) =>
      line
        .replace(/^\s*#{1,6}\s+(.*)$/, '*$1*')
        .replace(/^(\s*)[-*]\s+/, '$1• ')
        .replace(/\*\*([^*\n]+)\*\*/g, '*$1*')
        .replace(/\[([^[\]\n]+)\]\((https?:[^\s()]+)\)/g, '$1 ($2)')
        .replace(/\[([^[\]\n]+)\]\([^\s()]+\)/g, '$1'),
    )
    .join('\n');
}

/** Cut to `limit` characters as they are counted after escaping, so that no entity and no pair of surrogates is torn apart. */
export function cutEscaped(escaped: string, limit: number): string {
  if (escaped.length <= limit) return escaped;
  return `${takeCharacters(escaped, limit - 1)}…`;
}

/** Plain text, not yet escaped, cut to `limit` characters. */
export function cutText(text: string, limit: number): string {
  const clean = text.toWellFormed();
  return clean.length <= limit
    ? clean
    : `${clean
        .slice(0, limit - 1)
        .toWellFormed()
        .replace(/\ufffd$/, '')}…`;
}

/** Escaped text in pieces of up to `limit` characters, broken between lines where it can be. */
export const splitEscaped = (escaped: string, limit: number): readonly string[] =>
  splitText(escaped, limit, takeCharacters);

function takeCharacters(escaped: string, limit: number): string {
  let length = 0;
  for (const [unit] of escaped.matchAll(/&(?:amp|lt|gt);|./gsu)) {
    if (length + unit.length > limit) break;
    length += unit.length;
  }
  return escaped.slice(0, length);
}
