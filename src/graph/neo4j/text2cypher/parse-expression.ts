import { parseAtom } from './parse-atom.ts';
import { parseNames } from './parse-pattern.ts';
import { refuse } from './refuse.ts';
import type { BinaryOperator, Expression } from './syntax-tree.ts';
import type { TokenReader } from './token-reader.ts';

/** Reads an expression, the weakest operators first. */
export function parseExpression(reader: TokenReader): Expression {
  return reader.nested(() => parseWordLevel(reader, 0));
}

const wordLevels = ['OR', 'XOR', 'AND'] as const;

function parseWordLevel(reader: TokenReader, level: number): Expression {
  const operator = wordLevels[level];
  if (operator === undefined) return parseNot(reader);
  let left = parseWordLevel(reader, level + 1);
  while (reader.acceptWords(operator))
    left = { kind: 'binary', operator, left, right: parseWordLevel(reader, level + 1) };
  return left;
}

function parseNot(reader: TokenReader): Expression {
  if (!reader.acceptWords('NOT')) return parseComparison(reader);
  return { kind: 'not', of: reader.nested(() => parseNot(reader)) };
}

function parseComparison(reader: TokenReader): Expression {
  const left = parseSum(reader);
  if (reader.acceptWords('IS')) {
    const not = reader.acceptWords('NOT');
    reader.expectWord('NULL');
    return refuseChain(reader, { kind: 'isNull', of: left, not });
  }
  const operator = acceptComparison(reader);
  if (operator === undefined) return left;
  return refuseChain(reader, { kind: 'binary', operator, left, right: parseSum(reader) });
}

/** `a < b < c` does not mean `(a < b) < c`, which is what it would be read as here. */
function refuseChain(reader: TokenReader, comparison: Expression): Expression {
  if (acceptComparison(reader) !== undefined || reader.isWords('IS'))
    refuse('Comparisons cannot follow each other: join them by AND.');
  return comparison;
}

function acceptComparison(reader: TokenReader): BinaryOperator | undefined {
  for (const symbol of ['=', '<>', '<=', '>=', '<', '>'] as const)
    if (reader.acceptSymbol(symbol)) return symbol;
  if (reader.acceptWords('IN')) return 'IN';
  if (reader.acceptWords('CONTAINS')) return 'CONTAINS';
  if (reader.acceptWords('STARTS', 'WITH')) return 'STARTS WITH';
  if (reader.acceptWords('ENDS', 'WITH')) return 'ENDS WITH';
  return undefined;
}

function parseSum(reader: TokenReader): Expression {
  let left = parseProduct(reader);
  for (;;) {
    if (reader.acceptSymbol('+') || reader.acceptSymbol('||')) {
      reader.count('additions');
      left = { kind: 'binary', operator: '+', left, right: parseProduct(reader) };
    } else if (reader.acceptSymbol('-')) {
      reader.count('operators');
      left = { kind: 'binary', operator: '-', left, right: parseProduct(reader) };
    } else return left;
  }
}

function parseProduct(reader: TokenReader): Expression {
  let left = parsePower(reader);
  for (;;) {
    const operator = (['*', '/', '%'] as const).find((symbol) => reader.acceptSymbol(symbol));
    if (operator === undefined) return left;
    reader.count('operators');
    left = { kind: 'binary', operator, left, right: parsePower(reader) };
  }
}

function parsePower(reader: TokenReader): Expression {
  let left = parseSigned(reader);
  while (reader.acceptSymbol('^')) {
    reader.count('operators');
    left = { kind: 'binary', operator: '^', left, right: parseSigned(reader) };
  }
  return left;
}

function parseSigned(reader: TokenReader): Expression {
  if (!reader.acceptSymbol('-')) return parsePostfix(reader);
  return { kind: 'minus', of: reader.nested(() => parseSigned(reader)) };
}

/** What follows a value: `.name`, `[…]`, `:Label`. */
function parsePostfix(reader: TokenReader): Expression {
  let value = parseAtom(reader);
  for (;;) {
    if (reader.acceptSymbol('.')) {
      value = { kind: 'property', of: value, name: reader.expectName('the name of a property') };
    } else if (reader.acceptSymbol('[')) {
      value = parseBrackets(reader, value);
    } else if (reader.isSymbol(':')) {
      value = { kind: 'hasLabel', of: value, names: parseNames(reader, 'label') };
    } else if (reader.isSymbol('{')) {
      reader.refuseNext('no map of properties; return each property as a column of its own');
    } else return value;
  }
}

function parseBrackets(reader: TokenReader, of: Expression): Expression {
  const from = reader.isSymbol('..') ? null : parseExpression(reader);
  if (!reader.acceptSymbol('..')) {
    reader.expectSymbol(']');
    return from === null ? refuse('Empty brackets.') : { kind: 'index', of, at: from };
  }
  const to = reader.isSymbol(']') ? null : parseExpression(reader);
  reader.expectSymbol(']');
  return { kind: 'slice', of, from, to };
}
