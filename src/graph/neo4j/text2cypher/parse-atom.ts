import { parseExpression } from './parse-expression.ts';
import { isPattern, parseChain, parseMap } from './parse-pattern.ts';
import { parseSubquery, parseWhere } from './parse-statement.ts';
import type { ComprehensionExpression, Expression } from './syntax-tree.ts';
import type { TokenReader } from './token-reader.ts';

/** Reads a value that has no operator in it, unless it stands in brackets of its own. */
export function parseAtom(reader: TokenReader): Expression {
  const token = reader.peek();
  switch (token.kind) {
    case 'text':
      return { kind: 'text', value: reader.next().value };
    case 'number':
      return { kind: 'number', value: reader.next().value };
    case 'quoted':
      return { kind: 'variable', name: reader.next().value };
    case 'word':
      return parseWord(reader, token.value);
    case 'symbol':
      if (token.value === '(') return parseParentheses(reader);
      if (token.value === '[') return parseList(reader);
      if (token.value === '{') return { kind: 'map', entries: parseMap(reader) };
      break;
    case 'end':
      break;
  }
  return reader.refuseNext('a value');
}

function parseParentheses(reader: TokenReader): Expression {
  if (isPattern(reader)) return { kind: 'patternExists', part: parseChain(reader) };
  reader.expectSymbol('(');
  const value = parseExpression(reader);
  reader.expectSymbol(')');
  return value;
}

function parseWord(reader: TokenReader, word: string): Expression {
  const name = word.toUpperCase();
  if (reader.isSymbol('{', 1) && (name === 'EXISTS' || name === 'COUNT' || name === 'COLLECT')) {
    reader.next();
    reader.expectSymbol('{');
    return { kind: 'subquery', name, ...reader.nested(() => parseSubquery(reader)) };
  }
  const called = calledName(reader);
  if (called !== null) return parseCall(reader, called);
  if (name === 'TRUE' || name === 'FALSE' || name === 'NULL') {
    reader.next();
    return { kind: 'word', value: name === 'TRUE' ? 'true' : name === 'FALSE' ? 'false' : 'null' };
  }
  if (name === 'CASE') return parseCase(reader);
  return { kind: 'variable', name: reader.next().value };
}

/** The function that is called next, `duration.between` too; null where none is. */
function calledName(reader: TokenReader): { readonly name: string; readonly length: number } | null {
  let name = reader.peek().value;
  let length = 1;
  while (reader.isSymbol('.', length) && reader.peek(length + 1).kind === 'word') {
    name += `.${reader.peek(length + 1).value}`;
    length += 2;
  }
  return reader.isSymbol('(', length) ? { name: name.toLowerCase(), length } : null;
}

function parseCall(
  reader: TokenReader,
  { name, length }: { readonly name: string; readonly length: number },
): Expression {
  for (let at = 0; at <= length; at++) reader.next();
  if (name === 'all' || name === 'any' || name === 'none' || name === 'single')
    return parseComprehension(reader, name, ')');
  if (name === 'count' && reader.acceptSymbol('*')) {
    reader.expectSymbol(')');
    return { kind: 'countRows' };
  }
  const distinct = reader.acceptWords('DISTINCT');
  const values: Expression[] = [];
  if (!reader.isSymbol(')')) {
    do values.push(parseExpression(reader));
    while (reader.acceptSymbol(','));
  }
  reader.expectSymbol(')');
  return { kind: 'call', name, distinct, values };
}

function parseCase(reader: TokenReader): Expression {
  reader.expectWord('CASE');
  const subject = reader.isWords('WHEN') ? null : parseExpression(reader);
  const branches: (readonly [Expression, Expression])[] = [];
  reader.expectWord('WHEN');
  do {
    const when = parseExpression(reader);
    reader.expectWord('THEN');
    branches.push([when, parseExpression(reader)]);
  } while (reader.acceptWords('WHEN'));
  const otherwise = reader.acceptWords('ELSE') ? parseExpression(reader) : null;
  reader.expectWord('END');
  return { kind: 'case', subject, branches, otherwise };
}

function parseList(reader: TokenReader): Expression {
  reader.expectSymbol('[');
  if (reader.isSymbol('(') && isPattern(reader)) {
    const part = parseChain(reader);
    const where = parseWhere(reader);
    reader.expectSymbol('|');
    const map = parseExpression(reader);
    reader.expectSymbol(']');
    return { kind: 'patternComprehension', part, where, map };
  }
  const { kind } = reader.peek();
  const second = reader.peek(1);
  if ((kind === 'word' || kind === 'quoted') && second.kind === 'word' && /^in$/i.test(second.value))
    return parseComprehension(reader, null, ']');
  const items: Expression[] = [];
  if (reader.acceptSymbol(']')) return { kind: 'list', items };
  do items.push(parseExpression(reader));
  while (reader.acceptSymbol(','));
  reader.expectSymbol(']');
  return { kind: 'list', items };
}

/** From the variable on: `x IN list WHERE … | …` and the closing bracket. */
function parseComprehension(
  reader: TokenReader,
  quantifier: ComprehensionExpression['quantifier'],
  end: ')' | ']',
): Expression {
  const variable = reader.expectName('a variable');
  reader.expectWord('IN');
  const list = parseExpression(reader);
  const where = parseWhere(reader);
  if (quantifier !== null && where === null) reader.refuseNext('WHERE');
  const map = quantifier === null && reader.acceptSymbol('|') ? parseExpression(reader) : null;
  reader.expectSymbol(end);
  return { kind: 'comprehension', quantifier, variable, list, where, map };
}
