import { labels } from '../../../graph-schema/index.ts';
import type { FindQuery } from '../graph-query.ts';
import type { GroupsReturn } from './compile-groups.ts';
import { tableOf } from './label-table.ts';
import { type CompileContext, propertySql, readableSql, type Scope } from './property-sql.ts';
import { raw, type Sql, sql } from './sql.ts';

/**
 * Counts all nodes of a label by an indexed property, for a viewer with rules: first by the property and the rule, which is
 * the order of the index, and then the rules that the viewer satisfies. So the rights are asked for once a rule, and
 * not for each of a hundred thousand nodes.
 *
 * @returns undefined for groups of any other form.
 */
export function groupByRule(
  context: CompileContext,
  query: FindQuery,
  groups: GroupsReturn,
): Sql | undefined {
  const [key, ...others] = groups.by;
  if (key === undefined || others.length > 0 || 'related' in key || key.unit !== undefined) return undefined;
  if (!labels[query.find].restricted) return undefined;
  if (query.where !== undefined || groups.measures.some(({ measure }) => measure !== 'count'))
    return undefined;
  const scope: Scope = { label: query.find, alias: context.nextAlias() };
  const { key: compared, value, indexed } = propertySql(context, scope, key.property);
  const rights = readableSql(context, { ...scope, alias: 'counted' }, true);
  if (!indexed || rights === undefined) return undefined;
  const counts = groups.measures.map((_, index) => `, sum(nodes) AS m${index}`).join('');
  const byRule = sql`SELECT ${compared} AS g0, min(${value}) AS v0, ${raw(`${scope.alias}.rule`)} AS rule, count(*) AS nodes
    FROM ${raw(tableOf(query.find))} ${raw(scope.alias)} GROUP BY ${compared}, ${raw(`${scope.alias}.rule`)}`;
  // The plus keeps SQLite from asking for the rights within.
  return sql`SELECT g0, g0 AS s0, min(v0) AS v0${raw(counts)} FROM (${byRule}) counted WHERE +${rights} GROUP BY g0`;
}
