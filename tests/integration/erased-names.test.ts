import { beforeEach, expect, test } from 'vitest';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { erasePerson } from '../../src/sync/erase-person.ts';
import { type Company, openCompany, people, tasks } from './sync-harness.ts';

let company: Company;
beforeEach(async () => {
  company = await openCompany();
});

const lee = `e6,Ann Lee,Annie,ann@voltmoor.example,Designer,data,e2,Voltmoor,2022-02-01
e7,Anna Kirk,Annie;Anna K.,kirk@voltmoor.example,Designer,data,e2,Voltmoor,2022-02-01
`;
const taskFor = (key: string, assignee: string): string =>
  `${key},Draw the plan,,To Do,${assignee},,,,2026-01-10,,,,\n`;

async function erase(id: string) {
  const record = (await company.graph.names('Employee', operatorViewer)).find((one) => one.id === id);
  if (record === undefined) throw new Error(`nobody is ${id}`);
  return await erasePerson({ ...company.deps(), today: () => company.today }, record);
}

const assignees = async (key: string): Promise<string[]> =>
  await company.names({
    find: 'Employee',
    where: {
      related: { type: 'ASSIGNED_TO', direction: 'out', label: 'Task' },
      where: { property: 'key', op: 'eq', value: key },
    },
    return: { kind: 'list', limit: 10 },
  });

test('what a colleague is called as well does not become the name of whoever was erased', async () => {
  company.write({
    'people.csv': people + lee,
    'tasks.csv': tasks + taskFor('PLAT-8', 'Annie') + taskFor('PLAT-9', 'Anna K.'),
  });
  await company.sync();
  expect(await assignees('PLAT-8')).toEqual([]);
  await erase('employee:directory:e7');
  await company.sync({ full: true });
  // Of the two who had the name, one is left; what the other alone was called still counts for her.
  expect(await assignees('PLAT-8')).toEqual(['Ann Lee']);
  expect(await assignees('PLAT-9')).toEqual(['Erased person']);
});

test('whoever comes later and has the name of somebody erased gets the tasks that name them', async () => {
  await company.sync();
  await erase('employee:directory:e2');
  company.write({ 'tasks.csv': tasks + taskFor('PLAT-8', 'Ben Okafor') });
  await company.sync({ full: true });
  expect(await assignees('PLAT-8')).toEqual(['Erased person']);
  company.write({ 'people.csv': `${people}e9,Ben Okafor,,b.okafor@voltmoor.example,Clerk,,e1,Voltmoor,\n` });
  await company.sync({ full: true });
  expect(await assignees('PLAT-8')).toEqual(['Ben Okafor']);
  // What only the other one could be called stays his.
  expect(await assignees('PLAT-2')).toEqual(['Erased person']);
});

test('fields of others that name whoever is erased are told, by record and field', async () => {
  const withFields = people
    .split('\n')
    .map((line, index) =>
      line === '' ? '' : `${line},${['Deputy', 'Ben Okafor', '', 'ask BEN@voltmoor.example'][index] ?? ''}`,
    )
    .join('\n');
  company.write({
    'people.csv': withFields,
    'tasks.csv': tasks
      .split('\n')
      .map((line, index) =>
        line === '' ? '' : `${line},${['Watchers', '', '', 'ben@voltmoor.example; e1'][index] ?? ''}`,
      )
      .join('\n'),
  });
  await company.sync();
  const { named } = await erase('employee:directory:e2');
  expect(named.toSorted()).toEqual([
    'PLAT-2',
    'PLAT-3 (Watchers)',
    'e1 (Deputy)',
    'e3 (Deputy)',
    'runbooks/sso.md',
  ]);
});
