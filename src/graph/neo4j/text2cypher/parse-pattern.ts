import { parseExpression } from './parse-expression.ts';
import { parseWhere } from './parse-statement.ts';
import { refuse } from './refuse.ts';
import type { MapEntry, NodePattern, PatternPart, RelationshipPattern } from './syntax-tree.ts';
import type { TokenReader } from './token-reader.ts';

export function parsePatternParts(reader: TokenReader): PatternPart[] {
  const parts: PatternPart[] = [];
  do parts.push(parsePart(reader));
  while (reader.acceptSymbol(','));
  return parts;
}

function parsePart(reader: TokenReader): PatternPart {
  const named = reader.isSymbol('=', 1);
  const variable = named ? reader.expectName('a variable') : null;
  if (named) reader.expectSymbol('=');
  if (reader.isSymbol('(')) return { ...parseChain(reader), variable };
  if (!reader.acceptWords('SHORTESTPATH'))
    reader.refuseNext('a pattern such as (a:Employee)-[:REPORTS_TO]->(b:Employee), or shortestPath(…)');
  reader.expectSymbol('(');
  const part = parseChain(reader);
  reader.expectSymbol(')');
  return { ...part, variable, shortest: true };
}

/** `(a)-[…]->(b)…` */
export function parseChain(reader: TokenReader): PatternPart {
  const nodes = [parseNode(reader)];
  const relationships: RelationshipPattern[] = [];
  while (isRelationship(reader)) {
    relationships.push(parseRelationship(reader));
    nodes.push(parseNode(reader));
  }
  if (reader.isSymbol('{'))
    reader.refuseNext('a pattern without a quantifier; write [:TYPE*1..3] for several steps');
  return { variable: null, shortest: false, nodes, relationships };
}

/** Whether what stands next in parentheses is the first node of a pattern, and no expression. */
export function isPattern(reader: TokenReader): boolean {
  const end = reader.afterBrackets();
  return end !== null && isRelationship(reader, end);
}

function isRelationship(reader: TokenReader, from = 0): boolean {
  const ahead = reader.isSymbol('<', from) ? from + 1 : from;
  if (!reader.isSymbol('-', ahead)) return false;
  return reader.isSymbol('[', ahead + 1) || reader.isSymbol('-', ahead + 1);
}

function parseNode(reader: TokenReader): NodePattern {
  reader.expectSymbol('(');
  if (reader.isSymbol('(')) reader.refuseNext('a node; patterns in parentheses are not accepted');
  const variable = parseVariable(reader);
  const labels = parseNames(reader, 'label');
  const properties = parseProperties(reader);
  const where = parseWhere(reader);
  reader.expectSymbol(')');
  return { variable, labels, properties, where };
}

function parseRelationship(reader: TokenReader): RelationshipPattern {
  reader.count('relationships');
  const left = reader.acceptSymbol('<');
  reader.expectSymbol('-');
  const inner = reader.acceptSymbol('[') ? parseInner(reader) : undefined;
  reader.expectSymbol('-');
  const right = reader.acceptSymbol('>');
  if (reader.isSymbol('+') || reader.isSymbol('*') || reader.isSymbol('{'))
    reader.refuseNext('a node; write [:TYPE*1..3] for several steps');
  const direction = left === right ? 'either' : left ? 'left' : 'right';
  return { ...(inner ?? { variable: null, types: [], steps: null, properties: [], where: null }), direction };
}

function parseInner(reader: TokenReader): Omit<RelationshipPattern, 'direction'> {
  const variable = parseVariable(reader);
  const types = parseNames(reader, 'type');
  const steps = reader.acceptSymbol('*') ? parseSteps(reader) : null;
  if (steps !== null) reader.count('walks');
  const properties = parseProperties(reader);
  const where = parseWhere(reader);
  reader.expectSymbol(']');
  if (steps !== null && (properties.length > 0 || where !== null))
    refuse('A walk of several steps takes no conditions within its brackets: use WHERE all(r IN … WHERE …).');
  return { variable, types, steps, properties, where };
}

function parseSteps(reader: TokenReader): { readonly least: number; readonly most: number | null } {
  const least = acceptSteps(reader);
  if (!reader.acceptSymbol('..')) return { least: least ?? 1, most: least };
  return { least: least ?? 1, most: acceptSteps(reader) };
}

function acceptSteps(reader: TokenReader): number | null {
  const { kind, value } = reader.peek();
  if (kind !== 'number') return null;
  if (!/^\d{1,3}$/.test(value)) reader.refuseNext('a small whole number of steps');
  reader.next();
  return Number(value);
}

function parseVariable(reader: TokenReader): string | null {
  const { kind } = reader.peek();
  if (kind !== 'word' && kind !== 'quoted') return null;
  return reader.isWords('WHERE') ? null : reader.expectName('a variable');
}

/** `:A` or `:A|B`. A node has one label and a relationship one type, so that nothing else is of use. */
export function parseNames(reader: TokenReader, what: 'label' | 'type'): string[] {
  if (!reader.acceptSymbol(':')) return [];
  const names: string[] = [];
  do {
    if (names.length > 0) reader.acceptSymbol(':');
    names.push(reader.expectName(`the name of a ${what}, written out`));
  } while (reader.acceptSymbol('|'));
  if (reader.isSymbol(':') || reader.isSymbol('&'))
    reader.refuseNext(`one ${what}, or several that may hold with '|' between them`);
  return names;
}

function parseProperties(reader: TokenReader): readonly MapEntry[] {
  return reader.isSymbol('{') ? parseMap(reader) : [];
}

export function parseMap(reader: TokenReader): readonly MapEntry[] {
  reader.expectSymbol('{');
  const entries: MapEntry[] = [];
  if (reader.acceptSymbol('}')) return entries;
  do {
    const name = reader.expectName('the name of a property');
    reader.expectSymbol(':');
    entries.push([name, parseExpression(reader)]);
  } while (reader.acceptSymbol(','));
  reader.expectSymbol('}');
  return entries;
}
