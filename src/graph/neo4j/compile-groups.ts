import type { FindQuery, GroupKey, Measure, Return } from '../graph-query.ts';
import { type CompileContext, compileName, compileProperty, type Scope } from './compile-context.ts';
import { matchFound } from './compile-found.ts';
import { compileDays } from './compile-list.ts';
import { compilePage, type OrderTerm } from './compile-page.ts';
import { farOf, matchRelated } from './compile-related.ts';
import { groupByRule } from './group-by-rule.ts';

export type GroupsReturn = Extract<Return, { kind: 'groups' }>;

/** One key of a group: what groups, what sorts, what is shown. */
interface CompiledKey {
  readonly group: string;
  readonly sort: string;
  readonly shown: string;
}

/**
 * Compiles groups. Each row holds the number of groups before the limit; then for each key its group and what is shown;
 * then the measures.
 */
export function compileGroups(context: CompileContext, query: FindQuery, groups: GroupsReturn): string {
  const byRule = groupByRule(context, query, groups);
  const scope: Scope = { label: query.find, variable: context.nextVariable() };
  const found = byRule?.found ?? matchFound(context, scope, query.where);
  const joins: string[] = [];
  const bound = [scope.variable];
  const keys = groups.by.map((key): CompiledKey => {
    if (byRule !== undefined) return { group: byRule.value, sort: byRule.value, shown: byRule.value };
    if (!('related' in key)) return ownKey(context, scope, key);
    const far = farOf(context, key.related);
    // DISTINCT: two relationships to a node (another role, another period) are one membership of its group.
    const kept = [...bound, far.variable].join(', ');
    joins.push(`${matchRelated(context, scope, far, key.related, key.where, bound)} WITH DISTINCT ${kept}`);
    bound.push(far.variable);
    const name = compileName(context, far);
    return { group: `${far.variable}.id`, sort: name?.key ?? 'null', shown: name?.value ?? 'null' };
  });
  const grouped = [
    // Without a key, a constant: it makes one group of everything, and none of nothing.
    ...(keys.length === 0 ? [`'all' AS whole`] : []),
    ...keys.flatMap(({ group, sort, shown }, index) => [
      `${group} AS g${index}`,
      `min(${sort}) AS s${index}`,
      `min(${shown}) AS v${index}`,
    ]),
    ...groups.measures.map(
      (measure, index) => `${byRule?.count ?? compileMeasure(context, scope, measure)} AS m${index}`,
    ),
  ];
  const columns = grouped.map((column) => column.split(' AS ').at(-1) ?? '');
  const terms = (groups.orderBy ?? []).map(({ by, descending }): OrderTerm => {
    const key = groups.by.findIndex((one) => one.as === by);
    const measure = groups.measures.findIndex((one) => one.as === by);
    return { key: key >= 0 ? `s${key}` : `m${measure}`, descending: descending === true };
  });
  const page = compilePage(context, columns, {
    terms,
    last: keys.length === 0 ? ['whole'] : groups.by.flatMap((_, index) => [`s${index}`, `g${index}`]),
    offset: 0,
    limit: groups.limit,
    ties: groups.ties === true,
  });
  const shown = columns.filter((column) => !column.startsWith('s') && column !== 'whole');
  return `${[found, ...joins].join(' ')} WITH ${grouped.join(', ')} ${page} RETURN total, ${shown.join(', ')}`;
}

function ownKey(
  context: CompileContext,
  scope: Scope,
  key: Extract<GroupKey, { property: string }>,
): CompiledKey {
  const { value, key: compared } = compileProperty(context, scope, key.property);
  if (key.unit === undefined) return { group: compared, sort: compared, shown: value };
  const period = compilePeriod(value, key.unit);
  return { group: period, sort: period, shown: period };
}

/** `2024`, `2024-Q2`, `2024-05` of a day or an instant. */
function compilePeriod(value: string, unit: 'year' | 'quarter' | 'month'): string {
  if (unit === 'year') return `substring(${value}, 0, 4)`;
  if (unit === 'month') return `substring(${value}, 0, 7)`;
  return `(substring(${value}, 0, 4) + '-Q' + toString((toInteger(substring(${value}, 5, 2)) + 2) / 3))`;
}

function compileMeasure(context: CompileContext, scope: Scope, measure: Measure): string {
  if (measure.measure === 'count') return 'count(*)';
  const input =
    'days' in measure
      ? compileDays(context, scope, measure.days)
      : compileProperty(context, scope, measure.property).value;
  // avg() of Cypher goes from value to value, and so rounds otherwise than the sum by the number.
  if (measure.measure === 'avg')
    return `CASE count(${input}) WHEN 0 THEN null ELSE toFloat(sum(${input})) / count(${input}) END`;
  return `${measure.measure}(${input})`;
}
