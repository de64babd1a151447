import type { NodeLabel, RelationshipType } from '../../../../graph-schema/index.ts';
import { refuse } from './refuse.ts';
import type { RelationshipPattern } from './syntax-tree.ts';

/** What an expression can be, as far as reading properties, days and results asks for it. */
export type ValueType =
  | { readonly kind: 'node'; readonly labels: ReadonlySet<NodeLabel> }
  | {
      readonly kind: 'relationship';
      readonly types: ReadonlySet<RelationshipType>;
      /** The patterns that it comes from. */
      readonly origins: ReadonlySet<RelationshipPattern>;
    }
  | {
      readonly kind: 'path';
      readonly labels: ReadonlySet<NodeLabel>;
      readonly types: ReadonlySet<RelationshipType>;
      readonly origins: ReadonlySet<RelationshipPattern>;
    }
  | { readonly kind: 'list'; readonly of: ValueType }
  /** A day as text, `YYYY-MM-DD`, which is how the graph stores it. */
  | { readonly kind: 'day' }
  /** `days`: whether its days are all of it, and not what is left beside the months. */
  | { readonly kind: 'duration'; readonly days: boolean }
  /** Text, number or truth value. */
  | { readonly kind: 'plain' }
  | { readonly kind: 'null' };

export const plain: ValueType = { kind: 'plain' };

export function listOf(of: ValueType): ValueType {
  return { kind: 'list', of };
}

/**
 * What can be either of two things.
 *
 * @throws AppError `invalid_query` where nothing could be done with such a value.
 */
export function eitherOf(one: ValueType, other: ValueType): ValueType {
  if (one.kind === 'null') return other;
  if (other.kind === 'null') return one;
  if (one.kind === 'node' && other.kind === 'node')
    return { kind: 'node', labels: new Set([...one.labels, ...other.labels]) };
  if (one.kind === 'relationship' && other.kind === 'relationship')
    return {
      kind: 'relationship',
      types: new Set([...one.types, ...other.types]),
      origins: new Set([...one.origins, ...other.origins]),
    };
  if (one.kind === 'list' && other.kind === 'list') return listOf(eitherOf(one.of, other.of));
  if (one.kind === 'duration' && other.kind === 'duration')
    return { kind: 'duration', days: one.days && other.days };
  if (one.kind === 'day' && other.kind === 'day') return one;
  if (isPlain(one) && isPlain(other)) return plain;
  return refuse(`One value cannot be ${nameOf(one)} or ${nameOf(other)}: keep them in columns of their own.`);
}

/** Whether a value is text, number, truth value or day. */
export function isPlain({ kind }: ValueType): boolean {
  return kind === 'plain' || kind === 'day' || kind === 'null';
}

export function nameOf({ kind }: ValueType): string {
  switch (kind) {
    case 'plain':
      return 'a plain value';
    case 'null':
      return 'null';
    default:
      return `a ${kind}`;
  }
}
