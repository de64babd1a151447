import { describe, expect, it } from 'vitest';
import type { EmployeeRecord, SourceRecord } from '../../connectors/connector.ts';
import { createDepartures } from '../../src/access/departures.ts';
import { createDirectoryAccess } from '../../src/access/directory-access.ts';
import { createRevocations } from '../../src/access/revocations.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { decide } from '../../src/sync/identity/identity-decisions.ts';
import { readBeside } from '../../src/sync/identity/read-beside.ts';
import { type Company, memoryConnector, openCompany } from './sync-harness.ts';

const person = (key: string, email: string, rest: Partial<EmployeeRecord> = {}): SourceRecord => ({
  ...{ kind: 'employee', key, name: 'Ana Silva', email, place: `people:${key}` },
  ...rest,
});
const address = 'ana@v.example';
const ana = person('1', address);
const left = person('1', address, { endDate: '2020-01-31' });
const inDirectory = person('a77', address);

async function syncWith(company: Company, sources: Readonly<Record<string, readonly SourceRecord[]>>) {
  company.connectors = ['hr', 'directory', 'wiki'].map((source) =>
    memoryConnector(source, { records: sources[source] ?? [] }),
  );
  await company.sync({ acceptDeletions: true });
}

function accessOf({ graph, state, today }: Company, lost: 'ask' | 'refuse' = 'refuse') {
  const departures = createDepartures(state, lost);
  const revocations = createRevocations(state);
  const options = { graph, today: () => today, company: 'V', revocations, departures };
  const access = createDirectoryAccess(options);
  const nodeOf = async (email = address) => (await access.person(email))?.employeeId ?? null;
  return { departures, revocations, nodeOf };
}

async function recordOf({ graph }: Company) {
  const [record] = await graph.names('Employee', operatorViewer);
  if (record === undefined) throw new Error('nobody is there');
  return record;
}

describe('whom a source told as having left and then deletes', () => {
  it('stays left, whatever other sources have, until a source as high says otherwise', async () => {
    const company = await openCompany();
    await syncWith(company, { hr: [left], directory: [inDirectory], wiki: [person('w', address)] });
    const { nodeOf } = accessOf(company, 'ask');
    expect(await nodeOf()).toBeNull();
    await syncWith(company, { directory: [inDirectory], wiki: [person('w', address)] });
    expect((await recordOf(company)).id).toBe('employee:directory:a77');
    expect(await nodeOf()).toBeNull();
    await syncWith(company, { wiki: [person('w', address)] });
    expect(await nodeOf()).toBeNull();
    await syncWith(company, { directory: [person('new', address)] });
    expect(await nodeOf()).toBeNull();
    await syncWith(company, { hr: [left], directory: [inDirectory] });
    expect(await nodeOf()).toBeNull();
    await syncWith(company, { hr: [ana], directory: [inDirectory] });
    expect(await nodeOf()).toBe('employee:hr:1');
  });

  it('asks again once an administrator restores them', async () => {
    const company = await openCompany();
    await syncWith(company, { hr: [left], directory: [inDirectory] });
    await syncWith(company, { directory: [inDirectory] });
    const { departures, nodeOf } = accessOf(company);
    expect(await nodeOf()).toBeNull();
    expect(await departures.restore(await recordOf(company))).toBe(true);
    expect(await nodeOf()).toBe('employee:directory:a77');
    await syncWith(company, { directory: [person('a77', address, { title: 'Engineer' })] });
    expect(await nodeOf()).toBe('employee:directory:a77');
  });
});

it('whom the first source simply loses may ask where the setting says so, or once it has them again', async () => {
  const company = await openCompany();
  await syncWith(company, { hr: [ana], directory: [inDirectory] });
  await syncWith(company, { directory: [inDirectory] });
  expect(await accessOf(company, 'refuse').nodeOf()).toBeNull();
  expect(await accessOf(company, 'ask').nodeOf()).toBe('employee:directory:a77');
  await syncWith(company, { hr: [ana], directory: [inDirectory] });
  expect(await accessOf(company, 'refuse').nodeOf()).toBe('employee:hr:1');
});

it('a revocation holds for the record with which its person goes on, and for its address', async () => {
  const company = await openCompany();
  const other = person('dir-ana', 'a.silva@v.example');
  await decide(company.state, {
    ...{ one: 'employee:hr:1', other: 'employee:directory:dir-ana', isSame: true, act: 'merge' },
    ...{ names: ['Ana', 'Ana'], by: 'operator', at: '2026-11-20T08:00:00.000Z', why: '' },
  });
  await syncWith(company, { hr: [ana], directory: [other] });
  const { revocations, nodeOf } = accessOf(company, 'ask');
  const record = await recordOf(company);
  expect(record.id).toBe('employee:hr:1');
  const { claims: ids, addresses } = await readBeside(company.graph, record.id);
  await revocations.revoke({ ...record, beside: { ids, addresses } });
  await syncWith(company, { directory: [other] });
  expect(await nodeOf('a.silva@v.example')).toBeNull();
  // The next record came beside after the revocation.
  const inWiki = person('w', 'a.silva@v.example');
  await syncWith(company, { directory: [other], wiki: [inWiki] });
  await syncWith(company, { wiki: [person('w', 'ana.s@v.example')] });
  expect((await recordOf(company)).id).toBe('employee:wiki:w');
  expect(await nodeOf('ana.s@v.example')).toBeNull();
  expect(await revocations.restore(await recordOf(company))).toBe(true);
  expect(await nodeOf('ana.s@v.example')).toBe('employee:wiki:w');
});
