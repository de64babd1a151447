import type { Field, FindQuery, Return, Span } from '../graph-query.ts';
import { type CompileContext, nameCypher, propertyCypher, type Scope } from './compile-context.ts';
import { compileFound } from './compile-found.ts';
import { countRelated, relatedTo } from './compile-related.ts';
import { type OrderTerm, orderCypher, sameOrder } from './order-cypher.ts';

export type ListReturn = Extract<Return, { kind: 'list' }>;

/** A statement with its values. */
export interface Statement {
  readonly text: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export const defaultLimit = 100;

/** One row: how many nodes a query finds. */
export function compileCount(context: CompileContext, query: FindQuery): Statement {
  const scope: Scope = { label: query.find, variable: context.variable() };
  const clauses = `${compileFound(context, scope, query.where)}\nRETURN count(${scope.variable}) AS total`;
  return { text: context.finish(clauses), parameters: context.parameters };
}

/** One row or none. */
export function compileExists(context: CompileContext, query: FindQuery): Statement {
  const scope: Scope = { label: query.find, variable: context.variable() };
  const clauses = `${compileFound(context, scope, query.where)}\nRETURN true AS found LIMIT 1`;
  return { text: context.finish(clauses), parameters: context.parameters };
}

/**
 * Compiles a list: each row holds the id, the display name and the fields as `f0`, `f1` … Without `ties` it asks for one
 * row more than the limit, whose absence tells the total without counting.
 */
export function compileList(context: CompileContext, query: FindQuery, list: ListReturn): Statement {
  const scope: Scope = { label: query.find, variable: context.variable() };
  const node = scope.variable;
  const found = compileFound(context, scope, query.where);
  const fields = (list.fields ?? []).map(
    (field, index) => `, ${fieldCypher(context, scope, field)} AS f${index}`,
  );
  const name = nameCypher(context, scope)?.value ?? 'null';
  const keys = (list.orderBy ?? []).map(({ by }) => {
    const field = list.fields?.find((one) => nameOfField(one) === by);
    return orderKey(context, scope, by, field);
  });
  const terms = (list.orderBy ?? []).map(
    ({ descending }, index): OrderTerm => ({ key: `o${index}`, descending: descending === true }),
  );
  const limit = list.limit ?? defaultLimit;
  const offset = list.offset ?? 0;
  const named = keys.map((key, index) => `, ${key} AS o${index}`).join('');
  const order = orderCypher([...terms, { key: `${node}.id`, descending: false }]);
  const page =
    list.ties === true
      ? tiedPage(context, node, named, terms, order, offset, limit)
      : `WITH ${context.carried}${node}${named} ORDER BY ${order} SKIP ${context.value(offset)} LIMIT ${context.value(limit + 1)}`;
  const clauses = `${found}\n${page}\nRETURN ${node}.id AS id, ${name} AS name${fields.join('')} ORDER BY ${order}`;
  return { text: context.finish(clauses), parameters: context.parameters };
}

/** The page, and beyond it the rows that equal its last one in every order. */
function tiedPage(
  context: CompileContext,
  node: string,
  named: string,
  terms: readonly OrderTerm[],
  order: string,
  offset: number,
  limit: number,
): string {
  const keys = terms.map((term) => term.key);
  const names = keys.map((key) => `, ${key}`).join('');
  const row = `[${[node, ...keys].join(', ')}]`;
  const last = context.value(offset + limit);
  return [
    `WITH ${context.carried}${node}${named} ORDER BY ${order}`,
    `WITH ${context.carried}collect(${row}) AS rows`,
    `WITH ${context.carried}rows, rows[${last} - 1] AS last`,
    `UNWIND range(0, size(rows) - 1) AS place`,
    `WITH ${context.carried}place, rows[place] AS row, last`,
    `WHERE place >= ${context.value(offset)} AND (place < ${last} OR ${sameOrder('row', 'last', keys.length)})`,
    `WITH ${context.carried}row[0] AS ${node}${keys.map((key, index) => `, row[${index + 1}] AS ${key}`).join('')}`,
    `WITH ${context.carried}${node}${names}`,
  ].join('\n');
}

/** The name under which a field's value stands in a row. */
export function nameOfField(field: Field): string {
  return 'property' in field && !('related' in field) ? (field.as ?? field.property) : (field.as ?? '');
}

function fieldCypher(context: CompileContext, scope: Scope, field: Field): string {
  if ('countOf' in field) return countRelated(context, scope, field.countOf, field.where);
  if ('days' in field) return daysCypher(context, scope, field.days);
  if (!('related' in field)) return propertyCypher(context, scope, field.property).value;
  const { clauses, far } = relatedTo(context, scope, field.related, field.where);
  const { value, key, definition } = propertyCypher(context, far, field.property);
  const id = `${far.variable}.id`;
  // Lists have no order of their own, they go by id alone.
  const order = definition.type === 'texts' ? id : `${key}, ${id}`;
  const name = nameCypher(context, far)?.value ?? 'null';
  return `COLLECT { ${clauses} WITH DISTINCT ${far.variable} ORDER BY ${order} RETURN [${id}, ${name}, ${value}] }`;
}

function orderKey(context: CompileContext, scope: Scope, by: string, field: Field | undefined): string {
  if (field === undefined) return propertyCypher(context, scope, by).key;
  if ('countOf' in field) return countRelated(context, scope, field.countOf, field.where);
  if ('days' in field) return daysCypher(context, scope, field.days);
  return propertyCypher(context, scope, field.property).key;
}

/** Whole days from one day to another; null where one of them is missing. */
export function daysCypher(context: CompileContext, scope: Scope, span: Span): string {
  const from = propertyCypher(context, scope, span.from).value;
  const to = span.to === undefined ? '$today' : propertyCypher(context, scope, span.to).value;
  return `duration.inDays(date(${from}), date(${to})).days`;
}
