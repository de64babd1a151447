import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BambooHrConnectorOptions } from '../../connectors/bamboohr/bamboohr-connector.ts';
import {
  bambooHrSpecification,
  type FakeBambooHr,
  startFakeBambooHr,
} from '../fixtures/vendors/fake-bamboohr.ts';
import { hasSpecification } from '../fixtures/vendors/specifications.ts';
import { isDemanded } from '../is-demanded.ts';
import { fetchAll } from '../unit/connectors/fetch-all.ts';
import { describeServiceConnector } from './service-connector-suite.ts';

const title = "against the vendor's specification (listed as not run where it is absent)";
const isSpecified = hasSpecification(bambooHrSpecification) || isDemanded('specifications');

describe.runIf(isSpecified)(`bamboohr ${title}`, () => {
  describeServiceConnector('bamboohr', {
    start: startFakeBambooHr,
    // Its lists come whole, so that these are but numbers to count to.
    perPage: 20,
    listing: /employees\/changed\?/,
    keyOf: String,
    textOf: (record) => (record.kind === 'employee' ? record.title : undefined),
    breakItem: (service, id) => (service as FakeBambooHr).changes.set(id, { firstName: { odd: 1 } }),
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

  test('who was deleted is not there, nor is who may not be seen, which is said', async () => {
    hr.items.set(2, { id: 2, title: 'Bo', text: '' });
    hr.hidden.add(2);
    hr.deleted.add(3);
    const { records, problems } = await read();
    expect(records.map(({ key }) => key)).toEqual(['1']);
    expect(problems).toMatchObject([{ message: expect.stringMatching(/^1 people .* left out\.$/) }]);
  });

  test('rights that are missing are named', async () => {
    hr.changes.set(1, { workEmail: null });
    expect((await read()).problems).toMatchObject([
      { place: 'hr', message: expect.stringContaining('No work e-mail address may be seen') },
    ]);
    hr.table.jobs = null;
    await expect(read()).rejects.toMatchObject({
      code: 'source_unreadable',
      message: expect.stringMatching(/access to job information, or set history: false\.$/),
    });
  });
});
