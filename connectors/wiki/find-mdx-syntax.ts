import type { Range } from './mask-markdown.ts';

/** Imports and exports reach to the next blank line. */
const moduleBlock =
  /^(?:import[ \t]+(?:["'{*]|\w+[ \t]*(?:,|from\b))|export[ \t]+(?:default|const|let|var|function|class|async|\{|\*))[\s\S]*?(?=\n[ \t]*\n|$(?![\s\S]))/gm;
const commentStart = /\{[ \t]*\/\*/g;
const commentEnd = /\*\/\s*\}/y;
const attribute =
  /\s+(?:[\w:.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\}))?|\{\s*\.\.\.[^{}]*\})/.source;
const tag = new RegExp(`</?(?:[A-Za-z][\\w.:-]*(?:${attribute})*\\s*/?)?>`, 'g');

/**
 * What MDX adds to Markdown and is no text: imports and exports, comments, tags. What stands between tags is text.
 *
 * @param masked the page without code and comments, see `maskMarkdown`.
 */
export function findMdxSyntax(masked: string): readonly Range[] {
  const found = [moduleBlock, tag].flatMap((pattern) =>
    [...masked.matchAll(pattern)].map((match): Range => [match.index, match.index + match[0].length]),
  );
  return [...found, ...findComments(masked)];
}

/** By hand, since a pattern would search the whole rest of the page anew for each comment that is never closed. */
function* findComments(masked: string): Iterable<Range> {
  commentStart.lastIndex = 0;
  for (let start = commentStart.exec(masked); start !== null; start = commentStart.exec(masked)) {
    const close = masked.indexOf('*/', commentStart.lastIndex);
    if (close < 0) return;
    commentEnd.lastIndex = close;
    if (commentEnd.test(masked)) yield [start.index, commentEnd.lastIndex];
    commentStart.lastIndex = close + 2;
  }
}
