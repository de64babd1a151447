import { expect, test } from 'vitest';
import type { GraphStore } from '../../src/graph/graph-store.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { changedAt, company, node, relationship, today } from './graph-store-records.ts';

export function testWriting(current: () => GraphStore): void {
  const names = async (label: 'Employee' | 'Task'): Promise<string[]> => {
    const result = await current().query({ find: label, return: { kind: 'list' } }, operatorViewer, today);
    return result.kind === 'list' ? result.rows.map((row) => row.name) : [];
  };

  test('a batch applied twice changes nothing the second time', async () => {
    const store = current();
    await store.apply(company);
    const revision = await store.revision();
    const before = await store.fingerprints('hr');
    expect(revision).toBeGreaterThan(0);
    await store.apply(company);
    expect(await store.revision()).toBe(revision);
    expect(await store.fingerprints('hr')).toEqual(before);
    const frequency = (await store.termStatistics(['sso'])).documentFrequency;
    expect(frequency.get('sso')).toBe(1);
  });

  test('the revision grows with what changes', async () => {
    const store = current();
    await store.apply(company);
    const revision = await store.revision();
    await store.apply({ changedAt, upsertNodes: [node('ana', 'Employee', { name: 'Ana Kaya' })] });
    expect(await store.revision()).toBeGreaterThan(revision);
    expect(await names('Employee')).toEqual(['Ana Kaya', 'Ben Straße', '陈晨']);
    const [ana] = await store.readNodes(['ana'], operatorViewer);
    expect(ana?.properties).toMatchObject({ name: 'Ana Kaya', title: null, aliases: null });
  });

  test('a deleted node takes its relationships, words and statistics with it', async () => {
    const store = current();
    await store.apply(company);
    await store.apply({ changedAt, deleteNodes: ['ana', 'p-open', 'nobody'] });
    expect((await store.fingerprints('hr')).relationships.has('ana-REPORTS_TO-ben')).toBe(false);
    const search = { label: 'Article', terms: new Map([['sso', 1]]), limit: 10 } as const;
    expect(await store.searchText(search, operatorViewer)).toEqual([]);
    expect(await store.readTermVectors(['p-open'], operatorViewer)).toEqual(new Map());
    expect(await store.readPassages(['p-open'], operatorViewer)).toEqual([]);
    const statistics = await store.termStatistics(['sso']);
    expect(statistics).toMatchObject({ documents: 1 });
    expect(statistics.documentFrequency.get('sso')).toBe(0);
  });

  test('changed words are found, former ones no longer', async () => {
    const store = current();
    await store.apply(company);
    const changed = node(
      'p-open',
      'Article',
      { title: 'Login guide', body: 'kube-proxy' },
      { acl: 'acl-everyone' },
    );
    await store.apply({ changedAt, upsertNodes: [changed] });
    const find = (term: string) =>
      store.searchText({ label: 'Article', terms: new Map([[term, 1]]), limit: 10 }, operatorViewer);
    expect((await find('kube-proxy')).map((one) => one.id)).toEqual(['p-open']);
    expect(await find('sso')).toEqual([]);
    const statistics = await store.termStatistics(['sso', 'kube']);
    expect([...statistics.documentFrequency.values()]).toEqual([0, 1]);
  });

  test('statistics follow a rule that comes to let everyone in, or no longer does', async () => {
    const store = current();
    await store.apply(company);
    const frequency = async () =>
      (await store.termStatistics(['zeppelin'])).documentFrequency.get('zeppelin');
    expect(await frequency()).toBe(0);
    await store.apply({ changedAt, upsertNodes: [node('acl-board', 'Acl', { clauses: '[["everyone"]]' })] });
    expect(await frequency()).toBe(1);
    await store.apply({ changedAt, deleteNodes: ['acl-board'] });
    expect(await frequency()).toBe(0);
  });

  test('a relationship whose end is missing or of the wrong label fails the whole batch', async () => {
    const store = current();
    await store.apply(company);
    const revision = await store.revision();
    for (const wrong of [
      relationship('ana', 'REPORTS_TO', 'nobody'),
      relationship('ana', 'REPORTS_TO', 't1'),
    ]) {
      const batch = { changedAt, upsertNodes: [node('dora', 'Employee', { name: 'Dora' })] };
      const applied = store.apply({ ...batch, upsertRelationships: [wrong] });
      await expect(applied).rejects.toMatchObject({ code: 'invalid_input' });
    }
    expect(await store.readNodes(['dora'], operatorViewer)).toEqual([]);
    expect(await store.revision()).toBe(revision);
  });

  test.each([
    ['a day that the calendar lacks', node('x', 'Task', { dueDate: '2025-02-30' }, { acl: 'acl-everyone' })],
    ['an unknown property', node('x', 'Employee', { shoeSize: 43 })],
    ['a task without a rule', node('x', 'Task', { title: 'x' })],
    ['a rule on what everyone may read', node('x', 'Team', { name: 'x' }, { acl: 'acl-everyone' })],
    ['an instant without milliseconds', node('x', 'Team', {}, { updatedAt: '2025-01-01T00:00:00Z' })],
  ])('refuses %s', async (_, wrong) => {
    await expect(current().apply({ changedAt, upsertNodes: [wrong] })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });

  test('an ended relationship is history: no longer so today, still so then, and gone from the hashes', async () => {
    const store = current();
    await store.apply(company);
    const end = { changedAt, endRelationships: [{ id: 'ana-REPORTS_TO-ben', on: '2025-03-01' }] };
    await store.apply(end);
    const revision = await store.revision();
    await store.apply(end);
    expect(await store.revision()).toBe(revision);
    const managed = {
      related: { type: 'REPORTS_TO', direction: 'out', label: 'Employee' },
      where: { property: 'id', op: 'eq', value: 'ben' },
    } as const;
    const query = { find: 'Employee', where: managed, return: { kind: 'count' } } as const;
    expect(await store.query(query, operatorViewer, today)).toEqual({ kind: 'count', total: 0 });
    const then = { ...query, at: '2025-02-28' } as const;
    expect(await store.query(then, operatorViewer, today)).toEqual({ kind: 'count', total: 1 });
    expect((await store.fingerprints('hr')).relationships.has('ana-REPORTS_TO-ben')).toBe(false);
    await store.apply(company);
    expect(await store.query(query, operatorViewer, today)).toEqual({ kind: 'count', total: 1 });
  });

  test('fingerprints and keys tell what is there', async () => {
    const store = current();
    await store.apply(company);
    const { nodes, relationships } = await store.fingerprints('tracker');
    expect([...nodes.keys()].sort()).toEqual(['p-secret', 's2', 't2']);
    expect(nodes.get('t2')).toEqual({ label: 'Task', fingerprint: company.upsertNodes?.[10]?.fingerprint });
    expect(relationships.size).toBe(0);
    expect(await store.keys('Task')).toEqual([
      { id: 't1', source: 'hr', key: 'SSO-1' },
      { id: 't2', source: 'tracker', key: 'SSO-2' },
      { id: 't3', source: 'hr', key: 'SSO-3' },
    ]);
  });

  test('texts come whole, or those that changed since a revision', async () => {
    const store = current();
    await store.apply(company);
    const revision = await store.revision();
    const ids = async (since?: number): Promise<string[]> => {
      return (await collect(store.texts(since))).map((text) => text.id).sort();
    };
    expect(await ids()).toEqual(['s0', 's1', 's2', 's3', 't1', 't2', 't3']);
    expect(await ids(revision)).toEqual([]);
    const changed = node(
      't1',
      'Task',
      { title: 'Rotate keys', description: 'with Ana' },
      { acl: 'acl-everyone' },
    );
    await store.apply({ changedAt, upsertNodes: [changed] });
    expect(await collect(store.texts(revision))).toEqual([
      { id: 't1', label: 'Task', text: 'Rotate keys\nwith Ana' },
    ]);
  });

  test('a node that changes its label leaves nothing behind', async () => {
    const store = current();
    await store.apply(company);
    await store.apply({ changedAt, upsertNodes: [node('t3', 'Project', { name: 'Report' })] });
    expect(await names('Task')).toEqual(['Rotate keys', 'Plan zeppelin layoffs']);
    const search = { label: 'Task', terms: new Map([['report', 1]]), limit: 5 } as const;
    expect(await store.searchText(search, operatorViewer)).toEqual([]);
  });
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
