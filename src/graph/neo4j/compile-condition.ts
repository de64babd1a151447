import { analyzeText } from '../analyze-text.ts';
import { foldText } from '../fold-text.ts';
import type { Condition, PropertyCondition, Scalar } from '../graph-query.ts';
import { isHidden, searchableOf } from '../label-properties.ts';
import { compileCompared } from './compile-compared.ts';
import {
  type CompileContext,
  type CompiledProperty,
  compileProperty,
  dayParameters,
  type Scope,
} from './compile-context.ts';
import { compileRelated } from './compile-related.ts';
import { sortableText } from './order-text.ts';
import { anyLabel, orderName, propertyAt, wordsName } from './stored-names.ts';

/** The typed query's comparisons as Cypher writes them. */
export const operators = { eq: '=', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/** Compiles a condition to an expression that is true where it holds, and false or null where it does not. */
export function compileCondition(context: CompileContext, scope: Scope, condition: Condition): string {
  if ('all' in condition) return joined(context, scope, condition.all, ' AND ', 'true');
  if ('any' in condition) return joined(context, scope, condition.any, ' OR ', 'false');
  if ('not' in condition) return `NOT coalesce(${compileCondition(context, scope, condition.not)}, false)`;
  if ('related' in condition) return compileRelated(context, scope, condition);
  if ('compared' in condition) return compileCompared(context, scope, condition);
  if ('employed' in condition)
    return `coalesce(${propertyAt(scope.variable, 'endDate')} >= ${dayParameters.first}, true)`;
  return compileOwn(context, scope, condition);
}

function joined(
  context: CompileContext,
  scope: Scope,
  parts: readonly Condition[],
  operator: string,
  empty: string,
): string {
  if (parts.length === 0) return empty;
  return `(${parts.map((part) => compileCondition(context, scope, part)).join(operator)})`;
}

function compileOwn(context: CompileContext, scope: Scope, condition: PropertyCondition): string {
  const property = compileProperty(context, scope, condition.property);
  const { key } = property;
  switch (condition.op) {
    case 'exists':
      return `${property.value} IS NOT NULL`;
    case 'in': {
      const values = context.parameter(condition.values.map((value) => comparable(property, value)));
      return byId(scope, condition.property, `${key} IN ${values}`);
    }
    case 'contains':
      return `${key} CONTAINS ${context.parameter(sortableText(foldText(condition.value)))}`;
    case 'startsWith':
      return `${key} STARTS WITH ${context.parameter(sortableText(foldText(condition.value)))}`;
    case 'has':
      return `${context.parameter(sortableText(foldText(condition.value)))} IN ${key}`;
    case 'yearly': {
      const day = `substring(${key}, 5, 5)`;
      const [from, to] = [context.parameter(condition.from), context.parameter(condition.to)];
      return condition.from <= condition.to
        ? `(${day} >= ${from} AND ${day} <= ${to})`
        : `(${day} >= ${from} OR ${day} <= ${to})`;
    }
    case 'words':
      return compileWords(context, scope, condition.property, condition.value);
    default: {
      if (
        'value' in condition &&
        condition.op !== 'eq' &&
        property.definition.type === 'string' &&
        key !== 'null'
      ) {
        const { ofThose = (expression: string) => expression } = property;
        const order = ofThose(propertyAt(scope.variable, orderName(condition.property)));
        const value = context.parameter(sortableText(String(condition.value)));
        return `coalesce(${order}, ${key}) ${operators[condition.op]} ${value}`;
      }
      const other =
        'otherProperty' in condition
          ? compileProperty(context, scope, condition.otherProperty).key
          : context.parameter(comparable(property, condition.value));
      const compared = `${key} ${operators[condition.op]} ${other}`;
      return condition.op === 'eq' ? byId(scope, condition.property, compared) : compared;
    }
  }
}

/** The index of ids hangs on the label that all nodes have. */
function byId(scope: Scope, property: string, compared: string): string {
  return property === 'id' ? `(${scope.variable}:${anyLabel} AND ${compared})` : compared;
}

/** A value as the property's key is compared with it. */
export function comparable(property: CompiledProperty, value: Scalar): Scalar {
  return typeof value === 'string' && property.definition.type === 'text'
    ? sortableText(foldText(value))
    : value;
}

function compileWords(context: CompileContext, scope: Scope, property: string, words: string): string {
  if (!searchableOf(scope.label).includes(property) || isHidden(context.viewer, scope.label, property))
    return 'false';
  const stored = propertyAt(scope.variable, wordsName(property));
  const terms = new Set(analyzeText(words));
  if (terms.size === 0) return `${stored} IS NOT NULL`;
  const found = [...terms].map((term) => `${stored} CONTAINS ${context.parameter(` ${term} `)}`);
  return `(${found.join(' AND ')})`;
}
