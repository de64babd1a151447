import { expect, it, onTestFinished, vi } from 'vitest';
import type { Connector, Fetched } from '../../connectors/connector.ts';
import { runSync } from '../../src/sync/run-sync.ts';
import { readSyncHistory } from '../../src/sync/sync-history.ts';
import type { SyncReport } from '../../src/sync/sync-report.ts';
import { type Company, memoryConnector, openCompany } from './sync-harness.ts';

const task = (key: string, title = key) =>
  ({ kind: 'task', key, title, place: key, readers: [['everyone']] }) as const;

/** A company of two sources, of which `slow` ends when it is let. */
async function openWithSlow() {
  const company = await openCompany();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  promise.catch(() => undefined);
  const slow: Connector = {
    source: 'slow',
    driver: 'memory',
    async *fetch(): AsyncGenerator<Fetched> {
      yield { record: task('SLOW-1') };
      await promise;
      yield { record: task('SLOW-2') };
    },
  };
  company.connectors = [memoryConnector('fast', { records: [task('FAST-1')] }), slow];
  onTestFinished(() => resolve());
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const recorded: SyncReport[] = [];
  const options = { signal: stop.signal, onRecorded: (report: SyncReport) => void recorded.push(report) };
  const all = runSync({ ...company.deps(), lateAfterMs: 100 }, options);
  all.catch(() => undefined);
  await vi.waitFor(() => expect(recorded).toHaveLength(1), { timeout: 10_000 });
  return { company, all, recorded, resolve, reject, stop };
}
const taskKeys = async ({ graph }: Company) => (await graph.keys('Task')).map(({ key }) => key).toSorted();
const told = (report: SyncReport) => report.sources.map(({ source, outcome }) => `${source} ${outcome}`);

it('a source that is slow keeps no other from being written, and comes after it as a run of its own', async () => {
  const { company, all, recorded, resolve } = await openWithSlow();
  expect(recorded.map(told)).toEqual([['fast done']]);
  expect(await taskKeys(company)).toEqual(['FAST-1']);
  expect((await readSyncHistory(company.graph)).map(({ source }) => source)).toEqual(['fast']);
  resolve();
  const report = await all;
  expect(told(report)).toEqual(['fast done', 'slow done']);
  expect(recorded.map(told)).toEqual([['fast done'], ['slow done']]);
  expect(await taskKeys(company)).toEqual(['FAST-1', 'SLOW-1', 'SLOW-2']);
  expect(report.sources.map(({ counts }) => counts.Task?.created)).toEqual([1, 2]);
});

it('other sources are synced meanwhile, as often as they are due, and it is not begun twice', async () => {
  const { company, all, resolve } = await openWithSlow();
  company.connectors = company.connectors.map((one) =>
    one.source === 'fast' ? memoryConnector('fast', { records: [task('FAST-1', 'Renamed')] }) : one,
  );
  expect(told(await company.sync({ sources: ['fast'] }))).toEqual(['fast done']);
  expect(await company.names({ find: 'Task', return: { kind: 'list' } })).toEqual(['Renamed']);
  await expect(company.sync({ sources: ['slow'] })).rejects.toMatchObject({ code: 'sync_busy' });
  // Of all, what is being read is left to who reads it.
  expect(told(await company.sync())).toEqual(['fast done']);
  resolve();
  expect(told(await all)).toEqual(['fast done', 'slow done']);
  expect(told(await company.sync())).toEqual(['fast done', 'slow done']);
});

it('one that breaks off late is incomplete, and one that is stopped leaves what was written', async () => {
  const broken = await openWithSlow();
  broken.reject(new Error('It broke.'));
  expect(told(await broken.all)).toEqual(['fast done', 'slow incomplete']);
  const stopped = await openWithSlow();
  stopped.stop.abort(new Error('Stopped.'));
  await expect(stopped.all).rejects.toThrow('Stopped.');
  expect(await taskKeys(stopped.company)).toEqual(['FAST-1']);
  expect(told(await stopped.company.sync({ sources: ['fast'] }))).toEqual(['fast done']);
});

it('waits for those that come in time, and writes them in one run', async () => {
  const company = await openCompany();
  company.connectors = ['one', 'other'].map((source) => memoryConnector(source, { records: [task(source)] }));
  const recorded: SyncReport[] = [];
  const report = await runSync(company.deps(), { onRecorded: (one) => void recorded.push(one) });
  expect(recorded).toEqual([report]);
  expect(told(report)).toEqual(['one done', 'other done']);
});
