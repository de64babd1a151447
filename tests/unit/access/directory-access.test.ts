import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDirectoryAccess, type DirectoryAccess } from '../../../src/access/directory-access.ts';
import type { NodeRecord } from '../../../src/graph/changes.ts';
import type { GraphStore } from '../../../src/graph/graph-store.ts';
import { createSqliteStore } from '../../../src/graph/sqlite/sqlite-store.ts';
import { changedAt, node, relationship } from '../../contract/graph-store-records.ts';

let graph: GraphStore;
let today: string;
let access: DirectoryAccess;

const employee = (id: string, more: NodeRecord['properties'] = {}): NodeRecord =>
  node(id, 'Employee', { name: id, email: `${id}@acme.example`, ...more });

beforeEach(async () => {
  graph = createSqliteStore({ file: ':memory:' });
  await graph.migrate();
  today = '2026-11-20';
  access = createDirectoryAccess({ graph, today: () => today, company: 'Acme' });
  await graph.apply({
    changedAt,
    upsertNodes: [
      node('acl-all', 'Acl', { clauses: '[["everyone"]]' }),
      node('acl-board', 'Acl', { clauses: '[["group:board"]]' }),
      node('acl-ana', 'Acl', { clauses: '[["everyone"],["user:ana@acme.example"]]' }),
      node('acl-nobody', 'Acl', { clauses: '[["everyone"],[]]' }),
      node('board', 'Team', { name: 'Board' }),
      node('acme', 'Company', { name: 'Acme' }),
      node('other', 'Company', { name: 'Other Ltd' }),
      employee('ana'),
      employee('chen'),
      employee('guest'),
    ],
    upsertRelationships: [
      relationship('chen', 'MEMBER_OF', 'board', { period: { from: null, to: '2026-12-01' } }),
      relationship('ana', 'WORKS_FOR', 'acme', { period: { from: null, to: null } }),
      relationship('guest', 'WORKS_FOR', 'other', { period: { from: null, to: null } }),
    ],
  });
});
afterEach(() => graph.close());

const rights = async (email: string): Promise<readonly string[] | null> => {
  const person = await access.person(email);
  return person === null || person.viewer.acls === 'all' ? null : [...person.viewer.acls].sort();
};

describe('who may ask', () => {
  test('a person reads what each clause of a rule lets them read', async () => {
    expect(await rights('ana@acme.example')).toEqual(['acl-all', 'acl-ana']);
    expect(await rights('chen@acme.example')).toEqual(['acl-all', 'acl-board']);
  });

  test('case and space around an address say nothing, accents do', async () => {
    expect(await rights(' ANA@Acme.example ')).not.toBeNull();
    expect(await rights('aná@acme.example')).toBeNull();
  });

  test('an address that two people have is refused, not guessed', async () => {
    await graph.apply({ changedAt, upsertNodes: [employee('twin', { email: 'Ana@acme.example' })] });
    expect(await rights('ana@acme.example')).toBeNull();
    expect((await access.people()).map((one) => one.name)).toEqual(['chen']);
  });

  test('somebody of another company may not ask, nor somebody whose last day has passed', async () => {
    expect(await rights('guest@acme.example')).toBeNull();
    await graph.apply({ changedAt, upsertNodes: [employee('ana', { endDate: '2026-11-20' })] });
    expect(await rights('ana@acme.example')).not.toBeNull();
    today = '2026-11-21';
    expect(await rights('ana@acme.example')).toBeNull();
  });

  test('what a membership gave ends on the day it ends', async () => {
    expect(await rights('chen@acme.example')).toContain('acl-board');
    today = '2026-12-01';
    expect(await rights('chen@acme.example')).not.toContain('acl-board');
  });

  test('more strangers than a page of results has are all strangers', async () => {
    const guests = Array.from({ length: 1500 }, (_, index) => `guest${index}`);
    await graph.apply({
      changedAt,
      upsertNodes: guests.map((id) => employee(id)),
      upsertRelationships: guests.map((id) =>
        relationship(id, 'WORKS_FOR', 'other', { period: { from: null, to: null } }),
      ),
    });
    expect(await access.people()).toHaveLength(2);
  });

  test('an audience reads what all of it may read, and nothing beside a stranger', async () => {
    const audience = async (...names: string[]) =>
      (await access.audience(names.map((name) => `${name}@acme.example`))).acls;
    expect(await audience('ana', 'chen')).toEqual(new Set(['acl-all']));
    expect(await audience('ana', 'guest')).toEqual(new Set());
    expect(await audience()).toEqual(new Set());
  });

  test('a graph that could not be reached is asked again at the next question', async () => {
    let fails = true;
    const flaky: GraphStore = {
      ...graph,
      acls: () => (fails ? Promise.reject(new Error('unreachable')) : graph.acls()),
    };
    access = createDirectoryAccess({ graph: flaky, today: () => today, company: 'Acme' });
    await expect(rights('ana@acme.example')).rejects.toThrow('unreachable');
    fails = false;
    expect(await rights('ana@acme.example')).toEqual(['acl-all', 'acl-ana']);
  });
});
