import neo4j from 'neo4j-driver';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type GuardedStatement, guardStatement } from '../../src/graph/neo4j/text2cypher/guard-statement.ts';
import { neo4jSettings, settings } from '../neo4j/test-database.ts';
import fc from '../seeded-properties.ts';
import { arbitraryMutation, statements } from './mutated-statement.ts';

/** Statements that are planned by the server. */
const planned = 150;

function accepted(): GuardedStatement[] {
  const found = new Map<string, GuardedStatement>();
  for (const statement of [...statements, ...fc.sample(arbitraryMutation(), 20_000)]) {
    try {
      const guarded = guardStatement(statement, { day: '2025-06-15', hidden: undefined });
      found.set(guarded.cypher, guarded);
    } catch {
      // Refused: most are.
    }
    if (found.size === planned) break;
  }
  return [...found.values()];
}

describe.skipIf(neo4jSettings === null)('what the guard has accepted', () => {
  it('is a read to the server too, and Cypher', async () => {
    const { uri, username, password, database } = settings();
    const driver = neo4j.driver(uri, neo4j.auth.basic(username, password));
    onTestFinished(async () => await driver.close());
    const all = accepted();
    expect(all.length).toBeGreaterThan(100);
    let mistyped = 0;
    for (const { cypher, parameters } of all) {
      try {
        const { summary } = await driver.executeQuery(`EXPLAIN ${cypher}`, parameters, { database });
        expect(summary.queryType, cypher).toBe('r');
      } catch (error) {
        // The server knows more of types, such as that a list is no condition; what it cannot even read was written wrongly.
        expect(String(error), cypher).not.toMatch(/Invalid input|not defined|Unknown function|Parameter/);
        mistyped++;
      }
    }
    expect(mistyped / all.length).toBeLessThan(0.3);
  }, 120_000);
});
