import type { NodeLabel } from '../../graph-schema/index.ts';
import type { Viewer } from '../graph/viewer.ts';

/**
 * Who may read a property: everyone who may ask, or nobody but the operator, who has the database anyway. Rules that hang on
 * whose record it is (oneself, one's managers) are not among them: what a viewer may not read is hidden of all nodes of a
 * label, so that a filter or a sort cannot tell it.
 */
export type FieldReaders = 'everyone' | 'nobody';

/** Properties by label; one that is not named is everyone's. */
export type FieldPolicy = {
  readonly [label in NodeLabel]?: Readonly<Record<string, FieldReaders>> | undefined;
};

/** What says the same as a property in another place, and must be hidden with it. */
const sameFact: readonly {
  readonly label: NodeLabel;
  readonly property: string;
  readonly also: Readonly<Partial<Record<NodeLabel, readonly string[]>>>;
}[] = [{ label: 'Employee', property: 'title', also: { Position: ['title', 'key'] } }];

/** What a policy hides from everybody but the operator; null where it hides nothing. */
export function hiddenBy(policy: FieldPolicy): NonNullable<Viewer['hidden']> | null {
  const hidden = new Map<string, Set<string>>();
  const hide = (label: string, properties: readonly string[]): void => {
    hidden.set(label, new Set([...(hidden.get(label) ?? []), ...properties]));
  };
  for (const [label, fields] of Object.entries(policy)) {
    const withheld = Object.keys(fields ?? {}).filter((property) => fields?.[property] === 'nobody');
    if (withheld.length > 0) hide(label, withheld);
    for (const fact of sameFact) {
      if (fact.label !== label || !withheld.includes(fact.property)) continue;
      for (const [other, properties] of Object.entries(fact.also)) hide(other, properties);
    }
  }
  return hidden.size === 0 ? null : Object.fromEntries(hidden);
}

/** What is hidden from one of two viewers is hidden from both of them together. */
export function hiddenFromAny(one: Viewer['hidden'], other: Viewer['hidden']): Viewer['hidden'] {
  if (one === undefined || other === undefined) return one ?? other;
  const labels = new Set([...Object.keys(one), ...Object.keys(other)]) as ReadonlySet<NodeLabel>;
  return Object.fromEntries(
    [...labels].map((label) => [label, new Set([...(one[label] ?? []), ...(other[label] ?? [])])]),
  );
}
