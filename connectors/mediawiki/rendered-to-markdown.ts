import type { Element, ElementContent, Root } from 'hast';
import { treeToMarkdown } from '../rich-text/html-to-markdown.ts';
import { parseHtml } from '../rich-text/parse-html.ts';

/** Parts of a rendered page that are no text of it. */
const apparatus: ReadonlySet<string> = new Set([
  ...['mw-editsection', 'toc', 'mw-empty-elt', 'noprint', 'navbox', 'mw-cite-backlink', 'mw-indicators'],
  ...['mw-references-columns-empty', 'catlinks', 'printfooter'],
]);

/** Markdown of a page as MediaWiki renders it: templates are filled in, links lead to whole addresses, missing pages are no links. */
export function renderedToMarkdown(html: string, address: string): string {
  const tree = parseHtml(html);
  const root: Root = { type: 'root', children: rewrite(tree.children as ElementContent[], address) };
  return treeToMarkdown(root);
}

function rewrite(nodes: readonly ElementContent[], address: string): ElementContent[] {
  return nodes.flatMap((node): readonly ElementContent[] => {
    if (node.type !== 'element') return [node];
    const classes = classesOf(node);
    if (classes.some((name) => apparatus.has(name))) return [];
    const children = rewrite(node.children, address);
    if (node.tagName === 'a') return linkOf(node, classes, children, address);
    // A picture's address leads to the wiki, which asks for a sign-in.
    if (node.tagName === 'img') return textOf(node.properties.alt);
    // Code that is coloured says its language in the class of what is around it.
    if (node.tagName === 'pre') return [preOf(node, classes, children)];
    if (node.tagName === 'div') {
      const language = languageOf(classes);
      const [only] = children.filter((child) => child.type === 'element');
      if (language !== undefined && only?.type === 'element' && only.tagName === 'pre')
        return [preOf(only, classes, only.children)];
    }
    return [{ ...node, children }];
  });
}

function linkOf(
  { properties }: Element,
  classes: readonly string[],
  children: ElementContent[],
  address: string,
): readonly ElementContent[] {
  const { href } = properties;
  if (children.length === 0) return [];
  if (
    typeof href !== 'string' ||
    classes.includes('new') ||
    classes.includes('image') ||
    href.startsWith('#')
  )
    return children;
  const url = URL.parse(href, address);
  return url === null
    ? children
    : [{ type: 'element', tagName: 'a', properties: { href: url.href }, children }];
}

function preOf(node: Element, classes: readonly string[], children: readonly ElementContent[]): Element {
  const language = languageOf(classes);
  const code: Element = {
    type: 'element',
    tagName: 'code',
    properties: language === undefined ? {} : { className: [`language-${language}`] },
    children: [{ type: 'text', value: plain(children) }],
  };
  return { ...node, properties: {}, children: [code] };
}

function languageOf(classes: readonly string[]): string | undefined {
  return classes.find((name) => name.startsWith('mw-highlight-lang-'))?.slice('mw-highlight-lang-'.length);
}

function plain(nodes: readonly ElementContent[]): string {
  return nodes
    .map((node) => (node.type === 'text' ? node.value : node.type === 'element' ? plain(node.children) : ''))
    .join('');
}

function classesOf({ properties }: Element): readonly string[] {
  return Array.isArray(properties.className) ? properties.className.map(String) : [];
}

function textOf(value: unknown): readonly ElementContent[] {
  return typeof value === 'string' && value !== '' ? [{ type: 'text', value }] : [];
}
