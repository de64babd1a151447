import { beforeEach, expect, test } from 'vitest';
import type { Connector, EmployeeRecord, Fetched } from '../../connectors/connector.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { type Company, openCompany, tasks } from './sync-harness.ts';

let company: Company;
let files: readonly Connector[];
beforeEach(async () => {
  company = await openCompany();
  files = company.connectors;
});

const account = (
  key: string,
  email: string | undefined,
  more: Partial<EmployeeRecord> = {},
): EmployeeRecord => ({
  ...{ kind: 'employee', isAccount: true, key, name: `Member ${key}`, place: `member ${key}` },
  ...(email === undefined ? {} : { email }),
  ...more,
});

/** A chat with accounts, which stands before all other sources or after them. */
async function syncWith(accounts: readonly EmployeeRecord[], options: { readonly isFirst?: boolean } = {}) {
  const chat: Connector = {
    source: 'chat',
    driver: 'slack',
    async *fetch(): AsyncGenerator<Fetched> {
      for (const record of accounts) yield { record };
    },
  };
  company.connectors = options.isFirst === true ? [chat, ...files] : [...files, chat];
  const report = await company.sync();
  const own = report.sources.find(({ source }) => source === 'chat');
  expect(own?.outcome).toBe('done');
  return own?.problems.first.map(({ message }) => message) ?? [];
}

/** Accounts in the graph with whose they are. */
async function holders(): Promise<readonly string[]> {
  const accounts = await company.graph.keys('Identity');
  const links = await company.graph.relationshipsOf(accounts.map(({ id }) => id));
  return accounts
    .map(({ id, key }) => `${key} ${links.find(({ to }) => to === id)?.from ?? 'nobody'}`)
    .toSorted();
}

const employees = async () => (await company.graph.names('Employee', operatorViewer)).map(({ id }) => id);

const assignees = async (key: string) =>
  await company.names({
    find: 'Employee',
    where: {
      related: { type: 'ASSIGNED_TO', direction: 'out', label: 'Task' },
      where: { property: 'key', op: 'eq', value: key },
    },
    return: { kind: 'list', limit: 10 },
  });

test.each([{ isFirst: false }, { isFirst: true }])(
  'an account stands beside whoever has its address, and makes nobody (%o)',
  async (order) => {
    await company.sync();
    const before = await employees();
    const problems = await syncWith(
      [
        account('U1', 'ANA@voltmoor.example'),
        account('U2', 'nobody@elsewhere.example'),
        account('U3', undefined),
      ],
      order,
    );
    expect(await holders()).toEqual(['U1 employee:directory:e3']);
    expect(await employees()).toEqual(before);
    expect(problems).toEqual([
      'The account of Member U2 was left out: nobody of another source has the address nobody@elsewhere.example; a map of accounts may say whose it is.',
      'The account of Member U3 was left out: it has no address; a map of accounts may say whose it is.',
    ]);
  },
);

test('it follows its address to another person, ends with its source, and the same again writes nothing', async () => {
  await syncWith([account('U1', 'ana@voltmoor.example')]);
  const revision = await company.graph.revision();
  await syncWith([account('U1', 'ana@voltmoor.example')]);
  expect(await company.graph.revision()).toBe(revision);
  await syncWith([account('U1', 'ben@voltmoor.example')]);
  expect(await holders()).toEqual(['U1 employee:directory:e2']);
  await syncWith([account('U1', 'nobody@elsewhere.example')]);
  expect(await holders()).toEqual([]);
  await syncWith([]);
  expect(await holders()).toEqual([]);
});

test('other sources may call somebody by the account', async () => {
  company.write({
    'tasks.csv': tasks.replace(
      'PLAT-3,Talk about salaries,,To Do,e1',
      'PLAT-3,Talk about salaries,,To Do,U1',
    ),
  });
  await syncWith([account('U1', 'ana@voltmoor.example')]);
  expect(await assignees('PLAT-3')).toEqual(['Ana Silva']);
});

test('what its owner writes of themselves makes nobody a chief, no name theirs, and two accounts are no quarrel', async () => {
  const boast = {
    name: 'Helena Brandt',
    aliases: ['the boss'],
    title: 'CEO',
    company: 'Voltmoor',
    timeZone: 'Asia/Tokyo',
  };
  await syncWith([account('U1', 'ana@voltmoor.example', boast), account('U2', 'ana@voltmoor.example')]);
  expect(await holders()).toEqual(['U1 employee:directory:e3', 'U2 employee:directory:e3']);
  const [ana] = (await company.graph.names('Employee', operatorViewer)).filter(({ key }) => key === 'e3');
  expect(ana?.aliases.join()).not.toMatch(/Helena|boss|Member/);
  expect(ana?.detail).toBe('Data Engineer');
  const chiefs = await company.names({
    find: 'Employee',
    where: {
      related: { type: 'LEADS', direction: 'out', label: 'Company' },
      where: { property: 'name', op: 'eq', value: 'Voltmoor' },
    },
    return: { kind: 'list', limit: 10 },
  });
  expect(chiefs).toEqual(['Helena Brandt']);
  const zones = await company.names({
    find: 'Employee',
    where: { property: 'timeZone', op: 'eq', value: 'Asia/Tokyo' },
    return: { kind: 'list', limit: 10 },
  });
  expect(zones).toEqual(['Ana Silva']);
});

test('accounts of two systems whose person nobody has are nobody together', async () => {
  const other: Connector = {
    source: 'mail',
    driver: 'entra',
    async *fetch(): AsyncGenerator<Fetched> {
      yield { record: account('M1', 'nobody@elsewhere.example') };
    },
  };
  files = [...files, other];
  await syncWith([account('U1', 'nobody@elsewhere.example')]);
  expect(await holders()).toEqual([]);
});

test('a source that is not read keeps its accounts', async () => {
  await syncWith([account('U1', 'ana@voltmoor.example')]);
  await company.sync({ sources: ['directory'], full: true });
  expect(await holders()).toEqual(['U1 employee:directory:e3']);
  const [ana] = (await company.graph.names('Employee', operatorViewer)).filter(({ key }) => key === 'e3');
  expect(ana?.aliases.join()).not.toMatch(/Member/);
});
