import type { FindQuery, GroupKey, Measure, Return } from '../graph-query.ts';
import { type CompileContext, nameCypher, propertyCypher, type Scope } from './compile-context.ts';
import { compileFound } from './compile-found.ts';
import { daysCypher, type Statement } from './compile-list.ts';
import { relatedTo } from './compile-related.ts';
import { type OrderTerm, orderCypher, sameOrder } from './order-cypher.ts';

export type GroupsReturn = Extract<Return, { kind: 'groups' }>;

/** One key: what groups, what sorts, what is shown, and the clauses that bind it. */
interface KeyCypher {
  readonly group: string;
  readonly sort: string;
  readonly shown: string;
  readonly match: string;
}

/**
 * Compiles groups to one row: `total`, the number of groups before the limit, and `rows`, each a list of the group and
 * what is shown for each key, then the measures.
 */
export function compileGroups(context: CompileContext, query: FindQuery, groups: GroupsReturn): Statement {
  const scope: Scope = { label: query.find, variable: context.variable() };
  const found = compileFound(context, scope, query.where);
  const keys = groups.by.map((key) => keyCypher(context, scope, key));
  const inputs = groups.measures.map((measure) => inputCypher(context, scope, measure));
  const members = [
    scope.variable,
    ...keys.flatMap(({ group, sort, shown }, index) => [
      `${group} AS g${index}`,
      `${sort} AS s${index}`,
      `${shown} AS x${index}`,
    ]),
    ...inputs.map((input, index) => `${input} AS i${index}`),
  ];
  const grouped = [
    ...keys.flatMap((_, index) => [
      `g${index}`,
      `min(s${index}) AS s${index}`,
      `min(x${index}) AS x${index}`,
    ]),
    ...groups.measures.map((measure, index) => `${aggregate(measure, `i${index}`)} AS m${index}`),
  ];
  const terms = (groups.orderBy ?? []).map(({ by, descending }): OrderTerm => {
    const key = groups.by.findIndex((one) => one.as === by);
    const measure = groups.measures.findIndex((one) => one.as === by);
    return { key: key >= 0 ? `s${key}` : `m${measure}`, descending: descending === true };
  });
  const last = groups.by.flatMap((_, index) => [
    { key: `s${index}`, descending: false },
    { key: `g${index}`, descending: false },
  ]);
  const shown = [
    ...groups.by.flatMap((_, index) => [`g${index}`, `x${index}`]),
    ...groups.measures.map((_, index) => `m${index}`),
  ];
  const all = [...shown, ...groups.by.map((_, index) => `s${index}`)];
  const clauses = [
    found,
    ...keys.map((key) => key.match),
    // Two relationships to the same node (another role, another period) are one membership of its group.
    `WITH DISTINCT ${members.join(', ')}`,
    `WITH ${grouped.join(', ')}`,
    `WITH ${all.join(', ')} ORDER BY ${orderCypher([...terms, ...last])}`,
    `WITH collect([[${shown.join(', ')}], ${terms.map((term) => term.key).join(', ') || 'null'}]) AS rows`,
    `RETURN size(rows) AS total, ${cut(context, groups, terms.length)} AS rows`,
  ].filter((clause) => clause !== '');
  return { text: context.finish(clauses.join('\n')), parameters: context.parameters };
}

function cut(context: CompileContext, groups: GroupsReturn, terms: number): string {
  if (groups.limit === undefined) return '[row IN rows | row[0]]';
  const limit = context.value(groups.limit);
  if (groups.ties !== true) return `[row IN rows[0..${limit}] | row[0]]`;
  const tied = sameOrder('rows[place]', `rows[${limit} - 1]`, terms);
  return `[place IN range(0, size(rows) - 1) WHERE place < ${limit} OR ${tied} | rows[place][0]]`;
}

function keyCypher(context: CompileContext, scope: Scope, key: GroupKey): KeyCypher {
  if ('related' in key) {
    const { clauses, far, narrowed } = relatedTo(context, scope, key.related, key.where);
    const name = nameCypher(context, far);
    return {
      group: `${far.variable}.id`,
      sort: name?.key ?? 'null',
      shown: name?.value ?? 'null',
      // A transitive relation narrows its nodes in a subquery, which hands them out one by one.
      match: narrowed ? `CALL (*) { ${clauses} RETURN ${far.variable} }` : clauses,
    };
  }
  const { value, key: compared } = propertyCypher(context, scope, key.property);
  if (key.unit === undefined) return { group: compared, sort: compared, shown: value, match: '' };
  const period = periodCypher(value, key.unit);
  return { group: period, sort: period, shown: period, match: '' };
}

/** `2024`, `2024-Q2`, `2024-05` of a day or an instant. */
function periodCypher(value: string, unit: 'year' | 'quarter' | 'month'): string {
  if (unit === 'year') return `substring(${value}, 0, 4)`;
  if (unit === 'month') return `substring(${value}, 0, 7)`;
  return `substring(${value}, 0, 4) + '-Q' + toString((toInteger(substring(${value}, 5, 2)) + 2) / 3)`;
}

function inputCypher(context: CompileContext, scope: Scope, measure: Measure): string {
  if (measure.measure === 'count') return '1';
  return 'days' in measure
    ? daysCypher(context, scope, measure.days)
    : propertyCypher(context, scope, measure.property).value;
}

function aggregate(measure: Measure, input: string): string {
  switch (measure.measure) {
    case 'count':
      return 'count(*)';
    case 'avg':
      // Neo4j's avg() rounds at every step.
      return `CASE count(${input}) WHEN 0 THEN null ELSE toFloat(sum(${input})) / count(${input}) END`;
    default:
      return `${measure.measure}(${input})`;
  }
}
