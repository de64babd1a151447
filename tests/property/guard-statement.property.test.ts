import { describe, expect, it } from 'vitest';
import { nodeLabels, relationshipTypes } from '../../graph-schema/index.ts';
import { type GuardedStatement, guardStatement } from '../../src/graph/neo4j/text2cypher/guard-statement.ts';
import { AppError } from '../../src/operations/app-error.ts';
import fc from '../seeded-properties.ts';
import { arbitraryMutation, piecesOf, statements } from './mutated-statement.ts';

/** What a statement must not hold, whatever stands around it. */
const insertions = [
  'CREATE (x:Task)',
  "CREATE (x:Task {title: 'x'})",
  "MERGE (x:Team {name: 'x'})",
  "SET e.title = 'x'",
  "SET t += {title: 'x'}",
  'REMOVE e.title',
  'DELETE e',
  'DETACH DELETE e',
  'FOREACH (x IN [1] | CREATE (:Task))',
  "LOAD CSV FROM 'file:///x' AS line",
  'CALL db.labels() YIELD label',
  'CALL { CREATE (:Task) }',
  'CALL { MATCH (n) DELETE n } IN TRANSACTIONS',
  'USE system',
  'UNION MATCH (n) DELETE n RETURN n',
  '; MATCH (n) DELETE n',
  '// x\n',
  '/* x */',
  '\\u0044ELETE e',
  '$x',
  'apoc.cypher.doIt("DELETE n", [])',
];

function guard(statement: string): GuardedStatement | null {
  try {
    return guardStatement(statement, { day: '2025-06-15', hidden: undefined });
  } catch (error) {
    // Nothing else may be thrown, whatever comes in.
    if (error instanceof AppError && error.code === 'invalid_query') return null;
    throw error;
  }
}

/** All words that may stand in what is sent, beside generated variables and parameters. */
const words: ReadonlySet<string> = new Set([
  ...'OPTIONAL MATCH WHERE WITH UNWIND RETURN DISTINCT AS ORDER BY DESC SKIP LIMIT AND OR XOR NOT IN'.split(
    ' ',
  ),
  ...'CONTAINS STARTS ENDS IS NULL null true false CASE WHEN THEN ELSE END EXISTS COUNT COLLECT'.split(' '),
  ...'all any none single since until day first last shortestPath count collect sum avg min max stDev'.split(
    ' ',
  ),
  ...'percentileCont percentileDisc toLower toUpper lower upper trim lTrim rTrim toString toInteger'.split(
    ' ',
  ),
  ...'toFloat toBoolean abs ceil floor sign sqrt round left right substring split size isEmpty'.split(' '),
  ...'reverse head last tail length nodes relationships type coalesce labels Node date truncate'.split(' '),
  ...'duration between inDays inMonths year quarter month week day dayOfWeek ordinalDay'.split(' '),
  ...'years months weeks days decade'.split(' '),
  ...nodeLabels,
  ...relationshipTypes,
]);

function expectHarmless({ cypher }: GuardedStatement): void {
  expect(cypher).not.toMatch(/[;\\~!]|\/\/|\/\*|\$\(/);
  // Properties stand in backticks, and are of the schema or the sources' own.
  const bare = cypher.replaceAll(/`[^`]+`/g, '');
  for (const [word] of bare.matchAll(/[\p{L}_][\p{L}\p{N}_]*/gu))
    expect(/^[vxp]\d+$/.test(word) || words.has(word) || /^[eE]\d*$/.test(word), `${word} in ${cypher}`).toBe(
      true,
    );
  for (const [, property] of cypher.matchAll(/`([^`]+)`/g))
    expect(property).not.toMatch(/^(fingerprint|acl|payload|json|revision|vector|.*_key|.*_words)$/);
}

describe('a statement that the guard accepts', () => {
  it('is refused with a write, a call or a comment anywhere in it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...statements),
        fc.constantFrom(...insertions),
        fc.nat(),
        (statement, text, place) => {
          const pieces = piecesOf(statement);
          const at = place % (pieces.length + 1);
          const mutated = [...pieces.slice(0, at), ` ${text} `, ...pieces.slice(at)].join('');
          expect(guard(mutated), mutated).toBeNull();
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('is sent as nothing but reading words, whatever is done to it', () => {
    let accepted = 0;
    fc.assert(
      fc.property(arbitraryMutation(insertions), (mutated) => {
        const guarded = guard(mutated);
        if (guarded === null) return;
        accepted++;
        expectHarmless(guarded);
      }),
      { numRuns: 5_000 },
    );
    for (const statement of statements) {
      const guarded = guard(statement);
      if (guarded !== null) expectHarmless(guarded);
    }
    expect(accepted).toBeGreaterThan(50);
  });

  it('is refused or read, and nothing else, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        guard(text);
        guard(`MATCH (e:Employee) WHERE e.name = ${text} RETURN e.id`);
      }),
      { numRuns: 2_000 },
    );
  });
});
