import type { RelatedValue, Row, Value } from '../../graph/graph-query.ts';
import type { Wording } from './wording.ts';

/** A row as what it is called by. */
export function refOf(row: Row): { label: Row['label']; name: string; key: string } {
  return { label: row.label, name: row.name, key: String(row.values.key ?? '') };
}

/** A value as it is told; lists are joined, states are in words. */
export function show(
  value: Value | readonly RelatedValue[] | undefined,
  name: string,
  wording: Wording,
): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) {
    return value
      .map((one: string | RelatedValue) => (typeof one === 'string' ? one : String(one.value ?? one.name)))
      .join(wording.comma);
  }
  if (name === 'status') return wording.status[String(value)] ?? String(value);
  return String(value);
}
