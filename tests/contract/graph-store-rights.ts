import { beforeEach, expect, test } from 'vitest';
import type { Condition, FindQuery, RelatedValue } from '../../src/graph/graph-query.ts';
import type { GraphStore } from '../../src/graph/graph-store.ts';
import { operatorViewer, type Viewer } from '../../src/graph/viewer.ts';
import {
  anybody,
  boardMember,
  changedAt,
  company,
  node,
  relationship,
  today,
} from './graph-store-records.ts';

/** What a viewer may not read does not exist for it, whichever way it asks. */
export function testRights(current: () => GraphStore): void {
  beforeEach(() => current().apply(company));

  const total = async (query: FindQuery, viewer: Viewer): Promise<number> => {
    const result = await current().query(query, viewer, today);
    return 'total' in result ? result.total : Number(result.exists);
  };
  const tasks = (where: Condition): FindQuery => ({ find: 'Task', where, return: { kind: 'count' } });

  test('in rows, counts and existence', async () => {
    const all: FindQuery = { find: 'Task', return: { kind: 'list', fields: [{ property: 'title' }] } };
    const result = await current().query(all, anybody, today);
    expect(JSON.stringify(result)).not.toMatch(/zeppelin|t2/);
    expect([await total(all, anybody), await total(all, boardMember)]).toEqual([2, 3]);
    const named = { property: 'title', op: 'words', value: 'zeppelin' } as const;
    expect(await total(tasks(named), anybody)).toBe(0);
    expect(await total({ ...tasks(named), return: { kind: 'exists' } }, anybody)).toBe(0);
    expect(await total(tasks(named), boardMember)).toBe(1);
    expect(await total(all, { acls: new Set() })).toBe(0);
  });

  test('in relations: counted, required, denied, given as a field', async () => {
    const step = { type: 'ASSIGNED_TO', direction: 'out', label: 'Task' } as const;
    const people = (where: Condition): FindQuery => ({ find: 'Employee', where, return: { kind: 'count' } });
    const blocked = { property: 'status', op: 'eq', value: 'blocked' } as const;
    for (const [where, forAnybody, forBoard] of [
      [{ related: step, where: blocked }, 0, 1],
      [{ related: step, where: blocked, quantifier: 'none' }, 3, 2],
      [{ related: step, where: { not: blocked }, quantifier: 'all' }, 2, 1],
      [{ related: step, count: { op: 'eq', value: 2 } }, 0, 1],
    ] as const) {
      expect([await total(people(where), anybody), await total(people(where), boardMember)]).toEqual([
        forAnybody,
        forBoard,
      ]);
    }
    const fields = [
      { related: step, property: 'key', as: 'tasks' },
      { countOf: step, as: 'count' },
    ] as const;
    const listed: FindQuery = {
      find: 'Employee',
      where: { property: 'id', op: 'eq', value: 'ana' },
      return: { kind: 'list', fields },
    };
    const values = { tasks: [{ id: 't1', value: 'SSO-1' }], count: 1 };
    expect(await current().query(listed, anybody, today)).toMatchObject({ rows: [{ values }] });
  });

  test('on the way along transitive relations and paths', async () => {
    const from = { property: 'id', op: 'eq', value: 't1' } as const;
    const behind: Condition = {
      related: { type: 'BLOCKS', direction: 'in', label: 'Task', transitive: true },
      where: from,
    };
    const third: Condition = { all: [{ property: 'id', op: 'eq', value: 't3' }, behind] };
    for (const where of [behind, third]) {
      expect(await total(tasks(where), anybody)).toBe(0);
      expect(await total(tasks(where), boardMember)).toBeGreaterThan(0);
    }
    const grouped: FindQuery = {
      find: 'Task',
      return: {
        kind: 'groups',
        by: [{ related: { type: 'BLOCKS', direction: 'out', label: 'Task', transitive: true }, as: 'k' }],
        measures: [{ measure: 'count', as: 'n' }],
      },
    };
    expect([await total(grouped, anybody), await total(grouped, boardMember)]).toEqual([0, 2]);
    const paths = {
      paths: {
        from: { label: 'Task', where: from },
        to: { label: 'Task', where: { property: 'id', op: 'eq', value: 't3' } },
        via: ['BLOCKS'],
        maxLength: 3,
      },
    } as const;
    expect(await current().query(paths, anybody, today)).toEqual({ kind: 'paths', total: 0, paths: [] });
    const seen = await current().query(paths, boardMember, today);
    expect(seen).toMatchObject({ total: 1, paths: [{ nodes: [{ id: 't1' }, { id: 't2' }, { id: 't3' }] }] });
  });

  test('in groups', async () => {
    const byStatus: FindQuery = {
      find: 'Task',
      return: {
        kind: 'groups',
        by: [{ property: 'status', as: 'status' }],
        measures: [{ measure: 'count', as: 'tasks' }],
      },
    };
    const result = await current().query(byStatus, anybody, today);
    expect(result).toEqual({
      kind: 'groups',
      total: 2,
      rows: [
        { keys: [{ value: 'done' }], measures: { tasks: 1 } },
        { keys: [{ value: 'todo' }], measures: { tasks: 1 } },
      ],
    });
  });

  test('in searches, which go on until enough is found that may be read', async () => {
    const terms = new Map([['aurora', 1]]);
    const search = { label: 'Article', terms, limit: 1 } as const;
    expect((await current().searchText(search, anybody)).map((one) => one.id)).toEqual(['p-open']);
    expect((await current().searchText(search, boardMember)).map((one) => one.id)).toEqual(['p-secret']);
    const task = { label: 'Task', terms: new Map([['zeppelin', 1]]), limit: 5 } as const;
    expect(await current().searchText(task, anybody)).toEqual([]);
  });

  test('in the order of a search, however many hidden texts hold its words', async () => {
    const store = current();
    const named = (name: string, count: number, acl: string) =>
      Array.from({ length: count }, (_, at) =>
        node(`${name}-${acl}-${at + 1000}`, 'Task', { title: `Mend ${name}`, status: 'todo' }, { acl }),
      );
    const open = [...named('falcon', 420, 'acl-everyone'), ...named('kestrel', 5, 'acl-everyone')];
    await store.apply({ changedAt, upsertNodes: open });
    const search = {
      label: 'Task',
      terms: new Map([
        ['kestrel', 2],
        ['falcon', 1],
      ]),
      limit: 6,
    } as const;
    const ranked = async () => (await store.searchText(search, anybody)).map((one) => one.id);
    const before = await ranked();
    expect(before).toEqual([
      ...[0, 1, 2, 3, 4].map((at) => `kestrel-acl-everyone-${at + 1000}`),
      'falcon-acl-everyone-1000',
    ]);
    await store.apply({ changedAt, upsertNodes: named('kestrel', 900, 'acl-board') });
    expect(await ranked()).toEqual(before);
    const ofBoard = { ...search, limit: 1 };
    expect((await store.searchText(ofBoard, boardMember))[0]?.id).toBe('kestrel-acl-board-1000');
  });

  test('by rules that come after the viewer', async () => {
    const viewer: Viewer = { acls: new Set(['acl-late']) };
    const count: FindQuery = { find: 'Task', return: { kind: 'count' } };
    expect(await total(count, viewer)).toBe(0);
    const late = node('t-late', 'Task', { title: 'Mend falcon', status: 'todo' }, { acl: 'acl-late' });
    await current().apply({ changedAt, upsertNodes: [late] });
    expect([await total(count, viewer), await total(count, anybody)]).toEqual([1, 2]);
    await current().apply({ changedAt, upsertNodes: [{ ...late, acl: 'acl-board', fingerprint: '2' }] });
    expect([await total(count, viewer), await total(count, boardMember)]).toEqual([0, 4]);
  });

  test('in nodes, passages, vectors, keys and distinct values', async () => {
    const store = current();
    expect((await store.readNodes(['t2', 't1', 'p-secret'], anybody)).map((one) => one.id)).toEqual(['t1']);
    const passages = await store.readPassages(['p-open', 'p-secret'], anybody);
    expect(passages.map((one) => one.id)).toEqual(['s0', 's1']);
    expect([...(await store.readTermVectors(['p-secret', 'p-open'], anybody)).keys()]).toEqual(['p-open']);
    expect(await store.findByKeys('Task', ['SSO-2'], anybody)).toEqual([]);
    expect(await store.findByKeys('Task', ['SSO-2'], boardMember)).toHaveLength(1);
    const values = JSON.stringify(await store.distinctValues(anybody));
    expect(values).not.toMatch(/Secret|Falcon|Board/);
    expect(JSON.stringify(await store.distinctValues(boardMember))).toMatch(/Falcon/);
  });

  test('a key that a task had finds it, for who may read it, until another task has that key', async () => {
    const store = current();
    const moved = { title: 'Moved', formerKeys: ['OPS-1', 'Ｏps-2'] };
    const upsertNodes = [
      node('t8', 'Task', moved, { source: 'tracker', key: 'WEB-7', acl: 'acl-board' }),
      node('t9', 'Task', { title: 'Its own' }, { source: 'tracker', key: 'OPS-2', acl: 'acl-everyone' }),
    ];
    await store.apply(company);
    await store.apply({ changedAt, upsertNodes });
    const find = async (viewer: Viewer) =>
      (await store.findByKeys('Task', ['ops-1', 'OPS-2', 'OPS-9'], viewer)).map(({ id }) => id);
    expect(await find(boardMember)).toEqual(['t9', 't8']);
    expect(await find(anybody)).toEqual(['t9']);
    expect(await find({ acls: 'all', hidden: { Task: new Set(['formerKeys']) } })).toEqual(['t9']);
    const keys = await store.keys('Task');
    expect(keys.find(({ id }) => id === 't8')?.formerKeys).toEqual(moved.formerKeys);
    expect(JSON.stringify(await store.distinctValues(boardMember))).not.toContain('OPS-1');
  });

  test('hidden properties are null in filters, sorts, groups and output', async () => {
    const store = current();
    const viewer: Viewer = {
      acls: 'all',
      hidden: {
        Employee: new Set(['location', 'name', 'email']),
        Task: new Set(['title', 'extra.codename', 'key']),
      },
    };
    const count = (where: Condition) => total({ find: 'Employee', where, return: { kind: 'count' } }, viewer);
    const inBerlin = { property: 'location', op: 'eq', value: 'Berlin' } as const;
    expect(await count(inBerlin)).toBe(0);
    expect(await count({ not: inBerlin })).toBe(3);
    expect(await count({ property: 'location', op: 'exists' })).toBe(0);
    expect(await total(tasks({ property: 'title', op: 'words', value: 'report' }), viewer)).toBe(0);
    const listed: FindQuery = {
      find: 'Employee',
      return: {
        kind: 'list',
        fields: [{ property: 'location' }],
        orderBy: [{ by: 'name', descending: true }],
      },
    };
    expect(await store.query(listed, viewer, today)).toMatchObject({
      rows: [
        { id: 'ana', name: '', values: { location: null } },
        { id: 'ben', name: '', values: { location: null } },
        { id: 'chen', name: '', values: { location: null } },
      ],
    });
    expect((await store.readNodes(['ben'], viewer))[0]?.properties).toMatchObject({
      name: null,
      location: null,
      title: 'Manager',
    });
    expect((await store.readNodes(['t2'], viewer))[0]).toMatchObject({ key: '', extra: {} });
    expect(await store.findByKeys('Task', ['SSO-1'], viewer)).toEqual([]);
    const search = { label: 'Task', terms: new Map([['report', 1]]), limit: 5 } as const;
    expect(await store.searchText(search, viewer)).toEqual([]);
    const values = await store.distinctValues(viewer);
    expect(values.some(({ property }) => ['location', 'extra.codename'].includes(property))).toBe(false);
    expect(
      await total({ find: 'Employee', where: inBerlin, return: { kind: 'count' } }, operatorViewer),
    ).toBe(2);
  });

  test('a hidden first day shows in nothing that began on it, in filters and output', async () => {
    const store = current();
    const [first, second] = ['2020-01-31', '2022-03-01'];
    await store.apply({
      changedAt,
      upsertNodes: [
        node('eng', 'Position', { title: 'Engineer' }),
        node('lead', 'Position', { title: 'Lead' }),
        node('old', 'Employee', { name: 'Olde', startDate: first }),
        node('other', 'Employee', { name: 'Other', startDate: first }),
      ],
      upsertRelationships: ['old', 'other'].flatMap((id) => [
        relationship(id, 'HELD', 'eng', { period: { from: first, to: second } }),
        relationship(id, 'HELD', 'lead', { period: { from: second, to: null } }),
      ]),
    });
    const held = { type: 'HELD', direction: 'out', label: 'Position' } as const;
    const periods = async (viewer: Viewer) => {
      const result = await store.query(
        {
          find: 'Employee',
          where: { property: 'id', op: 'in', values: ['old', 'other'] },
          return: {
            kind: 'list',
            orderBy: [{ by: 'id' }],
            fields: [{ related: { ...held, ever: true }, property: 'title', as: 'held', periods: true }],
          },
        },
        viewer,
        today,
      );
      const rows = result.kind === 'list' ? result.rows : [];
      return rows.map(({ values }) =>
        (values.held as readonly RelatedValue[]).map(({ period }) => [period?.from, period?.to]),
      );
    };
    const whole = [
      [first, second],
      [second, null],
    ];
    const masked = [
      [null, second],
      [second, null],
    ];
    const nobody: Viewer = { acls: new Set(), hidden: { Employee: new Set(['startDate']) } };
    const some: Viewer = {
      acls: new Set(),
      ofSome: { Employee: new Map([['startDate', new Set(['other'])]]) },
    };
    expect(await periods(anybody)).toEqual([whole, whole]);
    expect(await periods(nobody)).toEqual([masked, masked]);
    expect(await periods(some)).toEqual([masked, whole]);
    const was = (related: object, more: object = {}): FindQuery =>
      ({
        find: 'Employee',
        where: { related: { ...held, ...related } },
        return: { kind: 'count' },
        ...more,
      }) as FindQuery;
    // Nor can it be found by asking for one day after the other.
    for (const day of ['2020-01-30', '2020-01-31', '1990-01-01'])
      expect(await total(was({}, { at: day }), nobody)).toBe(2);
    expect(await total(was({}, { at: '2020-01-30' }), anybody)).toBe(0);
    expect(await total(was({ began: { from: first, to: second } }), anybody)).toBe(2);
    expect(await total(was({ began: { from: first, to: second } }), nobody)).toBe(0);
    expect(await total(was({ began: { from: first, to: second } }), some)).toBe(1);
    expect(await total(was({ began: { from: second } }), nobody)).toBe(2);
  });
}
