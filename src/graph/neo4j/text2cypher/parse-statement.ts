import { parseExpression } from './parse-expression.ts';
import { parsePatternParts } from './parse-pattern.ts';
import { refuse } from './refuse.ts';
import type { Clause, Expression, Projection, ProjectionItem, Statement } from './syntax-tree.ts';
import { TokenReader } from './token-reader.ts';

const clauseWords = 'MATCH, OPTIONAL MATCH, WITH, UNWIND or RETURN';

/**
 * Reads a statement. What this grammar has no place for (writes, procedures, LOAD CSV, USE, UNION, …) cannot be read, and
 * so cannot be run.
 *
 * @throws AppError `invalid_query`.
 */
export function parseStatement(text: string): Statement {
  const reader = new TokenReader(text);
  const clauses = parseClauses(reader);
  if (!reader.acceptWords('RETURN')) reader.refuseNext(clauseWords);
  const result = parseProjection(reader);
  if (reader.peek().kind !== 'end') reader.refuseNext('nothing more, as RETURN ends the statement');
  if (result.all) refuse('RETURN * is not accepted: name what to return.');
  return { clauses, result };
}

/** The body of EXISTS, COUNT or COLLECT up to its closing brace: clauses, or a pattern alone. */
export function parseSubquery(reader: TokenReader): {
  readonly clauses: readonly Clause[];
  readonly result: Projection | null;
} {
  const clauses = reader.isSymbol('(') ? [parseMatch(reader, false)] : parseClauses(reader);
  const result = reader.acceptWords('RETURN') ? parseProjection(reader) : null;
  if (!reader.acceptSymbol('}')) reader.refuseNext(`${clauseWords}, or '}'`);
  if (clauses.length === 0) refuse('A subquery must begin with MATCH.');
  if (result?.all === true) refuse('RETURN * is not accepted: name what to return.');
  return { clauses, result };
}

function parseClauses(reader: TokenReader): Clause[] {
  const clauses: Clause[] = [];
  for (;;) {
    if (reader.acceptWords('MATCH')) clauses.push(parseMatch(reader, false));
    else if (reader.acceptWords('OPTIONAL', 'MATCH')) clauses.push(parseMatch(reader, true));
    else if (reader.acceptWords('WITH')) {
      const projection = parseProjection(reader);
      clauses.push({ kind: 'with', projection, where: parseWhere(reader) });
    } else if (reader.acceptWords('UNWIND')) {
      reader.count('unwinds');
      const list = parseExpression(reader);
      reader.expectWord('AS');
      clauses.push({ kind: 'unwind', list, variable: reader.expectName('a variable') });
    } else return clauses;
    reader.count('clauses');
  }
}

function parseMatch(reader: TokenReader, optional: boolean): Clause {
  const parts = parsePatternParts(reader);
  return { kind: 'match', optional, parts, where: parseWhere(reader) };
}

export function parseWhere(reader: TokenReader): Expression | null {
  return reader.acceptWords('WHERE') ? parseExpression(reader) : null;
}

function parseProjection(reader: TokenReader): Projection {
  const distinct = reader.acceptWords('DISTINCT');
  const all = reader.acceptSymbol('*');
  const items: ProjectionItem[] = [];
  if (!all || reader.acceptSymbol(',')) {
    do items.push(parseItem(reader));
    while (reader.acceptSymbol(','));
  }
  const order: Projection['order'][number][] = [];
  if (reader.acceptWords('ORDER', 'BY')) {
    do {
      const by = parseExpression(reader);
      const descending = reader.acceptWords('DESC') || reader.acceptWords('DESCENDING');
      if (!descending && !reader.acceptWords('ASC')) reader.acceptWords('ASCENDING');
      order.push({ by, descending });
    } while (reader.acceptSymbol(','));
  }
  const skip = reader.acceptWords('SKIP') || reader.acceptWords('OFFSET') ? parseRows(reader) : null;
  const limit = reader.acceptWords('LIMIT') ? parseRows(reader) : null;
  return { distinct, all, items, order, skip, limit };
}

function parseItem(reader: TokenReader): ProjectionItem {
  const first = reader.peek();
  const value = parseExpression(reader);
  const text = reader.textSince(first);
  const alias = reader.acceptWords('AS') ? reader.expectName('a name') : null;
  return { value, alias, text };
}

function parseRows(reader: TokenReader): number {
  const token = reader.peek();
  if (token.kind !== 'number' || !/^\d{1,9}$/.test(token.value)) reader.refuseNext('a whole number');
  reader.next();
  return Number(token.value);
}
