import { analyzeText } from '../analyze-text.ts';
import { foldText } from '../fold-text.ts';
import type { Condition, PropertyCondition, Scalar } from '../graph-query.ts';
import { isHidden, searchableOf } from '../stored/label-properties.ts';
import { compareWithText } from './compare-with-text.ts';
import { type CompileContext, type PropertyCypher, propertyCypher, type Scope } from './compile-context.ts';
import { compileRelated } from './compile-related.ts';
import { lucenePhrase } from './lucene.ts';
import { textIndexOf, wordsProperty } from './stored-names.ts';

const operators = { eq: '=', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/** Compiles a condition to an expression that is true where it holds, and false or null where it does not. */
export function compileCondition(context: CompileContext, scope: Scope, condition: Condition): string {
  if ('all' in condition) return joined(context, scope, condition.all, ' AND ', 'true');
  if ('any' in condition) return joined(context, scope, condition.any, ' OR ', 'false');
  if ('not' in condition) return `NOT coalesce(${compileCondition(context, scope, condition.not)}, false)`;
  if ('related' in condition) return compileRelated(context, scope, condition);
  return compileProperty(context, scope, condition);
}

function joined(
  context: CompileContext,
  scope: Scope,
  conditions: readonly Condition[],
  separator: string,
  none: string,
): string {
  if (conditions.length === 0) return none;
  return `(${conditions.map((one) => compileCondition(context, scope, one)).join(separator)})`;
}

export function conjuncts(condition: Condition | undefined): readonly Condition[] {
  if (condition === undefined) return [];
  return 'all' in condition ? condition.all.flatMap(conjuncts) : [condition];
}

function compileProperty(context: CompileContext, scope: Scope, condition: PropertyCondition): string {
  const property = propertyCypher(context, scope, condition.property);
  const { key, value } = property;
  switch (condition.op) {
    case 'exists':
      return `${value} IS NOT NULL`;
    case 'in':
      return `${key} IN ${context.value(condition.values.map((one) => comparable(property, one)))}`;
    case 'contains':
      return `${key} CONTAINS ${context.value(foldText(condition.value))}`;
    case 'startsWith':
      return `${key} STARTS WITH ${context.value(foldText(condition.value))}`;
    case 'has':
      return `${context.value(foldText(condition.value))} IN ${key}`;
    case 'words':
      return compileWords(context, scope, condition.property, condition.value);
    default: {
      const value = 'otherProperty' in condition ? null : comparable(property, condition.value);
      const other =
        'otherProperty' in condition
          ? propertyCypher(context, scope, condition.otherProperty).key
          : context.value(value);
      return typeof value === 'string' && condition.op !== 'eq'
        ? compareWithText(context, key, condition.op, value, other)
        : `${key} ${operators[condition.op]} ${other}`;
    }
  }
}

function comparable({ definition }: PropertyCypher, value: Scalar): Scalar {
  return typeof value === 'string' && definition.type === 'text' ? foldText(value) : value;
}

/** The index is asked once, before all else; a node then only has to be among what it found. */
function compileWords(context: CompileContext, scope: Scope, property: string, words: string): string {
  if (!searchableOf(scope.label).includes(property) || isHidden(context.viewer, scope.label, property))
    return 'false';
  const terms = [...new Set(analyzeText(words))];
  const field = wordsProperty(property);
  const query = terms.map((term) => `+${field}:${lucenePhrase(term)}`).join(' ');
  const variable = context.variable();
  context.searches.push({
    variable,
    text: `CALL () { CALL db.index.fulltext.queryNodes('${textIndexOf(scope.label)}', ${context.value(query)}) YIELD node RETURN collect(node.id) AS ${variable} }`,
  });
  return `${scope.variable}.id IN ${variable}`;
}
