import { beforeEach, expect, test } from 'vitest';
import { analyzeText } from '../../src/graph/analyze-text.ts';
import type { GraphStore } from '../../src/graph/graph-store.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { changedAt, company, node, today } from './graph-store-records.ts';

export function testReading(current: () => GraphStore): void {
  beforeEach(() => current().apply(company));

  const search = async (label: 'Article' | 'Task' | 'Passage', text: string, titleOnly = false) => {
    const terms = new Map(analyzeText(text).map((term) => [term, 1] as const));
    const found = await current().searchText({ label, terms, titleOnly, limit: 10 }, operatorViewer);
    return found.map((one) => one.id);
  };

  test('finds English words in any form, in Chinese any two characters', async () => {
    expect(await search('Article', 'restarting')).toEqual(['p-open']);
    expect(await search('Article', '重启服务器')).toEqual(['p-zh']);
    expect(await search('Passage', 'RESTARTED')).toEqual(['s1']);
    expect(await search('Task', 'keys rotating')).toEqual(['t1']);
    expect(await search('Article', 'nothing-of-the-kind')).toEqual([]);
  });

  test('a passage is found with the article that it is of', async () => {
    const terms = new Map([['aurora', 1]]);
    const passages = await current().searchText({ label: 'Passage', terms, limit: 10 }, operatorViewer);
    expect(new Map(passages.map(({ id, articleId }) => [id, articleId]))).toEqual(
      new Map([['s1', 'p-open']]),
    );
    const articles = await current().searchText({ label: 'Article', terms, limit: 10 }, operatorViewer);
    expect(articles.every((one) => one.articleId === undefined)).toBe(true);
  });

  test('only the articles that are asked for are searched, with their passages', async () => {
    const terms = new Map([['aurora', 1]]);
    const within = async (label: 'Article' | 'Passage' | 'Task', articles: readonly string[]) => {
      const found = await current().searchText({ label, terms, articles, limit: 10 }, operatorViewer);
      return found.map((one) => one.id);
    };
    expect(await within('Article', ['p-open', 'p-zh'])).toEqual(['p-open']);
    expect(await within('Passage', ['p-open'])).toEqual(['s1']);
    expect(await within('Passage', ['p-zh'])).toEqual([]);
    expect(await within('Article', [])).toEqual([]);
    expect(await within('Task', ['p-open'])).toEqual([]);
  });

  test('a title counts more than a text, and alone where asked', async () => {
    expect(await search('Article', 'Aurora')).toEqual(['p-secret', 'p-open']);
    expect(await search('Article', 'Aurora', true)).toEqual(['p-secret']);
  });

  test('a weightier term ranks its text first', async () => {
    const weighted = (aurora: number, zh: number) =>
      current().searchText(
        {
          label: 'Article',
          terms: new Map([
            ['sign-in', aurora],
            ['重启', zh],
          ]),
          limit: 1,
        },
        operatorViewer,
      );
    expect((await weighted(5, 1))[0]?.id).toBe('p-open');
    expect((await weighted(1, 5))[0]?.id).toBe('p-zh');
  });

  test('gives nodes whole, in the order asked for', async () => {
    const nodes = await current().readNodes(['sso', 'nobody', 'ana'], operatorViewer);
    expect(nodes).toEqual([
      {
        id: 'sso',
        label: 'Team',
        source: 'hr',
        key: 'sso',
        sourceUrl: null,
        updatedAt: null,
        properties: { name: 'Identity', aliases: null, kind: 'Squad', mission: null },
        extra: { floor: '3' },
      },
      expect.objectContaining({ id: 'ana', label: 'Employee' }),
    ]);
    expect(nodes[1]?.properties.aliases).toEqual(['Annie']);
  });

  test('gives passages by article and place', async () => {
    const passages = await current().readPassages(['p-secret', 'p-open'], operatorViewer);
    expect(passages.map(({ id, articleId, ordinal }) => [id, articleId, ordinal])).toEqual([
      ['s3', 'p-secret', 0],
      ['s0', 'p-open', 0],
      ['s1', 'p-open', 1],
      ['s2', 'p-open', 2],
    ]);
    expect(passages[2]).toMatchObject({ heading: 'SSO runbook', text: 'Restart Aurora.', anchor: 'restart' });
  });

  test('tells how often terms stand in an article', async () => {
    const vector = (await current().readTermVectors(['p-secret'], operatorViewer)).get('p-secret');
    expect(vector?.length).toBe(5);
    expect(vector?.count('aurora')).toBe(3);
    expect(vector?.count('auror')).toBe(0);
    expect([...(vector?.title ?? [])]).toEqual(['aurora', 'layoff']);
    expect(new Map(vector?.entries()).get('zeppelin')).toBe(1);
  });

  test('shares statistics over the articles that everyone may read', async () => {
    const statistics = await current().termStatistics(['aurora', 'zeppelin', '重启']);
    expect(statistics.documents).toBe(2);
    expect([...statistics.documentFrequency]).toEqual([
      ['aurora', 1],
      ['zeppelin', 0],
      ['重启', 1],
    ]);
    const lengths = ['SSO runbook How to restart Aurora sign-in.', '故障检索 如何重启数据库服务器'];
    const terms = lengths.map((text) => text.split(' ').flatMap((part) => analyzeText(part)).length);
    expect(statistics.averageLength).toBe(((terms[0] ?? 0) + (terms[1] ?? 0)) / 2);
  });

  test('lists names for linking', async () => {
    expect(await current().names('Employee', operatorViewer)).toEqual([
      {
        id: 'ana',
        label: 'Employee',
        source: 'hr',
        key: 'ana',
        name: 'Ana Ünal',
        aliases: ['Annie'],
        email: 'ana@example.com',
        detail: 'Engineer',
      },
      expect.objectContaining({ id: 'ben', aliases: [], email: null, detail: 'Manager' }),
      expect.objectContaining({ id: 'chen', name: '陈晨', detail: null }),
    ]);
    expect((await current().names('Team', operatorViewer))[0]).toMatchObject({
      name: 'Identity',
      detail: 'Squad',
    });
    await expect(current().names('Task', operatorViewer)).rejects.toMatchObject({ code: 'invalid_input' });
  });

  test('lists distinct values, spellings that fold alike as one', async () => {
    const values = await current().distinctValues(operatorViewer);
    const of = (property: string) => values.filter((value) => value.property === property);
    expect(of('location')).toEqual([{ label: 'Employee', property: 'location', value: 'BERLIN', count: 2 }]);
    expect(of('tags')).toEqual([{ label: 'Article', property: 'tags', value: 'Board', count: 1 }]);
    expect(of('extra.floor')).toEqual([{ label: 'Team', property: 'extra.floor', value: '3', count: 1 }]);
    expect(of('priority').map((value) => value.value)).toEqual(['High', 'Secret']);
    expect(values.some(({ property }) => ['name', 'title', 'email', 'status'].includes(property))).toBe(
      false,
    );
  });

  test('lists the roles that relationships are held in, spellings that fold alike as one', async () => {
    expect(await current().relationshipRoles(operatorViewer)).toEqual([]);
    const leads = (from: string, role: string) => ({
      id: `leads-${from}-${role}`,
      type: 'LEADS' as const,
      from,
      to: 'sso',
      source: 'hr',
      fingerprint: '1',
      properties: { role },
    });
    await current().apply({
      changedAt: '2026-11-20T01:00:00.000Z',
      upsertRelationships: [leads('ana', 'Designer'), leads('ben', 'designer'), leads('chen', 'head')],
    });
    expect(await current().relationshipRoles(operatorViewer)).toEqual([
      { type: 'LEADS', role: 'Designer', count: 2 },
      { type: 'LEADS', role: 'head', count: 1 },
    ]);
    const withoutLeads = { ...operatorViewer, hiddenTypes: new Set(['LEADS'] as const) };
    expect(await current().relationshipRoles(withoutLeads)).toEqual([]);
  });

  test('finds keys however they are written', async () => {
    const found = await current().findByKeys('Task', ['sso-1', 'Ｓｓｏ–3', 'sso'], operatorViewer);
    expect(found.map((task) => task.id)).toEqual(['t1', 't3']);
  });

  test('tells rules and sources', async () => {
    expect(await current().acls()).toEqual([
      { id: 'acl-board', clauses: [['everyone'], ['group:board']] },
      { id: 'acl-everyone', clauses: [['everyone']] },
    ]);
    expect(await current().sources()).toEqual([
      {
        name: 'hr',
        connector: 'csv',
        syncedAt: changedAt,
        attemptedAt: null,
        failure: null,
        knownSince: null,
        updatingSince: null,
        sample: false,
      },
    ]);
  });

  test('the total is true however few rows are shown', async () => {
    await current().apply({
      changedAt,
      upsertNodes: Array.from({ length: 250 }, (_, index) =>
        node(`many-${index}`, 'Topic', { name: `Topic ${index % 10}` }),
      ),
    });
    const list = (parts: object) =>
      current().query({ find: 'Topic', return: { kind: 'list', ...parts } }, operatorViewer, today);
    expect(await list({})).toMatchObject({ total: 250, rows: { length: 100 } });
    expect(await list({ limit: 7, offset: 249 })).toMatchObject({ total: 250, rows: { length: 1 } });
    expect(await list({ limit: 7, offset: 900 })).toMatchObject({ total: 250, rows: { length: 0 } });
    expect(await list({ limit: 1, ties: true, orderBy: [{ by: 'name' }] })).toMatchObject({
      total: 250,
      rows: { length: 25 },
    });
  });

  test('a text starts with signs beyond 16 bits as with others', async () => {
    const starts = { property: 'heading', op: 'startsWith', value: 'sso RUNBOOK › 😀 f' } as const;
    const query = { find: 'Passage', where: starts, return: { kind: 'count' } } as const;
    expect(await current().query(query, operatorViewer, today)).toEqual({ kind: 'count', total: 1 });
  });

  test('groups without a key are one of all that is found, and none of nothing', async () => {
    await current().apply({
      changedAt,
      upsertNodes: ['a', 'b', 'c'].map((name) => node(`topic-${name}`, 'Topic', { name })),
    });
    const named = (...values: string[]) =>
      current().query(
        {
          find: 'Topic',
          where: { property: 'name', op: 'in', values },
          return: { kind: 'groups', by: [], measures: [{ measure: 'count', as: 'n' }] },
        },
        operatorViewer,
        today,
      );
    expect(await named('a', 'b', 'c')).toEqual({
      kind: 'groups',
      total: 1,
      rows: [{ keys: [], measures: { n: 3 } }],
    });
    expect(await named('nothing')).toEqual({ kind: 'groups', total: 0, rows: [] });
  });

  test('a day by its month and day, whatever the year', async () => {
    const startDates = ['2019-11-01', '2020-11-30', '2021-12-01', '2022-01-10', '2024-02-29'];
    await current().apply({
      changedAt,
      upsertNodes: startDates.map((startDate, index) =>
        node(`joined-${index}`, 'Employee', { name: 'Joined', startDate }),
      ),
    });
    const started = async (from: string, to: string) => {
      const where = {
        all: [
          { property: 'name', op: 'eq', value: 'Joined' },
          { property: 'startDate', op: 'yearly', from, to },
        ],
      } as const;
      const found = await current().query(
        { find: 'Employee', where, return: { kind: 'list' } },
        operatorViewer,
        today,
      );
      return found.kind === 'list' ? found.rows.map((row) => row.id) : [];
    };
    expect(await started('11-01', '11-30')).toEqual(['joined-0', 'joined-1']);
    expect(await started('12-01', '01-10')).toEqual(['joined-2', 'joined-3']);
    expect(await started('02-29', '02-29')).toEqual(['joined-4']);
  });

  test('paths over more nodes than anyone can read are refused', { timeout: 60_000 }, async () => {
    const names = Array.from({ length: 50_100 }, (_, index) => node(`c-${index}`, 'Company', { name: 'x' }));
    await current().apply({
      changedAt,
      upsertNodes: names,
      upsertRelationships: names.map(({ id }) => ({
        id: `ana-${id}`,
        type: 'WORKS_FOR',
        from: 'ana',
        to: id,
        source: 'hr',
        fingerprint: 'x',
      })),
    });
    const from = { label: 'Employee', where: { property: 'id', op: 'eq', value: 'ana' } } as const;
    const query = { paths: { from, to: { label: 'Company' }, maxLength: 1 } } as const;
    const found = current().query(query, operatorViewer, today);
    await expect(found).rejects.toMatchObject({ code: 'invalid_query', message: /50,000/ });
  });

  test('a query that does not fit the schema is refused', async () => {
    const query = { find: 'Task', return: { kind: 'list', orderBy: [{ by: 'titel' }] } } as const;
    await expect(current().query(query, operatorViewer, today)).rejects.toMatchObject({
      code: 'invalid_query',
      message: 'return.orderBy[0].by: Task has no property "titel"; did you mean "title"?',
    });
  });
}
