import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import type { CypherReader } from '../../src/graph/cypher-reader.ts';
import type { GraphStore } from '../../src/graph/graph-store.ts';
import { createCypherReader } from '../../src/graph/neo4j/text2cypher/create-cypher-reader.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { createOrgwise } from '../../src/main.ts';
import { openNeo4j } from '../../src/operations/neo4j/open-neo4j.ts';
import { createNeo4jStateStore } from '../../src/state/neo4j/neo4j-state-store.ts';
import { anybody, changedAt, company, node, today } from '../contract/graph-store-records.ts';
import { acceptedStatements } from '../fixtures/accepted-statements.ts';
import { createEmptyStore, emptyNeo4j, neo4jSettings, settings } from '../neo4j/test-database.ts';
import { temporaryFolder } from '../unit/connectors/temporary-folder.ts';

describe.skipIf(neo4jSettings === null)('statements of a model on Neo4j', () => {
  let store: GraphStore;
  let reader: ReturnType<typeof createCypherReader>;
  beforeAll(async () => {
    store = await createEmptyStore();
    await store.apply(company);
    reader = createCypherReader(settings(), { today: () => today });
  });
  afterAll(async () => {
    await reader.close();
    await store.close();
  });
  const rows = async (statement: string, from: CypherReader = reader) =>
    (await from.read(statement, operatorViewer)).rows;

  it.each(acceptedStatements)('%s', async (statement, expected) => {
    expect(await rows(statement)).toEqual(expected);
  });

  it('name their columns as they were written', async () => {
    const read = await reader.read(
      "MATCH (e:Employee {id: 'ana'}) RETURN e, e.title, size(e.name)  AS `how long`",
      operatorViewer,
    );
    expect(read).toEqual({
      columns: ['e.id', 'e.name', 'e.title', 'how long'],
      rows: [['ana', 'Ana Ünal', 'Engineer', 8]],
      cut: false,
    });
  });

  it('are for those alone who may read everything', async () => {
    await expect(reader.read('MATCH (e:Employee) RETURN e.id', anybody)).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });

  it('do not show the name of a node where it is withheld', async () => {
    const hidden = { Position: new Set(['title', 'key']), Employee: new Set(['title']) };
    await store.apply({ changedAt, upsertNodes: [node('boss', 'Position', { title: 'Boss' })] });
    const statement = 'MATCH (p:Position) RETURN p';
    expect((await reader.read(statement, { acls: 'all', hidden })).rows).toEqual([['boss', null]]);
    expect(await rows(statement)).toEqual([['boss', 'Boss']]);
    await expect(
      reader.read('MATCH (e:Employee) RETURN e.title', { acls: 'all', hidden }),
    ).rejects.toMatchObject({ code: 'invalid_query' });
  });

  it('cannot write, even where the guard has let one through', async () => {
    const database = openNeo4j(settings());
    const before = await rows('MATCH (n) RETURN count(n)');
    for (const write of [
      "CREATE (t:Task {title: 'x'}) RETURN t.title",
      'MATCH (n) DETACH DELETE n',
      "MATCH (e:Employee) SET e.title = 'x' RETURN e.title",
      'CREATE INDEX x FOR (n:Task) ON (n.x)',
    ])
      await expect(
        database.stream(write, {}, { timeoutMs: 5_000, take: () => true }),
        write,
      ).rejects.toMatchObject({ code: 'Neo.ClientError.Statement.AccessMode' });
    expect(await rows('MATCH (n) RETURN count(n)')).toEqual(before);
    await database.close();
  });

  it('end when their time is over', async () => {
    const list = `[${Array.from({ length: 700 }, (_, at) => at).join(', ')}]`;
    const slow = `WITH ${list} AS many UNWIND many AS k UNWIND many AS l RETURN count([m IN many WHERE m > k + l]) AS n`;
    const hasty = createCypherReader(settings(), { today: () => today, timeoutMs: 500 });
    const start = performance.now();
    await expect(rows(slow, hasty)).rejects.toMatchObject({
      code: 'invalid_query',
      message: expect.stringContaining('longer than 0.5 s'),
    });
    // The server looks for what is overdue every two seconds.
    expect(performance.now() - start).toBeLessThan(15_000);
    await hasty.close();
  });

  it('say what the server does not take, in their own names', async () => {
    await expect(
      rows('MATCH (person:Employee) RETURN DISTINCT person.title ORDER BY person.name'),
    ).rejects.toMatchObject({ code: 'invalid_query', message: expect.stringMatching(/person/) });
    await expect(rows("MATCH (e:Employee) RETURN 1 / 0 AS n, 'x' * 2")).rejects.toMatchObject({
      code: 'invalid_query',
    });
  });

  it('never meet the state or the bookkeeping', async () => {
    const state = createNeo4jStateStore(settings());
    await state.migrate();
    await state.acquireLease('lease-hush', 'holder-hush', 60_000);
    await state.receiveEvent({ id: 'event-hush', payload: 'payload-hush' }, 'holder-hush', 60_000);
    await state.writeConversation('conversation-hush', '{"hush":true}', 60_000);
    await state.close();
    const known = new Set(
      company.upsertNodes?.filter(({ label }) => !['Acl', 'Source'].includes(label)).map(({ id }) => id),
    );
    known.add('boss');
    for (const statement of [
      'MATCH (n) RETURN n',
      'MATCH (n) RETURN n.id, n.key, n.name, n.title',
      'MATCH (n)-[*0..2]-(m) RETURN DISTINCT m.id',
      'OPTIONAL MATCH (n) RETURN n.id',
      'MATCH (e:Employee) WITH e LIMIT 1 RETURN COLLECT { MATCH (n) RETURN n.id } AS ids',
      'MATCH (n) WHERE n.id CONTAINS "hush" OR n.name CONTAINS "hush" RETURN n',
      'MATCH (n) WHERE NOT n:Employee RETURN n.id',
      'MATCH p = (n)-[*0..1]-(m) UNWIND nodes(p) AS x RETURN DISTINCT x.id',
    ]) {
      const found = await rows(statement);
      expect(JSON.stringify(found), statement).not.toContain('hush');
      for (const id of found.flatMap(([first]) => (Array.isArray(first) ? first : [first])))
        expect(known, `${statement}: ${id}`).toContain(id);
    }
  });

  it('give so many rows and so long texts, and say that there was more', async () => {
    await store.apply({
      changedAt,
      upsertNodes: Array.from({ length: 250 }, (_, at) =>
        node(`topic-${at}`, 'Topic', { name: `${at} ${'x'.repeat(at === 0 ? 3_000 : 3)}` }),
      ),
    });
    const many = await reader.read('MATCH (t:Topic) RETURN t.id', operatorViewer);
    expect([many.rows.length, many.cut]).toEqual([200, true]);
    const some = await reader.read('MATCH (t:Topic) RETURN t.id LIMIT 200', operatorViewer);
    expect([some.rows.length, some.cut]).toEqual([200, false]);
    const long = await reader.read("MATCH (t:Topic {id: 'topic-0'}) RETURN t.name", operatorViewer);
    expect([String(long.rows[0]?.[0]).length, long.cut]).toEqual([2_000, true]);
    const list = await reader.read('MATCH (t:Topic) RETURN collect(t.id) AS ids', operatorViewer);
    expect([[list.rows[0]?.[0]].flat().length, list.cut]).toEqual([100, true]);
  });

  it.each([
    ['is off without a word of it', '', false],
    ['is on where the configuration says so', 'neo4j: { modelStatements: true }', true],
  ])('%s', async (_name, section, isOn) => {
    await emptyNeo4j();
    const { uri, username, password, database } = settings();
    const folder = temporaryFolder({
      'orgwise.yaml': [
        'company: { name: Acme, timeZone: Europe/Berlin, today: 2026-11-20 }',
        'sources: [{ name: wiki, type: markdown, folder: wiki, readers: [everyone] }]',
        section,
      ].join('\n'),
      'wiki/leave.md': '# Leave\n\nEverybody has 28 days of holiday.\n',
    });
    const env = {
      NEO4J_URI: uri,
      NEO4J_USERNAME: username,
      NEO4J_PASSWORD: password,
      NEO4J_DATABASE: database,
      ORGWISE_LOG_LEVEL: 'silent',
    };
    const orgwise = await createOrgwise(loadConfig({ cwd: folder, dataDir: join(folder, 'data'), env }));
    await orgwise.sync();
    const read = await orgwise.cypherReader?.read('MATCH (a:Article) RETURN a.title', operatorViewer);
    expect(read?.rows).toEqual(isOn ? [['Leave']] : undefined);
    await orgwise.close();
  });
});
