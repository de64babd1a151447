import { integer } from '../../operations/neo4j/open-neo4j.ts';
import type { Field, FindQuery, Return, Span } from '../graph-query.ts';
import { type CompileContext, compileName, compileProperty, type Scope } from './compile-context.ts';
import { findsFew, matchFound } from './compile-found.ts';
import { compilePage, type OrderTerm, orderList } from './compile-page.ts';
import { beginOf, countRelated, farOf, matchRelated } from './compile-related.ts';
import { countByRule } from './count-by-rule.ts';

export type ListReturn = Extract<Return, { kind: 'list' }>;

export const defaultLimit = 100;

/** Counts the nodes that a query finds. */
export function compileCount(context: CompileContext, query: FindQuery): string {
  const byRule = countByRule(context, query);
  if (byRule !== undefined) return byRule;
  const scope: Scope = { label: query.find, variable: context.nextVariable() };
  return `${matchFound(context, scope, query.where)} RETURN count(*)`;
}

export function compileExists(context: CompileContext, query: FindQuery): string {
  const scope: Scope = { label: query.find, variable: context.nextVariable() };
  return `${matchFound(context, scope, query.where)} RETURN true LIMIT 1`;
}

/** A list as a statement. */
export interface CompiledList {
  readonly text: string;
  /**
   * Whether each row begins with the total. Elsewhere there is one row more than the limit where more are found, whose
   * absence tells the total without counting.
   */
  readonly withTotal: boolean;
}

/** Compiles a list: each row holds the total or null, the id, the display name and the fields. */
export function compileList(context: CompileContext, query: FindQuery, list: ListReturn): CompiledList {
  const scope: Scope = { label: query.find, variable: context.nextVariable() };
  const { variable } = scope;
  const keys = (list.orderBy ?? []).map(({ by }) => {
    const field = list.fields?.find((one) => nameOfField(one) === by);
    return `${orderKey(context, scope, by, field)} AS ${context.nextVariable()}`;
  });
  const terms = (list.orderBy ?? []).map(({ descending }, index): OrderTerm => {
    return { key: keys[index]?.split(' AS ').at(-1) ?? '', descending: descending === true };
  });
  const named = terms.map(({ key }) => key);
  const last = [`${variable}.id`];
  const limit = list.limit ?? defaultLimit;
  const offset = list.offset ?? 0;
  const withTotal = list.ties === true || findsFew(scope, query.where);
  const found = `${matchFound(context, scope, query.where)} WITH ${[variable, ...keys].join(', ')}`;
  const page = withTotal
    ? compilePage(context, [variable, ...named], { terms, last, offset, limit, ties: list.ties === true })
    : `ORDER BY ${orderList(terms, last)} SKIP ${context.parameter(integer(offset))} LIMIT ${context.parameter(integer(limit + 1))}`;
  const columns = [
    withTotal ? 'total' : 'null AS total',
    `${variable}.id AS id`,
    `${compileName(context, scope)?.value ?? 'null'} AS name`,
    ...(list.fields ?? []).map((field, index) => `${compileField(context, scope, field)} AS f${index}`),
  ];
  return {
    text: `${found} ${page} RETURN ${columns.join(', ')} ORDER BY ${orderList(terms, ['id'])}`,
    withTotal,
  };
}

/** The name under which a field's value stands in a row. */
export function nameOfField(field: Field): string {
  return 'property' in field && !('related' in field) ? (field.as ?? field.property) : (field.as ?? '');
}

function compileField(context: CompileContext, scope: Scope, field: Field): string {
  if ('countOf' in field) return countRelated(context, scope, field.countOf, field.where);
  if ('days' in field) return compileDays(context, scope, field.days);
  if (!('related' in field)) return compileProperty(context, scope, field.property).value;
  const far = farOf(context, field.related);
  const link = context.nextVariable();
  const match = matchRelated(context, scope, far, field.related, field.where, [scope.variable], link);
  const { value, key, definition } = compileProperty(context, far, field.property);
  const id = `${far.variable}.id`;
  // Lists have no order of their own, they go by id alone.
  const order = definition.type === 'texts' ? id : `${key}, ${id}`;
  const name = compileName(context, far)?.value ?? 'null';
  if (field.periods === true) {
    const [from, to, source] = [context.nextVariable(), context.nextVariable(), context.nextVariable()];
    // `since` and `until` are never null: they put what began before we looked first, and what still holds last.
    const [since, until] = [context.nextVariable(), context.nextVariable()];
    const begin = beginOf(context, field.related, link);
    const period = `${begin.from} AS ${from}, ${link}.to AS ${to}, ${link}.source AS ${source}, ${begin.since} AS ${since}, ${link}.until AS ${until}`;
    return `COLLECT { ${match} WITH DISTINCT ${far.variable}, ${period} ORDER BY ${since}, ${until}, ${id}, ${source} RETURN [${id}, ${name}, ${value}, ${from}, ${to}, ${source}] }`;
  }
  return `COLLECT { ${match} WITH DISTINCT ${far.variable} ORDER BY ${order} RETURN [${id}, ${name}, ${value}] }`;
}

function orderKey(context: CompileContext, scope: Scope, by: string, field: Field | undefined): string {
  if (field === undefined) return compileProperty(context, scope, by).key;
  if ('countOf' in field) return countRelated(context, scope, field.countOf, field.where);
  if ('days' in field) return compileDays(context, scope, field.days);
  return compileProperty(context, scope, field.property).key;
}

/** Whole days from one day to another; null where one of them is missing. */
export function compileDays(context: CompileContext, scope: Scope, span: Span): string {
  const from = compileProperty(context, scope, span.from).value;
  const to =
    span.to === undefined ? context.parameter(context.today) : compileProperty(context, scope, span.to).value;
  return `duration.inDays(date(${from}), date(${to})).days`;
}
