import { expect, test } from 'vitest';
import type { Connector, EmployeeRecord, Fetched } from '../../connectors/connector.ts';
import { createDirectoryAccess } from '../../src/access/directory-access.ts';
import { sourceSchema } from '../../src/config/source-schema.ts';
import { createDirectoryAddresses } from '../../src/create-directory-addresses.ts';
import { openCompany } from './sync-harness.ts';

const source = sourceSchema.parse({ name: 'entra', type: 'entra', managedIdentity: true });
const record = (key: string, email: string, more: Partial<EmployeeRecord> = {}): EmployeeRecord => ({
  ...{ kind: 'employee', key, name: `Person ${key}`, email, place: key },
  ...more,
});

test('people have the address of their record in the directory, by the object ids of their accounts', async () => {
  const company = await openCompany();
  const entra: Connector = {
    source: 'entra',
    driver: 'entra',
    async *fetch(): AsyncGenerator<Fetched> {
      yield { record: record('aa-1', 'ana@voltmoor.example', { isAccount: true }) };
      yield { record: record('bb-2', 'new@voltmoor.example') };
      yield { record: record('cc-3', 'gone@voltmoor.example', { endDate: '2001-01-01' }) };
      yield { record: record('dd-4', 'nobody@elsewhere.example', { isAccount: true }) };
    },
  };
  company.connectors = [...company.connectors, entra];
  await company.sync();
  const access = createDirectoryAccess({
    graph: company.graph,
    today: () => '2026-07-29',
    company: 'Voltmoor',
  });
  const addresses = createDirectoryAddresses({ sources: [source] }, { graph: company.graph, access });
  expect(await addresses?.(['AA-1', 'bb-2', 'cc-3', 'dd-4', 'ee-5'])).toEqual(
    new Map([
      ['aa-1', 'ana@voltmoor.example'],
      ['bb-2', 'new@voltmoor.example'],
      ['cc-3', null],
    ]),
  );
  expect(createDirectoryAddresses({ sources: [] }, { graph: company.graph, access })).toBeNull();
});
