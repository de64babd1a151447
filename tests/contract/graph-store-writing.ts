import { expect, test } from 'vitest';
import type { FindQuery, Step } from '../../src/graph/graph-query.ts';
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
    ['a status that is none', node('x', 'Task', { status: 'open' }, { acl: 'acl-everyone' })],
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

  test('what held within a span of days, what began or ended in it, and the periods of each', async () => {
    const store = current();
    await store.apply(company);
    const period = (id: string, to: string, from: string | null, until: string | null) => ({
      id,
      type: 'MEMBER_OF' as const,
      from: 'ana',
      to,
      source: 'hr',
      period: { from, to: until },
      fingerprint: id,
    });
    await store.apply({
      changedAt,
      upsertNodes: [node('sales', 'Team', { name: 'Sales' }), node('web', 'Team', { name: 'Web' })],
      upsertRelationships: [
        period('m1', 'web', '2024-01-01', '2024-06-01'),
        period('m2', 'sales', null, '2024-01-01'),
        period('m3', 'web', '2025-02-01', null),
      ],
    });
    const ask = async (times: Partial<FindQuery>, step: Partial<Step> = {}): Promise<number> => {
      const related = { type: 'MEMBER_OF', direction: 'in', label: 'Employee', ...step } as const;
      const where = { all: [{ related }, { property: 'name', op: 'in', values: ['Sales', 'Web'] }] } as const;
      const query = { find: 'Team', where, return: { kind: 'count' }, ...times } as const;
      const result = await store.query(query, operatorViewer, today);
      return result.kind === 'count' ? result.total : -1;
    };
    expect(await ask({ during: { from: '2024-06-01', to: '2025-02-01' } })).toBe(0);
    expect(await ask({ during: { from: '2024-05-31', to: '2024-06-01' } })).toBe(1);
    expect(await ask({ during: { from: '2023-12-31', to: '2024-01-02' } })).toBe(2);
    expect(await ask({ during: { to: '2024-01-01' } })).toBe(1);
    expect(await ask({}, { began: { from: '2024-01-01', to: '2024-01-02' } })).toBe(1);
    expect(await ask({}, { began: { to: '2024-01-01' } })).toBe(0);
    expect(await ask({}, { ended: { from: '2024-01-01', to: '2024-06-01' } })).toBe(1);
    const teams = await store.query(
      {
        find: 'Employee',
        where: { property: 'id', op: 'eq', value: 'ana' },
        return: {
          kind: 'list',
          fields: [
            {
              related: { type: 'MEMBER_OF', direction: 'out', label: 'Team', ever: true },
              where: { property: 'name', op: 'in', values: ['Sales', 'Web'] },
              property: 'name',
              as: 'teams',
              periods: true,
            },
          ],
        },
      },
      operatorViewer,
      today,
    );
    expect(teams.kind === 'list' && teams.rows[0]?.values.teams).toEqual([
      {
        id: 'sales',
        label: 'Team',
        name: 'Sales',
        value: 'Sales',
        period: { from: null, to: '2024-01-01', source: 'hr' },
      },
      {
        id: 'web',
        label: 'Team',
        name: 'Web',
        value: 'Web',
        period: { from: '2024-01-01', to: '2024-06-01', source: 'hr' },
      },
      {
        id: 'web',
        label: 'Team',
        name: 'Web',
        value: 'Web',
        period: { from: '2025-02-01', to: null, source: 'hr' },
      },
    ]);
  });

  test('fingerprints and keys tell what is there', async () => {
    const store = current();
    await store.apply(company);
    const { nodes, relationships } = await store.fingerprints('tracker');
    expect([...nodes.keys()].sort()).toEqual(['p-secret', 's2', 't2']);
    expect(nodes.get('t2')).toEqual({ label: 'Task', fingerprint: company.upsertNodes?.[10]?.fingerprint });
    expect(relationships.size).toBe(0);
    expect(await store.keys('Task')).toEqual([
      { id: 't1', source: 'hr', key: 'SSO-1', formerKeys: [], url: null },
      { id: 't2', source: 'tracker', key: 'SSO-2', formerKeys: [], url: null },
      { id: 't3', source: 'hr', key: 'SSO-3', formerKeys: [], url: null },
    ]);
  });

  test('the relationships of nodes are told from both ends, ended ones too, and can be written back', async () => {
    const store = current();
    await store.apply(company);
    await store.apply({
      changedAt,
      upsertRelationships: [
        relationship('ana', 'MEMBER_OF', 'sso', {
          properties: { role: 'lead' },
          period: { from: '2024-01-01', to: null },
        }),
      ],
      endRelationships: [{ id: 'ben-REPORTS_TO-chen', on: '2025-03-01' }],
    });
    const history = async (...ids: string[]) =>
      (await store.relationshipsOf(ids)).toSorted((one, other) => (one.id < other.id ? -1 : 1));
    const ofBen = (await history('ben')).filter(({ type }) => type === 'REPORTS_TO');
    expect(ofBen.map(({ id, from, to, period, ended }) => [id, from, to, period, ended])).toEqual([
      ['ana-REPORTS_TO-ben', 'ana', 'ben', { from: null, to: null }, false],
      ['ben-REPORTS_TO-chen', 'ben', 'chen', { from: '2021-01-01', to: '2025-03-01' }, true],
    ]);
    const [membership] = (await history('sso')).filter(({ from }) => from === 'ana');
    expect(membership).toMatchObject({
      type: 'MEMBER_OF',
      source: 'hr',
      properties: { role: 'lead' },
      ended: false,
    });
    expect(new Set((await history('ana', 'ben')).map(({ id }) => id)).size).toBe(
      (await history('ana', 'ben')).length,
    );
    expect(await history('nobody')).toEqual([]);
    const chen = company.upsertNodes?.find(({ id }) => id === 'chen');
    await store.apply({ changedAt, deleteNodes: ['chen'] });
    expect(await history('chen')).toEqual([]);
    const back = ofBen.filter(({ ended }) => ended);
    await store.apply({
      changedAt,
      upsertNodes: chen === undefined ? [] : [chen],
      upsertRelationships: back.map(({ ended: _ended, ...record }) => record),
      endRelationships: back.map(({ id, period }) => ({ id, on: period?.to ?? '' })),
    });
    expect((await history('chen')).filter(({ id }) => id === 'ben-REPORTS_TO-chen')).toEqual(back);
    expect((await store.fingerprints('hr')).relationships.has('ben-REPORTS_TO-chen')).toBe(false);
  });

  test('what people thought of answers is no change, and no query reaches it', async () => {
    const store = current();
    await store.apply(company);
    const [before, revision] = [await store.fingerprints('hr'), await store.revision()];
    const rated = (helpful: number) => ({
      changedAt: '2025-06-01T00:00:00.000Z',
      upsertNodes: [
        node('q1', 'Question', { abstained: false, helpful, unhelpful: 2 }, { source: '_questions' }),
      ],
      upsertRelationships: [{ ...relationship('q1', 'ANSWERED_FROM', 'p-open'), source: '_questions' }],
    });
    await store.apply(rated(1));
    await store.apply({
      ...rated(3),
      upsertNodes: [{ ...rated(3).upsertNodes[0], fingerprint: 'again' }] as never,
    });
    expect(await store.revision()).toBe(revision);
    expect(await store.fingerprints('hr')).toEqual(before);
    const [kept] = await store.readNodes(['q1'], operatorViewer);
    expect(kept?.properties).toMatchObject({ helpful: 3, unhelpful: 2 });
    expect(await store.relationshipsOf(['q1'])).toMatchObject([{ from: 'q1', to: 'p-open' }]);
    const query = { find: 'Question', return: { kind: 'count' } } as const;
    await expect(store.query(query, operatorViewer, today)).rejects.toMatchObject({ code: 'invalid_query' });
    await store.apply({ changedAt, deleteNodes: ['q1'] });
    expect(await store.relationshipsOf(['q1'])).toEqual([]);
    expect(await store.revision()).toBe(revision);
  });

  test('traces of what was deleted are overwritten, as far as the engine lets us, and nothing else is touched', async () => {
    const store = current();
    await store.apply(company);
    await store.apply({ changedAt, deleteNodes: ['t3'] });
    const [names, keys, revision] = [
      await store.names('Employee', operatorViewer),
      await store.keys('Task'),
      await store.revision(),
    ];
    expect(await store.scrub()).toBe(store.engine === 'sqlite' ? 'done' : 'left');
    expect([
      await store.names('Employee', operatorViewer),
      await store.keys('Task'),
      await store.revision(),
    ]).toEqual([names, keys, revision]);
    const passages = { label: 'Passage', terms: new Map([['aurora', 1]]), limit: 10 } as const;
    expect((await store.searchText(passages, operatorViewer)).map(({ id }) => id)).toEqual(['s1']);
    await store.apply({ changedAt, upsertNodes: company.upsertNodes?.filter(({ id }) => id === 't3') ?? [] });
    expect((await store.keys('Task')).length).toBe(keys.length + 1);
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

  test('a task takes another id with what led to it, ended periods too, in one batch', async () => {
    const store = current();
    const task = (id: string) => node(id, 'Task', { title: 'Moved' }, { acl: 'acl-everyone' });
    await store.apply(company);
    const period = { from: '2025-01-01', to: null };
    const assigned = relationship('ana', 'ASSIGNED_TO', 'old', { period });
    await store.apply({ changedAt, upsertNodes: [task('old')], upsertRelationships: [assigned] });
    await store.apply({ changedAt, endRelationships: [{ id: assigned.id, on: '2025-03-01' }] });
    await store.apply({
      changedAt,
      upsertNodes: [task('new')],
      upsertRelationships: [
        relationship('ana', 'ASSIGNED_TO', 'new', { period: { from: '2025-01-01', to: '2025-03-01' } }),
        relationship('new', 'SUBTASK_OF', 't1'),
      ],
      endRelationships: [{ id: 'ana-ASSIGNED_TO-new', on: '2025-03-01' }],
      deleteNodes: ['old'],
    });
    expect(await store.readNodes(['old'], operatorViewer)).toEqual([]);
    const found = (await store.relationshipsOf(['new'])).map(({ type, period: when, ended }) => [
      type,
      when?.to ?? null,
      ended,
    ]);
    expect(found.toSorted()).toEqual([
      ['ASSIGNED_TO', '2025-03-01', true],
      ['SUBTASK_OF', null, false],
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
