import { seenByOf } from '../../../graph-schema/index.ts';
import { comesOneByOne } from '../estimate-condition.ts';
import type { Field, FindQuery, Return, Span } from '../graph-query.ts';
import { conjunctsOf } from '../walk-condition.ts';
import { compileCondition } from './compile-condition.ts';
import { beginSql, countRelated, relatedFrom } from './compile-related.ts';
import { countByRule } from './count-by-rule.ts';
import { tableOf } from './label-table.ts';
import { namedKeys, type OrderTerm, orderSql, renamed } from './order-sql.ts';
import { type CompileContext, nameSql, propertySql, readableSql, type Scope } from './property-sql.ts';
import { joinSql, raw, type Sql, sql } from './sql.ts';

export type ListReturn = Extract<Return, { kind: 'list' }>;

export const defaultLimit = 100;

/** `FROM … WHERE …`: the nodes that a query finds, as far as the viewer may read them. */
export function foundFrom(
  context: CompileContext,
  scope: Scope,
  query: FindQuery,
  joins: Sql = raw(''),
): Sql {
  const rights = isSeenThereby(query)
    ? undefined
    : readableSql(context, scope, !comesOneByOne(query.find, query.where));
  const condition = compileCondition(context, scope, query.where, 'many');
  const filter = rights === undefined ? condition : sql`${condition} AND ${rights}`;
  return sql`FROM ${raw(tableOf(scope.label))} ${raw(scope.alias)}${joins} WHERE ${filter}`;
}

/** Whether only those are found anyway that a readable node leads to by which they are seen. */
function isSeenThereby({ find, where }: FindQuery): boolean {
  const by = seenByOf(find);
  return conjunctsOf(where).some((part) => {
    if (!('related' in part) || part.quantifier === 'none' || part.count !== undefined) return false;
    const { type, direction, label } = part.related;
    return type === by?.type && direction === 'in' && label === by.from;
  });
}

/** Counts the nodes that a query finds. */
export function compileCount(context: CompileContext, query: FindQuery): Sql {
  const byRule = countByRule(context, query);
  if (byRule !== undefined) return byRule;
  const scope: Scope = { label: query.find, alias: context.nextAlias() };
  return sql`SELECT count(*) ${foundFrom(context, scope, query)}`;
}

export function compileExists(context: CompileContext, query: FindQuery): Sql {
  const scope: Scope = { label: query.find, alias: context.nextAlias() };
  return sql`SELECT EXISTS (SELECT 1 ${foundFrom(context, scope, query)})`;
}

/**
 * Compiles a list: each row holds the id, the display name and the fields. Without `ties` it asks for one row more than
 * the limit, whose absence tells the total without counting.
 */
export function compileList(context: CompileContext, query: FindQuery, list: ListReturn): Sql {
  const scope: Scope = { label: query.find, alias: context.nextAlias() };
  const id = raw(`${scope.alias}.id`);
  const columns = joinSql(
    [
      id,
      nameSql(context, scope)?.value ?? raw('NULL'),
      ...(list.fields ?? []).map((field) => fieldSql(context, scope, field)),
    ],
    ', ',
  );
  const terms = (list.orderBy ?? []).map(({ by, descending }): OrderTerm => {
    const field = list.fields?.find((one) => nameOfField(one) === by);
    return { key: orderKey(context, scope, by, field), descending: descending === true };
  });
  const limit = list.limit ?? defaultLimit;
  const offset = list.offset ?? 0;
  const costly = list.fields?.some((field) => 'related' in field || 'countOf' in field) === true;
  if (list.ties !== true && !costly) {
    return sql`SELECT ${columns} ${foundFrom(context, scope, query)} ORDER BY ${orderSql(terms, [id])} LIMIT ${limit + 1} OFFSET ${offset}`;
  }
  // Which rows first, then what to tell of them: SQLite would compute the columns of every row before it sorts.
  const page = list.ties === true ? tiedPage : plainPage;
  const rows = page(context, scope, query, terms, limit, offset);
  const table = raw(tableOf(scope.label));
  return sql`SELECT ${columns} FROM (${rows}) page CROSS JOIN ${table} ${raw(scope.alias)} ON ${raw(scope.alias)}.row = page.row
    ORDER BY ${orderSql(renamed(terms, 'page.o'), [id])}`;
}

function plainPage(
  context: CompileContext,
  scope: Scope,
  query: FindQuery,
  terms: readonly OrderTerm[],
  limit: number,
  offset: number,
): Sql {
  const id = raw(`${scope.alias}.id`);
  return sql`SELECT ${raw(scope.alias)}.row AS row${namedKeys(terms, 'o')} ${foundFrom(context, scope, query)}
    ORDER BY ${orderSql(renamed(terms, 'o'), [id])} LIMIT ${limit + 1} OFFSET ${offset}`;
}

/** A row ranks as high as the first that equals it in every order, so that those tied with the last stay in. */
function tiedPage(
  context: CompileContext,
  scope: Scope,
  query: FindQuery,
  terms: readonly OrderTerm[],
  limit: number,
  offset: number,
): Sql {
  const found = sql`SELECT ${raw(scope.alias)}.row AS row, ${raw(scope.alias)}.id AS id${namedKeys(terms, 'o')} ${foundFrom(context, scope, query)}`;
  const order = orderSql(renamed(terms, 'o'));
  return sql`SELECT * FROM (SELECT *, rank() OVER (ORDER BY ${order}) AS place FROM (${found}))
    WHERE place <= ${limit + offset} ORDER BY ${order}, id LIMIT -1 OFFSET ${offset}`;
}

/** The name under which a field's value stands in a row. */
export function nameOfField(field: Field): string {
  return 'property' in field && !('related' in field) ? (field.as ?? field.property) : (field.as ?? '');
}

function fieldSql(context: CompileContext, scope: Scope, field: Field): Sql {
  if ('countOf' in field) return countRelated(context, scope, field.countOf, field.where);
  if ('days' in field) return daysSql(context, scope, field.days);
  if (!('related' in field)) return propertySql(context, scope, field.property).value;
  const withPeriods = field.periods === true;
  const reached = relatedFrom(context, scope, field.related, field.where, ({ id, link }) =>
    withPeriods
      ? sql`DISTINCT ${id} AS id, ${beginSql(context, field.related, link ?? '')} AS valid_from, ${raw(`${link}.valid_to AS valid_to, ${link}.source AS source`)}`
      : sql`DISTINCT ${id} AS id`,
  );
  const far: Scope = { label: field.related.label, alias: context.nextAlias() };
  const id = raw(`${far.alias}.id`);
  const { value, key, definition } = propertySql(context, far, field.property);
  // Lists have no order of their own, they go by id alone.
  const terms = definition.type === 'texts' ? [] : [{ key, descending: false }];
  const name = nameSql(context, far)?.value ?? raw('NULL');
  const order = withPeriods
    ? sql`reached.valid_from NULLS FIRST, reached.valid_to NULLS LAST, ${id}, reached.source`
    : orderSql(terms, [id]);
  const period = raw(withPeriods ? ', reached.valid_from, reached.valid_to, reached.source' : '');
  return sql`(SELECT json_group_array(json_array(${id}, ${name}, ${value}${period}) ORDER BY ${order})
    FROM (${reached.select}) reached CROSS JOIN ${raw(tableOf(far.label))} ${raw(far.alias)} ON ${id} = reached.id)`;
}

function orderKey(context: CompileContext, scope: Scope, by: string, field: Field | undefined): Sql {
  if (field === undefined) return propertySql(context, scope, by).key;
  if ('countOf' in field) return countRelated(context, scope, field.countOf, field.where);
  if ('days' in field) return daysSql(context, scope, field.days);
  return propertySql(context, scope, field.property).key;
}

/** Whole days from one day to another; NULL where one of them is missing. */
export function daysSql(context: CompileContext, scope: Scope, span: Span): Sql {
  const from = propertySql(context, scope, span.from).value;
  const to = span.to === undefined ? sql`${context.today}` : propertySql(context, scope, span.to).value;
  return sql`CAST(round(julianday(${to}) - julianday(${from})) AS INTEGER)`;
}
