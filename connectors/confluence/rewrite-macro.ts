import type { Element, ElementContent } from 'hast';
import { attributeOf, childOf, element, parameterOf, plainTextOf, text } from './storage-nodes.ts';

/** Macros that are set apart from the text around them. */
const notes: ReadonlySet<string> = new Set(['info', 'note', 'tip', 'warning', 'panel', 'success', 'error']);

/**
 * What a macro holds, as HTML: code as code, notes as quotations, folded parts below their title, other bodies as they are. A macro without
 * a body shows what is elsewhere (a table of contents, a list of pages, a diagram), and gives nothing.
 */
export function rewriteMacro(
  macro: Element,
  rewrite: (nodes: readonly ElementContent[]) => ElementContent[],
): readonly ElementContent[] {
  const name = attributeOf(macro, 'ac:name') ?? '';
  const plain = childOf(macro, 'ac:plain-text-body');
  if (plain !== undefined) return [codeOf(plainTextOf(plain), parameterOf(macro, 'language'))];
  if (name === 'status') return text(parameterOf(macro, 'title'));
  if (name === 'jira') return text(parameterOf(macro, 'key'));
  const rich = childOf(macro, 'ac:rich-text-body');
  if (rich === undefined) return [];
  const title = parameterOf(macro, 'title');
  const isTitled = notes.has(name) || name === 'expand' || name === 'ui-expand';
  const heading = title !== undefined && isTitled ? [element('p', [element('strong', text(title))])] : [];
  const content = [...heading, ...rewrite(rich.children)];
  return notes.has(name) ? [element('blockquote', content)] : content;
}

function codeOf(value: string, language: string | undefined): Element {
  const properties = language === undefined ? {} : { className: [`language-${language}`] };
  return element('pre', [element('code', text(value), properties)]);
}
