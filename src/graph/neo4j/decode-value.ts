import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Neo4jValue } from '../../operations/neo4j/open-neo4j.ts';
import type { RelatedValue, Scalar, Value } from '../graph-query.ts';

/** A stored property as results give it. */
export function decodeValue(stored: Neo4jValue | undefined): Value {
  if (Array.isArray(stored)) return stored.map(String);
  return decodeScalar(stored);
}

/** The same for a property that is no list. */
export function decodeScalar(stored: Neo4jValue | undefined): Scalar | null {
  return typeof stored === 'object' || stored === undefined ? null : stored;
}

export function decodeText(stored: Neo4jValue | undefined): string | null {
  return typeof stored === 'string' ? stored : null;
}

/** `[[id, name, value], …]` as a `related` field compiles to, with `from, to, source` behind it where periods are asked for. */
export function decodeRelated(label: NodeLabel, stored: Neo4jValue | undefined): RelatedValue[] {
  if (!Array.isArray(stored)) return [];
  return stored.map((row: readonly Neo4jValue[]) => ({
    id: String(row[0]),
    label,
    name: decodeText(row[1]) ?? '',
    value: decodeValue(row[2]),
    ...(row.length < 4
      ? {}
      : { period: { from: decodeText(row[3]), to: decodeText(row[4]), source: String(row[5]) } }),
  }));
}
