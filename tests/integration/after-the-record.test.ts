import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { createOrgwise, type Orgwise } from '../../src/main.ts';
import { isSyncing } from '../../src/sync/is-syncing.ts';
import { readSyncHistory } from '../../src/sync/sync-history.ts';
import { type FakeModelServer, startFakeModelServer } from '../fixtures/fake-model-server.ts';
import { extracting } from '../fixtures/scripted-model.ts';
import { temporaryFolder } from '../unit/connectors/temporary-folder.ts';

let server: FakeModelServer;
beforeAll(async () => {
  server = await startFakeModelServer();
});
afterAll(async () => await server.close());
beforeEach(() => server.script((request) => ({ ...extracting({})(request), delay: 1000 })));

const pageOf = (at: number): string => `# Page ${at}\n\nThe gizmo of team ${at} is painted.\n`;

async function open(): Promise<Orgwise> {
  const pages = Array.from({ length: 12 }, (_, at) => [`wiki/page-${at}.md`, pageOf(at)]);
  const folder = temporaryFolder({
    'orgwise.yaml': [
      'company: { name: Acme, timeZone: Europe/Berlin, today: 2026-11-20 }',
      'sources: [{ name: wiki, type: markdown, folder: wiki, readers: [everyone] }]',
      `model: { name: m, baseUrl: "${server.url}", timeoutSeconds: 20, extract: {} }`,
    ].join('\n'),
    ...Object.fromEntries(pages),
  });
  const config = loadConfig({
    cwd: folder,
    dataDir: join(folder, 'data'),
    env: { ORGWISE_LOG_LEVEL: 'silent' },
  });
  const orgwise = await createOrgwise(config);
  onTestFinished(async () => await orgwise.close());
  return orgwise;
}

const modelAsked = (): Promise<void> =>
  vi.waitFor(() => expect(server.requests.length).toBeGreaterThan(0), { timeout: 20_000, interval: 20 });

it('a run is recorded before a model reads, which holds up no other and lets answers be', async () => {
  const orgwise = await open();
  const all = orgwise.sync();
  await modelAsked();
  expect(await readSyncHistory(orgwise.graph)).toMatchObject([{ source: 'wiki', outcome: 'done' }]);
  expect(await orgwise.graph.sources()).toMatchObject([
    { syncedAt: expect.any(String), updatingSince: null },
  ]);
  expect(await isSyncing(orgwise.state)).toBe(false);
  // Another run meanwhile reads no passages: that is being done.
  const other = await orgwise.sync({ full: true });
  expect([other.sources[0]?.outcome, other.extraction]).toEqual(['done', undefined]);
  expect((await all).extraction).toMatchObject({ read: 12, left: 0 });
});

it('a run that is killed while a model reads stays recorded, and the next one goes on reading', async () => {
  const orgwise = await open();
  const kill = new AbortController();
  const all = orgwise.sync({ signal: kill.signal });
  await modelAsked();
  kill.abort(new Error('The power is gone.'));
  await expect(all).rejects.toThrow('The power is gone.');
  expect(await readSyncHistory(orgwise.graph)).toMatchObject([{ source: 'wiki', outcome: 'done' }]);
  server.script(extracting({}));
  const next = await orgwise.sync();
  expect(next.sources[0]?.counts.Article).toMatchObject({ created: 0, unchanged: 12 });
  expect(next.extraction).toMatchObject({ left: 0 });
});

it('whoever serves does not wait for it, and what it links leaves the sources as they were left', async () => {
  const orgwise = await open();
  server.script((request) => ({
    ...extracting({ gizmo: { topics: [['gizmo', 'The gizmo of team']] } })(request),
    delay: 500,
  }));
  const report = await orgwise.sync({ passagesLater: true }, 'schedule');
  expect(report.extraction).toBeUndefined();
  expect(await orgwise.graph.keys('Topic')).toEqual([]);
  await vi.waitFor(async () => expect(await orgwise.graph.keys('Topic')).toHaveLength(1), {
    timeout: 20_000,
  });
  await vi.waitFor(async () => expect(await isCompleting(orgwise)).toBe(false), { timeout: 20_000 });
  // Nothing is compared again for what a model found.
  const compared = vi.spyOn(orgwise.graph, 'fingerprints');
  expect((await orgwise.sync()).extraction).toBeUndefined();
  expect(compared.mock.calls.map(([source]) => source)).not.toContain('wiki');
});

async function isCompleting({ state }: Orgwise): Promise<boolean> {
  const lease = await state.acquireLease('passages', 'a test', 1000);
  if (lease !== null) await state.releaseLease(lease);
  return lease === null;
}
