import { labels, type NodeLabel, type PropertyDefinition, propertyOf } from '../../graph-schema/index.ts';
import type { Viewer } from './viewer.ts';

/** The properties of a label that its full-text index covers, in the order of its columns; empty where it has none. */
export function searchableOf(label: NodeLabel): readonly string[] {
  const definition = labels[label];
  return 'searchable' in definition ? definition.searchable : [];
}

export function ownProperties(label: NodeLabel): readonly (readonly [string, PropertyDefinition])[] {
  const own: Readonly<Record<string, PropertyDefinition>> = labels[label].properties;
  return Object.entries(own);
}

/** Whether nodes of a label tell which keys they had before. */
export function hasFormerKeys(label: NodeLabel): boolean {
  return propertyOf(label, 'formerKeys') !== undefined;
}

/** The property by which results name a node of a label; null where the schema has none. */
export function namePropertyOf(label: NodeLabel): string | null {
  return ['name', 'title', 'heading'].find((name) => propertyOf(label, name) !== undefined) ?? null;
}

/**
 * Whether a viewer may not read a property, be it of some nodes alone; a hidden `extra` hides all that is below it. What
 * reads many nodes at once, or an index, asks only this.
 */
export function isHidden(viewer: Viewer, label: NodeLabel, property: string): boolean {
  const names = property.startsWith('extra.') ? [property, 'extra'] : [property];
  return names.some(
    (name) => viewer.hidden?.[label]?.has(name) === true || viewer.ofSome?.[label]?.has(name) === true,
  );
}

/** Of a property that is hidden: the ids of the nodes of which the viewer may read it all the same; null where of none. */
export function readableOf(viewer: Viewer, label: NodeLabel, property: string): ReadonlySet<string> | null {
  const names = property.startsWith('extra.') ? [property, 'extra'] : [property];
  if (names.some((name) => viewer.hidden?.[label]?.has(name) === true)) return null;
  const sets = names.flatMap((name) => viewer.ofSome?.[label]?.get(name) ?? []);
  const [first, ...rest] = sets;
  return first === undefined ? null : new Set([...first].filter((id) => rest.every((one) => one.has(id))));
}

/** Whether a viewer may read a property of one node. */
export function isHiddenOf(viewer: Viewer, label: NodeLabel, property: string, id: string): boolean {
  return isHidden(viewer, label, property) && readableOf(viewer, label, property)?.has(id) !== true;
}
