import { beforeEach, expect, test } from 'vitest';
import type { GraphQuery } from '../../src/graph/graph-query.ts';
import type { GraphStore } from '../../src/graph/graph-store.ts';
import { operatorViewer, type Viewer } from '../../src/graph/viewer.ts';
import { anybody, company, today } from './graph-store-records.ts';

const where = {
  all: [
    { property: 'title', op: 'contains', value: 'quokka' },
    {
      related: { type: 'ASSIGNED_TO', direction: 'in', label: 'Employee' },
      where: { property: 'name', op: 'eq', value: 'numbat' },
    },
  ],
} as const;

const queries: readonly GraphQuery[] = [
  { find: 'Task', where, return: { kind: 'list', fields: [{ property: 'status' }], limit: 5 } },
  { find: 'Task', where, return: { kind: 'count' } },
  { find: 'Task', where, return: { kind: 'exists' } },
  {
    find: 'Task',
    where,
    return: {
      kind: 'groups',
      by: [{ property: 'status', as: 's' }],
      measures: [{ measure: 'count', as: 'n' }],
    },
  },
  {
    paths: {
      from: { label: 'Task', where },
      to: { label: 'Employee', where: { property: 'name', op: 'eq', value: 'numbat' } },
      maxLength: 2,
    },
  },
];

/** What a person is shown who asks how an answer came about. */
export function testExplaining(current: () => GraphStore): void {
  beforeEach(() => current().apply(company));

  test.each(queries)(
    'the statement stands apart from its values, and rights are not shown (%#)',
    async (query) => {
      const statements = await current().explain(query, anybody, today);
      expect(statements.length).toBe('paths' in query ? 3 : 1);
      for (const { language, text, parameters } of statements) {
        expect(language).toBe(current().engine === 'neo4j' ? 'Cypher' : 'SQL');
        expect(text).not.toMatch(/quokka|numbat/i);
        for (const { name } of parameters) expect(text).toContain(name);
        expect(JSON.stringify(parameters)).not.toContain('acl-');
      }
      const values = JSON.stringify(statements);
      expect(values).toContain('quokka');
      expect(values).toContain('numbat');
      expect(values).toContain('[…]');
    },
  );

  test('the local operator has no rules to be held to', async () => {
    for (const query of queries)
      expect(JSON.stringify(await current().explain(query, operatorViewer, today))).not.toContain('[…]');
  });

  test('a hidden property does not stand in it', async () => {
    const viewer: Viewer = { ...anybody, hidden: { Employee: new Set(['location']) } };
    const query: GraphQuery = {
      find: 'Employee',
      where: { property: 'location', op: 'exists' },
      return: {
        kind: 'list',
        fields: [{ property: 'location', as: 'place' }],
        orderBy: [{ by: 'location' }],
      },
    };
    expect(JSON.stringify(await current().explain(query, anybody, today))).toContain('location');
    expect(JSON.stringify(await current().explain(query, viewer, today))).not.toContain('location');
  });

  test('a query that is none is refused', async () => {
    const query = {
      find: 'Employee',
      where: { property: 'shoeSize', op: 'exists' },
      return: { kind: 'count' },
    };
    await expect(current().explain(query as GraphQuery, anybody, today)).rejects.toMatchObject({
      code: 'invalid_query',
    });
  });
}
