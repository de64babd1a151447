export interface FoundLink {
  /** As written, without angle brackets. */
  readonly target: string;
  /** Line of the page, from 1. */
  readonly line: number;
}

/** `[text](target "title")`, `<target>` included; targets may hold one pair of parentheses. */
const inline = /\]\([ \t]*\n?[ \t]*(<[^<>\n]*>|[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*)/g;
const reference = /^[ \t>]{0,8}\[(?!\^)[^\]\n]+\]:[ \t]*\n?[ \t]*(<[^<>\n]*>|\S+)/gm;
const anchor = /<a\s[^<>]{0,300}?href\s*=\s*["']([^"'<>\n]*)["']/gi;

/**
 * The links of a page in the order of the page: inline ones, reference definitions and HTML anchors.
 *
 * @param masked the page without code and comments, see `maskMarkdown`.
 */
export function findLinks(masked: string): readonly FoundLink[] {
  const found = [inline, reference, anchor].flatMap((pattern) =>
    [...masked.matchAll(pattern)].map((match) => ({ at: match.index, target: match[1] ?? '' })),
  );
  found.sort((one, other) => one.at - other.at);
  let line = 1;
  let counted = 0;
  return found.map(({ at, target }) => {
    for (; counted < at; counted += 1) if (masked[counted] === '\n') line += 1;
    return { target: target.replace(/^<(.*)>$/, '$1'), line };
  });
}
