import { beforeEach, expect, test } from 'vitest';
import type { Condition, FindQuery } from '../../src/graph/graph-query.ts';
import type { GraphStore } from '../../src/graph/graph-store.ts';
import type { Viewer } from '../../src/graph/viewer.ts';
import { anybody, boardMember, changedAt, company, node, today } from './graph-store-records.ts';

const dueBy = (value: string): Condition => ({ property: 'dueDate', op: 'lte', value });
const hasStatus = (...values: string[]): Condition => ({ property: 'status', op: 'in', values });

/** Each of these takes a way of its own through indexes that have the rule in them. */
const conditions: readonly (Condition | undefined)[] = [
  undefined,
  hasStatus('todo', 'blocked'),
  hasStatus('todo', 'todo'),
  { property: 'status', op: 'eq', value: 'todo' },
  dueBy('2025-06-30'),
  { property: 'dueDate', op: 'lt', value: '2025-06-30' },
  { property: 'dueDate', op: 'eq', value: '2025-06-30' },
  { property: 'dueDate', op: 'gte', value: '2025-06-30' },
  { property: 'dueDate', op: 'gt', value: '2025-06-30' },
  { all: [{ property: 'dueDate', op: 'gt', value: '2025-06-29' }, dueBy('2025-07-01'), hasStatus('todo')] },
  { all: [hasStatus('todo', 'done'), { property: 'title', op: 'startsWith', value: 'r' }] },
];

/** Rules as they come to nodes, change and go: every way of counting has to follow. */
export function testRules(current: () => GraphStore): void {
  beforeEach(() => current().apply(company));

  const count = async (where: Condition | undefined, viewer: Viewer): Promise<number> => {
    const base = { find: 'Task', return: { kind: 'count' } } as const;
    const result = await current().query(where === undefined ? base : { ...base, where }, viewer, today);
    return 'total' in result ? result.total : Number.NaN;
  };
  const byStatus: FindQuery = {
    find: 'Task',
    return: {
      kind: 'groups',
      by: [{ property: 'status', as: 'status' }],
      measures: [{ measure: 'count', as: 'tasks' }],
    },
  };
  const statuses = async (viewer: Viewer) => {
    const result = await current().query(byStatus, viewer, today);
    if (result.kind !== 'groups') throw new Error('It asks for groups.');
    return result.rows.map(({ keys, measures }) => [keys[0]?.value ?? null, measures.tasks]);
  };
  const counts = (viewer: Viewer) => Promise.all(conditions.map((where) => count(where, viewer)));
  /** With rules besides that nothing is under; with many, stores count in other ways. */
  const withMany = ({ acls }: Viewer): Viewer => ({
    acls: new Set([...(acls === 'all' ? [] : acls), ...Array.from({ length: 150 }, (_, at) => `acl-${at}`)]),
  });

  test('each way of counting heeds them, with few rules and with many', async () => {
    const expected = [2, 1, 1, 1, 1, 0, 1, 1, 0, 1, 1];
    for (const viewer of [anybody, withMany(anybody)]) expect(await counts(viewer)).toEqual(expected);
    for (const viewer of [boardMember, withMany(boardMember)])
      expect(await counts(viewer)).toEqual([3, 2, 1, 1, 1, 0, 1, 1, 0, 1, 1]);
    expect(await counts({ acls: new Set() })).toEqual(conditions.map(() => 0));
  });

  test('nodes are under hundreds of rules, of which a viewer satisfies every other', async () => {
    const rules = Array.from({ length: 300 }, (_, at) => `acl-${at + 1000}`);
    const upsertNodes = rules.map((acl, at) =>
      node(
        `t-${acl}`,
        'Task',
        { title: 'Mend', status: at % 4 < 2 ? 'todo' : 'done', dueDate: '2025-06-30' },
        { acl },
      ),
    );
    await current().apply({ changedAt, upsertNodes });
    const someOf = (from: number, step: number): Viewer => ({
      acls: new Set(rules.filter((_, at) => at >= from && at % step === 0)),
    });
    for (const [viewer, all, open] of [
      [someOf(0, 1), 300, 150],
      [someOf(0, 2), 150, 75],
      [withMany(someOf(200, 4)), 25, 25],
    ] as const) {
      expect([await count(undefined, viewer), await count(hasStatus('todo'), viewer)]).toEqual([all, open]);
      expect(await count(dueBy('2025-06-30'), viewer)).toBe(all);
      expect((await statuses(viewer)).at(-1)).toEqual(['todo', open]);
    }
  });

  test('a node moves to another rule, and goes', async () => {
    const task = (acl: string, fingerprint: string) => ({
      ...node('t1', 'Task', { title: 'Rotate keys', status: 'todo', dueDate: '2025-06-30' }, { acl }),
      fingerprint,
    });
    await current().apply({ changedAt, upsertNodes: [task('acl-board', 'moved')] });
    for (const viewer of [anybody, withMany(anybody)]) {
      expect(await counts(viewer)).toEqual([1, ...conditions.slice(1, -1).map(() => 0), 0]);
      expect(await statuses(viewer)).toEqual([['done', 1]]);
    }
    expect(await counts(boardMember)).toEqual([3, 2, 1, 1, 1, 0, 1, 1, 0, 1, 1]);
    await current().apply({ changedAt, upsertNodes: [task('acl-everyone', 'back')] });
    expect((await counts(anybody))[4]).toBe(1);
    await current().apply({ changedAt, deleteNodes: ['t1'] });
    for (const viewer of [anybody, boardMember])
      expect((await counts(viewer)).slice(3)).toEqual(conditions.slice(3).map(() => 0));
    expect(await statuses(boardMember)).toEqual([
      ['blocked', 1],
      ['done', 1],
    ]);
  });

  test('a rule whose readers are not known lets nobody in', async () => {
    const hidden = node(
      't-x',
      'Task',
      { title: 'Rust', status: 'todo', dueDate: '2025-06-30' },
      { acl: 'acl-unknown' },
    );
    await current().apply({ changedAt, upsertNodes: [hidden] });
    for (const viewer of [anybody, withMany(anybody)])
      expect(await counts(viewer)).toEqual([2, 1, 1, 1, 1, 0, 1, 1, 0, 1, 1]);
    expect(await current().readNodes(['t-x'], boardMember)).toEqual([]);
  });

  test('what lacks the property is a group of its own, as far as it may be read', async () => {
    const bare = (id: string, acl: string) => node(id, 'Task', { title: id }, { acl });
    const some = [bare('b1', 'acl-everyone'), bare('b2', 'acl-board'), bare('b3', 'acl-board')];
    await current().apply({ changedAt, upsertNodes: some });
    for (const [viewer, without] of [
      [anybody, 1],
      [withMany(anybody), 1],
      [boardMember, 3],
    ] as const)
      expect((await statuses(viewer)).at(-1)).toEqual([null, without]);
    expect(await statuses({ acls: new Set() })).toEqual([]);
  });
}
