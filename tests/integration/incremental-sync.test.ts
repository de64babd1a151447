import { describe, expect, it } from 'vitest';
import type { Connector, Fetched, SourceRecord, TaskRecord } from '../../connectors/connector.ts';
import { approveRun } from '../../src/sync/approve-run.ts';
import { presentKnowledge } from '../fixtures/present-knowledge.ts';
import fc from '../seeded-properties.ts';
import { type Company, openCompany } from './sync-harness.ts';

const sources = ['wiki', 'directory', 'tracker'];

/** A tracker that tells what changed since a number that grows with each change. */
class Tracker {
  readonly tasks = new Map<string, { readonly task: TaskRecord; readonly at: number }>();
  readonly deleted = new Map<string, number>();
  now = 0;
  /** Cursors that fetches were given, null for whole ones. */
  readonly asked: (string | null)[] = [];
  readonly tellsDeletions: boolean;
  readonly isSwept: boolean;

  constructor(options: { readonly tellsDeletions: boolean; readonly isSwept?: boolean }) {
    this.tellsDeletions = options.tellsDeletions;
    this.isSwept = options.isSwept ?? false;
  }

  set(key: string, parts: Partial<TaskRecord> = {}): void {
    const task: TaskRecord = {
      kind: 'task',
      key,
      title: `Task ${key}`,
      place: key,
      readers: [['everyone']],
      ...parts,
    };
    this.tasks.set(key, { task, at: ++this.now });
    this.deleted.delete(key);
  }

  delete(key: string): void {
    if (this.tasks.delete(key)) this.deleted.set(key, ++this.now);
  }

  connector(): Connector {
    const tracker = this;
    return {
      source: 'tracker',
      driver: 'memory',
      async *fetch({ since, isKnown }): AsyncGenerator<Fetched> {
        tracker.asked.push(since ?? null);
        const from = since === undefined ? -1 : Number(since);
        for (const { task, at } of tracker.tasks.values()) {
          const name = { kind: 'task', key: task.key } as const;
          const isSame = at <= from && (!tracker.isSwept || isKnown?.(name) === true);
          if (!isSame) yield { record: task };
          else if (tracker.isSwept) yield { same: name };
        }
        if (since !== undefined && tracker.tellsDeletions)
          for (const [key, at] of tracker.deleted) if (at > from) yield { gone: { kind: 'task', key } };
        const isSwept = tracker.isSwept && since !== undefined;
        yield { cursor: String(tracker.now), isWhole: since === undefined, isSwept };
      },
    };
  }
}

async function openWith(tracker: Tracker): Promise<Company> {
  const company = await openCompany();
  const others = company.connectors.filter(({ source }) => source !== 'tracker');
  company.connectors = [...others, tracker.connector()];
  return company;
}

const keysOf = async ({ graph }: Company): Promise<string[]> =>
  (await graph.keys('Task')).map(({ key }) => key).sort();

const trackerOf = (report: Awaited<ReturnType<Company['sync']>>) =>
  report.sources.find(({ source }) => source === 'tracker');

describe('a source that tells what changed', () => {
  it('is read whole first, then from where it was left, and whole again after a time', async () => {
    const tracker = new Tracker({ tellsDeletions: false });
    for (let number = 1; number <= 10; number++) tracker.set(`T-${number}`);
    const company = await openWith(tracker);
    expect(trackerOf(await company.sync())?.since).toBeUndefined();
    tracker.set('T-3', { title: 'Renamed', assignees: ['e3'] });
    tracker.delete('T-10');
    const report = trackerOf(await company.sync());
    expect(tracker.asked).toEqual([null, '10']);
    expect(report).toMatchObject({ outcome: 'done', since: '10', read: { records: 1, setAside: 0 } });
    expect(report?.counts.Task).toEqual({ created: 0, changed: 1, deleted: 0, unchanged: 9 });
    expect(await company.names({ find: 'Task', return: { kind: 'list' } })).toContain('Renamed');
    expect(await keysOf(company)).toContain('T-10');
    company.forward(21 * 3_600);
    expect(trackerOf(await company.sync())?.counts.Task?.deleted).toBe(1);
    expect(tracker.asked).toEqual([null, '10', null]);
    await company.sync({ full: true });
    await company.sync({ since: '7' });
    await company.sync();
    expect(tracker.asked.slice(3)).toEqual([null, '7', '12']);
  });

  it('deletes what the source says was deleted, within the brakes', async () => {
    const tracker = new Tracker({ tellsDeletions: true });
    for (let number = 1; number <= 20; number++) tracker.set(`T-${number}`);
    const company = await openWith(tracker);
    await company.sync();
    tracker.delete('T-1');
    expect(trackerOf(await company.sync())?.counts.Task?.deleted).toBe(1);
    for (let number = 2; number <= 12; number++) tracker.delete(`T-${number}`);
    const stopped = await company.sync();
    expect(trackerOf(stopped)).toMatchObject({ outcome: 'stopped' });
    expect(await keysOf(company)).toHaveLength(19);
    // What was not written is read again, and approving reads from the same place.
    const approved = await approveRun(company.deps(), `tracker@${stopped.startedAt}`);
    expect(trackerOf(approved)?.counts.Task?.deleted).toBe(11);
    expect(tracker.asked).toEqual([null, '20', '21', '21']);
    await company.sync();
    expect(tracker.asked.at(-1)).toBe('32');
  });

  it('deletes what a sweep no longer lists, within the brakes, and reads what is listed and not known', async () => {
    const tracker = new Tracker({ tellsDeletions: false, isSwept: true });
    for (let number = 1; number <= 20; number++) tracker.set(`T-${number}`);
    const company = await openWith(tracker);
    await company.sync();
    tracker.set('T-2', { title: 'Renamed' });
    tracker.delete('T-1');
    // Shown only from now on, and not changed since long ago.
    tracker.tasks.set('T-21', {
      task: { kind: 'task', key: 'T-21', title: 'Old', place: 'T-21', readers: [['everyone']] },
      at: 0,
    });
    const swept = trackerOf(await company.sync());
    expect(swept).toMatchObject({ since: '20', read: { records: 2 } });
    expect(swept?.counts.Task).toEqual({ created: 1, changed: 1, deleted: 1, unchanged: 18 });
    for (let number = 2; number <= 12; number++) tracker.delete(`T-${number}`);
    expect(trackerOf(await company.sync())).toMatchObject({ outcome: 'stopped' });
    expect(await keysOf(company)).toHaveLength(20);
  });

  it('reads again from the same place after a run that broke off', async () => {
    const tracker = new Tracker({ tellsDeletions: false });
    tracker.set('T-1');
    const company = await openWith(tracker);
    await company.sync();
    tracker.set('T-2');
    const intact = company.connectors;
    company.connectors = intact.map((connector) =>
      connector.source !== 'tracker'
        ? connector
        : {
            ...connector,
            async *fetch(options): AsyncGenerator<Fetched> {
              for await (const fetched of connector.fetch(options)) {
                if ('cursor' in fetched) throw new Error('The connection broke.');
                yield fetched;
              }
            },
          },
    );
    expect(trackerOf(await company.sync())?.outcome).toBe('incomplete');
    company.connectors = intact;
    expect(trackerOf(await company.sync())?.outcome).toBe('done');
    expect(tracker.asked).toEqual([null, '1', '1']);
  });

  it('lets what a changed task no longer says go, and keeps what unchanged ones say', async () => {
    const tracker = new Tracker({ tellsDeletions: false });
    tracker.set('T-1');
    tracker.set('T-2', { blockedBy: ['T-1'], parent: 'T-1', assignees: ['e3'] });
    tracker.set('T-3', { blockedBy: ['T-1'], parent: 'T-1', assignees: ['e5'] });
    const company = await openWith(tracker);
    await company.sync();
    tracker.set('T-2', { assignees: ['e5'] });
    tracker.set('T-1', { title: 'Renamed' });
    const { counts } = trackerOf(await company.sync()) ?? {};
    expect([counts?.BLOCKS, counts?.SUBTASK_OF, counts?.ASSIGNED_TO]).toEqual([
      { created: 0, changed: 0, deleted: 1, unchanged: 1 },
      { created: 0, changed: 0, deleted: 1, unchanged: 1 },
      { created: 1, changed: 0, deleted: 1, unchanged: 1 },
    ]);
  });
});

const numbers = fc.integer({ min: 1, max: 12 });
const change = fc.record({
  key: numbers,
  isDeleted: fc.boolean(),
  title: fc.constantFrom('Ask Ben Okafor', 'See T-4', 'Other'),
  parent: fc.option(numbers, { nil: undefined }),
  blockedBy: fc.array(numbers, { maxLength: 2 }),
  assignees: fc.subarray(['e2', 'e3', 'e5']),
  project: fc.constantFrom('Harbor', 'Compass'),
  readers: fc.constantFrom([['everyone']], [['group:data']]),
});

describe('a graph that was read by changes alone', () => {
  it.each([
    [{ tellsDeletions: true }, 25],
    [{ tellsDeletions: false, isSwept: true }, 10],
  ])(
    'is what a graph from scratch would be (%j)',
    async (how, numRuns) => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(change, { maxLength: 6 }), { maxLength: 5 }), async (nights) => {
          const tracker = new Tracker(how);
          for (let number = 1; number <= 12; number++) tracker.set(`T-${number}`);
          const company = await openWith(tracker);
          await company.sync();
          for (const night of nights) {
            for (const { key, isDeleted, parent, blockedBy, ...parts } of night) {
              if (isDeleted) tracker.delete(`T-${key}`);
              else
                tracker.set(`T-${key}`, {
                  ...parts,
                  ...(parent !== undefined && { parent: `T-${parent}` }),
                  blockedBy: blockedBy.map((number) => `T-${number}`),
                } as Partial<SourceRecord> as Partial<TaskRecord>);
            }
            // A task that names another that came later is read when it changes itself, or all are.
            for (const { task } of [...tracker.tasks.values()])
              if (
                [task.parent, ...(task.blockedBy ?? [])].some(
                  (key) => key !== undefined && night.some((one) => `T-${one.key}` === key),
                )
              )
                tracker.set(task.key, task);
            await company.sync({ acceptDeletions: true });
          }
          expect(tracker.asked.slice(1).every((since) => since !== null)).toBe(true);
          const scratch = await openWith(tracker);
          await scratch.sync();
          const [known, fresh] = await Promise.all(
            [company, scratch].map(({ graph }) => presentKnowledge(graph, sources)),
          );
          const withoutRules = (all: Record<string, string> = {}) =>
            Object.entries(all)
              .filter(([id]) => !id.startsWith('acl:'))
              .sort();
          expect(withoutRules(known)).toEqual(withoutRules(fresh));
          await company.close();
          await scratch.close();
        }),
        { numRuns },
      );
    },
    120_000,
  );
});
