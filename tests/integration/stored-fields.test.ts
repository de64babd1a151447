import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SourceRecord } from '../../connectors/connector.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { runSync } from '../../src/sync/run-sync.ts';
import { memoryConnector, openCompany } from './sync-harness.ts';

const people = `id,name,email,title,Salary,Home Address,Leave reason,Ethnicity,Health notes,Birthday,Phone
e1,Helena Brandt,helena@voltmoor.example,CEO,canary-91000,canary Elm Road 4,canary-burnout,canary-origin,canary-asthma,1971-03-09,+49 30 1234
`;

test('what is sensitive is stored nowhere, though a source sends it', async () => {
  const company = await openCompany();
  company.write({ 'people.csv': people, 'teams.csv': 'id,name\n', 'tasks.csv': 'id,title\n' });
  const logged: object[] = [];
  const log = { info: (details: object) => void logged.push(details), warn: () => undefined };
  await runSync({ ...company.deps(), log });
  const [helena] = await company.graph.readNodes(['employee:people:e1'], operatorViewer);
  const node = helena ?? (await company.graph.findByKeys('Employee', ['e1'], operatorViewer))[0];
  expect(node?.extra).toEqual({ Birthday: '03-09', Phone: '+49 30 1234' });
  expect(logged.map((one) => ('field' in one ? one.field : null))).toEqual(
    expect.arrayContaining(['extra.Salary', 'extra.Home Address', 'extra.Leave reason', 'extra.Ethnicity']),
  );
  expect(JSON.stringify(logged)).not.toContain('canary');
  const files = readdirSync(company.folder).filter((name) => name.includes('.db'));
  expect(files.length).toBeGreaterThan(1);
  for (const file of files) {
    const bytes = readFileSync(join(company.folder, file), 'latin1');
    expect(bytes, file).not.toMatch(/canary|1971/);
  }
  await company.close();
});

test('what is sensitive is stored of no task and no page either, whatever the policy says', async () => {
  const company = await openCompany();
  const extra = { Salary: 'canary-91000', 'Home address': 'canary Elm Road 4', Health: 'on track' };
  const records: SourceRecord[] = [
    {
      kind: 'task',
      key: 'HIRE-1',
      title: 'Hire an engineer',
      status: 'todo',
      extra,
      place: 't:1',
      readers: [['everyone']],
    },
    {
      kind: 'article',
      key: 'offer.md',
      path: 'offer.md',
      readers: [['everyone']],
      title: 'Offer',
      body: 'An offer.',
      extra,
      place: 'a:1',
    },
    { kind: 'employee', key: 'e1', name: 'Ana Silva', extra, place: 'p:1' },
  ];
  company.connectors = [memoryConnector('work', { records })];
  const readers = { 'extra.Salary': ['hr'], 'extra.Home address': ['hr'] } as const;
  await runSync({ ...company.deps(), fields: { Task: readers, Employee: readers } }, { full: true });
  const nodes = await company.graph.readNodes(
    ['task:work:HIRE-1', 'article:work:offer.md', 'employee:work:e1'],
    operatorViewer,
  );
  expect(nodes.map(({ extra: stored }) => stored)).toEqual([
    { Health: 'on track' },
    { Health: 'on track' },
    {},
  ]);
  for (const file of readdirSync(company.folder).filter((name) => name.includes('.db')))
    expect(readFileSync(join(company.folder, file), 'latin1'), file).not.toContain('canary');
  await company.close();
});

test('a first day that is never stored does not stand at the beginning of a history either', async () => {
  const company = await openCompany();
  const person: SourceRecord = {
    kind: 'employee',
    key: 'e1',
    name: 'Ben Okafor',
    title: 'Lead',
    startDate: '2019-03-18',
    history: [
      { from: '2019-03-18', title: 'Engineer', teams: ['data'], place: 'h:1' },
      { from: '2022-05-01', title: 'Lead', teams: ['data'], place: 'h:2' },
    ],
    teams: ['data'],
    place: 'p:1',
  };
  const team: SourceRecord = { kind: 'team', key: 'data', name: 'Data', place: 't:1' };
  company.connectors = [memoryConnector('hr', { records: [person, team] })];
  const run = () =>
    runSync({ ...company.deps(), fields: { Employee: { startDate: 'never' } } }, { full: true });
  await run();
  const held = async () => {
    const ties = await company.graph.relationshipsOf(['employee:hr:e1']);
    return ties.map(({ type, to, period }) => [type, to, period?.from, period?.to]).sort();
  };
  const expected = [
    ['HELD', 'position:engineer', null, '2022-05-01'],
    ['HELD', 'position:lead', '2022-05-01', null],
    ['MEMBER_OF', 'team:hr:data', null, null],
  ];
  expect(await held()).toEqual(expected);
  expect((await run()).sources).toMatchObject([{ outcome: 'done' }]);
  expect(await held()).toEqual(expected);
  for (const file of readdirSync(company.folder).filter((name) => name.includes('.db')))
    expect(readFileSync(join(company.folder, file), 'latin1'), file).not.toContain('2019-03-18');
  await company.close();
});
