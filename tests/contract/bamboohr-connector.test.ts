import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { BambooHrConnectorOptions } from '../../connectors/bamboohr/bamboohr-connector.ts';
import type { Fetched } from '../../connectors/connector.ts';
import {
  bambooHrSpecification,
  type FakeBambooHr,
  startFakeBambooHr,
} from '../fixtures/vendors/fake-bamboohr.ts';
import { hasSpecification } from '../fixtures/vendors/specifications.ts';
import { isDemanded } from '../is-demanded.ts';
import { fetchAll } from '../unit/connectors/fetch-all.ts';
import { createFollower, expectSameAsWhole } from './follow-changes.ts';
import { describeServiceConnector } from './service-connector-suite.ts';

const title = "against the vendor's specification (listed as not run where it is absent)";
const isSpecified = hasSpecification(bambooHrSpecification) || isDemanded('specifications');

describe.runIf(isSpecified)(`bamboohr ${title}`, () => {
  describeServiceConnector('bamboohr', {
    start: startFakeBambooHr,
    isUnpaged: true,
    // Its lists come whole, so that these are but numbers to count to.
    perPage: 20,
    listing: /employees\/changed\?/,
    keyOf: String,
    textOf: (record) => (record.kind === 'employee' ? record.title : undefined),
    breakItem: (service, id) => (service as FakeBambooHr).changes.set(id, { firstName: { odd: 1 } }),
    move: {
      run(service, id) {
        const { changes, changedAt } = service as FakeBambooHr;
        changes.set(id, { department: 'Operations', reportsToId: '1' });
        changedAt.people.set(id, new Date().toISOString());
      },
      after: { teams: ['department:operations'], manager: '1' },
    },
  });

  let hr: FakeBambooHr;
  beforeEach(async () => {
    hr = await startFakeBambooHr();
    hr.items.set(1, { id: 1, title: 'Ana', text: 'Engineer' });
  });
  afterEach(async () => {
    await hr.server.close();
    expect(hr.server.breaches).toEqual([]);
  });
  const read = (options: Partial<BambooHrConnectorOptions> = {}) => fetchAll(hr.connect(options));

  describe('who changed since the last time', () => {
    const follow = async (options: Partial<BambooHrConnectorOptions> = {}) => {
      for (let id = 2; id <= 9; id++) {
        hr.items.set(id, { id, title: `Person ${id}`, text: 'Engineer' });
        hr.changes.set(id, { department: id < 8 ? 'Platform' : 'Sales' });
      }
      const follower = createFollower();
      await follower.follow(hr.connect(options));
      return {
        follower,
        read: () => expectSameAsWhole(follower, () => hr.connect(options), hr.server),
      };
    };
    const now = () => new Date().toISOString();
    const teams = ['department:platform', 'department:sales'];

    test('is asked for alone; who was deleted shows by the list of all', async () => {
      const { follower, read } = await follow();
      expect(await read()).toEqual(teams);
      hr.items.set(3, { id: 3, title: 'Bo', text: 'Director' });
      hr.changedAt.people.set(3, now());
      hr.items.delete(4);
      hr.deleted.add(4);
      hr.items.set(10, { id: 10, title: 'New', text: '' });
      hr.changedAt.people.set(10, new Date(Date.now() - 9 * 60_000).toISOString());
      expect(await read()).toEqual(['10', '3', ...teams]);
      hr.items.set(4, { id: 4, title: 'Entered anew', text: '' });
      hr.deleted.delete(4);
      expect(await read()).toContain('4');
      for (const id of [8, 9]) {
        hr.changes.set(id, { department: 'Growth' });
        hr.changedAt.people.set(id, now());
      }
      expect(await read()).toEqual(expect.arrayContaining(['8', '9', 'department:growth']));
      expect(follower.records.has('department:sales')).toBe(false);
    });

    test('is whose jobs changed, or whose next one has begun', async () => {
      const row = (date: string) => ({ ...{ date, jobTitle: 'Lead', department: 'Design', reportsTo: '' } });
      const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
      hr.table.jobs = new Map([
        [2, [row('2020-01-01')]],
        [3, [row(day(1))]],
      ]);
      const { read } = await follow();
      const all = ['department:design', ...teams];
      expect(await read()).toEqual(all);
      hr.changedAt.jobs.set(2, now());
      expect(await read()).toEqual(['2', ...all]);
      hr.changedAt.jobs.clear();
      const [tomorrow] = [new Date(Date.now() + 86_400_000)];
      vi.useFakeTimers({ now: tomorrow, toFake: ['Date'] });
      try {
        expect(await read()).toContain('3');
      } finally {
        vi.useRealTimers();
      }
    });

    test('is nobody who left, where those are not read', async () => {
      for (const id of [5, 6]) hr.changes.set(id, { status: 'Inactive', terminationDate: '2025-01-02' });
      const { follower, read } = await follow({ former: false });
      for (const id of [5, 6]) hr.changes.set(id, { status: 'Inactive', terminationDate: '2025-01-02' });
      for (const id of [5, 6]) hr.changedAt.people.set(id, now());
      expect(await read()).toEqual(teams);
      hr.changedAt.people.clear();
      const before = hr.server.log.length;
      await follower.follow(hr.connect({ former: false }));
      expect(hr.server.log.length - before).toBe(2);
      hr.changes.set(5, { status: 'Active' });
      hr.changedAt.people.set(5, now());
      expect(await read()).toEqual(['5', ...teams]);
    });

    test('is everybody under other settings', async () => {
      const { follower } = await follow();
      const connector = hr.connect({ departments: false });
      expect(await follower.follow(connector)).toMatchObject({ isWhole: true });
    });
  });

  test('a person comes with job, manager, department, days and history', async () => {
    hr.changes.set(1, {
      preferredName: 'Annie',
      lastName: 'Lima',
      workEmail: 'Ana.Lima@acme.example',
      department: 'Platform',
      location: 'Lisbon',
      reportsToId: '7',
      division: 'Product',
    });
    const row = (date: string, jobTitle: string, department: string, reportsTo: string) => ({
      ...{ date, jobTitle, department, reportsTo, location: 'Lisbon', division: '' },
    });
    hr.table.jobs = new Map([
      [
        1,
        [
          row('2024-05-01', 'Engineer', 'Platform', 'Bo Chen'),
          row('2020-02-03', 'Intern', 'platform', ''),
          row('2999-01-01', 'Director', 'Board', 'Cy'),
        ],
      ],
    ]);
    const url = 'https://acme.bamboohr.com/employees/employee.php?id=1';
    expect(await read({ extra: { Division: 'division' } })).toEqual({
      problems: [],
      records: [
        {
          kind: 'employee',
          key: '1',
          name: 'Annie Lima',
          aliases: ['Ana Lima'],
          email: 'ana.lima@acme.example',
          title: 'Engineer',
          location: 'Lisbon',
          manager: '7',
          teams: ['department:platform'],
          startDate: '2020-02-03',
          updatedAt: '2026-01-02T03:04:05.000Z',
          extra: { Division: 'Product' },
          url,
          place: url,
          history: [
            { from: '2020-02-03', title: 'Intern', teams: ['department:platform'], place: url },
            {
              from: '2024-05-01',
              title: 'Engineer',
              manager: 'Bo Chen',
              teams: ['department:platform'],
              place: url,
            },
          ],
        },
        {
          kind: 'team',
          key: 'department:platform',
          name: 'Platform',
          teamKind: 'department',
          place: 'department Platform',
        },
      ],
    });
    const bare = await read({ departments: false, history: false });
    expect(bare.records).toHaveLength(1);
    expect(bare.records[0]).not.toHaveProperty('history');
    expect(bare.records[0]).not.toHaveProperty('teams');
  });

  test('a job has begun where it has by the day of the company', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-03-01T23:30:00Z'), toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    hr.table.jobs = new Map([[1, [{ date: '2026-03-02', jobTitle: 'Lead', department: '', reportsTo: '' }]]]);
    const begun = async (timeZone?: string) =>
      (await read(timeZone === undefined ? {} : { timeZone })).records.some((record) => 'history' in record);
    expect(await begun('Europe/Berlin')).toBe(true);
    expect(await begun('America/New_York')).toBe(false);
    expect(await begun()).toBe(false);
  });

  test('who has left has a last day, or is left out', async () => {
    hr.changes.set(1, { status: 'Inactive', terminationDate: '2025-12-31' });
    expect((await read()).records).toMatchObject([{ key: '1', endDate: '2025-12-31' }]);
    expect((await read({ former: false })).records).toEqual([]);
    hr.changes.set(1, { status: 'Inactive' });
    expect(await read()).toEqual({
      records: [],
      problems: [
        { place: 'hr: employee 1', message: 'The person is inactive and has no last day; left out.' },
      ],
    });
  });

  test('who was deleted is gone, and who is listed and may not be seen is set aside', async () => {
    hr.items.set(2, { id: 2, title: 'Bo', text: '' });
    hr.items.set(3, { id: 3, title: 'Cy', text: '' });
    hr.items.set(4, { id: 4, title: 'Di', text: '' });
    hr.hidden.add(2);
    hr.changes.set(3, { firstName: null });
    hr.items.delete(4);
    hr.deleted.add(4);
    const found: Fetched[] = [];
    for await (const one of hr.connect().fetch({ signal: new AbortController().signal })) found.push(one);
    expect(found.flatMap((one) => ('record' in one ? [one.record.key] : []))).toEqual(['1']);
    expect(found.filter((one) => 'problem' in one)).toEqual([
      {
        problem: {
          place: 'hr: employee 2',
          message: expect.stringMatching(/listed and may not be seen.*\.$/),
          lacksRight: true,
        },
        setAside: { kind: 'employee', key: '2' },
      },
      {
        problem: {
          place: 'hr: employee 3',
          message: expect.stringMatching(/may not see a name.*\.$/),
          lacksRight: true,
        },
        setAside: { kind: 'employee', key: '3' },
      },
    ]);
  });

  test('a key that may see nobody at all is refused', async () => {
    hr.items.set(2, { id: 2, title: 'Bo', text: '' });
    hr.hidden.add(1).add(2);
    await expect(read()).rejects.toMatchObject({ failure: 'forbidden' });
  });

  test('rights that are missing are named', async () => {
    hr.changes.set(1, { workEmail: null });
    expect((await read()).problems).toMatchObject([
      {
        place: 'hr',
        message: expect.stringContaining('No work e-mail address may be seen'),
        lacksRight: true,
      },
    ]);
    hr.table.jobs = null;
    await expect(read()).rejects.toMatchObject({
      code: 'source_unreadable',
      failure: 'forbidden',
      message: expect.stringMatching(/access to job information, or set history: false\.$/),
    });
  });
});
