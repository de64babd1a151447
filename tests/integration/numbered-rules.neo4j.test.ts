import { describe, expect, it, vi } from 'vitest';
import type { GraphStore } from '../../src/graph/graph-store.ts';
import { createNeo4jStore } from '../../src/graph/neo4j/neo4j-store.ts';
import type { Viewer } from '../../src/graph/viewer.ts';
import { openNeo4j } from '../../src/operations/neo4j/open-neo4j.ts';
import {
  anybody,
  boardMember,
  changedAt,
  company,
  node,
  relationship,
  today,
} from '../contract/graph-store-records.ts';
import { createEmptyStore, emptyNeo4j, neo4jSettings, settings } from '../neo4j/test-database.ts';

const isToDo = { property: 'status', op: 'eq', value: 'todo' } as const;
const inJune = { property: 'dueDate', op: 'lte', value: '2025-06-30' } as const;

async function count(
  store: GraphStore,
  viewer: Viewer,
  where?: typeof inJune | typeof isToDo,
): Promise<number> {
  const base = { find: 'Task', return: { kind: 'count' } } as const;
  const result = await store.query(where === undefined ? base : { ...base, where }, viewer, today);
  return 'total' in result ? result.total : Number.NaN;
}

const seen = async (store: GraphStore) => [
  await count(store, anybody),
  await count(store, boardMember),
  await count(store, anybody, inJune),
  await count(store, anybody, isToDo),
  (await store.readNodes(['t1', 't2', 'p-secret'], anybody)).map(({ id }) => id),
  (await store.searchText({ label: 'Article', terms: new Map([['aurora', 1]]), limit: 5 }, anybody)).length,
];

async function change(...statements: readonly string[]): Promise<void> {
  const database = openNeo4j(settings());
  for (const statement of statements) await database.change(statement);
  await database.close();
}

describe.skipIf(neo4jSettings === null)('numbers of rules', () => {
  it('are given to a graph that an earlier version wrote, without a sync', async () => {
    const store = await createEmptyStore();
    await store.apply(company);
    const before = await seen(store);
    await store.close();
    await change(
      'MATCH (n:GraphRule) DELETE n',
      'MATCH (n:GraphMigration {number: 2}) DELETE n',
      'MATCH (n:GraphMeta) REMOVE n.rules, n.rulesMark',
      'MATCH (n:Task|Article|Passage) REMOVE n.rule, n.dueDate_rule, n.createdAt_rule, n.completedAt_rule, n.status_rule',
      'DROP INDEX task_dueDate_rule IF EXISTS',
      'DROP INDEX task_status_rule IF EXISTS',
      'CREATE INDEX task_dueDate_acl IF NOT EXISTS FOR (n:Task) ON (n.dueDate, n.acl)',
    );
    const [one, other] = [createNeo4jStore(settings()), createNeo4jStore(settings())];
    await Promise.all([one.migrate(), other.migrate()]);
    expect(await seen(one)).toEqual(before);
    expect(await seen(other)).toEqual(before);
    const database = openNeo4j(settings());
    const indexes = (await database.read('SHOW INDEXES YIELD name')).map(([name]) => name);
    expect(indexes).toContain('task_dueDate_rule');
    expect(indexes).not.toContain('task_dueDate_acl');
    for (const closing of [one, other, database]) await closing.close();
  });

  it('stand together with a status in a graph whose index had them behind it', async () => {
    const store = await createEmptyStore();
    await store.apply(company);
    const before = await seen(store);
    await change(
      'MATCH (n:Task) REMOVE n.status_rule',
      'DROP INDEX task_status_rule IF EXISTS',
      'CREATE INDEX task_status_rule IF NOT EXISTS FOR (n:Task) ON (n.status, n.rule)',
      'CREATE INDEX task_formerKeys_key_rule IF NOT EXISTS FOR (n:Task) ON (n.formerKeys_key, n.rule)',
    );
    const again = createNeo4jStore(settings());
    await Promise.all([store.migrate(), again.migrate()]);
    expect(await seen(store)).toEqual(before);
    const database = openNeo4j(settings());
    const indexes = await database.read(
      `SHOW INDEXES YIELD name, properties WHERE name ENDS WITH 'status_rule' OR size(properties) > 1 AND name ENDS WITH '_rule'
       RETURN name, properties`,
    );
    expect(indexes).toEqual([['task_status_rule', ['status_rule']]]);
    // A process of that version goes on writing.
    await change('MATCH (n {id: "t1"}) REMOVE n.status_rule');
    expect(await count(store, anybody, isToDo)).toBe(0);
    await again.migrate();
    expect(await count(store, anybody, isToDo)).toBe(1);
    for (const closing of [store, again, database]) await closing.close();
  });

  it('let nobody but the operator read what has none, until the next start gives it one', async () => {
    const store = await createEmptyStore();
    await store.apply(company);
    await change(
      'MATCH (n {id: "t1"}) REMOVE n.rule, n.dueDate_rule, n.status_rule',
      'MATCH (n:GraphMeta) SET n.revision = n.revision + 1',
    );
    expect(await seen(store)).toEqual([1, 2, 0, 0, [], 1]);
    expect(await count(store, { acls: 'all' })).toBe(3);
    await store.migrate();
    expect(await seen(store)).toEqual([2, 3, 1, 1, ['t1'], 1]);
    await store.close();
  });

  it('are told of the projects of a graph that an earlier version wrote, or goes on writing', async () => {
    const store = await createEmptyStore();
    await store.apply(company);
    await store.apply({
      changedAt,
      upsertNodes: [node('cuts', 'Project', { name: 'Cuts' }), node('login', 'Project', { name: 'Sign-in' })],
      upsertRelationships: [
        relationship('t2', 'IN_PROJECT', 'cuts'),
        relationship('t1', 'IN_PROJECT', 'login'),
      ],
    });
    const names = async (viewer: Viewer) => (await store.names('Project', viewer)).map(({ name }) => name);
    await change('MATCH (n:Project) REMOVE n.seenRules');
    expect(await names(boardMember)).toEqual([]);
    await store.migrate();
    expect([await names(anybody), await names(boardMember)]).toEqual([['Sign-in'], ['Cuts', 'Sign-in']]);
    // A process of that version moves a task.
    await change('MATCH (:Task {id: "t1"})-[r:IN_PROJECT]->() DELETE r');
    await store.migrate();
    expect([await names(anybody), await names(boardMember)]).toEqual([[], ['Cuts']]);
    await store.close();
  });

  it('count what there is where a version that does not keep such numbers writes, and keep them again from the next batch on', async () => {
    const store = await createEmptyStore();
    await store.apply(company);
    const counts = async () => [await count(store, anybody), await count(store, boardMember)];
    const isKept = async () => {
      const database = openNeo4j(settings());
      const rows = await database.read('MATCH (n:GraphMeta) RETURN n.nodesByRuleAt = n.revision');
      await database.close();
      return rows[0]?.[0];
    };
    expect([await counts(), await isKept()]).toEqual([[2, 3], true]);
    await change(
      'MATCH (n:Task {id: "t1"}) MATCH (r:GraphRule {id: "acl-board"}) SET n.acl = r.id, n.rule = r.number',
      'MATCH (n:GraphMeta) SET n.revision = n.revision + 1',
    );
    expect([await counts(), await isKept()]).toEqual([[1, 3], false]);
    const more = node('t9', 'Task', { title: 'Mend falcon' }, { acl: 'acl-everyone' });
    await store.apply({ changedAt, upsertNodes: [more] });
    expect([await counts(), await isKept()]).toEqual([[2, 4], true]);
    await change('MATCH (n:GraphMeta) REMOVE n.nodesByRule_Task, n.nodesByRuleAt');
    expect([await counts(), await isKept()]).toEqual([[2, 4], null]);
    await store.migrate();
    expect([await counts(), await isKept()]).toEqual([[2, 4], true]);
    await store.close();
  });

  it('come to other processes with the rule', async () => {
    const [writer, reader] = [await createEmptyStore(), createNeo4jStore(settings())];
    const viewer: Viewer = { acls: new Set(['acl-late']) };
    await writer.apply(company);
    expect(await count(reader, viewer)).toBe(0);
    const late = node('t-late', 'Task', { title: 'Mend falcon', status: 'todo' }, { acl: 'acl-late' });
    await writer.apply({ changedAt, upsertNodes: [late] });
    expect([await count(reader, viewer), await count(reader, anybody)]).toEqual([1, 2]);
    for (const store of [writer, reader]) await store.close();
  });

  it('are read anew where the graph was replaced by another', async () => {
    const store = await createEmptyStore();
    await store.apply(company);
    expect(await seen(store)).toEqual([2, 3, 1, 1, ['t1'], 1]);
    await emptyNeo4j();
    const again = createNeo4jStore(settings());
    await again.migrate();
    // The same rules come in another order, and so have the numbers of others.
    await again.apply({
      changedAt,
      upsertNodes: [node('t9', 'Task', { title: 'First', status: 'todo' }, { acl: 'acl-board' })],
    });
    await again.apply(company);
    const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 6_000);
    expect(await seen(store)).toEqual([2, 4, 1, 1, ['t1'], 1]);
    clock.mockRestore();
    for (const closing of [store, again]) await closing.close();
  });
});
