import type { Element, ElementContent, Properties, Root } from 'hast';
import { parseDocument } from 'htmlparser2';

type Parsed = ReturnType<typeof parseDocument>['children'][number];

/** Attributes that have another name as a property. */
const propertyNames: Readonly<Record<string, string>> = {
  class: 'className',
  colspan: 'colSpan',
  rowspan: 'rowSpan',
};
const flags: ReadonlySet<string> = new Set(['checked', 'disabled']);

/**
 * The tree of a piece of HTML, or of the XHTML with tags of its own that wikis store: such tags may close themselves, and
 * may hold CDATA, which is text. Forgiving as browsers are.
 */
export function parseHtml(text: string): Root {
  const { children } = parseDocument(text, { recognizeCDATA: true, recognizeSelfClosing: true });
  return { type: 'root', children: contentOf(children) };
}

function contentOf(nodes: readonly Parsed[]): ElementContent[] {
  return nodes.flatMap((node): readonly ElementContent[] => {
    if (node.type === 'text') return [{ type: 'text', value: node.data }];
    if (node.type === 'cdata') return contentOf(node.children);
    if (node.type !== 'tag') return [];
    return [
      {
        type: 'element',
        tagName: node.name,
        properties: propertiesOf(node.attribs),
        children: contentOf(node.children),
      } satisfies Element,
    ];
  });
}

function propertiesOf(attributes: Readonly<Record<string, string>>): Properties {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => {
      if (name === 'class') return ['className', value.split(/\s+/).filter((one) => one !== '')];
      return [propertyNames[name] ?? name, flags.has(name) ? true : value];
    }),
  );
}
