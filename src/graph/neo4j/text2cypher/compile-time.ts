import { type Compilation, type Compiled, dayParameter, type Scope } from './compilation.ts';
import { compileExpression } from './compile-expression.ts';
import { refuse } from './refuse.ts';
import type { CallExpression, Expression } from './syntax-tree.ts';
import { isPlain, nameOf, plain, type ValueType } from './value-type.ts';

const day: ValueType = { kind: 'day' };
const wholeDays: ValueType = { kind: 'duration', days: true };
const months: ValueType = { kind: 'duration', days: false };

const dayParts = ['year', 'quarter', 'month', 'week', 'day', 'dayOfWeek', 'ordinalDay'];
const durationParts = ['years', 'months', 'weeks', 'days'];
const units = ['decade', 'year', 'quarter', 'month', 'week', 'day'];

/**
 * Compiles the functions of days and durations; undefined for any other. The graph stores days as texts, which sort and
 * compare as days do. So does every day of a statement: it becomes a date only where one reckons with it.
 *
 * @throws AppError `invalid_query`.
 */
export function compileTimeFunction(
  compilation: Compilation,
  scope: Scope,
  { name, values, distinct }: CallExpression,
): Compiled | undefined {
  if (!/^(date|duration)(\.|$)/.test(name)) return undefined;
  const [first, second] = values;
  if (distinct || values.length > 2) refuse(`${name}() takes fewer words.`);
  const asDate = (value: Expression | undefined): string =>
    value === undefined
      ? refuse(`${name}() takes two days.`)
      : dateOf(compileExpression(compilation, scope, value));
  switch (name) {
    case 'date':
      if (second !== undefined) break;
      if (first === undefined) return { text: dayParameter, type: day };
      if (first.kind !== 'map') return { text: textOf(asDate(first)), type: day };
      return { text: textOf(`date(${compileParts(compilation, scope, first, dayParts)})`), type: day };
    case 'date.truncate': {
      if (first?.kind !== 'text' || !units.includes(first.value))
        return refuse(`date.truncate() begins with a unit; accepted: '${units.join("', '")}'.`);
      const of = second === undefined ? `date(${dayParameter})` : asDate(second);
      return { text: textOf(`date.truncate('${first.value}', ${of})`), type: day };
    }
    case 'duration': {
      if (second !== undefined || first === undefined) break;
      if (first.kind === 'text' && /^-?P[\dYMWD]{1,12}$/.test(first.value)) {
        const type = /[YM]/.test(first.value) ? months : wholeDays;
        return { text: `duration(${compilation.parameter(first.value)})`, type };
      }
      if (first.kind !== 'map') break;
      const type = first.entries.every(([part]) => part === 'days' || part === 'weeks') ? wholeDays : months;
      return { text: `duration(${compileParts(compilation, scope, first, durationParts)})`, type };
    }
    case 'duration.between':
    case 'duration.inmonths':
    case 'duration.indays': {
      const sent = { between: 'between', inmonths: 'inMonths', indays: 'inDays' }[name.slice(9)] ?? '';
      const text = `duration.${sent}(${asDate(first)}, ${asDate(second)})`;
      return { text, type: name === 'duration.indays' ? wholeDays : months };
    }
  }
  return refuse(
    `${name}() is not accepted in this form; accepted: date(), date('2025-01-31'), date({year: 2025, month: 1, day: 31}), date.truncate('month', day), duration({months: 3}), duration('P3M'), duration.inDays(a, b), duration.between(a, b).`,
  );
}

/** A part of a day or duration, such as its year. @throws AppError `invalid_query`. */
export function compileTimePart({ text, type }: Compiled, name: string): Compiled {
  if (type.kind === 'day' && dayParts.includes(name)) return { text: `date(${text}).${name}`, type: plain };
  if (type.kind === 'day') return refuse(`A day has no '${name}'; accepted: ${dayParts.join(', ')}.`);
  if (type.kind !== 'duration' || !durationParts.includes(name))
    return refuse(`A duration has no '${name}'; accepted: ${durationParts.join(', ')}.`);
  if ((name === 'days' || name === 'weeks') && !type.days)
    return refuse(
      `The ${name} of this duration are only what is left beside its months: use duration.inDays(a, b).${name}.`,
    );
  return { text: `${text}.${name}`, type: plain };
}

/** Adds to or subtracts from days and durations; undefined where neither value is one. @throws AppError `invalid_query`. */
export function compileTimeSum(operator: '+' | '-', left: Compiled, right: Compiled): Compiled | undefined {
  if (right.type.kind === 'duration') {
    if (left.type.kind === 'duration')
      return {
        text: `(${left.text} ${operator} ${right.text})`,
        type: left.type.days && right.type.days ? wholeDays : months,
      };
    return { text: textOf(`${dateOf(left)} ${operator} ${right.text}`), type: day };
  }
  if (left.type.kind === 'duration' && operator === '+') return compileTimeSum('+', right, left);
  if (left.type.kind !== 'duration' && left.type.kind !== 'day' && right.type.kind !== 'day')
    return undefined;
  // A day is text here, and text may follow it.
  if (operator === '+' && left.type.kind !== 'duration') return undefined;
  return refuse('Days are reckoned with by date() - duration({days: 30}) and duration.inDays(a, b).days.');
}

function dateOf({ text, type }: Compiled): string {
  return isPlain(type) ? `date(${text})` : refuse(`A day is needed, not ${nameOf(type)}.`);
}

function textOf(date: string): string {
  return `toString(${date})`;
}

function compileParts(
  compilation: Compilation,
  scope: Scope,
  map: Extract<Expression, { kind: 'map' }>,
  known: readonly string[],
): string {
  const parts = map.entries.map(([name, value]) => {
    if (!known.includes(name))
      refuse(`There is no part '${name}' of a day or duration; accepted: ${known.join(', ')}.`);
    const { text, type } = compileExpression(compilation, scope, value);
    return isPlain(type) ? `${name}: ${text}` : refuse(`The part '${name}' must be a number.`);
  });
  return `{${parts.join(', ')}}`;
}
