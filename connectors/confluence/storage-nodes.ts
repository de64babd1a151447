import type { Element, ElementContent, Root } from 'hast';

/** Elements of one name right below a node. */
export function childrenOf(node: Element | Root, name: string): readonly Element[] {
  return node.children.flatMap((child) =>
    child.type === 'element' && child.tagName === name ? [child] : [],
  );
}

/** The first element of one name right below a node. */
export function childOf(node: Element | Root, name: string): Element | undefined {
  return childrenOf(node, name)[0];
}

/** Every element below a node, the outer ones first. */
export function* elementsOf(node: Element | Root): Iterable<Element> {
  for (const child of node.children) {
    if (child.type !== 'element') continue;
    yield child;
    yield* elementsOf(child);
  }
}

/** An attribute as text; undefined where it is absent or empty. */
export function attributeOf(element: Element | undefined, name: string): string | undefined {
  const value = element?.properties[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** All text below a node as it stands. */
export function plainTextOf(node: Element | ElementContent | Root | undefined): string {
  if (node === undefined) return '';
  if (node.type === 'text') return node.value;
  return 'children' in node
    ? node.children.map((child) => plainTextOf(child as ElementContent)).join('')
    : '';
}

/** A parameter of a macro; undefined where it is absent or empty. */
export function parameterOf(macro: Element, name: string): string | undefined {
  const found = childrenOf(macro, 'ac:parameter').find((one) => attributeOf(one, 'ac:name') === name);
  return plainTextOf(found).trim() || undefined;
}

export function element(
  tagName: string,
  children: readonly ElementContent[],
  properties: Element['properties'] = {},
): Element {
  return { type: 'element', tagName, properties, children: [...children] };
}

export function text(value: string | undefined): readonly ElementContent[] {
  return value === undefined || value === '' ? [] : [{ type: 'text', value }];
}
