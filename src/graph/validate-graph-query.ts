import { relationships } from '../../graph-schema/index.ts';
import { AppError } from '../operations/app-error.ts';
import type { GraphQuery } from './graph-query.ts';
import { checkCondition } from './validation/check-condition.ts';
import { checkReturn } from './validation/check-return.ts';
import { QueryCheck } from './validation/query-check.ts';
import { findShape, pathsShape } from './validation/query-shapes.ts';
import { isDay } from './value-format.ts';

/**
 * Checks that a value is a typed query that fits the schema: labels, properties, relationships in their direction,
 * operators and values of the right type, names that resolve, and the limits (conditions nested at most 8 deep, at most
 * 60 of them).
 *
 * @returns the same value.
 * @throws AppError `invalid_query` that lists all mistakes, one a line, each with its place:
 *   `where.all[1].property: Task has no property "titel"; did you mean "title"?`
 */
export function validateGraphQuery(value: unknown): GraphQuery {
  const check = new QueryCheck();
  if (typeof value === 'object' && value !== null && 'paths' in value) checkPaths(check, value);
  else checkFind(check, value);
  if (check.mistakes.length > 0) throw new AppError('invalid_query', check.mistakes.join('\n'));
  return value as GraphQuery;
}

function checkFind(check: QueryCheck, value: unknown): void {
  const query = check.shapeByKeys(() => findShape, value, '');
  if (query === undefined || !check.queryable(query.find, 'find')) return;
  if (query.at !== undefined && !isDay(query.at))
    check.fail('at', `"${query.at}" is no day of the form YYYY-MM-DD`);
  if (query.during !== undefined) {
    check.daySpan(query.during, 'during');
    if (query.at !== undefined) check.fail('during', 'a query has a day or a span of days, not both');
  }
  if (query.where !== undefined) checkCondition(check, query.find, query.where, 'where');
  checkReturn(check, query.find, query.return);
}

function checkPaths(check: QueryCheck, value: unknown): void {
  const paths = check.shape(pathsShape, value, '')?.paths;
  if (paths === undefined) return;
  for (const end of ['from', 'to'] as const) {
    const { label, where } = paths[end];
    if (check.queryable(label, `paths.${end}.label`) && where !== undefined)
      checkCondition(check, label, where, `paths.${end}.where`);
  }
  for (const [index, type] of (paths.via ?? []).entries()) {
    for (const label of new Set([...relationships[type].from, ...relationships[type].to]))
      check.queryable(label, `paths.via[${index}]`);
  }
}
