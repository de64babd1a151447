import { type NodeLabel, propertyOf } from '../../../graph-schema/index.ts';
import type { RelatedValue, Scalar, Value } from '../graph-query.ts';

type Stored = string | number | null | undefined;

/** A stored property as results give it. */
export function decodeValue(label: NodeLabel, property: string, stored: Stored): Value {
  if (stored === null || stored === undefined) return null;
  const type = propertyOf(label, property)?.type;
  if (type === 'boolean') return stored === 1;
  return type === 'texts' ? parseTexts(stored) : stored;
}

/** The same for a property that is no list. */
export function decodeScalar(label: NodeLabel, property: string, stored: Stored): Scalar | null {
  const value = decodeValue(label, property, stored);
  return typeof value === 'object' ? null : value;
}

export function parseTexts(stored: Stored): readonly string[] {
  if (typeof stored !== 'string') return [];
  const value: unknown = JSON.parse(stored);
  return Array.isArray(value) ? value.map(String) : [];
}

/** `[[id, name, value], …]` as a `related` field compiles to, with `from, to, source` behind it where periods are asked for. */
export function decodeRelated(label: NodeLabel, property: string, stored: Stored): RelatedValue[] {
  const rows = JSON.parse(String(stored ?? '[]')) as [
    string,
    string | null,
    Stored,
    ...(readonly [from: string | null, to: string | null, source: string] | readonly []),
  ][];
  return rows.map(([id, name, value, from, to, source]) => ({
    id,
    label,
    name: name ?? '',
    value: decodeValue(label, property, value),
    ...(source === undefined ? {} : { period: { from: from ?? null, to: to ?? null, source } }),
  }));
}
