import type { FindQuery, GroupKey, Measure, Return } from '../graph-query.ts';
import { compileCondition } from './compile-condition.ts';
import { daysSql, foundFrom } from './compile-list.ts';
import { closurePairs, endsOf, holds, readableFrom } from './compile-related.ts';
import { groupByRule } from './group-by-rule.ts';
import { tableOf } from './label-table.ts';
import { type OrderTerm, orderSql } from './order-sql.ts';
import { type CompileContext, nameSql, propertySql, type Scope } from './property-sql.ts';
import { joinSql, raw, type Sql, sql } from './sql.ts';

export type GroupsReturn = Extract<Return, { kind: 'groups' }>;

/** One key within the inner SELECT: what groups, what sorts, what is shown. */
interface KeySql {
  readonly group: Sql;
  readonly sort: Sql;
  readonly shown: Sql;
  readonly joins: Sql;
}

/**
 * Compiles groups. Each row holds, for each key, its group, its sort key and what is shown; then the measures; then the
 * number of groups before the limit.
 */
export function compileGroups(context: CompileContext, query: FindQuery, groups: GroupsReturn): Sql {
  return limited(groups, groupByRule(context, query, groups) ?? groupNodes(context, query, groups));
}

function groupNodes(context: CompileContext, query: FindQuery, groups: GroupsReturn): Sql {
  const scope: Scope = { label: query.find, alias: context.nextAlias() };
  const keys = groups.by.map((key) => keySql(context, scope, key));
  const inputs = groups.measures.map((measure) => inputSql(context, scope, measure));
  const columns = [
    ...keys.flatMap((key, index) => [
      sql`${key.group} AS ${raw(`g${index}`)}`,
      sql`${key.sort} AS ${raw(`s${index}`)}`,
      sql`${key.shown} AS ${raw(`v${index}`)}`,
    ]),
    ...inputs.map((input, index) => sql`${input} AS ${raw(`i${index}`)}`),
  ];
  // Two relationships to the same node (another role, another period) are one membership of its group.
  const once = groups.by.some((key) => 'related' in key);
  const found = foundFrom(
    context,
    scope,
    query,
    joinSql(
      keys.map((key) => key.joins),
      '',
    ),
  );
  const members = sql`SELECT ${raw(once ? `DISTINCT ${scope.alias}.row, ` : '')}${joinSql(columns, ', ')} ${found}`;
  return sql`SELECT ${joinSql(
    [
      ...keys.map((_, index) => raw(`g${index}, min(s${index}) AS s${index}, min(v${index}) AS v${index}`)),
      ...groups.measures.map((measure, index) => raw(`${aggregate(measure, `i${index}`)} AS m${index}`)),
    ],
    ', ',
  )} FROM (${members}) ${grouping(keys.length)}`;
}

/** Without a key, one group of everything: a constant groups nothing where there is nothing, as an empty GROUP BY would not. */
function grouping(keys: number): Sql {
  const names = Array.from({ length: keys }, (_, index) => `g${index}`);
  return raw(`GROUP BY ${keys === 0 ? "'all'" : names.join(', ')}`);
}

function limited(groups: GroupsReturn, grouped: Sql): Sql {
  const terms = (groups.orderBy ?? []).map(({ by, descending }): OrderTerm => {
    const key = groups.by.findIndex((one) => one.as === by);
    const measure = groups.measures.findIndex((one) => one.as === by);
    return { key: raw(key >= 0 ? `s${key}` : `m${measure}`), descending: descending === true };
  });
  const last = groups.by.flatMap((_, index) => [raw(`s${index}`), raw(`g${index}`)]);
  const order = terms.length + last.length === 0 ? raw('1') : orderSql(terms, last);
  const shown = raw(
    [
      ...groups.by.map((_, index) => `g${index}, v${index}`),
      ...groups.measures.map((_, index) => `m${index}`),
    ].join(', '),
  );
  if (groups.ties === true && groups.limit !== undefined) {
    const placed = sql`SELECT *, count(*) OVER () AS total, rank() OVER (ORDER BY ${orderSql(terms)}) AS place FROM (${grouped})`;
    return sql`SELECT ${shown}, total FROM (${placed}) WHERE place <= ${groups.limit} ORDER BY ${order}`;
  }
  return sql`SELECT ${shown}, count(*) OVER () FROM (${grouped}) ORDER BY ${order} LIMIT ${groups.limit ?? -1}`;
}

function keySql(context: CompileContext, scope: Scope, key: GroupKey): KeySql {
  if ('related' in key) return relatedKeySql(context, scope, key);
  const { value, key: compared } = propertySql(context, scope, key.property);
  const joins = raw('');
  if (key.unit === undefined) return { group: compared, sort: compared, shown: value, joins };
  const period = periodSql(value, key.unit);
  return { group: period, sort: period, shown: period, joins };
}

/** `2024`, `2024-Q2`, `2024-05` of a day or an instant. */
function periodSql(value: Sql, unit: 'year' | 'quarter' | 'month'): Sql {
  if (unit === 'year') return sql`substr(${value}, 1, 4)`;
  if (unit === 'month') return sql`substr(${value}, 1, 7)`;
  return sql`substr(${value}, 1, 4) || '-Q' || ((CAST(substr(${value}, 6, 2) AS INTEGER) + 2) / 3)`;
}

function relatedKeySql(
  context: CompileContext,
  scope: Scope,
  key: Extract<GroupKey, { related: unknown }>,
): KeySql {
  const { related: step, where } = key;
  const far: Scope = { label: step.label, alias: context.nextAlias() };
  const rights = readableFrom(context, scope, step, far);
  const filters = [
    ...(rights === undefined ? [] : [rights]),
    ...(where === undefined ? [] : [compileCondition(context, far, where, 'few')]),
  ];
  const condition = filters.length === 0 ? raw('') : sql` AND ${joinSql(filters, ' AND ')}`;
  const link = context.nextAlias();
  const ends =
    step.transitive === true ? { near: raw(`${link}.near`), far: raw(`${link}.far`) } : endsOf(step, link);
  const source =
    step.transitive === true
      ? sql` CROSS JOIN (${closurePairs(context, step)}) ${raw(link)} ON ${ends.near} = ${raw(scope.alias)}.id`
      : sql` CROSS JOIN relationship ${raw(link)} ON ${ends.near} = ${raw(scope.alias)}.id AND ${holds(context, step, link)}`;
  const name = nameSql(context, far);
  return {
    group: raw(`${far.alias}.id`),
    sort: name?.key ?? raw('NULL'),
    shown: name?.value ?? raw('NULL'),
    joins: sql`${source} CROSS JOIN ${raw(tableOf(far.label))} ${raw(far.alias)} ON ${raw(far.alias)}.id = ${ends.far}${condition}`,
  };
}

function inputSql(context: CompileContext, scope: Scope, measure: Measure): Sql {
  if (measure.measure === 'count') return raw('1');
  return 'days' in measure
    ? daysSql(context, scope, measure.days)
    : propertySql(context, scope, measure.property).value;
}

function aggregate(measure: Measure, input: string): string {
  // The sum of nothing is 0, as people count.
  if (measure.measure === 'sum') return `coalesce(sum(${input}), 0)`;
  return measure.measure === 'count' ? 'count(*)' : `${measure.measure}(${input})`;
}
