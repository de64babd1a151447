import { describe, expect, it } from 'vitest';
import type { SourceRecord } from '../../connectors/connector.ts';
import { SourceError } from '../../connectors/http/source-error.ts';
import { createDirectoryAccess } from '../../src/access/directory-access.ts';
import { approveRun } from '../../src/sync/approve-run.ts';
import { runSync } from '../../src/sync/run-sync.ts';
import { readSyncHistory } from '../../src/sync/sync-history.ts';
import { type Company, knowledgeOf, memoryConnector, openCompany } from './sync-harness.ts';

const task = (number: number, title = `Task ${number}`): SourceRecord => ({
  kind: 'task',
  key: `OPS-${number}`,
  title,
  place: `ops ${number}`,
  readers: [['everyone']],
});
const tasksTo = (last: number): SourceRecord[] => Array.from({ length: last }, (_, index) => task(index + 1));

/** The company with a tracker of twenty tasks in memory, synced; then the tracker is another. */
async function openWithTracker(then: Parameters<typeof memoryConnector>[1]): Promise<Company> {
  const company = await openCompany();
  setTracker(company, { records: tasksTo(20) });
  await company.sync();
  setTracker(company, then);
  return company;
}

function setTracker(company: Company, content: Parameters<typeof memoryConnector>[1]): void {
  const others = company.connectors.filter(({ source }) => source !== 'tracker');
  company.connectors = [...others, memoryConnector('tracker', content)];
}

async function taskKeys({ graph }: Company): Promise<string[]> {
  return (await graph.keys('Task')).map(({ key }) => key).toSorted();
}

const trackerOf = (report: Awaited<ReturnType<Company['sync']>>) =>
  report.sources.find(({ source }) => source === 'tracker');

describe('a source that lost more than a fifth of a kind', () => {
  it('is stopped with its plan, and the others go on', async () => {
    const company = await openWithTracker({ records: [task(1, 'Renamed'), ...tasksTo(15).slice(1)] });
    company.write({ 'wiki/new.md': '---\ntitle: New page\n---\n\nText.\n' });
    const report = await company.sync();
    const tracker = trackerOf(report);
    const run = `tracker@${report.startedAt}`;
    expect(tracker?.outcome).toBe('stopped');
    expect(tracker?.message).toBe(
      `The source 'tracker' no longer holds 5 of 20 tasks that the graph has, so nothing of it was written. If that is right, run: orgwise sync approve ${run}`,
    );
    expect(tracker?.counts).toEqual({});
    expect(tracker?.kept?.counts.Task).toEqual({ created: 0, changed: 1, deleted: 5, unchanged: 14 });
    expect(tracker?.kept?.gone.total).toBe(5);
    expect(tracker?.kept?.gone.first).toContainEqual({ kind: 'Task', key: 'OPS-16', name: 'Task 16' });
    expect(await taskKeys(company)).toHaveLength(20);
    expect(await company.names({ find: 'Article', return: { kind: 'list' } })).toContain('New page');
    expect((await readSyncHistory(company.graph, 'tracker'))[0]).toMatchObject({
      id: run,
      kept: tracker?.kept,
    });
  });

  it('may lose a fifth, or fewer than five', async () => {
    const company = await openWithTracker({ records: tasksTo(16) });
    expect(trackerOf(await company.sync())?.outcome).toBe('done');
    setTracker(company, { records: tasksTo(12) });
    expect(trackerOf(await company.sync())?.outcome).toBe('done');
    setTracker(company, { records: [] });
    expect(trackerOf(await company.sync())?.outcome).toBe('stopped');
  });

  it('tells in a dry run what would be kept, and records nothing', async () => {
    const company = await openWithTracker({ records: tasksTo(10) });
    const runs = await readSyncHistory(company.graph);
    const tracker = trackerOf(await company.sync({ dryRun: true }));
    expect(tracker?.message).toMatch(/10 of 20 tasks.*A sync would keep this plan for you to approve\.$/);
    expect(tracker?.kept?.counts.Task?.deleted).toBe(10);
    expect(await readSyncHistory(company.graph)).toEqual(runs);
  });
});

describe('a source that still has its people and tasks, and says far less of them', () => {
  type Person = Extract<SourceRecord, { kind: 'employee' }>;
  const person = (number: number, more: Partial<Person> = {}): Person => ({
    kind: 'employee',
    key: `p${number}`,
    name: `Person ${number}`,
    email: `p${number}@voltmoor.example`,
    title: number % 2 === 0 ? 'Engineer' : 'Designer',
    ...(number > 1 && { manager: 'p1' }),
    place: `hr ${number}`,
    ...more,
  });
  const staff = (change: (number: number) => Partial<Person> = () => ({})): SourceRecord[] =>
    Array.from({ length: 50 }, (_, index) => person(index + 1, change(index + 1)));

  /** The company with fifty people in memory, synced; then HR says other things of them. */
  async function openWithStaff(then: readonly SourceRecord[]): Promise<Company> {
    const company = await openCompany();
    company.connectors = [memoryConnector('hr', { records: staff() })];
    await company.sync();
    company.connectors = [memoryConnector('hr', { records: then })];
    return company;
  }
  const without = (...fields: readonly (keyof Person)[]) =>
    staff().map((record) => {
      const left = { ...record };
      for (const field of fields) delete left[field as keyof typeof left];
      return left;
    });
  const heldOf = async ({ graph }: Company, type: string) =>
    [...(await graph.fingerprints('hr')).relationships.values()].filter((one) => one.type === type).length;

  it('is stopped, and what the graph has of them goes on', async () => {
    const company = await openWithStaff(without('manager', 'title', 'email'));
    const report = await company.sync();
    const run = `hr@${report.startedAt}`;
    expect(report.sources[0]).toMatchObject({
      outcome: 'stopped',
      message: `The source 'hr' no longer states a manager for 49 of 49 people nor a title for 50 of 50 people, which the graph has, or nobody is known any more by the names that it gives, so nothing of it was written. If that is right, run: orgwise sync approve ${run}`,
      counts: {},
    });
    expect([await heldOf(company, 'REPORTS_TO'), await heldOf(company, 'HELD')]).toEqual([49, 50]);
    const approved = await approveRun(company.deps(), run);
    expect(approved.sources[0]?.outcome).toBe('done');
    expect([await heldOf(company, 'REPORTS_TO'), await heldOf(company, 'HELD')]).toEqual([0, 0]);
  });

  it('is stopped where a fifth of them is exceeded, and not below it or below five', async () => {
    const untitled = (last: number) => (number: number) =>
      number <= last && number > 1 ? { title: '' } : { title: 'Engineer' };
    const company = await openWithStaff(staff(untitled(12)));
    expect((await company.sync()).sources[0]?.message).toContain('a title for 11 of 50 people');
    company.connectors = [memoryConnector('hr', { records: staff(untitled(11)) })];
    expect((await company.sync()).sources[0]?.outcome).toBe('done');
    const few = await openWithTracker({ records: [] });
    setTracker(few, { records: tasksTo(20).map((one) => ({ ...one, assignees: ['e2'] })) });
    await few.sync();
    setTracker(few, {
      records: tasksTo(20).map((one, index) => ({ ...one, assignees: index < 4 ? [] : ['e2'] })),
    });
    expect(trackerOf(await few.sync())?.outcome).toBe('done');
    setTracker(few, { records: tasksTo(20) });
    expect(trackerOf(await few.sync())).toMatchObject({
      outcome: 'stopped',
      message: expect.stringContaining('no longer states anybody assigned to 16 of 16 tasks'),
    });
  });

  it('is not stopped where it is the configuration that says that titles are never stored', async () => {
    const company = await openWithStaff(staff());
    const fields = { Employee: { title: 'never' } } as const;
    const report = await runSync({ ...company.deps(), fields });
    expect([report.sources[0]?.outcome, await heldOf(company, 'HELD')]).toEqual(['done', 0]);
  });

  it('whose titles alone are missing is not said to give names of nobody', async () => {
    const company = await openWithStaff(staff());
    company.connectors = [memoryConnector('hr', { records: without('title') })];
    expect((await company.sync()).sources[0]?.message).toMatch(
      /^The source 'hr' no longer states a title for 50 of 50 people, which the graph has, so nothing of it was written\./,
    );
  });

  it('is not stopped by a reorganisation, nor where somebody accepts it', async () => {
    const company = await openWithStaff(
      staff((number) => (number > 2 ? { manager: 'p2', title: 'Engineer of things' } : {})),
    );
    expect((await company.sync()).sources[0]?.outcome).toBe('done');
    company.connectors = [memoryConnector('hr', { records: without('manager') })];
    expect((await company.sync({ acceptDeletions: true })).sources[0]?.outcome).toBe('done');
  });
});

describe('approving a stopped run', () => {
  it('carries out exactly its plan, by id or by source', async () => {
    for (const name of [(run: string) => run, () => 'tracker']) {
      const company = await openWithTracker({ records: tasksTo(10) });
      const stopped = await company.sync();
      // Another day: when relationships end is no part of the plan.
      company.today = '2026-11-23';
      const report = await approveRun(company.deps(), name(`tracker@${stopped.startedAt}`));
      expect(trackerOf(report)).toMatchObject({
        outcome: 'done',
        counts: trackerOf(stopped)?.kept?.counts ?? {},
      });
      expect(await taskKeys(company)).toEqual(
        tasksTo(10)
          .map(({ key }) => key)
          .toSorted(),
      );
      expect(trackerOf(await company.sync())?.outcome).toBe('done');
    }
  });

  it('goes on where the source has moved on without losing more, and what is new goes in', async () => {
    const company = await openWithTracker({ records: tasksTo(10) });
    const stopped = await company.sync();
    const edited = [task(1, 'Renamed'), ...tasksTo(11).slice(1), task(21, 'Begun meanwhile')];
    setTracker(company, { records: edited });
    const report = await approveRun(company.deps(), `tracker@${stopped.startedAt}`);
    expect(trackerOf(report)).toMatchObject({
      outcome: 'done',
      counts: { Task: { created: 1, changed: 1, deleted: 9, unchanged: 10 } },
    });
    expect(await company.names({ find: 'Task', return: { kind: 'list' } })).toEqual(
      expect.arrayContaining(['Renamed', 'Begun meanwhile', 'Task 11']),
    );
  });

  it('is refused where one more would go, and names it', async () => {
    const company = await openWithTracker({ records: tasksTo(10) });
    const stopped = await company.sync();
    setTracker(company, { records: tasksTo(9) });
    const before = await knowledgeOf(company);
    await expect(approveRun(company.deps(), `tracker@${stopped.startedAt}`)).rejects.toMatchObject({
      code: 'plan_outdated',
      message: `The plan of tracker@${stopped.startedAt} was not carried out: 1 record would go that is none of those that were approved: task OPS-10. Run "orgwise sync --source tracker"; where that stops, it keeps a plan as things are now.`,
    });
    expect(await knowledgeOf(company)).toEqual(before);
  });

  it('is refused where much would be said no more that was not approved, and not for a little', async () => {
    const assigned = (from: number, count: number): SourceRecord[] =>
      tasksTo(count).map((one, index) => ({ ...one, assignees: index < from ? [] : ['e2'] }));
    const company = await openCompany();
    setTracker(company, { records: assigned(0, 40) });
    await company.sync();
    setTracker(company, { records: assigned(0, 20) });
    const stopped = await company.sync();
    setTracker(company, { records: assigned(6, 20) });
    await expect(approveRun(company.deps(), `tracker@${stopped.startedAt}`)).rejects.toMatchObject({
      code: 'plan_outdated',
      message: expect.stringContaining('no longer states anybody assigned to 6 of 20 tasks'),
    });
    setTracker(company, { records: assigned(2, 20) });
    expect(trackerOf(await approveRun(company.deps(), 'tracker'))?.outcome).toBe('done');
  });

  it('takes nothing of what the source still had when it was asked, whatever it lists', async () => {
    const still = [{ kind: 'task', key: 'OPS-20', readers: [['everyone']] }] as const;
    const company = await openWithTracker({
      records: tasksTo(10),
      findWithheld: async () => ({ still, message: 'It still has OPS-20, which it lists no more.' }),
    });
    const stopped = await company.sync();
    expect(trackerOf(stopped)?.kept?.gone.total).toBe(9);
    expect(trackerOf(await approveRun(company.deps(), 'tracker'))?.outcome).toBe('done');
    expect(await taskKeys(company)).toEqual([...tasksTo(10).map(({ key }) => key), 'OPS-20'].toSorted());
    // Asked again when it is approved: by then it is gone for good, which nobody has approved.
    const other = await openWithTracker({
      records: tasksTo(10),
      findWithheld: async () => ({ still, message: 'It still has OPS-20, which it lists no more.' }),
    });
    await other.sync();
    setTracker(other, { records: tasksTo(10), findWithheld: async () => null });
    await expect(approveRun(other.deps(), 'tracker')).rejects.toMatchObject({
      code: 'plan_outdated',
      message: expect.stringContaining('task OPS-20'),
    });
  });

  it('is refused where the source breaks off, there is nothing to do, or the run was not stopped', async () => {
    const company = await openWithTracker({ records: tasksTo(10) });
    const stopped = await company.sync();
    const run = `tracker@${stopped.startedAt}`;
    setTracker(company, { records: tasksTo(10), failure: new Error('It is down.') });
    await expect(approveRun(company.deps(), run)).rejects.toMatchObject({
      code: 'plan_outdated',
      message: expect.stringContaining('was not carried out: It is down. Run'),
    });
    setTracker(company, { records: tasksTo(20) });
    await company.sync({ sources: ['tracker'] });
    await expect(approveRun(company.deps(), run)).rejects.toMatchObject({ code: 'plan_outdated' });
    await expect(approveRun(company.deps(), 'tracker')).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(
        /kept no plan, it ended as 'done'; only a stopped run can be approved\.$/,
      ),
    });
  });
});

describe('a token that lost its rights', () => {
  it('is told apart where the source refuses it: nothing is deleted', async () => {
    for (const failure of ['unauthorized', 'forbidden'] as const) {
      const company = await openWithTracker({
        records: [],
        failure: new SourceError(failure, 'The tracker does not accept the token; make a new one.'),
      });
      expect(trackerOf(await company.sync())).toMatchObject({
        outcome: 'denied',
        message: 'The tracker does not accept the token; make a new one.',
      });
      expect(await taskKeys(company)).toHaveLength(20);
      const status = (await company.graph.sources()).find(({ name }) => name === 'tracker');
      expect(status?.failure).toContain('does not accept the token');
    }
  });

  it('is told apart where the source only shows less, however little less', async () => {
    const asked: string[][] = [];
    const company = await openWithTracker({
      records: tasksTo(19),
      async findWithheld(gone) {
        asked.push(gone.map(({ kind, key }) => `${kind} ${key}`));
        return 'The tracker no longer shows project OPS to the token; look at its access.';
      },
    });
    const report = await company.sync();
    expect(trackerOf(report)).toMatchObject({
      outcome: 'stopped',
      message: `The tracker no longer shows project OPS to the token; look at its access. Nothing of the source was written. If that is right, run: orgwise sync approve tracker@${report.startedAt}`,
    });
    expect(asked).toEqual([['task OPS-20']]);
    expect(await taskKeys(company)).toHaveLength(20);
  });

  it('goes on where a few are there still, which stay as they are for those who may see them now', async () => {
    const still = [{ kind: 'task', key: 'OPS-20', readers: [['user:helena@voltmoor.example']] }] as const;
    const company = await openWithTracker({
      records: tasksTo(18),
      findWithheld: async () => ({ still, message: 'It still has OPS-20, which it lists no more.' }),
    });
    for (const _ of [1, 2])
      expect(trackerOf(await company.sync({ full: true }))).toMatchObject({
        outcome: 'done',
        problems: { total: 1, first: [{ message: 'It still has OPS-20, which it lists no more.' }] },
      });
    expect(await taskKeys(company)).toEqual([...tasksTo(18).map(({ key }) => key), 'OPS-20'].toSorted());
    const readable = async (address: string) => {
      const access = createDirectoryAccess({
        ...{ graph: company.graph, today: () => company.today, company: 'Voltmoor' },
      });
      return await company.graph.readNodes(['task:tracker:OPS-20'], await access.audience([address]));
    };
    expect(await readable('helena@voltmoor.example')).toHaveLength(1);
    expect(await readable('ben@voltmoor.example')).toEqual([]);
    // Whoever accepts deletions is not asked.
    await company.sync({ acceptDeletions: true });
    expect(await taskKeys(company)).not.toContain('OPS-20');
  });

  it('goes on as well where only changes were read, and took them for gone', async () => {
    const gone = { kind: 'task', key: 'OPS-20' } as const;
    const company = await openCompany();
    company.connectors = [
      {
        source: 'tracker',
        driver: 'memory',
        async *fetch({ since }) {
          if (since === undefined) for (const record of tasksTo(20)) yield { record };
          else yield { gone };
          yield { cursor: 'later', isWhole: since === undefined };
        },
        findWithheld: async (asked) => ({ still: asked, message: 'It still has OPS-20.' }),
      },
    ];
    await company.sync();
    expect(trackerOf(await company.sync())).toMatchObject({ outcome: 'done', problems: { total: 1 } });
    expect(await taskKeys(company)).toContain('OPS-20');
  });

  it('goes on where the source says that they are gone, and stops where it cannot say', async () => {
    const company = await openWithTracker({ records: tasksTo(19), findWithheld: async () => null });
    expect(trackerOf(await company.sync())?.outcome).toBe('done');
    setTracker(company, {
      records: tasksTo(18),
      findWithheld: async () => {
        throw new Error('It is down.');
      },
    });
    expect(trackerOf(await company.sync())).toMatchObject({
      outcome: 'stopped',
      message: expect.stringContaining('could not say whether they are gone: It is down.'),
    });
  });
});

it('an unfinished fetch deletes nothing, and what it read goes in', async () => {
  const company = await openWithTracker({
    records: [task(1, 'Renamed')],
    failure: new Error('The connection broke.'),
  });
  expect(trackerOf(await company.sync())).toMatchObject({ outcome: 'incomplete' });
  expect(await taskKeys(company)).toHaveLength(20);
  expect(await company.names({ find: 'Task', return: { kind: 'list' } })).toContain('Renamed');
});
