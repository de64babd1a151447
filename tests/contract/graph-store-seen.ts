import { beforeEach, expect, test } from 'vitest';
import type { NodeLabel } from '../../graph-schema/index.ts';
import type { FindQuery } from '../../src/graph/graph-query.ts';
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

/** Projects and topics are there for those alone who may read something that leads to them. */
export function testSeen(current: () => GraphStore): void {
  beforeEach(async () => {
    await current().apply(company);
    await current().apply({
      changedAt,
      upsertNodes: [
        node('cuts', 'Project', { name: 'Redundancies 2027', aliases: ['RED27'] }),
        node('login', 'Project', { name: 'Sign-in' }),
        node('idle', 'Project', { name: 'Idle' }),
        node('layoffs', 'Topic', { name: 'Layoffs' }),
        node('runbooks', 'Topic', { name: 'Runbooks' }),
      ],
      upsertRelationships: [
        relationship('t2', 'IN_PROJECT', 'cuts'),
        relationship('t1', 'IN_PROJECT', 'login'),
        relationship('p-secret', 'ABOUT', 'layoffs'),
        relationship('p-open', 'ABOUT', 'runbooks'),
        // What everybody may read says the name, and yet leads nobody there.
        relationship('s1', 'MENTIONS', 'cuts', {
          properties: { surface: 'Redundancies 2027', confidence: 1 },
        }),
      ],
    });
  });

  const total = async (query: FindQuery, viewer: Viewer): Promise<number> => {
    const result = await current().query(query, viewer, today);
    return 'total' in result ? result.total : Number(result.exists);
  };
  const listed = async (label: NodeLabel, viewer: Viewer): Promise<string[]> => {
    const result = await current().query({ find: label, return: { kind: 'list' } }, viewer, today);
    return result.kind === 'list' ? result.rows.map(({ name }) => name) : [];
  };
  const named = async (label: NodeLabel, viewer: Viewer): Promise<string[]> =>
    (await current().names(label, viewer)).map(({ name }) => name);
  /** By each way of asking, which have to agree. */
  const seen = async (viewer: Viewer): Promise<string[]> => {
    const projects = await listed('Project', viewer);
    expect(await named('Project', viewer)).toEqual(projects);
    expect(await total({ find: 'Project', return: { kind: 'count' } }, viewer)).toBe(projects.length);
    expect(await current().readNodes(['cuts', 'idle', 'login', 'new'], viewer)).toHaveLength(projects.length);
    return projects;
  };
  const task = (acl: string): ReturnType<typeof node> =>
    node('t2', 'Task', { title: 'Plan zeppelin layoffs', status: 'blocked' }, { acl, source: 'tracker' });

  test('in lists, names, counts, nodes by id and by key', async () => {
    expect(await seen(anybody)).toEqual(['Sign-in']);
    expect(await seen(boardMember)).toEqual(['Redundancies 2027', 'Sign-in']);
    expect(await seen(operatorViewer)).toEqual(['Redundancies 2027', 'Idle', 'Sign-in']);
    expect(await seen({ acls: new Set() })).toEqual([]);
    expect([await listed('Topic', anybody), await named('Topic', anybody)]).toEqual([
      ['Runbooks'],
      ['Runbooks'],
    ]);
    expect(await named('Topic', boardMember)).toEqual(['Layoffs', 'Runbooks']);
    expect(await current().findByKeys('Project', ['cuts'], anybody)).toEqual([]);
    expect(await current().findByKeys('Project', ['cuts'], boardMember)).toHaveLength(1);
  });

  test('in groups, conditions and fields', async () => {
    const byName: FindQuery = {
      find: 'Project',
      return: {
        kind: 'groups',
        by: [{ property: 'name', as: 'name' }],
        measures: [{ measure: 'count', as: 'n' }],
      },
    };
    const inProject = { type: 'IN_PROJECT', direction: 'out', label: 'Project' } as const;
    const byProject: FindQuery = {
      find: 'Task',
      return: {
        kind: 'groups',
        by: [{ related: inProject, as: 'project' }],
        measures: [{ measure: 'count', as: 'n' }],
      },
    };
    const mentions = { type: 'MENTIONS', direction: 'out', label: 'Project' } as const;
    const mentioning: FindQuery = {
      find: 'Passage',
      where: { related: mentions },
      return: { kind: 'count' },
    };
    const withNone: FindQuery = {
      ...mentioning,
      where: {
        all: [
          { property: 'id', op: 'eq', value: 's1' },
          { related: mentions, quantifier: 'none' },
        ],
      },
    };
    for (const [query, forAnybody, forBoard] of [
      [byName, 1, 2],
      [byProject, 1, 2],
      [mentioning, 0, 1],
      [withNone, 1, 0],
      [
        {
          find: 'Project',
          where: { property: 'name', op: 'eq', value: 'redundancies 2027' },
          return: { kind: 'exists' },
        },
        0,
        1,
      ],
      [
        {
          find: 'Project',
          where: { property: 'name', op: 'startsWith', value: 'red' },
          return: { kind: 'count' },
        },
        0,
        1,
      ],
      [
        {
          find: 'Project',
          where: { property: 'aliases', op: 'has', value: 'RED27' },
          return: { kind: 'count' },
        },
        0,
        1,
      ],
    ] as const)
      expect([await total(query, anybody), await total(query, boardMember)]).toEqual([forAnybody, forBoard]);
    const fields: FindQuery = {
      find: 'Passage',
      where: { property: 'id', op: 'eq', value: 's1' },
      return: {
        kind: 'list',
        fields: [
          { related: mentions, property: 'name', as: 'projects' },
          { countOf: mentions, as: 'count' },
        ],
      },
    };
    expect(JSON.stringify(await current().query(fields, anybody, today))).not.toMatch(/Redundancies|cuts/);
    expect(await current().query(fields, boardMember, today)).toMatchObject({
      rows: [{ values: { count: 1 } }],
    });
  });

  test('on the way along paths', async () => {
    await current().apply({
      changedAt,
      upsertRelationships: [
        relationship('t3', 'MENTIONS', 'cuts', { properties: { surface: 'RED27', confidence: 1 } }),
      ],
    });
    const paths = {
      paths: {
        from: { label: 'Task', where: { property: 'id', op: 'eq', value: 't3' } },
        to: { label: 'Passage', where: { property: 'id', op: 'eq', value: 's1' } },
        via: ['MENTIONS'],
        maxLength: 2,
      },
    } as const;
    expect(await current().query(paths, anybody, today)).toMatchObject({ total: 0 });
    expect(await current().query(paths, boardMember, today)).toMatchObject({ total: 1 });
  });

  test('an audience sees what all of its members may read a task of', async () => {
    const t4 = node('t4', 'Task', { title: 'Draft letters' }, { acl: 'acl-works-council' });
    await current().apply({
      changedAt,
      upsertNodes: [t4],
      upsertRelationships: [relationship('t4', 'IN_PROJECT', 'cuts')],
    });
    const council: Viewer = { acls: new Set(['acl-everyone', 'acl-works-council']) };
    expect(await seen(council)).toEqual(['Redundancies 2027', 'Sign-in']);
    expect(await seen(boardMember)).toEqual(['Redundancies 2027', 'Sign-in']);
    expect(await seen(anybody)).toEqual(['Sign-in']);
  });

  test('a task comes, moves to another rule or project, and goes', async () => {
    const open = node('t5', 'Task', { title: 'Announce' }, { acl: 'acl-everyone' });
    await current().apply({
      changedAt,
      upsertNodes: [open],
      upsertRelationships: [relationship('t5', 'IN_PROJECT', 'cuts')],
    });
    expect(await seen(anybody)).toEqual(['Redundancies 2027', 'Sign-in']);
    await current().apply({ changedAt, deleteNodes: ['t5'] });
    expect(await seen(anybody)).toEqual(['Sign-in']);
    await current().apply({ changedAt, upsertNodes: [task('acl-everyone')] });
    expect(await seen(anybody)).toEqual(['Redundancies 2027', 'Sign-in']);
    await current().apply({ changedAt, upsertNodes: [task('acl-board')] });
    expect(await seen(anybody)).toEqual(['Sign-in']);
    expect(await seen(boardMember)).toEqual(['Redundancies 2027', 'Sign-in']);
    await current().apply({ changedAt, deleteRelationships: ['t2-IN_PROJECT-cuts'] });
    expect(await seen(boardMember)).toEqual(['Sign-in']);
    const moved = (to: string, fingerprint: string) => ({
      ...relationship('t1', 'IN_PROJECT', to, { id: 't1-IN_PROJECT-login' }),
      fingerprint,
    });
    await current().apply({ changedAt, upsertRelationships: [moved('idle', 'moved')] });
    expect(await seen(anybody)).toEqual(['Idle']);
    await current().apply({ changedAt, upsertRelationships: [moved('login', 'back')] });
    expect(await seen(anybody)).toEqual(['Sign-in']);
  });

  test('all in one batch, whatever comes first', async () => {
    await current().apply({
      changedAt,
      upsertNodes: [
        task('acl-everyone'),
        node('t6', 'Task', { title: 'Count desks' }, { acl: 'acl-everyone' }),
        node('cuts', 'Project', { name: 'Redundancies 2028' }),
        node('new', 'Project', { name: 'New' }),
      ],
      upsertRelationships: [
        relationship('t6', 'IN_PROJECT', 'new'),
        relationship('t6', 'IN_PROJECT', 'idle'),
      ],
      deleteRelationships: ['t6-IN_PROJECT-idle'],
      deleteNodes: ['t1'],
    });
    expect((await seen(anybody)).sort()).toEqual(['New', 'Redundancies 2028']);
  });

  test('a project that is written anew stays with those who see it, and one that was deleted comes back to nobody', async () => {
    await current().apply({ changedAt, upsertNodes: [node('cuts', 'Project', { name: 'Cuts' })] });
    expect(await seen(anybody)).toEqual(['Sign-in']);
    expect(await seen(boardMember)).toEqual(['Cuts', 'Sign-in']);
    await current().apply({ changedAt, deleteNodes: ['cuts'] });
    await current().apply({ changedAt, upsertNodes: [node('cuts', 'Project', { name: 'Cuts' })] });
    expect(await seen(boardMember)).toEqual(['Sign-in']);
  });

  test('a batch that comes again changes nothing', async () => {
    const again = {
      changedAt,
      upsertNodes: [
        node('cuts', 'Project', { name: 'Redundancies 2027', aliases: ['RED27'] }),
        task('acl-board'),
      ],
      upsertRelationships: [relationship('t2', 'IN_PROJECT', 'cuts')],
    };
    for (const _ of [1, 2]) {
      await current().apply(again);
      expect(await seen(anybody)).toEqual(['Sign-in']);
      expect(await seen(boardMember)).toEqual(['Redundancies 2027', 'Sign-in']);
    }
    await current().migrate();
    expect(await seen(anybody)).toEqual(['Sign-in']);
    expect(await seen(boardMember)).toEqual(['Redundancies 2027', 'Sign-in']);
  });
}
