import { refuse } from './refuse.ts';
import { isPlain, listOf, nameOf, plain, type ValueType } from './value-type.ts';

/** A function that may be called. */
export interface FunctionRule {
  /** As it is sent. */
  readonly name: string;
  readonly values: readonly [least: number, most: number];
  readonly aggregates?: true;
  /** What it gives for what it is given. @throws AppError `invalid_query` where it takes no such values. */
  gives(types: readonly ValueType[]): ValueType;
}

const takesPlain =
  (name: string, result: (first: ValueType) => ValueType = () => plain) =>
  (types: readonly ValueType[]): ValueType => {
    for (const type of types)
      if (!isPlain(type) && type.kind !== 'duration')
        refuse(`${name}() takes plain values, not ${nameOf(type)}: give it a property, such as n.name.`);
    return result(types[0] ?? plain);
  };

const takesList =
  (name: string, result: (of: ValueType) => ValueType) =>
  ([type]: readonly ValueType[]): ValueType =>
    type?.kind === 'list' ? result(type.of) : refuse(`${name}() takes a list.`);

const takesListOrText =
  (name: string, result: (type: ValueType) => ValueType) =>
  ([type = plain]: readonly ValueType[]): ValueType =>
    type.kind === 'list' || isPlain(type) ? result(type) : refuse(`${name}() takes a list or a text.`);

function plainRule(name: string, least: number, most = least): FunctionRule {
  return { name, values: [least, most], gives: takesPlain(name) };
}

const itself = (type: ValueType): ValueType => type;

const rules: readonly FunctionRule[] = [
  { name: 'count', values: [1, 1], aggregates: true, gives: () => plain },
  { name: 'collect', values: [1, 1], aggregates: true, gives: ([of = plain]) => listOf(of) },
  { name: 'sum', values: [1, 1], aggregates: true, gives: takesPlain('sum', numeric) },
  { name: 'avg', values: [1, 1], aggregates: true, gives: takesPlain('avg', numeric) },
  { name: 'min', values: [1, 1], aggregates: true, gives: takesPlain('min', itself) },
  { name: 'max', values: [1, 1], aggregates: true, gives: takesPlain('max', itself) },
  { ...plainRule('stDev', 1), aggregates: true },
  { ...plainRule('percentileCont', 2), aggregates: true },
  { ...plainRule('percentileDisc', 2), aggregates: true },
  ...['toLower', 'toUpper', 'lower', 'upper', 'trim', 'lTrim', 'rTrim', 'toString', 'toInteger'].map((name) =>
    plainRule(name, 1),
  ),
  ...['toFloat', 'toBoolean', 'abs', 'ceil', 'floor', 'sign', 'sqrt'].map((name) => plainRule(name, 1)),
  plainRule('round', 1, 2),
  plainRule('left', 2),
  plainRule('right', 2),
  plainRule('substring', 2, 3),
  { name: 'split', values: [2, 2], gives: (types) => listOf(takesPlain('split')(types)) },
  { name: 'size', values: [1, 1], gives: takesListOrText('size', () => plain) },
  { name: 'isEmpty', values: [1, 1], gives: takesListOrText('isEmpty', () => plain) },
  { name: 'reverse', values: [1, 1], gives: takesListOrText('reverse', itself) },
  { name: 'head', values: [1, 1], gives: takesList('head', itself) },
  { name: 'last', values: [1, 1], gives: takesList('last', itself) },
  { name: 'tail', values: [1, 1], gives: takesList('tail', listOf) },
  {
    name: 'length',
    values: [1, 1],
    gives: ([type]) =>
      type?.kind === 'path' ? plain : refuse('length() takes a path; size() takes a list or text.'),
  },
  {
    name: 'nodes',
    values: [1, 1],
    gives: ([type]) =>
      type?.kind === 'path' ? listOf({ kind: 'node', labels: type.labels }) : refuse('nodes() takes a path.'),
  },
  {
    name: 'relationships',
    values: [1, 1],
    gives: ([type]) =>
      type?.kind === 'path'
        ? listOf({ kind: 'relationship', types: type.types, origins: type.origins })
        : refuse('relationships() takes a path.'),
  },
  {
    name: 'type',
    values: [1, 1],
    gives: ([type]) => (type?.kind === 'relationship' ? plain : refuse('type() takes a relationship.')),
  },
];

function numeric(type: ValueType): ValueType {
  if (type.kind === 'day')
    return refuse('Days cannot be added up: use min, max, or duration.inDays(a, b).days.');
  return type;
}

const byName: ReadonlyMap<string, FunctionRule> = new Map(
  rules.map((rule) => [rule.name.toLowerCase(), rule]),
);

/** What to write in place of functions that are often asked for and not accepted. */
const instead: Readonly<Record<string, string>> = {
  exists: 'write n.name IS NOT NULL, or EXISTS { MATCH … }',
  id: 'use the property n.id',
  elementid: 'use the property n.id',
  properties: 'name the properties',
  keys: 'name the properties',
  datetime: 'days are texts such as 2025-01-31; use date()',
  localdatetime: 'days are texts such as 2025-01-31; use date()',
  timestamp: 'use date()',
  'duration.inseconds': 'use duration.inDays(a, b).days',
  range: 'match what is to be counted',
  reduce: 'use sum() or a list comprehension',
};

/** @throws AppError `invalid_query` for a function that may not be called. */
export function functionNamed(name: string): FunctionRule {
  const rule = byName.get(name);
  if (rule !== undefined) return rule;
  const advice = Object.hasOwn(instead, name) ? instead[name] : `accepted: ${accepted.join(', ')}`;
  return refuse(`The function ${name}() is not accepted; ${advice}.`);
}

export function aggregates(name: string): boolean {
  return byName.get(name)?.aggregates === true;
}

const accepted = [
  ...rules.map(({ name }) => name),
  'coalesce',
  'labels',
  'date',
  'date.truncate',
  'duration',
  'duration.between',
  'duration.inDays',
  'duration.inMonths',
];
