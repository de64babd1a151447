import type { Range } from './mask-markdown.ts';

/** Imports and exports reach to the next blank line. */
const moduleBlock =
  /^(?:import[ \t]+(?:["'{*]|\w+[ \t]*(?:,|from\b))|export[ \t]+(?:default|const|let|var|function|class|async|\{|\*))[\s\S]*?(?=\n[ \t]*\n|$(?![\s\S]))/gm;
const comment = /\{\s*\/\*[\s\S]*?\*\/\s*\}/g;
const attribute =
  /\s+(?:[\w:.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\}))?|\{\s*\.\.\.[^{}]*\})/.source;
const tag = new RegExp(`</?(?:[A-Za-z][\\w.:-]*(?:${attribute})*\\s*/?)?>`, 'g');

/**
 * What MDX adds to Markdown and is no text: imports and exports, comments, tags. What stands between tags is text.
 *
 * @param masked the page without code and comments, see `maskMarkdown`.
 */
export function findMdxSyntax(masked: string): readonly Range[] {
  return [moduleBlock, comment, tag].flatMap((pattern) =>
    [...masked.matchAll(pattern)].map((match): Range => [match.index, match.index + match[0].length]),
  );
}
