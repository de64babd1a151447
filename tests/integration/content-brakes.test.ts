import { describe, expect, it } from 'vitest';
import type { SourceRecord } from '../../connectors/connector.ts';
import { approveRun } from '../../src/sync/approve-run.ts';
import { type Company, memoryConnector, openCompany } from './sync-harness.ts';

type Article = Extract<SourceRecord, { kind: 'article' }>;
type Person = Extract<SourceRecord, { kind: 'employee' }>;
type Task = Extract<SourceRecord, { kind: 'task' }>;

/** A company of one source in memory, synced; then the source says other things. */
async function openWith(records: readonly SourceRecord[], then: readonly SourceRecord[]): Promise<Company> {
  const company = await openCompany();
  company.connectors = [memoryConnector('source', { records })];
  expect((await company.sync()).sources[0]?.outcome).toBe('done');
  say(company, then);
  return company;
}

function say(company: Company, records: readonly SourceRecord[], failure?: Error): void {
  company.connectors = [memoryConnector('source', { records, ...(failure !== undefined && { failure }) })];
}

const outcomeOf = async (company: Company) => {
  const [source] = (await company.sync()).sources;
  return [source?.outcome, source?.message?.replace(/ If that is right, run: .*/, '')];
};
const some = <Item>(count: number, make: (at: number) => Item): Item[] =>
  Array.from({ length: count }, (_, at) => make(at));

describe('a wiki whose pages lose their text', () => {
  const sections = (count: number) =>
    some(count, (at) => `## Part ${at}\n\n${`This part of the page says ${at}. `.repeat(40)}`).join('\n\n');
  const page = (at: number, body: string): Article => ({
    kind: 'article',
    key: `p${at}`,
    title: `Page ${at}`,
    path: `p${at}`,
    body,
    place: `page ${at}`,
    readers: [['everyone']],
  });
  const pages = (count: number, bodyOf: (at: number) => string) => some(count, (at) => page(at, bodyOf(at)));
  const whole = pages(20, () => sections(3));

  it('is stopped where the bodies of more than a fifth of them came empty, and goes on where it is approved', async () => {
    const company = await openWith(
      whole,
      pages(20, (at) => (at < 5 ? '' : sections(3))),
    );
    expect(await outcomeOf(company)).toEqual([
      'stopped',
      "The source 'source' no longer has any text of 5 of 20 pages, so nothing of it was written.",
    ]);
    expect((await company.graph.keys('Passage')).length).toBe(60);
    say(
      company,
      pages(20, (at) => (at < 6 ? '' : sections(3))),
    );
    // One more is as any other night.
    expect((await approveRun(company.deps(), 'source')).sources[0]?.outcome).toBe('done');
    expect((await company.graph.keys('Passage')).length).toBe(42);
    expect((await outcomeOf(company))[0]).toBe('done');
  });

  it('is stopped in an unfinished fetch too', async () => {
    const company = await openWith(whole, []);
    say(
      company,
      pages(10, () => ''),
      new Error('It broke.'),
    );
    expect((await outcomeOf(company))[0]).toBe('stopped');
  });

  it('is stopped where its pages have far fewer passages, on several of them', async () => {
    const company = await openWith(
      whole,
      pages(20, (at) => sections(at < 13 ? 2 : 3)),
    );
    expect(await outcomeOf(company)).toEqual([
      'stopped',
      "The source 'source' has 13 of 60 passages of its pages no more, so nothing of it was written.",
    ]);
    say(
      company,
      pages(20, (at) => sections(at < 4 ? 1 : 3)),
    );
    expect((await outcomeOf(company))[0]).toBe('done');
    const long = await openWith(
      pages(6, (at) => sections(at === 0 ? 20 : 1)),
      pages(6, () => sections(1)),
    );
    expect((await outcomeOf(long))[0]).toBe('done');
  });
});

describe('a tracker whose tasks lose their descriptions', () => {
  const task = (at: number, description?: string): Task => ({
    kind: 'task',
    key: `OPS-${at}`,
    identifier: `${at}`,
    title: `Task ${at}`,
    readers: [['everyone']],
    place: `task ${at}`,
    ...(description !== undefined && { description }),
  });
  /** Of forty tasks, twenty have a description, but for the first so many. */
  const tasks = (lost: number, empty?: string) =>
    some(40, (at) => task(at, at < lost ? empty : at < 20 ? `What is to be done about ${at}.` : undefined));

  it.each([undefined, '', ' \n'])(
    'is stopped where more than a fifth of those that have one came with %j',
    async (empty) => {
      const company = await openWith(tasks(0), tasks(5, empty));
      expect(await outcomeOf(company)).toEqual([
        'stopped',
        "The source 'source' no longer has any description of 5 of 20 tasks, so nothing of it was written.",
      ]);
    },
  );

  it('goes on where it is few, where it is approved, and with nothing to lose', async () => {
    const company = await openWith(tasks(0), tasks(4));
    expect((await outcomeOf(company))[0]).toBe('done');
    say(company, tasks(14));
    expect(await outcomeOf(company)).toEqual([
      'stopped',
      expect.stringContaining('description of 10 of 16 tasks'),
    ]);
    say(company, tasks(20));
    await expect(approveRun(company.deps(), 'source')).rejects.toMatchObject({ code: 'plan_outdated' });
    say(company, tasks(14));
    expect((await approveRun(company.deps(), 'source')).sources[0]?.outcome).toBe('done');
    say(
      company,
      tasks(14).map((one) => ({ ...one, title: `${one.title} anew` })),
    );
    expect((await outcomeOf(company))[0]).toBe('done');
  });

  it('is stopped where they moved to other keys meanwhile', async () => {
    const moved = tasks(20).map((one) => ({ ...one, key: one.key.replace('OPS', 'NET') }));
    const company = await openWith(tasks(0), moved);
    expect(await outcomeOf(company)).toEqual(['stopped', expect.stringContaining('20 of 20 tasks')]);
  });

  it('has descriptions that others have in their place', async () => {
    const others = tasks(0).map((one) => ({ ...one, ...(one.description && { description: 'Other.' }) }));
    const company = await openWith(tasks(0), others);
    expect((await outcomeOf(company))[0]).toBe('done');
  });
});

describe('a source whose records are for everyone all at once', () => {
  const task = (at: number, readers: Task['readers']): Task => ({
    kind: 'task',
    key: `OPS-${at}`,
    title: `Task ${at}`,
    place: `task ${at}`,
    readers,
  });
  const few: Task['readers'] = [['user:helena@voltmoor.example']];
  const tasks = (open: number, all = 20) => some(all, (at) => task(at, at < open ? [['everyone']] : few));

  it('is stopped where more than a fifth of them were not before', async () => {
    const company = await openWith(tasks(10), tasks(15));
    expect(await outcomeOf(company)).toEqual([
      'stopped',
      "The source 'source' would let everyone read 5 of 20 records that only some may read, so nothing of it was written.",
    ]);
    say(company, tasks(14));
    expect((await outcomeOf(company))[0]).toBe('done');
  });

  it('is not stopped where they were before, where they are new or where it is few', async () => {
    const company = await openWith(
      tasks(20),
      tasks(20).map((one) => ({ ...one, title: `${one.title} anew` })),
    );
    expect((await outcomeOf(company))[0]).toBe('done');
    say(company, tasks(40, 40));
    expect((await outcomeOf(company))[0]).toBe('done');
  });

  it('is done where it is approved, and keeps those closed that were not among it', async () => {
    const company = await openWith(tasks(0), tasks(10));
    expect((await outcomeOf(company))[0]).toBe('stopped');
    say(company, tasks(20));
    await expect(approveRun(company.deps(), 'source')).rejects.toMatchObject({
      code: 'plan_outdated',
      message: expect.stringContaining('would let everyone read 10 of 20 records'),
    });
    say(company, tasks(10));
    expect((await approveRun(company.deps(), 'source')).sources[0]?.outcome).toBe('done');
  });
});

describe('a source that tells last days of far too many people at once', () => {
  const person = (at: number, endDate?: string): Person => ({
    kind: 'employee',
    key: `p${at}`,
    name: `Person ${at}`,
    email: `p${at}@voltmoor.example`,
    place: `person ${at}`,
    ...(endDate !== undefined && { endDate }),
  });
  const staff = (leaving: number) => some(30, (at) => person(at, at < leaving ? '2026-11-19' : undefined));

  it('is stopped, and below a fifth of them not', async () => {
    const company = await openWith(staff(2), staff(9));
    expect(await outcomeOf(company)).toEqual([
      'stopped',
      "The source 'source' tells a last day of 7 of 30 people who had none, so nothing of it was written.",
    ]);
    say(company, staff(8));
    expect((await outcomeOf(company))[0]).toBe('done');
  });
});

describe('a source of which ever more is set aside', () => {
  const records = (broken: number) =>
    some(
      100,
      (at): SourceRecord => ({
        kind: 'task',
        key: `OPS-${at}`,
        title: `Task ${at}`,
        place: `task ${at}`,
        readers: [['everyone']],
        ...(at < broken && { dueDate: 'soon' }),
      }),
    );

  it('is stopped though each night it is little more, and anew only from what somebody approved', async () => {
    const company = await openWith(records(0), records(8));
    expect((await outcomeOf(company))[0]).toBe('done');
    say(company, records(16));
    expect(await outcomeOf(company)).toEqual([
      'stopped',
      expect.stringMatching(
        /^Of the 100 records of the source 'source', 16 were set aside \(0 of 100 were in that of 2026-11-20\), so nothing of it was written\./,
      ),
    ]);
    expect((await approveRun(company.deps(), 'source')).sources[0]?.outcome).toBe('done');
    expect((await outcomeOf(company))[0]).toBe('done');
    say(company, records(26));
    expect((await outcomeOf(company))[0]).toBe('done');
    say(company, records(27));
    expect((await outcomeOf(company))[0]).toBe('stopped');
  });
});
