import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { FindQuery } from '../../src/graph/graph-query.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { deletedKind } from '../../src/sync/keep-deleted.ts';
import { type Company, knowledgeOf, memoryConnector, openCompany, people, tasks } from './sync-harness.ts';

const withoutAna = people.replace(/e3,.*\n/, '');
const ana = { property: 'key', op: 'eq', value: 'e3' } as const;

/** Ana's manager, title and tasks as they were on a day. */
async function ofAna(company: Company, day: string): Promise<string[]> {
  const to = (find: FindQuery['find'], type: 'REPORTS_TO' | 'HELD' | 'ASSIGNED_TO'): Promise<string[]> =>
    company.names({
      find,
      at: day,
      where: { related: { type, direction: 'in', label: 'Employee' }, where: ana },
      return: { kind: 'list' },
    });
  const all = [to('Employee', 'REPORTS_TO'), to('Position', 'HELD'), to('Task', 'ASSIGNED_TO')];
  return (await Promise.all(all)).flat();
}

/** Synced since May; in July Ana got another manager and title; on 1 September she is gone. */
async function openWithoutAna(options: { readonly keepDeletedMs?: number } = {}): Promise<Company> {
  const company = await openCompany();
  company.today = '2026-05-01';
  await company.sync(options);
  company.today = '2026-07-01';
  company.write({ 'people.csv': people.replace('Data Engineer,data,e2', 'Head of Data,data,e1') });
  await company.sync(options);
  company.today = '2026-09-01';
  company.write({ 'people.csv': withoutAna });
  await company.sync(options);
  return company;
}

const asBefore = ['Ben Okafor', 'Data Engineer', 'Rotate the signing certificate'];

describe('somebody who vanished from the directory', () => {
  it('does not exist in any answer, as if never there', async () => {
    const company = await openWithoutAna();
    expect(await ofAna(company, '2026-06-01')).toEqual([]);
    expect((await company.graph.names('Employee', operatorViewer)).map(({ key }) => key)).not.toContain('e3');
    expect(await company.names({ find: 'Position', return: { kind: 'list' } })).not.toContain(
      'Data Engineer',
    );
  });

  it('comes back with the history, and with the gap', async () => {
    const company = await openWithoutAna();
    company.today = '2026-09-05';
    company.write({ 'people.csv': people.replace('Data Engineer,data,e2', 'Head of Data,data,e1') });
    await company.sync();
    expect(await ofAna(company, '2026-06-01')).toEqual(asBefore);
    const later = ['Helena Brandt', 'Head of Data', 'Rotate the signing certificate'];
    expect(await ofAna(company, '2026-08-01')).toEqual(later);
    // The tracker never said that she has it no longer.
    expect(await ofAna(company, '2026-09-03')).toEqual(['Rotate the signing certificate']);
    expect(await ofAna(company, '2026-09-05')).toEqual(later);
    expect(await company.state.listRecords(deletedKind, 10)).toEqual([]);
    // Nothing is left to do, and what was restored is not taken for present.
    const known = await knowledgeOf(company);
    company.today = '2026-09-06';
    await company.sync({ full: true });
    expect(await knowledgeOf(company)).toEqual(known);
    expect(await ofAna(company, '2026-06-01')).toEqual(asBefore);
  });

  it('comes back with what leads to another who vanished and came back later', async () => {
    const company = await openWithoutAna();
    company.today = '2026-09-02';
    company.write({ 'people.csv': withoutAna.replace(/e2,.*\n/, '').replace('ben@voltmoor.example', '') });
    await company.sync();
    company.today = '2026-09-03';
    company.write({
      'people.csv': people
        .replace(/e2,.*\n/, '')
        .replace('data,e2', 'data,e1')
        .replace('ben@voltmoor.example', ''),
    });
    await company.sync();
    expect(await ofAna(company, '2026-06-01')).toEqual(asBefore.slice(1));
    company.today = '2026-09-04';
    company.write({ 'people.csv': people.replace('data,e2', 'data,e1') });
    await company.sync();
    expect(await ofAna(company, '2026-06-01')).toEqual(asBefore.slice(1));
    const reports = await company.names({
      find: 'Employee',
      at: '2026-06-01',
      where: {
        related: { type: 'REPORTS_TO', direction: 'out', label: 'Employee' },
        where: { property: 'key', op: 'eq', value: 'e2' },
      },
      return: { kind: 'list' },
    });
    expect(reports).toEqual(['王小明']);
  });

  it('is forgotten when the time is over, or where nothing is to be kept', async () => {
    for (const keepDeletedMs of [20, 0]) {
      const company = await openWithoutAna({ keepDeletedMs });
      await sleep(40);
      company.today = '2026-09-05';
      company.write({ 'people.csv': people });
      await company.sync({ keepDeletedMs });
      expect(await ofAna(company, '2026-06-01')).toEqual([]);
      expect(await ofAna(company, '2026-09-05')).not.toEqual([]);
    }
  });

  it('comes back with the history though the run broke off before it was restored', async () => {
    const company = await openWithoutAna();
    company.today = '2026-09-05';
    company.write({ 'people.csv': people });
    let writes = 0;
    for (let breakAt = 1; ; breakAt++) {
      writes = 0;
      const graph = {
        ...company.graph,
        async apply(batch: Parameters<Company['graph']['apply']>[0]) {
          if (++writes === breakAt) throw new Error('The machine went down.');
          await company.graph.apply(batch);
        },
      };
      const isWhole = await company.sync({ graph }).then(
        () => true,
        () => false,
      );
      if (isWhole) break;
    }
    expect(await ofAna(company, '2026-06-01')).toEqual(asBefore);
  });
});

it('a task that vanished comes back with who it was assigned to', async () => {
  const company = await openCompany();
  company.today = '2026-05-01';
  await company.sync();
  company.today = '2026-06-01';
  company.write({ 'tasks.csv': tasks.replace(/PLAT-1,.*\n/, '') });
  await company.sync();
  company.today = '2026-06-10';
  company.write({ 'tasks.csv': tasks.replace('e3;e5', 'e5') });
  await company.sync();
  expect(await ofAna(company, '2026-05-15')).toContain('Rotate the signing certificate');
  expect(await ofAna(company, '2026-06-10')).not.toContain('Rotate the signing certificate');
});

describe('what another source says of somebody who vanished and came back', () => {
  const openBack = async (then: { readonly tasks: string | null }) => {
    const company = await openCompany();
    company.today = '2026-05-01';
    await company.sync();
    company.today = '2026-06-01';
    company.write({ 'people.csv': withoutAna });
    await company.sync();
    company.today = '2026-06-02';
    company.write({ 'people.csv': people, ...(then.tasks === null ? {} : { 'tasks.csv': then.tasks }) });
    const intact = company.connectors;
    if (then.tasks === null)
      company.connectors = intact.map((one) =>
        one.source === 'tracker'
          ? memoryConnector('tracker', { records: [], failure: new Error('It is down.') })
          : one,
      );
    await company.sync();
    return { company, intact };
  };
  const assigned = (company: Company) =>
    company.names({
      find: 'Task',
      at: company.today,
      where: { related: { type: 'ASSIGNED_TO', direction: 'in', label: 'Employee' }, where: ana },
      return: { kind: 'list' },
    });

  it('is there again though that source cannot be read, and goes when it says it no longer', async () => {
    const { company, intact } = await openBack({ tasks: null });
    expect(await assigned(company)).toEqual(['Rotate the signing certificate']);
    expect(await ofAna(company, '2026-06-01')).toEqual(['Rotate the signing certificate']);
    company.connectors = intact;
    company.today = '2026-06-03';
    await company.sync();
    expect(await assigned(company)).toEqual(['Rotate the signing certificate']);
    company.write({ 'tasks.csv': tasks.replace('e3;e5', 'e5') });
    await company.sync();
    expect(await assigned(company)).toEqual([]);
  });

  it('has ended where that source was read and says it no longer', async () => {
    const { company } = await openBack({ tasks: tasks.replace('e3;e5', 'e5') });
    expect(await assigned(company)).toEqual([]);
    expect(await ofAna(company, '2026-05-15')).toContain('Rotate the signing certificate');
  });
});
