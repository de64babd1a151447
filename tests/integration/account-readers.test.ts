import { beforeEach, expect, test } from 'vitest';
import type { Connector, Fetched, Problem, SourceRecord } from '../../connectors/connector.ts';
import { createDirectoryAccess } from '../../src/access/directory-access.ts';
import type { VerifiedAccount } from '../../src/sync/identity/identity-knowledge.ts';
import { runSync } from '../../src/sync/run-sync.ts';
import { type Company, memoryConnector, openCompany } from './sync-harness.ts';

let company: Company;
beforeEach(async () => {
  company = await openCompany();
});

const secret = (...readers: string[]): SourceRecord => ({
  ...{ kind: 'task', key: 'SEC-1', place: 'SEC-1', title: 'Zorkmid leak', status: 'todo' },
  readers: [readers],
});

/** Who of the directory reads a task of the source `code` that is for these, by the map of accounts. */
async function readersOf(
  records: readonly SourceRecord[],
  accounts: readonly VerifiedAccount[] = [],
  problems: readonly Problem[] = [],
) {
  return await readersFrom(memoryConnector('code', { records, problems }), accounts);
}

async function readersFrom(code: Connector, accounts: readonly VerifiedAccount[]) {
  const { graph, today } = company;
  const deps = { ...company.deps(), connectors: [...company.connectors, code] };
  const report = await runSync({ ...deps, accounts: async () => accounts });
  const access = createDirectoryAccess({ graph, today: () => today, company: 'Voltmoor' });
  const read: string[] = [];
  for (const { email } of await access.people()) {
    const viewer = (await access.person(email))?.viewer ?? { acls: new Set<string>() };
    const where = { property: 'key', op: 'eq', value: 'SEC-1' } as const;
    const found = await graph.query(
      { find: 'Task', where, return: { kind: 'list', limit: 1 } },
      viewer,
      today,
    );
    if (found.kind === 'list' && found.rows.length > 0) read.push(email);
  }
  const own = report.sources.find(({ source }) => source === 'code');
  return { read, outcome: own?.outcome, problems: own?.problems.first.map(({ message }) => message) };
}

const entry = (account: string, person: string): VerifiedAccount => ({
  ...{ source: 'code', account, person, place: 'accounts.csv:2' },
});

test('an account is nobody for having the key of a record of another source, its id or an address', async () => {
  const accounts = ['account:e3', 'account:employee:directory:e3', 'account:ana@voltmoor.example'];
  expect(await readersOf([secret(...accounts)])).toEqual({ read: [], outcome: 'done', problems: [] });
});

test('an account whose person the map tells reads what it reads there', async () => {
  const { read } = await readersOf([secret('account:e3', 'account:octo')], [entry('octo', 'e2')]);
  expect(read).toEqual(['ben@voltmoor.example']);
});

test('an account reads whose person its own source tells, by address', async () => {
  const account: SourceRecord = {
    ...{ kind: 'employee', isAccount: true, key: 'octo', name: 'Octo', place: 'octo' },
    email: 'wang@voltmoor.example',
  };
  expect((await readersOf([account, secret('account:octo')])).read).toEqual(['wang@voltmoor.example']);
});

test('an account of a source that has the record of the person too is that person', async () => {
  const person: SourceRecord = {
    ...{ kind: 'employee', key: 'Gil', name: 'Gil Ode', place: 'gil', company: 'Voltmoor' },
    email: 'gil@voltmoor.example',
  };
  expect((await readersOf([person, secret('account:gil')])).read).toEqual(['gil@voltmoor.example']);
});

test('rules that people wrote go on naming keys and addresses', async () => {
  expect((await readersOf([secret('user:e3', 'user:ben@voltmoor.example')])).read.toSorted()).toEqual([
    'ana@voltmoor.example',
    'ben@voltmoor.example',
  ]);
});

test('an account reads what was set aside and is for it, as it reads what is well-formed', async () => {
  const octo = [entry('octo', 'e2')];
  expect((await readersOf([secret('account:octo')], octo)).read).toEqual(['ben@voltmoor.example']);
  const aside: Connector = {
    source: 'code',
    driver: 'memory',
    async *fetch(): AsyncGenerator<Fetched> {
      const problem = { place: 'SEC-1', message: 'It has another shape.' };
      yield { problem, setAside: { kind: 'task', key: 'SEC-1' }, readers: [['account:octo']] };
    },
  };
  expect(await readersFrom(aside, octo)).toMatchObject({
    read: ['ben@voltmoor.example'],
    outcome: 'done',
    problems: ['It has another shape.'],
  });
});
