import { tokenize } from '../../src/graph/neo4j/text2cypher/tokenize.ts';
import { acceptedStatements } from '../fixtures/accepted-statements.ts';
import fc from '../seeded-properties.ts';

export const statements: readonly string[] = acceptedStatements.map(([statement]) => statement);

/** The pieces that a statement is cut into, with the blanks behind them. */
export function piecesOf(statement: string): string[] {
  const tokens = tokenize(statement);
  return tokens.slice(0, -1).map((token, at) => statement.slice(token.start, tokens[at + 1]?.start));
}

/** Accepted statements in which pieces were left out, and others put in: of accepted ones, and of `more`. */
export function arbitraryMutation(more: readonly string[] = []): fc.Arbitrary<string> {
  const change = fc.record({
    at: fc.nat(),
    remove: fc.nat(2),
    put: fc.array(fc.constantFrom(...statements.flatMap(piecesOf), ...more), { maxLength: 3 }),
  });
  return fc
    .tuple(fc.constantFrom(...statements), fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([statement, changes]) => {
      const pieces = piecesOf(statement);
      for (const { at, remove, put } of changes) pieces.splice(at % pieces.length, remove, ...put);
      return pieces.join(' ');
    });
}
