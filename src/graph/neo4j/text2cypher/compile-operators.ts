import type { Compiled } from './compilation.ts';
import { compileTimeSum } from './compile-time.ts';
import { refuse } from './refuse.ts';
import type { BinaryOperator } from './syntax-tree.ts';
import { eitherOf, isPlain, nameOf, plain } from './value-type.ts';

type ComparisonOperator = Exclude<BinaryOperator, 'AND' | 'OR' | 'XOR' | '+' | '-' | '*' | '/' | '%' | '^'>;

/** @throws AppError `invalid_query` for values whose comparison would say nothing, without a word about it. */
export function compileComparison(operator: ComparisonOperator, left: Compiled, right: Compiled): Compiled {
  const compared = { text: `(${left.text} ${operator} ${right.text})`, type: plain };
  const [one, other] = [left.type, right.type];
  if (operator === 'IN') {
    if (other.kind !== 'list') refuse(`IN needs a list on its right, not ${nameOf(other)}.`);
    eitherOf(one, other.of);
    return compared;
  }
  if (one.kind === 'null' || other.kind === 'null')
    refuse('Nothing equals null: write IS NULL or IS NOT NULL.');
  if (one.kind === 'duration' || other.kind === 'duration')
    refuse('Durations cannot be compared: compare duration.inDays(a, b).days with a number.');
  if (operator === '=' || operator === '<>') {
    if (one.kind !== other.kind && (one.kind === 'list' || other.kind === 'list'))
      refuse("A list is compared with a single value: write 'value' IN list.");
    eitherOf(one, other);
    return compared;
  }
  if (!isPlain(one) || !isPlain(other))
    refuse(`${operator} compares plain values, not ${nameOf(isPlain(one) ? other : one)}.`);
  return compared;
}

/** @throws AppError `invalid_query`. */
export function compileSum(operator: '+' | '-', left: Compiled, right: Compiled): Compiled {
  const time = compileTimeSum(operator, left, right);
  if (time !== undefined) return time;
  const text = `(${left.text} ${operator} ${right.text})`;
  if (isPlain(left.type) && isPlain(right.type)) return { text, type: plain };
  if (operator === '+' && left.type.kind === 'list' && right.type.kind === 'list')
    return { text, type: eitherOf(left.type, right.type) };
  return refuse(
    `${operator} takes two plain values or two lists, not ${nameOf(left.type)} and ${nameOf(right.type)}.`,
  );
}
