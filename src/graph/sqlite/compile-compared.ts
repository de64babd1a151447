import type { Compared, ComparedCondition } from '../graph-query.ts';
import { operators } from './comparison-operators.ts';
import { compileCondition } from './compile-condition.ts';
import { countRelated, relatedFrom } from './compile-related.ts';
import { tableOf } from './label-table.ts';
import { type CompileContext, propertySql, readableSql, type Scope } from './property-sql.ts';
import { joinSql, raw, type Sql, sql } from './sql.ts';

/** Compiles a comparison of a node with another of its label. */
export function compileCompared(context: CompileContext, scope: Scope, condition: ComparedCondition): Sql {
  const { related, where } = condition.with;
  if (related !== undefined) {
    const further = (far: Scope): Sql => comparison(context, scope, far, condition);
    return sql`EXISTS (${relatedFrom(context, scope, related, where, () => raw('1'), further).select})`;
  }
  const far: Scope = { label: scope.label, alias: context.nextAlias() };
  const rights = readableSql(context, far);
  const filters = [
    compileCondition(context, far, where, 'many'),
    ...(rights === undefined ? [] : [rights]),
    comparison(context, scope, far, condition),
  ];
  return sql`EXISTS (SELECT 1 FROM ${raw(tableOf(far.label))} ${raw(far.alias)} WHERE ${joinSql(filters, ' AND ')})`;
}

function comparison(
  context: CompileContext,
  near: Scope,
  far: Scope,
  { compared, op }: Pick<ComparedCondition, 'compared' | 'op'>,
): Sql {
  if ('shared' in compared) {
    const ids = (scope: Scope): Sql =>
      relatedFrom(context, scope, compared.shared, undefined, (end) => end.id).select;
    return sql`EXISTS (${ids(near)} INTERSECT ${ids(far)})`;
  }
  return sql`${measured(context, near, compared)} ${raw(operators[op])} ${measured(context, far, compared)}`;
}

function measured(
  context: CompileContext,
  scope: Scope,
  compared: Exclude<Compared, { shared: object }>,
): Sql {
  if ('countOf' in compared) return countRelated(context, scope, compared.countOf, compared.where);
  // Kept off the index, which would be walked anew for each node that comes up.
  const { key, indexed } = propertySql(context, scope, compared.property);
  return indexed ? sql`+${key}` : key;
}
