import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCsvConnector } from '../../connectors/csv/csv-connector.ts';
import type { Field, RelatedValue, Step } from '../../src/graph/graph-query.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { type Company, hasChanges, openCompany, people } from './sync-harness.ts';

const history = `id,effective_date,title,teams,manager,leads
e3,2021-05-10,Data Analyst,sales,e4,
e3,2023-06-01,Data Engineer,data,e2,
e3,2025-01-01,Data Engineer,data,e2,data
`;

async function withHistory(text: string): Promise<Company> {
  const company = await openCompany();
  company.write({ 'history.csv': text });
  company.connectors = company.connectors.map((connector) =>
    connector.source === 'directory'
      ? createCsvConnector({
          source: 'directory',
          people: { file: join(company.folder, 'people.csv') },
          history: { file: join(company.folder, 'history.csv') },
          teams: { file: join(company.folder, 'teams.csv') },
        })
      : connector,
  );
  return company;
}

/** What relationships of a person there are, with their periods, in the order of their beginnings. */
async function periods(company: Company, key: string, step: Step): Promise<string[]> {
  const field: Field = {
    related: { ...step, ever: true },
    property: step.label === 'Position' ? 'title' : 'name',
    as: 'them',
    periods: true,
  };
  const result = await company.graph.query(
    {
      find: 'Employee',
      where: { property: 'key', op: 'eq', value: key },
      return: { kind: 'list', fields: [field] },
    },
    operatorViewer,
    company.today,
  );
  if (result.kind !== 'list') return [];
  const them = (result.rows[0]?.values.them ?? []) as readonly RelatedValue[];
  return them.map(({ value, period }) => `${value} ${period?.from ?? '…'} ${period?.to ?? '…'}`);
}

const held: Step = { type: 'HELD', direction: 'out', label: 'Position' };
const manager: Step = { type: 'REPORTS_TO', direction: 'out', label: 'Employee' };
const member: Step = { type: 'MEMBER_OF', direction: 'out', label: 'Team' };
const leads: Step = { type: 'LEADS', direction: 'out', label: 'Team' };

test('a history dates what holds now, and tells what held before', async () => {
  const company = await withHistory(history);
  const report = await company.sync();
  expect(report.sources.flatMap(({ problems }) => problems.first)).toEqual([]);
  expect(await periods(company, 'e3', held)).toEqual([
    'Data Analyst 2021-05-10 2023-06-01',
    'Data Engineer 2023-06-01 …',
  ]);
  expect(await periods(company, 'e3', manager)).toEqual([
    'Ana Silva 2021-05-10 2023-06-01',
    'Ben Okafor 2023-06-01 …',
  ]);
  expect(await periods(company, 'e3', member)).toEqual([
    'Sales 2021-05-10 2023-06-01',
    'Data and Forecasting 2023-06-01 …',
  ]);
  expect(await periods(company, 'e3', leads)).toEqual(['Data and Forecasting 2025-01-01 …']);
  // Of whom the history says nothing, it is known that it is so, not since when.
  expect(await periods(company, 'e5', manager)).toEqual(['Ben Okafor … …']);
  expect(hasChanges(await company.sync())).toBe(false);
});

test('a change that the history comes to tell ends on its day, not on the day of the sync', async () => {
  const company = await withHistory(history);
  await company.sync();
  company.today = '2026-12-01';
  company.write({
    'people.csv': people.replace('Data Engineer,data,e2', 'Head of Data,data,e1'),
    'history.csv': `${history}e3,2026-11-25,Head of Data,data,e1,data\n`,
  });
  await company.sync();
  expect(await periods(company, 'e3', manager)).toEqual([
    'Ana Silva 2021-05-10 2023-06-01',
    'Ben Okafor 2023-06-01 2026-11-25',
    'Helena Brandt 2026-11-25 …',
  ]);
});

test('a history that comes later dates what was known without it', async () => {
  const company = await openCompany();
  await company.sync();
  expect(await periods(company, 'e3', manager)).toEqual(['Ben Okafor … …']);
  const dated = await withHistory(history);
  company.connectors = [
    createCsvConnector({
      source: 'directory',
      people: { file: join(company.folder, 'people.csv') },
      history: { file: join(dated.folder, 'history.csv') },
      teams: { file: join(company.folder, 'teams.csv') },
    }),
  ];
  await company.sync({ sources: ['directory'] });
  expect(await periods(company, 'e3', manager)).toEqual([
    'Ana Silva 2021-05-10 2023-06-01',
    'Ben Okafor 2023-06-01 …',
  ]);
});

test('a history that contradicts the present is reported, and the present stands', async () => {
  const company = await withHistory(`${history}e3,2026-10-01,Head of Data,data,e1,data\n`);
  const report = await company.sync();
  expect(report.sources.flatMap(({ problems }) => problems.first)).toEqual([
    {
      place: 'history.csv:5',
      message:
        'The history has a title since 2026-10-01 that the present data do not have, it was left out: add the row that ends it.',
    },
    {
      place: 'history.csv:5',
      message:
        'The history has a manager since 2026-10-01 that the present data do not have, it was left out: add the row that ends it.',
    },
  ]);
  expect(await periods(company, 'e3', manager)).toEqual([
    'Ben Okafor … …',
    'Ana Silva 2021-05-10 2023-06-01',
    'Ben Okafor 2023-06-01 2026-10-01',
  ]);
});

test('two who once reported to each other the other way round are no circle', async () => {
  const company = await withHistory(
    'id,effective_date,manager\ne2,2019-01-01,e3\ne2,2022-01-01,e1\ne3,2022-01-01,e2\n',
  );
  const report = await company.sync();
  expect(report.sources.flatMap(({ problems }) => problems.first)).toEqual([]);
  expect(await periods(company, 'e2', manager)).toEqual([
    'Ana Silva 2019-01-01 2022-01-01',
    'Helena Brandt 2022-01-01 …',
  ]);
});

test('a state that was still to come holds from its day on, though the source says the same again', async () => {
  const company = await withHistory(history);
  company.write({
    'people.csv': people.replace('Data Engineer', 'Lead'),
    'history.csv': `${history}e3,2026-11-21,Lead,data,e2,data\n`,
  });
  await company.sync();
  expect(await periods(company, 'e3', held)).toContain('Lead … …');
  await company.sync();
  company.today = '2026-11-21';
  const report = await company.sync();
  expect(hasChanges(report)).toBe(true);
  expect(await periods(company, 'e3', held)).toContain('Lead 2026-11-21 …');
});
