import type { Element, ElementContent, Root } from 'hast';
import { treeToMarkdown } from '../rich-text/html-to-markdown.ts';
import { parseHtml } from '../rich-text/parse-html.ts';
import { rewriteMacro } from './rewrite-macro.ts';
import { attributeOf, childOf, childrenOf, element, elementsOf, plainTextOf, text } from './storage-nodes.ts';

/** A page as another names it: by its title, within its own space where it names none. */
export interface PageName {
  readonly title: string;
  readonly space?: string;
}

/** What the text of a page refers to and does not say itself. */
export interface StorageContext {
  /** Address of a page; undefined where it is not known. */
  pageUrl(page: PageName): string | undefined;
  personName(account: string): string | undefined;
}

/** The tree of a page in Confluence's storage format ("Confluence Storage Format"). */
export function parseStorage(storage: string): Root {
  return parseHtml(storage);
}

/** Accounts of the people whom a page names. */
export function accountsIn(tree: Root): readonly string[] {
  const accounts = [...elementsOf(tree)].flatMap((one) =>
    one.tagName === 'ri:user' ? (attributeOf(one, 'ri:account-id') ?? []) : [],
  );
  return [...new Set(accounts)];
}

/** Pages that a page links to. */
export function pagesIn(tree: Root): readonly PageName[] {
  return [...elementsOf(tree)].flatMap((one) => (one.tagName === 'ri:page' ? (pageNameOf(one) ?? []) : []));
}

/** Markdown of a page: macros that hold text give it, those that only show something else of the site give nothing. */
export function storageToMarkdown(tree: Root, context: StorageContext): string {
  const rewrite = (nodes: readonly Root['children'][number][]): ElementContent[] =>
    nodes.flatMap((node): readonly ElementContent[] => {
      if (node.type === 'text') return [node];
      return node.type === 'element' ? rewriteElement(node, rewrite, context) : [];
    });
  return treeToMarkdown({ type: 'root', children: rewrite(tree.children) });
}

type Rewrite = (nodes: readonly ElementContent[]) => ElementContent[];

function rewriteElement(node: Element, rewrite: Rewrite, context: StorageContext): readonly ElementContent[] {
  switch (node.tagName) {
    case 'ac:structured-macro':
      return rewriteMacro(node, rewrite);
    case 'ac:link':
      return linkOf(node, rewrite, context);
    case 'ac:image':
      return imageOf(node);
    case 'ac:task-list':
      return [
        element(
          'ul',
          childrenOf(node, 'ac:task').map((task) => taskOf(task, rewrite)),
        ),
      ];
    case 'ac:emoticon':
      return text(attributeOf(node, 'ac:emoji-fallback') ?? attributeOf(node, 'ac:emoji-shortname'));
    case 'ac:adf-extension':
      return rewrite(childOf(node, 'ac:adf-fallback')?.children ?? node.children);
    case 'time':
      return text(attributeOf(node, 'datetime'));
    case 'ac:placeholder':
    case 'ac:parameter':
    case 'ac:adf-attribute':
      return [];
    default:
      return /^(ac|ri):/.test(node.tagName)
        ? rewrite(node.children)
        : [{ ...node, children: rewrite(node.children) }];
  }
}

function linkOf(node: Element, rewrite: Rewrite, context: StorageContext): readonly ElementContent[] {
  const user = childOf(node, 'ri:user');
  if (user !== undefined) {
    const account = attributeOf(user, 'ri:account-id') ?? '';
    return text(context.personName(account) ?? account);
  }
  const page = childOf(node, 'ri:page');
  const name = page === undefined ? undefined : pageNameOf(page);
  const body = childOf(node, 'ac:link-body');
  const said =
    body === undefined ? text(plainTextOf(childOf(node, 'ac:plain-text-link-body'))) : rewrite(body.children);
  const file = attributeOf(childOf(node, 'ri:attachment'), 'ri:filename');
  const label = said.length > 0 ? said : text(name?.title ?? file);
  const url = name === undefined ? undefined : context.pageUrl(name);
  return url === undefined ? label : [element('a', label, { href: url })];
}

/** A picture of another site stays one; an attachment is known by its description alone: its address needs the credential. */
function imageOf(node: Element): readonly ElementContent[] {
  const alt = attributeOf(node, 'ac:alt') ?? plainTextOf(childOf(node, 'ac:caption')).trim();
  const url = attributeOf(childOf(node, 'ri:url'), 'ri:value');
  if (url !== undefined) return [element('img', [], { src: url, alt })];
  return text(alt);
}

function taskOf(task: Element, rewrite: Rewrite): Element {
  const isDone = plainTextOf(childOf(task, 'ac:task-status')).trim() === 'complete';
  const box = element('input', [], { type: 'checkbox', checked: isDone });
  return element('li', [box, ...text(' '), ...rewrite(childOf(task, 'ac:task-body')?.children ?? [])]);
}

function pageNameOf(page: Element): PageName | undefined {
  const title = attributeOf(page, 'ri:content-title');
  const space = attributeOf(page, 'ri:space-key');
  return title === undefined ? undefined : { title, ...(space !== undefined && { space }) };
}
