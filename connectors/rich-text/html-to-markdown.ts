import type { Root } from 'hast';
import { toMdast } from 'hast-util-to-mdast';
import type { RootContent } from 'mdast';
import { parseHtml } from './parse-html.ts';
import { writeMarkdown } from './write-markdown.ts';

/** Markdown of a piece of HTML; '' for one without text. */
export function htmlToMarkdown(html: string): string {
  return treeToMarkdown(parseHtml(html));
}

/** The same of its tree, for callers that change it before. */
export function treeToMarkdown(tree: Root): string {
  const document = toMdast(tree);
  const content = document.type === 'root' ? document.children : [document as RootContent];
  return writeMarkdown(content);
}
