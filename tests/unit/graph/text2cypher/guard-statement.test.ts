import { describe, expect, it } from 'vitest';
import { guardStatement } from '../../../../src/graph/neo4j/text2cypher/guard-statement.ts';
import { AppError } from '../../../../src/operations/app-error.ts';
import { acceptedStatements } from '../../../fixtures/accepted-statements.ts';
import { refusedStatements } from './refused-statements.ts';

const guard = (statement: string, hidden?: Parameters<typeof guardStatement>[1]['hidden']) =>
  guardStatement(statement, { day: '2025-06-15', hidden });

function refusal(statement: string, hidden?: Parameters<typeof guardStatement>[1]['hidden']): string {
  try {
    guard(statement, hidden);
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid_query') return error.message;
    throw error;
  }
  return '';
}

describe('the guard refuses', () => {
  for (const [name, statements] of Object.entries(refusedStatements))
    describe(name, () => {
      it.each(statements)('%s', (statement, names) => {
        expect(refusal(statement)).toMatch(names);
      });
    });

  it('properties that the company keeps to itself, wherever they could show', () => {
    const hidden = { Employee: new Set(['startDate', 'extra']), Position: new Set(['title', 'key']) };
    for (const statement of [
      'MATCH (e:Employee) RETURN e.startDate',
      "MATCH (e:Employee {startDate: '2020-01-01'}) RETURN e.id",
      'MATCH (e:Employee) RETURN e.id ORDER BY e.startDate',
      "MATCH (e:Employee) WHERE e.startDate < '2020' RETURN count(e)",
      'MATCH (e:Employee) RETURN e.extra.salary',
      'MATCH (e:Employee) RETURN e.`extra.salary`',
      'MATCH (e:Employee)-[:HELD]->(p) RETURN p.title',
      'MATCH (n) RETURN n.startDate',
      'MATCH (n) OPTIONAL MATCH (n)-[:OWNED_BY]->(t) RETURN n.key',
      'MATCH (e:Employee)-[:REPORTS_TO]->(m) RETURN max(m.startDate)',
      'MATCH p = (e:Employee)-[:REPORTS_TO]->(m) RETURN [n IN nodes(p) | n.startDate] AS days',
      'MATCH (t:Task) RETURN [(t)<-[:ASSIGNED_TO]-(e) | e.startDate] AS days',
    ]) {
      expect(refusal(statement, hidden), statement).toMatch(/has no property/);
      expect(refusal(statement, hidden), statement).not.toMatch(/accepted:.*startDate/);
      expect(refusal(statement), statement).toBe('');
    }
  });
});

describe('the guard accepts', () => {
  it.each(acceptedStatements)('%s', (statement) => {
    expect(guard(statement).cypher).not.toBe('');
  });

  it('statements without a LIMIT, or with a large one, and sends one', () => {
    for (const end of ['', ' LIMIT 5000'])
      expect(guard(`MATCH (e:Employee) RETURN e.id${end}`).cypher).toMatch(/ LIMIT 201$/);
    expect(guard('MATCH (e:Employee) RETURN e.id LIMIT 7').cypher).toMatch(/ LIMIT 7$/);
  });

  it('many conditions in a row', () => {
    const long = Array.from({ length: 150 }, (_, at) => `e.id = '${at}'`).join(' OR ');
    expect(guard(`MATCH (e:Employee) WHERE ${long} RETURN e.id`).cypher).toContain(' OR ');
  });

  it('nothing that takes long to understand', () => {
    const start = performance.now();
    refusal(`MATCH (e:Employee) WHERE ${'(a{x:'.repeat(22)}1${'})'.repeat(22)} RETURN e.id`);
    refusal(`MATCH (e:Employee) WHERE ${'(('.repeat(900)} RETURN e.id`);
    refusal(`MATCH (e:Employee) WHERE ${'[(a)-[]-(b)|'.repeat(20)}1${']'.repeat(20)} RETURN e.id`);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

describe('what is sent', () => {
  it('holds no text, name or number form of the statement but those of the schema', () => {
    const { cypher, parameters } = guard(
      "MATCH (whoever:Employee {name: 'a text'}) RETURN whoever.title AS `any name` ORDER BY `any name`",
    );
    expect(cypher).not.toMatch(/whoever|a text|any name/);
    expect(Object.values(parameters)).toContain('a text');
  });

  it('names labels for nodes that have none, so that no node of the state is met', () => {
    for (const statement of [
      'MATCH (n) RETURN n.id',
      'MATCH (n)-[]-(m) RETURN n.id, m.id',
      'MATCH (n)-[*0..1]-(m) RETURN m.id',
      'MATCH (n:Employee) WHERE EXISTS { (n)--() } RETURN n.id',
      'MATCH (n:Employee) RETURN [(n)--(m) | m.id] AS ids',
    ]) {
      const { cypher } = guard(statement);
      const nodes = [...cypher.matchAll(/\((v\d+)?(:[\w|]+)?\)(?=[-<, ]|$)/g)];
      expect(nodes.length, statement).toBeGreaterThan(0);
      // Without labels stands only what was matched with its labels before.
      for (const [node, variable, labels] of nodes)
        if (labels === undefined) {
          expect(variable, statement).toBeDefined();
          expect(cypher.indexOf(`(${variable}:`), `${statement} ${node}`).toBeLessThan(cypher.indexOf(node));
          expect(cypher).toContain(`(${variable}:`);
        }
    }
  });
});
