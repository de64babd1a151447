/**
 * A text in pieces of up to `limit` characters, broken between lines where it can be. Pure.
 *
 * @param take as much of the beginning of a text as has `limit` characters, and at least one.
 */
export function splitText(
  text: string,
  limit: number,
  take: (text: string, limit: number) => string = takeUnits,
): readonly string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const head = take(rest, limit);
    const lineEnd = head.lastIndexOf('\n');
    const piece = lineEnd > limit / 2 ? head.slice(0, lineEnd) : head;
    pieces.push(piece);
    rest = rest.slice(piece.length).trimStart();
  }
  return rest === '' ? pieces : [...pieces, rest];
}

/** Code that runs over the end of a piece is closed there and opened again in the next one. Pure. */
export function closeFences(pieces: readonly string[]): readonly string[] {
  let isOpen = false;
  return pieces.map((piece) => {
    const begun = isOpen ? `\`\`\`\n${piece}` : piece;
    isOpen = (begun.split('```').length - 1) % 2 === 1;
    return isOpen ? `${begun}\n\`\`\`` : begun;
  });
}

/** No pair of surrogates is torn apart. */
function takeUnits(text: string, limit: number): string {
  return text.slice(0, limit).replace(/(?<=.)[\ud800-\udbff]$/s, '');
}
