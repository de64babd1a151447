import { analyzeText } from '../analyze-text.ts';
import { isPinnedRelation, pinsItself } from '../estimate-condition.ts';
import { foldText } from '../fold-text.ts';
import type { Condition, PropertyCondition, Scalar } from '../graph-query.ts';
import { isHidden, searchableOf } from '../label-properties.ts';
import { conjunctsOf } from '../walk-condition.ts';
import { operators } from './comparison-operators.ts';
import { compileCompared } from './compile-compared.ts';
import { compileRelated } from './compile-related.ts';
import { textIndexOf } from './label-table.ts';
import { type CompileContext, type PropertySql, propertySql, type Scope } from './property-sql.ts';
import { identifier, joinSql, raw, type Sql, type SqlValue, sql } from './sql.ts';

/** So many values of a list stand in the statement one by one, which is faster; more would make too many statements. */
const spelledOut = 8;

/**
 * How a node of a scope is arrived at, which decides how its relations are compiled:
 * - `few`: by its id, or along a relationship from another node; relations are looked up from it.
 * - `many`: by reading through its table; the nodes that a relation allows are gathered once instead.
 */
export type Arrival = 'few' | 'many';

/**
 * Compiles a condition to an expression that is 1 where it holds, and 0 or NULL where it does not.
 *
 * Of several conditions that must all hold, the most telling one leads and the others are kept off the indexes: without
 * statistics SQLite would as readily walk a status that a third of all tasks have.
 */
export function compileCondition(
  context: CompileContext,
  scope: Scope,
  condition: Condition | undefined,
  arrival: Arrival,
): Sql {
  if (condition === undefined) return raw('1');
  const parts = conjunctsOf(condition);
  if (parts.length === 0) return raw('1');
  if (arrival === 'few') return joinAnd(parts.map((part) => compilePart(context, scope, part, 'few', false)));
  if (parts.some((part) => pinsItself(scope.label, part)))
    return joinAnd(
      parts.map((part) => compilePart(context, scope, part, 'few', pinsItself(scope.label, part))),
    );
  const leader = parts.find(isPinnedRelation);
  return joinAnd(
    parts.map((part) =>
      part === leader
        ? compilePart(context, scope, part, 'many', true)
        : compilePart(context, scope, part, leader === undefined ? 'many' : 'few', leader === undefined),
    ),
  );
}

function joinAnd(parts: readonly Sql[]): Sql {
  return joinSql(parts, ' AND ');
}

/** @param leads whether an index may be used for it. */
function compilePart(
  context: CompileContext,
  scope: Scope,
  condition: Condition,
  arrival: Arrival,
  leads: boolean,
): Sql {
  if ('all' in condition)
    return condition.all.length === 0
      ? raw('1')
      : sql`(${joinAnd(condition.all.map((one) => compilePart(context, scope, one, arrival, leads)))})`;
  if ('any' in condition)
    return condition.any.length === 0
      ? raw('0')
      : sql`(${joinSql(
          condition.any.map((one) => compilePart(context, scope, one, arrival, leads)),
          ' OR ',
        )})`;
  if ('not' in condition)
    return sql`NOT coalesce(${compilePart(context, scope, condition.not, arrival, false)}, 0)`;
  if ('related' in condition) {
    return compileRelated(context, scope, condition, arrival === 'many');
  }
  if ('compared' in condition) return compileCompared(context, scope, condition);
  if ('employed' in condition) {
    const lastDay = raw(`${scope.alias}.${identifier('endDate')}`);
    return sql`(${lastDay} IS NULL OR ${lastDay} >= ${context.days.first})`;
  }
  return compileProperty(context, scope, condition, leads);
}

function compileProperty(
  context: CompileContext,
  scope: Scope,
  condition: PropertyCondition,
  leads: boolean,
): Sql {
  const property = propertySql(context, scope, condition.property);
  const key = leads || !property.indexed ? property.key : raw(`+${property.key.text}`);
  switch (condition.op) {
    case 'exists':
      return sql`${property.value} IS NOT NULL`;
    case 'in': {
      const values = condition.values.map((value) => comparable(property, value));
      if (values.length > 0 && values.length <= spelledOut)
        return sql`${key} IN (${joinSql(
          values.map((value) => sql`${value}`),
          ', ',
        )})`;
      return sql`${key} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;
    }
    case 'contains':
      return sql`instr(${property.key}, ${foldText(condition.value)}) > 0`;
    case 'startsWith': {
      const start = foldText(condition.value);
      return sql`substr(${property.key}, 1, ${[...start].length}) = ${start}`;
    }
    case 'has':
      return sql`EXISTS (SELECT 1 FROM json_each(${property.key}) WHERE value = ${foldText(condition.value)})`;
    case 'yearly': {
      const day = sql`substr(${property.key}, 6, 5)`;
      const { from, to } = condition;
      return from <= to ? sql`${day} BETWEEN ${from} AND ${to}` : sql`(${day} >= ${from} OR ${day} <= ${to})`;
    }
    case 'words':
      return compileWords(context, scope, condition.property, condition.value, leads);
    default: {
      const other =
        'otherProperty' in condition
          ? propertySql(context, scope, condition.otherProperty).key
          : sql`${comparable(property, condition.value)}`;
      return sql`${key} ${raw(operators[condition.op])} ${other}`;
    }
  }
}

function comparable(property: PropertySql, value: Scalar): SqlValue {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'string' && property.definition.type === 'text' ? foldText(value) : value;
}

function compileWords(
  context: CompileContext,
  scope: Scope,
  property: string,
  words: string,
  leads: boolean,
): Sql {
  if (!searchableOf(scope.label).includes(property) || isHidden(context.viewer, scope.label, property))
    return raw('0');
  const index = raw(textIndexOf(scope.label));
  const terms = [...new Set(analyzeText(words))].map((term) => `"${term}"`);
  const match = `{${identifier(property)}} : (${terms.join(' AND ')})`;
  return sql`${raw(leads ? '' : '+')}${raw(scope.alias)}.row IN (SELECT rowid FROM ${index} WHERE ${index} MATCH ${match})`;
}
