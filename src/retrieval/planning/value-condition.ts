import { propertyOf } from '../../../graph-schema/index.ts';
import type { Condition } from '../../graph/graph-query.ts';
import { withPrefix } from '../linking/key-prefixes.ts';
import type { ValueCandidate } from '../linking/name-index.ts';
import { allOf } from './senses.ts';

/** That a node has the value, in one of its stored spellings. */
export function valueCondition({ label, property, values, op }: ValueCandidate): Condition {
  if (op === 'prefix') return allOf(values.map(withPrefix)) ?? { all: [] };
  if (propertyOf(label, property)?.type === 'texts')
    return { any: values.map((value) => ({ property, op: 'has', value })) };
  const [value] = values;
  return values.length === 1 && value !== undefined
    ? { property, op: 'eq', value }
    : { property, op: 'in', values: [...values] };
}
