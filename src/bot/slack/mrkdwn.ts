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
export function splitEscaped(escaped: string, limit: number): readonly string[] {
  const pieces: string[] = [];
  let rest = escaped.trim();
  while (rest.length > limit) {
    const head = takeCharacters(rest, limit);
    const lineEnd = head.lastIndexOf('\n');
    const piece = lineEnd > limit / 2 ? head.slice(0, lineEnd) : head;
    pieces.push(piece);
    rest = rest.slice(piece.length).trimStart();
  }
  return rest === '' ? pieces : [...pieces, rest];
}

/** Code that runs over the end of a piece is closed there and opened again in the next one. */
export function closeFences(pieces: readonly string[]): readonly string[] {
  let isOpen = false;
  return pieces.map((piece) => {
    const begun = isOpen ? `\`\`\`\n${piece}` : piece;
    isOpen = (begun.split('```').length - 1) % 2 === 1;
    return isOpen ? `${begun}\n\`\`\`` : begun;
  });
}

function takeCharacters(escaped: string, limit: number): string {
  let length = 0;
  for (const [unit] of escaped.matchAll(/&(?:amp|lt|gt);|./gsu)) {
    if (length + unit.length > limit) break;
    length += unit.length;
  }
  return escaped.slice(0, length);
}
