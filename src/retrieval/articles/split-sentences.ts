/** `[guide]: https://example.com/guide`: where the links of a page lead, as Markdown has it at the end of a section. */
const linkDefinition =
  /^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*\S+(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*\n?$/;

/** Whether a piece says where a link leads and nothing else. */
export function isLinkDefinition(piece: string): boolean {
  return linkDefinition.test(piece);
}

const sentenceEnd = /(?<=[.!?;]["')\]]?\s)(?=[\p{Lu}\d"'`([*_-])|(?<=[。！？；])/u;

/**
 * Cuts Markdown into pieces that are shown whole: rows of a table and lines of code stay as they are, running text is
 * cut into sentences. The pieces joined give the text again.
 *
 * @param longest a piece beyond this many characters is cut at white space.
 */
export function splitSentences(text: string, longest: number): string[] {
  const pieces: string[] = [];
  let inCode = false;
  let paragraph = '';
  const flush = (): void => {
    if (paragraph !== '') pieces.push(...paragraph.split(sentenceEnd));
    paragraph = '';
  };
  for (const line of text.split(/(?<=\n)/)) {
    const fence = /^\s*(?:```|~~~)/.test(line);
    if (fence || inCode || /^\s*\|/.test(line) || isLinkDefinition(line)) {
      flush();
      pieces.push(line);
      if (fence) inCode = !inCode;
      continue;
    }
    // A list item or a blank line begins anew; wrapped lines belong to one paragraph.
    if (/^\s*(?:[-*+]|\d+[.)])\s/.test(line) || line.trim() === '') flush();
    paragraph += line;
  }
  flush();
  return pieces
    .filter((piece) => piece !== '')
    .flatMap((piece) => (piece.length > longest ? cutLong(piece, longest) : [piece]));
}

function cutLong(piece: string, longest: number): string[] {
  const cut: string[] = [];
  let rest = piece;
  while (rest.length > longest) {
    const space = rest.lastIndexOf(' ', longest);
    const at = space > longest / 2 ? space + 1 : longest;
    cut.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  cut.push(rest);
  return cut;
}
