import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { freePort, isNeo4jInstalled, startLocalNeo4j } from '../../deploy/neo4j/local-neo4j.ts';
import { createNeo4jStore } from '../../src/graph/neo4j/neo4j-store.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { examineNeo4j } from '../../src/operations/neo4j/examine-neo4j.ts';
import type { Neo4jSettings } from '../../src/operations/neo4j/neo4j-settings.ts';
import { openNeo4j } from '../../src/operations/neo4j/open-neo4j.ts';
import { company } from '../contract/graph-store-records.ts';
import { emptyNeo4j, neo4jSettings, settings } from '../neo4j/test-database.ts';

const count = { find: 'Task', return: { kind: 'count' } } as const;

describe.skipIf(neo4jSettings === null)('what is wrong with Neo4j', () => {
  const wrongSettings = async (): Promise<readonly (readonly [string, Neo4jSettings, string, RegExp])[]> => [
    [
      'a port at which nobody listens',
      { ...settings(), uri: `bolt://127.0.0.1:${await freePort()}` },
      'storage_unreachable',
      /does not answer: start it, or correct NEO4J_URI/,
    ],
    [
      'a wrong password',
      { ...settings(), password: 'wrong' },
      'storage_unusable',
      /refuses the user neo4j with this password; correct NEO4J_USERNAME and NEO4J_PASSWORD/,
    ],
    [
      'a database that is not there',
      { ...settings(), database: 'elsewhere' },
      'storage_unusable',
      /no database elsewhere; correct NEO4J_DATABASE/,
    ],
  ];

  test('is told by the store in one sentence, and within seconds', async () => {
    for (const [name, wrong, code, message] of await wrongSettings()) {
      const store = createNeo4jStore(wrong);
      const start = performance.now();
      for (const work of [() => store.migrate(), () => store.query(count, operatorViewer, '2025-01-01')])
        await expect(work(), name).rejects.toMatchObject({ code, message });
      expect(performance.now() - start, name).toBeLessThan(20_000);
      await store.close();
    }
  });

  test('is told by the doctor with its remedy', async () => {
    for (const [name, wrong, , message] of await wrongSettings()) {
      const findings = await examineNeo4j(wrong);
      const last = findings.at(-1);
      expect(last, name).toMatchObject({ part: 'neo4j', ok: false, remedy: /NEO4J_/ });
      expect(`${last?.message} ${last?.remedy}`, name).toMatch(
        new RegExp(message.source.split(/[:;]/)[0] ?? ''),
      );
    }
  });

  test('a server that is too old is named with its version', async () => {
    const findings = await examineNeo4j(settings(), async () => ({
      version: '4.4.30',
      edition: 'community',
    }));
    expect(findings.at(-1)).toMatchObject({
      ok: false,
      message: 'Its version is 4.4.30, and 5.7 or later is needed.',
    });
  });

  test('nothing, where all is well', async () => {
    const findings = await examineNeo4j(settings());
    expect(findings.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(findings[1]?.message).toMatch(/version is \d/);
  });

  test('a read cannot write', async () => {
    const database = openNeo4j(settings());
    await expect(database.read('CREATE (n:Node {id: "x"})')).rejects.toThrow();
    await database.close();
  });

  test('two stores may migrate an empty database and write at once', async () => {
    await emptyNeo4j();
    const stores = [createNeo4jStore(settings()), createNeo4jStore(settings())];
    await Promise.all(stores.map((store) => store.migrate()));
    const team = (id: string) =>
      ({ id, label: 'Team', source: 's', key: id, properties: {}, fingerprint: 'x' }) as const;
    await Promise.all(
      stores.flatMap((store, replica) =>
        Array.from({ length: 10 }, (_, index) =>
          store.apply({ changedAt: '2025-06-15T08:00:00.000Z', upsertNodes: [team(`${replica}-${index}`)] }),
        ),
      ),
    );
    expect(await stores[0]?.keys('Team')).toHaveLength(20);
    expect(await stores[1]?.revision()).toBe(20);
    for (const store of stores) await store.close();
  });
});

describe.skipIf(neo4jSettings === null || !isNeo4jInstalled())(
  'a server that goes down',
  { timeout: 120_000 },
  () => {
    test('is missed within seconds, and used again when it is back', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'orgwise-neo4j-'));
      const port = await freePort();
      const local = { folder, port, password: 'a-password-of-8', isShortLived: true };
      const store = createNeo4jStore({
        uri: `neo4j://127.0.0.1:${port}`,
        username: 'neo4j',
        password: local.password,
        database: 'neo4j',
      });
      let server = await startLocalNeo4j(local);
      onTestFinished(async () => {
        await store.close();
        await server.stop();
        rmSync(folder, { recursive: true, force: true });
      });
      await store.migrate();
      await store.apply(company);
      await server.kill();
      const start = performance.now();
      await expect(store.query(count, operatorViewer, '2025-06-15')).rejects.toMatchObject({
        code: 'storage_unreachable',
      });
      expect(performance.now() - start).toBeLessThan(15_000);
      // A question takes several reads, of which only the first waits for a server that may be back.
      const again = performance.now();
      for (let times = 0; times < 3; times += 1)
        await expect(store.query(count, operatorViewer, '2025-06-15')).rejects.toMatchObject({
          code: 'storage_unreachable',
        });
      expect(performance.now() - again).toBeLessThan(1_500);
      server = await startLocalNeo4j(local);
      expect(await store.query(count, operatorViewer, '2025-06-15')).toEqual({ kind: 'count', total: 3 });
    });
  },
);
