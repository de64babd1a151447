import type { ElementContent, Root, RootContent } from 'hast';
import { treeToMarkdown } from '../rich-text/html-to-markdown.ts';
import { parseHtml } from '../rich-text/parse-html.ts';

/** Elements that stand in paragraphs of their own; what is between them is text, in which lines end where Asana ends them. */
const blocks: ReadonlySet<string> = new Set([
  'ul',
  'ol',
  'h1',
  'h2',
  'h3',
  'hr',
  'pre',
  'blockquote',
  'table',
  'p',
  'div',
]);

/** Markdown of the notes of a task: Asana's HTML has a `body` around it, and its line breaks are characters ("Rich text"). */
export function notesToMarkdown(html: string): string {
  const parsed = parseHtml(html).children;
  const inside = parsed.flatMap((node): readonly RootContent[] =>
    node.type === 'element' && node.tagName === 'body' ? node.children : [node],
  );
  const root: Root = { type: 'root', children: toParagraphs(inside.filter(isContent)) };
  return treeToMarkdown(root);
}

function toParagraphs(nodes: readonly ElementContent[]): ElementContent[] {
  const result: ElementContent[] = [];
  let paragraph: ElementContent[] = [];
  const end = (): void => {
    if (paragraph.length > 0)
      result.push({ type: 'element', tagName: 'p', properties: {}, children: paragraph });
    paragraph = [];
  };
  for (const node of nodes) {
    if (node.type === 'element' && blocks.has(node.tagName)) {
      end();
      result.push(withBreaks(node));
    } else if (node.type === 'text') {
      for (const [at, part] of node.value.split(/\n[^\S\n]*\n\s*/).entries()) {
        if (at > 0) end();
        paragraph.push(...breakLines(part, paragraph.length === 0));
      }
    } else paragraph.push(withBreaks(node));
  }
  end();
  return result;
}

/** @param isFirst whether it begins a paragraph, which does not begin with an empty line */
function breakLines(text: string, isFirst: boolean): ElementContent[] {
  const lines = (isFirst ? text.replace(/^\n+/, '') : text).split('\n');
  return lines.flatMap((line, at) => {
    const content: ElementContent[] = [];
    if (at > 0) content.push({ type: 'element', tagName: 'br', properties: {}, children: [] });
    if (line !== '') content.push({ type: 'text', value: line });
    return content;
  });
}

/** Line breaks within an element, where it is not one that keeps them. */
function withBreaks(node: ElementContent): ElementContent {
  if (node.type !== 'element' || node.tagName === 'pre' || node.tagName === 'code') return node;
  const isList =
    node.tagName === 'ul' || node.tagName === 'ol' || node.tagName === 'table' || node.tagName === 'tr';
  const children = node.children.flatMap((child, at): ElementContent[] => {
    if (child.type !== 'text') return [withBreaks(child)];
    // Between the items of a list, they are nothing but layout.
    return isList ? [] : breakLines(child.value, at === 0);
  });
  return { ...node, children };
}

function isContent(node: RootContent): node is ElementContent {
  return node.type === 'element' || node.type === 'text';
}
