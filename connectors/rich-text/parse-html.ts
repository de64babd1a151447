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

/** Elements within one another; below, their text alone is kept, since whatever reads the tree goes down it step by step. */
const deepest = 100;

/** What marks a part of a line, and how many of them within one another are kept: each more doubles what writing them takes. */
const marks: ReadonlySet<string> = new Set(
  'a b strong i em u s del strike ins sub sup small code span font'.split(' '),
);
const mostMarks = 6;

/**
 * The tree of a piece of HTML, or of the XHTML with tags of its own that wikis store: such tags may close themselves, and
 * may hold CDATA, which is text. Forgiving as browsers are.
 */
export function parseHtml(text: string): Root {
  const { children } = parseDocument(text, { recognizeCDATA: true, recognizeSelfClosing: true });
  return { type: 'root', children: contentOf(children, 1, 0) };
}

function contentOf(nodes: readonly Parsed[], depth: number, marked: number): ElementContent[] {
  if (depth > deepest) return [{ type: 'text', value: textOf(nodes) }];
  return nodes.flatMap((node): readonly ElementContent[] => {
    if (node.type === 'text') return [{ type: 'text', value: node.data }];
    if (node.type === 'cdata') return contentOf(node.children, depth + 1, marked);
    if (node.type !== 'tag') return [];
    const within = marked + (marks.has(node.name) ? 1 : 0);
    if (within > mostMarks) return contentOf(node.children, depth + 1, marked);
    return [
      {
        type: 'element',
        tagName: node.name,
        properties: propertiesOf(node.attribs),
        children: contentOf(node.children, depth + 1, within),
      } satisfies Element,
    ];
  });
}

/** Without calling itself: how deep it goes is for whoever wrote the page to say. */
function textOf(nodes: readonly Parsed[]): string {
  const texts: string[] = [];
  const open = nodes.toReversed();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'text') texts.push(node.data);
    else if (node.type === 'cdata' || node.type === 'tag') {
      texts.push(' ');
      open.push(...node.children.toReversed());
    }
  }
  return texts.join('');
}

function propertiesOf(attributes: Readonly<Record<string, string>>): Properties {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => {
      if (name === 'class') return ['className', value.split(/\s+/).filter((one) => one !== '')];
      return [propertyNames[name] ?? name, flags.has(name) ? true : value];
    }),
  );
}
