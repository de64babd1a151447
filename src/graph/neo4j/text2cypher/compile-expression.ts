import { anyLabel, propertyAt } from '../stored-names.ts';
import { type Compilation, type Compiled, lookUp, type Scope, withVariable } from './compilation.ts';
import { compileComparison, compileSum } from './compile-operators.ts';
import { compileExists, compilePatternComprehension } from './compile-pattern.ts';
import { compileSubquery } from './compile-statement.ts';
import { compileTimeFunction, compileTimePart } from './compile-time.ts';
import { functionNamed } from './functions.ts';
import { refuse } from './refuse.ts';
import type { CallExpression, CaseExpression, ComprehensionExpression, Expression } from './syntax-tree.ts';
import { eitherOf, isPlain, listOf, nameOf, plain, type ValueType } from './value-type.ts';
import { isPeriod, labelsNamed, nodeProperty, relationshipProperty } from './vocabulary.ts';

/**
 * Writes an expression anew from its tree, and finds out what it gives.
 *
 * @throws AppError `invalid_query` where it names what is not there, or does what is not accepted.
 */
export function compileExpression(compilation: Compilation, scope: Scope, expression: Expression): Compiled {
  const compile = (part: Expression): Compiled => compileExpression(compilation, scope, part);
  switch (expression.kind) {
    case 'text':
      return { text: compilation.parameter(expression.value), type: plain };
    case 'number':
      return { text: expression.value, type: plain };
    case 'word':
      return { text: expression.value, type: expression.value === 'null' ? { kind: 'null' } : plain };
    case 'variable':
      return { text: compilation.variable(expression.name), type: lookUp(scope, expression.name) };
    case 'property':
      return compileProperty(compilation, scope, expression);
    case 'index':
    case 'slice':
      return compileBrackets(compile, expression);
    case 'list': {
      const items = expression.items.map(compile);
      const type = items.map((item) => item.type).reduce(eitherOf, { kind: 'null' });
      return { text: `[${items.map(({ text }) => text).join(', ')}]`, type: listOf(type) };
    }
    case 'map':
      return refuse(
        'Maps are accepted in patterns, date() and duration() alone: return each value as a column.',
      );
    case 'call':
      return compileCall(compilation, scope, expression);
    case 'countRows':
      return { text: 'count(*)', type: plain };
    case 'not':
      return { text: `(NOT ${compile(expression.of).text})`, type: plain };
    case 'minus':
      return { text: `(-${demandPlain(compile(expression.of)).text})`, type: plain };
    case 'binary':
      return compileBinary(compilation, scope, expression);
    case 'isNull':
      return { text: `(${compile(expression.of).text} IS ${expression.not ? 'NOT ' : ''}NULL)`, type: plain };
    case 'hasLabel': {
      const { text, type } = compile(expression.of);
      if (type.kind !== 'node')
        refuse(`Only a node has labels, not ${nameOf(type)}; a relationship has type(r).`);
      return { text: `(${text}:${[...labelsNamed(expression.names)].join('|')})`, type: plain };
    }
    case 'case':
      return compileCase(compile, expression);
    case 'comprehension':
      return compileComprehension(compilation, scope, expression);
    case 'patternComprehension':
      return compilePatternComprehension(compilation, scope, expression);
    case 'patternExists':
      return compileExists(compilation, scope, expression.part);
    case 'subquery':
      return compileSubquery(compilation, scope, expression);
  }
}

export function demandPlain(compiled: Compiled): Compiled {
  if (isPlain(compiled.type)) return compiled;
  return refuse(`A plain value is needed, not ${nameOf(compiled.type)}.`);
}

function compileProperty(
  compilation: Compilation,
  scope: Scope,
  { of, name }: Extract<Expression, { kind: 'property' }>,
): Compiled {
  // The sources' own fields: n.extra.NAME.
  if (of.kind === 'property' && of.name === 'extra' && of.of.kind === 'variable') {
    const { text, type } = compileExpression(compilation, scope, of.of);
    if (type.kind === 'node') {
      const field = `extra.${name}`;
      return { text: propertyAt(text, field), type: nodeProperty(type.labels, field, compilation.hidden) };
    }
  }
  const compiled = compileExpression(compilation, scope, of);
  const { text, type } = compiled;
  if (type.kind === 'node')
    return { text: propertyAt(text, name), type: nodeProperty(type.labels, name, compilation.hidden) };
  if (type.kind === 'relationship') {
    const found = relationshipProperty(type.types, name);
    if (isPeriod(name)) for (const origin of type.origins) compilation.dated.add(origin);
    return { text: propertyAt(text, name), type: found };
  }
  if (type.kind === 'day' || type.kind === 'duration') return compileTimePart(compiled, name);
  return refuse(`'${name}' is read of ${nameOf(type)}, which has no properties.`);
}

function compileBrackets(
  compile: (part: Expression) => Compiled,
  expression: Extract<Expression, { kind: 'index' | 'slice' }>,
): Compiled {
  const { text, type } = compile(expression.of);
  if (type.kind !== 'list')
    refuse(`Brackets take an element of a list, and this is ${nameOf(type)}: write a property as n.name.`);
  const place = (part: Expression | null): string => (part === null ? '' : demandPlain(compile(part)).text);
  if (expression.kind === 'index') return { text: `${text}[${place(expression.at)}]`, type: type.of };
  return { text: `${text}[${place(expression.from)}..${place(expression.to)}]`, type };
}

function compileCall(compilation: Compilation, scope: Scope, call: CallExpression): Compiled {
  const time = compileTimeFunction(compilation, scope, call);
  if (time !== undefined) return time;
  const rule = call.name === 'coalesce' || call.name === 'labels' ? null : functionNamed(call.name);
  const values = call.values.map((value) => compileExpression(compilation, scope, value));
  const types = values.map(({ type }) => type);
  const texts = values.map(({ text }) => text).join(', ');
  const [first] = types;
  if (call.name === 'coalesce' && first !== undefined && !call.distinct)
    return { text: `coalesce(${texts})`, type: types.reduce(eitherOf) };
  if (call.name === 'labels' && types.length === 1 && first?.kind === 'node') {
    const label = compilation.freshVariable();
    return { text: `[${label} IN labels(${texts}) WHERE ${label} <> '${anyLabel}']`, type: listOf(plain) };
  }
  if (rule === null) return refuse(`${call.name}() takes ${call.name === 'labels' ? 'one node' : 'values'}.`);
  const [least, most] = rule.values;
  if (values.length < least || values.length > most)
    refuse(
      `${rule.name}() takes ${least === most ? least : `${least} to ${most}`} value(s), not ${values.length}.`,
    );
  if (call.distinct && rule.aggregates !== true) refuse(`${rule.name}() takes no DISTINCT.`);
  return { text: `${rule.name}(${call.distinct ? 'DISTINCT ' : ''}${texts})`, type: rule.gives(types) };
}

function compileBinary(
  compilation: Compilation,
  scope: Scope,
  expression: Extract<Expression, { kind: 'binary' }>,
): Compiled {
  const { operator } = expression;
  const left = compileExpression(compilation, scope, expression.left);
  const right = compileExpression(compilation, scope, expression.right);
  switch (operator) {
    case 'AND':
    case 'OR':
    case 'XOR': {
      // A long chain stays flat: the server's parser goes one call deeper with each parenthesis.
      const isChain = expression.left.kind === 'binary' && expression.left.operator === operator;
      const first = isChain ? left.text.slice(1, -1) : left.text;
      return { text: `(${first} ${operator} ${right.text})`, type: plain };
    }
    case '+':
    case '-':
      return compileSum(operator, left, right);
    case '*':
    case '/':
    case '%':
    case '^':
      return { text: `(${demandPlain(left).text} ${operator} ${demandPlain(right).text})`, type: plain };
    default:
      return compileComparison(operator, left, right);
  }
}

function compileCase(compile: (part: Expression) => Compiled, expression: CaseExpression): Compiled {
  const subject = expression.subject === null ? '' : ` ${compile(expression.subject).text}`;
  const types: ValueType[] = [];
  const result = (part: Expression): string => {
    const { text, type } = compile(part);
    types.push(type);
    return text;
  };
  const branches = expression.branches.map(
    ([when, then]) => `WHEN ${compile(when).text} THEN ${result(then)}`,
  );
  const otherwise = expression.otherwise === null ? '' : ` ELSE ${result(expression.otherwise)}`;
  return {
    text: `(CASE${subject} ${branches.join(' ')}${otherwise} END)`,
    type: types.reduce(eitherOf, { kind: 'null' }),
  };
}

function compileComprehension(
  compilation: Compilation,
  scope: Scope,
  { quantifier, variable, list, where, map }: ComprehensionExpression,
): Compiled {
  const { text, type } = compileExpression(compilation, scope, list);
  if (type.kind !== 'list') return refuse(`'${variable} IN …' needs a list, not ${nameOf(type)}.`);
  const inner = withVariable(scope, variable, type.of);
  const condition = where === null ? '' : ` WHERE ${compileExpression(compilation, inner, where).text}`;
  const head = `${compilation.variable(variable)} IN ${text}${condition}`;
  if (quantifier !== null) return { text: `${quantifier}(${head})`, type: plain };
  if (map === null) return { text: `[${head}]`, type };
  const mapped = compileExpression(compilation, inner, map);
  return { text: `[${head} | ${mapped.text}]`, type: listOf(mapped.type) };
}
