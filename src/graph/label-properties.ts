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

/** The property by which results name a node of a label; null where the schema has none. */
export function namePropertyOf(label: NodeLabel): string | null {
  return ['name', 'title', 'heading'].find((name) => propertyOf(label, name) !== undefined) ?? null;
}

/** Whether a viewer may not read a property; a hidden `extra` hides all that is below it. */
export function isHidden(viewer: Viewer, label: NodeLabel, property: string): boolean {
  const hidden = viewer.hidden?.[label];
  if (hidden === undefined) return false;
  return hidden.has(property) || (property.startsWith('extra.') && hidden.has('extra'));
}
