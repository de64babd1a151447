import type { Scalar, Value } from '../graph-query.ts';

/** A value as results give it; the driver hands out whole numbers as numbers already. */
export function decodeValue(stored: unknown): Value {
  return Array.isArray(stored) ? stored.map(String) : decodeScalar(stored);
}

export function decodeScalar(stored: unknown): Scalar | null {
  if (typeof stored === 'string' || typeof stored === 'number' || typeof stored === 'boolean') return stored;
  return typeof stored === 'bigint' ? Number(stored) : null;
}

export function decodeText(stored: unknown): string | null {
  return typeof stored === 'string' ? stored : null;
}

export function decodeTexts(stored: unknown): readonly string[] {
  return Array.isArray(stored) ? stored.map(String) : [];
}
