import { afterEach, describe, expect, it, vi } from 'vitest';
import { createMessageHandler } from '../../src/bot/handle-message.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import type { GraphStore } from '../../src/graph/graph-store.ts';
import { createSqliteStore } from '../../src/graph/sqlite/sqlite-store.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { createOrgwise } from '../../src/main.ts';
import { createLog } from '../../src/operations/log.ts';
import { createSqliteStateStore } from '../../src/state/sqlite/sqlite-state-store.ts';
import { readLastAttempts } from '../../src/sync/read-last-attempts.ts';
import { type SyncSchedule, scheduleSync } from '../../src/sync/schedule-sync.ts';
import { type CliCompany, openCliCompany } from './cli-company.ts';
import { hasChanges, memoryConnector, openCompany, tasks } from './sync-harness.ts';

const minute = 60_000;
afterEach(() => void vi.useRealTimers());

/** A graph of which one write fails, counted from 1, as where the process is killed in it. */
function failingAt(graph: GraphStore, write: number): GraphStore {
  let writes = 0;
  return new Proxy(graph, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown =>
        name === 'apply' && ++writes === write
          ? Promise.reject(new Error('The power is gone.'))
          : Reflect.apply(value, target, args);
    },
  });
}

describe('a scheduled run that breaks off while it writes', () => {
  /** The company after its sync at two on the 20th, with a task more in the tracker. */
  async function openSynced() {
    const company = await openCompany();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    vi.setSystemTime(new Date('2026-11-20T02:00:00Z'));
    const sync = async (graph: GraphStore, sources?: readonly string[]) =>
      await company.sync({ graph, ...(sources !== undefined && { sources }), clock: () => new Date() });
    await sync(company.graph);
    company.write({ 'tasks.csv': `${tasks}PLAT-9,Look at it,,To Do,e3,,,,,,,,\n` });
    const runs: string[] = [];
    let isOn = false;
    const schedule = (graphs: () => GraphStore): SyncSchedule =>
      scheduleSync({
        schedules: ['wiki', 'tracker', 'directory'].map((source) => ({ source, cron: '0 2 * * *' })),
        timeZone: 'UTC',
        clock: () => new Date(),
        lastAttempts: () => readLastAttempts(company.graph),
        run: async (sources) => {
          runs.push(`${new Date().toISOString().slice(0, 16)} ${sources.join(' ')}`);
          isOn = true;
          try {
            await sync(graphs(), sources);
          } finally {
            isOn = false;
          }
        },
        jitterMs: 0,
        log: { info: () => undefined, warn: () => undefined },
      });
    const trackerOf = async () => (await company.graph.sources()).find(({ name }) => name === 'tracker');
    const pass = async (minutes: number): Promise<void> => {
      // A run takes no time by the faked clock: in steps, between which it comes to its end.
      for (let passed = 0; passed < minutes * 12; passed++) {
        await vi.advanceTimersByTimeAsync(minute / 12);
        do await new Promise((resolve) => setImmediate(resolve));
        while (isOn);
      }
    };
    return { company, sync, schedule, runs, trackerOf, pass };
  }

  it('is made again a minute later, and completed', async () => {
    const { company, schedule, runs, trackerOf, pass } = await openSynced();
    vi.setSystemTime(new Date('2026-11-21T01:58:30Z'));
    let isBroken = true;
    const running = schedule(() => {
      const graph = isBroken ? failingAt(company.graph, 3) : company.graph;
      isBroken = false;
      return graph;
    });
    running.start();
    await pass(10);
    expect(runs).toEqual([
      '2026-11-21T02:00 wiki tracker directory',
      expect.stringMatching(/^2026-11-21T02:0[12] wiki tracker directory$/),
    ]);
    expect((await trackerOf())?.updatingSince).toBeNull();
    expect(await company.names({ find: 'Task', return: { kind: 'list' } })).toContain('Look at it');
    await running.stop();
  });

  it('is made up for by the next process, though it was no run by the clock', async () => {
    const { company, sync, schedule, runs, trackerOf, pass } = await openSynced();
    vi.setSystemTime(new Date('2026-11-20T10:00:00Z'));
    await expect(sync(failingAt(company.graph, 3), ['tracker'])).rejects.toThrow('The power is gone.');
    expect(await trackerOf()).toMatchObject({
      attemptedAt: '2026-11-20T02:00:00.000Z',
      updatingSince: '2026-11-20T10:00:00.000Z',
    });
    vi.setSystemTime(new Date('2026-11-20T10:05:30Z'));
    const running = schedule(() => company.graph);
    running.start();
    await pass(3);
    expect(runs).toEqual([expect.stringMatching(/^2026-11-20T10:0\d tracker$/)]);
    expect((await trackerOf())?.updatingSince).toBeNull();
    await running.stop();
  });
});

it('the next run plans only what is left of one that broke off, wherever it did', async () => {
  const left: number[] = [];
  for (const write of [2, 4, 6]) {
    const company = await openCompany();
    await expect(company.sync({ graph: failingAt(company.graph, write) })).rejects.toThrow(
      'The power is gone.',
    );
    const report = await company.sync();
    const counts = [...report.sources.map((source) => source.counts), report.shared].flatMap((kinds) =>
      Object.values(kinds),
    );
    expect(counts.reduce((sum, { changed, deleted }) => sum + changed + deleted, 0)).toBe(0);
    left.push(counts.reduce((sum, { created }) => sum + created, 0));
    expect(hasChanges(await company.sync())).toBe(false);
  }
  const [first = 0, second = 0, third = 0] = left;
  expect(first).toBeGreaterThan(second);
  expect(second).toBeGreaterThan(third);
});

it('a run that could not read the source afterwards leaves it said that an update broke off', async () => {
  const company = await openCompany();
  const tracker = company.connectors.find(({ source }) => source === 'tracker');
  await company.sync();
  company.write({ 'tasks.csv': `${tasks}PLAT-9,Look at it,,To Do,e3,,,,,,,,\n` });
  await expect(company.sync({ graph: failingAt(company.graph, 3) })).rejects.toThrow('The power is gone.');
  const stateOf = async () => (await company.graph.sources()).find(({ name }) => name === 'tracker');
  const since = (await stateOf())?.updatingSince;
  expect(since).toEqual(expect.any(String));
  company.connectors = company.connectors.map((one) =>
    one === tracker ? memoryConnector('tracker', { records: [], failure: new Error('It is down.') }) : one,
  );
  await company.sync();
  expect((await stateOf())?.updatingSince).toBe(since);
  // It was tried, and by a run that came to its end.
  expect((await readLastAttempts(company.graph)).has('tracker')).toBe(true);
  company.connectors = company.connectors.map((one) =>
    one.source === 'tracker' && tracker !== undefined ? tracker : one,
  );
  await company.sync();
  expect((await stateOf())?.updatingSince).toBeNull();
});

it('a run that read a part of the source afterwards leaves it said as well, but no more of its own', async () => {
  const company = await openCompany();
  await company.sync();
  const stateOf = async () => (await company.graph.sources()).find(({ name }) => name === 'tracker');
  const others = company.connectors.filter(({ source }) => source !== 'tracker');
  const tracker = company.connectors.find(({ source }) => source === 'tracker');
  const task = { kind: 'task', title: 'Look at it', readers: [['everyone']], place: 'one' } as const;
  const partly = (key: string) =>
    memoryConnector('tracker', { records: [{ ...task, key }], failure: new Error('It broke.') });
  company.connectors = [...others, partly('PLAT-8')];
  expect((await company.sync()).sources.at(-1)?.outcome).toBe('incomplete');
  expect((await stateOf())?.updatingSince).toBeNull();
  company.connectors = [...others, ...(tracker === undefined ? [] : [tracker])];
  company.write({ 'tasks.csv': `${tasks}PLAT-9,Look at it,,To Do,e3,,,,,,,,\n` });
  await expect(company.sync({ graph: failingAt(company.graph, 3) })).rejects.toThrow('The power is gone.');
  const since = (await stateOf())?.updatingSince;
  expect(since).toEqual(expect.any(String));
  const withTracker = company.connectors;
  company.connectors = [...others, partly('PLAT-7')];
  expect((await company.sync()).sources.at(-1)?.outcome).toBe('incomplete');
  expect((await stateOf())?.updatingSince).toBe(since);
  company.connectors = withTracker;
  await company.sync();
  expect((await stateOf())?.updatingSince).toBeNull();
});

it('the terminal says of a source that its update broke off, and ends with 1 until it is complete', async () => {
  const company = openCliCompany();
  await company.run('sync');
  const graph = createSqliteStore({ file: `${company.data}/graph.db` });
  const state = createSqliteStateStore({ file: `${company.data}/state.db` });
  const [id] = (await graph.keys('Source')).filter(({ key }) => key === 'tracker').map((node) => node.id);
  const [stored] = await graph.readNodes([id ?? ''], operatorViewer);
  // As the start of a run's writing leaves it.
  await graph.apply({
    changedAt: '2026-11-20T09:00:00.000Z',
    upsertNodes: [
      {
        id: 'source:tracker',
        label: 'Source',
        source: 'tracker',
        key: 'tracker',
        properties: { ...stored?.properties, updatingSince: '2026-11-20T09:00:00.000Z' },
        fingerprint: 'updating',
      },
    ],
  });
  const lease = await state.acquireLease('sync', 'a sync that is on', 60_000);
  const during = await company.run('sources', 'status');
  expect([during.code, during.out]).toEqual([
    0,
    expect.stringContaining('It is being updated since 2026-11-20 10:00.'),
  ]);
  if (lease !== null) await state.releaseLease(lease);
  await state.close();
  await graph.close();
  const after = await company.run('sources', 'status');
  expect([after.code, after.out]).toEqual([
    1,
    expect.stringContaining(
      'The run that began 2026-11-20 10:00 broke off while it wrote, so a part of this may be as it was before; the next run completes it.',
    ),
  ]);
  const { sources }: { sources: { source: string; brokeOff: boolean }[] } = JSON.parse(
    (await company.run('sources', 'status', '--json')).out,
  );
  expect(sources.filter(({ brokeOff }) => brokeOff).map(({ source }) => source)).toEqual(['tracker']);
  expect(await statusInChat(company)).toEqual([
    expect.stringMatching(/^- directory: synced [^;]+$/),
    expect.stringMatching(/^- tracker: synced [^;]+; its update has not ended yet$/),
    expect.stringMatching(/^- wiki: synced [^;]+$/),
  ]);
  // Nothing has changed in the sources: what broke off is completed all the same.
  await company.run('sync');
  expect((await company.run('sources', 'status')).code).toBe(0);
});

/** Lines of what the command `status` says to an employee. */
async function statusInChat(company: CliCompany): Promise<string[]> {
  const env = { ORGWISE_LOG_LEVEL: 'silent' };
  const files = { configFile: company.config, dataDir: company.data, cwd: company.folder };
  const orgwise = await createOrgwise(loadConfig({ ...files, env }));
  try {
    const email = 'helena@voltmoor.example';
    const reply = await createMessageHandler({ ...orgwise, log: createLog('silent') })({
      ...{ id: 'm', platform: 'web', conversationId: 'web:direct:helena', canReplyPrivately: true },
      ...{ sender: { accountId: email, email }, kind: 'command', command: 'status', text: '' },
    });
    return reply.kind === 'text' ? reply.text.split('\n').sort() : [];
  } finally {
    await orgwise.close();
  }
}
