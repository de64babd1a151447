import { expect, it } from 'vitest';
import type { GraphStore } from '../../src/graph/graph-store.ts';
import { formatSyncReport } from '../../src/sync/format-sync-report.ts';
import { readSyncHistory } from '../../src/sync/sync-history.ts';
import { openCompany, people, tasks, teams } from './sync-harness.ts';

it('a run tells who joined, moved and left, and keeps it', async () => {
  const company = await openCompany();
  const first = await company.sync();
  expect(first.sources.every(({ movements }) => movements === undefined)).toBe(true);
  company.today = '2026-12-01';
  company.write({
    'people.csv': `${people
      .replace('Data Engineer,data,e2', 'Head of Data,engineering;data,e1')
      .replace(/e4,.*\n/, '')
      .replace('Engineer,data,ben@', 'Engineer,data,e3,')
      .replace(
        'e3,voltmoor.example',
        'e3',
      )}e9,Noor Haddad,,noor@voltmoor.example,Analyst,data,e3,Voltmoor,2026-12-01\n`,
    'teams.csv': teams.replace('Sales,,e4', 'Sales,,e1'),
  });
  const report = await company.sync();
  const directory = report.sources.find(({ source }) => source === 'directory');
  expect(directory?.movements).toEqual({
    joined: { total: 1, first: [{ name: 'Noor Haddad', title: 'Analyst' }] },
    moved: {
      total: 3,
      first: [
        {
          name: 'Ana Silva',
          changes: [
            { what: 'title', from: ['Data Engineer'], to: ['Head of Data'] },
            { what: 'manager', from: ['Ben Okafor'], to: ['Helena Brandt'] },
            { what: 'team', from: [], to: ['Engineering'] },
          ],
        },
        {
          name: 'Helena Brandt',
          changes: [
            { what: 'team', from: [], to: ['Sales'] },
            { what: 'lead', from: [], to: ['Sales'] },
          ],
        },
        { name: '王小明', changes: [{ what: 'manager', from: ['Ben Okafor'], to: ['Ana Silva'] }] },
      ],
    },
    left: { total: 1, first: [{ name: 'Ana Silva', lastDay: null }] },
  });
  expect((await readSyncHistory(company.graph, 'directory'))[0]?.movements).toEqual(directory?.movements);
  expect(formatSyncReport(report)).toContain(`Joined: 1
  Noor Haddad, Analyst
Moved: 3
  Ana Silva: title Data Engineer → Head of Data; manager Ben Okafor → Helena Brandt; team Engineering
  Helena Brandt: team Sales; lead Sales
  王小明: manager Ben Okafor → Ana Silva
Left: 1
  Ana Silva
`);
});

it('tells a last day when it is announced, and once', async () => {
  const company = await openCompany();
  await company.sync();
  const leaving = people
    .replace('start_date', 'start_date,end_date')
    .replace('2023-04-17', '2023-04-17,2026-12-31')
    .replace(/^((?!id,|e4,).+)$/gm, '$1,');
  company.write({ 'people.csv': leaving });
  const directory = (await company.sync()).sources.find(({ source }) => source === 'directory');
  expect(directory?.movements).toEqual({
    joined: { total: 0, first: [] },
    moved: { total: 0, first: [] },
    left: { total: 1, first: [{ name: 'Ana Silva', lastDay: '2026-12-31' }] },
  });
  company.write({ 'people.csv': leaving.replace('Data Engineer', 'Data Scientist') });
  const later = (await company.sync()).sources.find(({ source }) => source === 'directory');
  expect(later?.movements?.left.total).toBe(0);
});

it('says nothing where nobody moved', async () => {
  const company = await openCompany();
  await company.sync();
  company.write({
    'people.csv': people.replace('helena@voltmoor', 'hb@voltmoor'),
    'tasks.csv': tasks.replace('e3;e5', 'e5'),
  });
  const report = await company.sync();
  expect(report.sources.every(({ movements }) => movements === undefined)).toBe(true);
});

/** A graph of which one write fails, counted from 1, as where the process is killed in it. */
function failingAt(graph: GraphStore, write: number): GraphStore {
  let writes = 0;
  return new Proxy(graph, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown =>
        name === 'apply' && ++writes === write
          ? Promise.reject(new Error('The power is gone.'))
          : Reflect.apply(value, target, args);
    },
  });
}

it('a run that breaks off anywhere loses none of them: the next one tells them', async () => {
  const changed = people
    .replace('Data Engineer,data,e2', 'Head of Data,engineering;data,e1')
    .replace(/e4,.*\n/, '')
    .concat('e9,Noor Haddad,,noor@voltmoor.example,Analyst,data,e3,Voltmoor,2026-12-01\n');
  const movementsAfter = async (write: number) => {
    const company = await openCompany();
    await company.sync();
    company.today = '2026-12-01';
    company.write({ 'people.csv': changed, 'teams.csv': teams.replace('Sales,,e4', 'Sales,,e1') });
    let isBroken = false;
    try {
      await company.sync({ graph: failingAt(company.graph, write) });
    } catch {
      isBroken = true;
      await company.sync();
    }
    const [last] = await readSyncHistory(company.graph, 'directory');
    // Told once, and not again by a run in which nobody moves.
    company.write({ 'people.csv': changed.replace('helena@voltmoor', 'hb@voltmoor') });
    await company.sync();
    expect((await readSyncHistory(company.graph, 'directory'))[0]?.movements).toBeUndefined();
    return { isBroken, movements: last?.movements };
  };
  const { movements: whole } = await movementsAfter(Number.POSITIVE_INFINITY);
  expect([whole?.joined.total, whole?.moved.total, whole?.left.total]).toEqual([1, 2, 1]);
  for (let write = 1; ; write++) {
    const { isBroken, movements } = await movementsAfter(write);
    expect(movements, `broken at write ${write}`).toEqual(whole);
    if (!isBroken) break;
  }
}, 60_000);

it('who came in a run that broke off and went before the next one is told of no more', async () => {
  const company = await openCompany();
  await company.sync();
  company.write({
    'people.csv': `${people}e9,Noor Haddad,,noor@voltmoor.example,Analyst,data,e3,Voltmoor,\n`,
  });
  await expect(company.sync({ graph: failingAt(company.graph, 3) })).rejects.toThrow('The power is gone.');
  company.write({ 'people.csv': people });
  await company.sync();
  expect((await readSyncHistory(company.graph, 'directory'))[0]?.movements).toBeUndefined();
});
