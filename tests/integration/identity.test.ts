import { describe, expect, it } from 'vitest';
import type { EmployeeRecord, SourceRecord } from '../../connectors/connector.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { erasePerson } from '../../src/sync/erase-person.ts';
import { decide, readDecisions, undoDecision } from '../../src/sync/identity/identity-decisions.ts';
import { readProposals } from '../../src/sync/identity/identity-proposals.ts';
import { readSuccessions } from '../../src/sync/identity/successions.ts';
import { runSync } from '../../src/sync/run-sync.ts';
import { type Company, memoryConnector, openCompany } from './sync-harness.ts';

const person = (key: string, name: string, rest: Partial<EmployeeRecord> = {}): EmployeeRecord => ({
  kind: 'employee',
  key,
  name,
  place: `people:${key}`,
  ...rest,
});

const task = (key: string, assignee: string, team?: string): SourceRecord => ({
  kind: 'task',
  key,
  title: `Task ${key}`,
  assignees: [assignee],
  readers: [['everyone']],
  place: `tasks:${key}`,
  ...(team !== undefined && { team }),
});

const platform: SourceRecord = { kind: 'team', key: 'platform', name: 'Platform', place: 'teams:1' };
const hr = [
  platform,
  person('1', 'Ana Silva', { email: 'ana@v.example', title: 'Engineer', teams: ['platform'], manager: '2' }),
  person('2', 'Ben Okafor', { email: 'ben@v.example', location: 'Lagos' }),
];

interface Sources {
  readonly hr?: readonly SourceRecord[];
  readonly directory?: readonly SourceRecord[];
  readonly tracker?: readonly SourceRecord[];
}

/** The company's sources are these, from now on. */
function connect(company: Company, sources: Sources): void {
  company.connectors = (['hr', 'directory', 'tracker'] as const).map((source) =>
    memoryConnector(source, { records: sources[source] ?? [] }),
  );
}

async function open(sources: Sources): Promise<Company> {
  const company = await openCompany();
  connect(company, sources);
  await company.sync({ acceptDeletions: true });
  return company;
}

const people = async ({ graph }: Company): Promise<string[]> =>
  (await graph.names('Employee', operatorViewer)).map(({ id }) => id).sort();

/** What is stated of somebody, with the periods: `TYPE other from–to`, `!` where it has ended. */
async function statedOf({ graph }: Company, id: string): Promise<string[]> {
  const all = await graph.relationshipsOf([id]);
  return all
    .filter(({ type }) => type !== 'KNOWN_AS')
    .map(({ type, from, to, period, ended }) => {
      const other = from === id ? to : from;
      return `${type} ${other} ${period?.from ?? ''}–${period?.to ?? ''}${ended ? '!' : ''}`;
    })
    .sort();
}

const decision = (one: string, other: string, isSame: boolean) => ({
  one,
  other,
  isSame,
  act: isSame ? ('merge' as const) : ('split' as const),
  names: [one, other] as const,
  by: 'operator',
  at: '2026-11-20T08:00:00.000Z',
  why: '',
});

const ana = 'employee:hr:1';
const anaInDirectory = 'employee:directory:a77';

describe('people of several sources', () => {
  const directory = [
    person('a77', 'Ana Maria Silva', {
      email: 'ANA@v.example',
      title: 'Software Engineer',
      location: 'Porto',
      manager: 'b88',
    }),
    person('b88', 'Okafor, Ben', { email: 'ben@v.example' }),
    person('c99', 'Cleo Marsh', { email: 'cleo@v.example', manager: 'b88' }),
  ];

  it('with one address are one, complete each other, and are found by either key', async () => {
    const company = await open({ hr, directory, tracker: [task('T-1', 'ana@v.example')] });
    expect(await people(company)).toEqual(['employee:directory:c99', ana, 'employee:hr:2']);
    const [node] = await company.graph.readNodes([ana], operatorViewer);
    expect(node?.properties).toMatchObject({
      title: 'Engineer',
      location: 'Porto',
      aliases: ['ana', 'Ana Maria Silva'],
    });
    // The manager is said by HR alone, and the directory's key of Ben is Ben.
    expect((await statedOf(company, ana)).filter((line) => line.startsWith('REPORTS_TO'))).toEqual([
      'REPORTS_TO employee:hr:2 –',
    ]);
    expect(await statedOf(company, 'employee:directory:c99')).toEqual(['REPORTS_TO employee:hr:2 –']);
    const again = await company.sync({ full: true });
    expect(
      again.sources
        .flatMap(({ counts }) => Object.values(counts))
        .every(({ created, changed, deleted }) => created + changed + deleted === 0),
    ).toBe(true);
  });

  it('come to be one with all that was stated of both, and apart again with what was stated by way of each', async () => {
    const company = await open({
      hr,
      directory: [person('a77', 'A. Silva', { email: 'silva@v.example', title: 'Software Engineer' })],
      tracker: [task('T-1', 'silva@v.example'), task('T-2', 'ana@v.example')],
    });
    const own = await statedOf(company, ana);
    const other = await statedOf(company, anaInDirectory);
    expect(other).toEqual(['ASSIGNED_TO task:tracker:T-1 –', 'HELD position:software engineer –']);

    company.today = '2026-11-21';
    await decide(company.state, decision(anaInDirectory, ana, true));
    const { sources } = await company.sync();
    expect(
      sources.map(({ movements }) => movements).filter((one) => one?.joined.total || one?.left.total),
    ).toEqual([]);
    expect(await people(company)).toEqual([ana, 'employee:hr:2']);
    // The title of HR goes before, the task's period goes on.
    expect(await statedOf(company, ana)).toEqual(
      [...own, 'ASSIGNED_TO task:tracker:T-1 –', 'HELD position:software engineer –2026-11-21!'].sort(),
    );

    company.today = '2026-11-24';
    await undoDecision(company.state, undefined, { by: 'operator', at: '2026-11-24T08:00:00.000Z', why: '' });
    await company.sync();
    expect(await statedOf(company, ana)).toEqual(own);
    expect(await statedOf(company, anaInDirectory)).toEqual([
      'ASSIGNED_TO task:tracker:T-1 –',
      'HELD position:software engineer –',
    ]);
  });

  it('stay apart where somebody said so, whatever their addresses', async () => {
    const company = await open({ hr, directory });
    await decide(company.state, decision(anaInDirectory, ana, false));
    company.today = '2026-11-22';
    await company.sync();
    expect(await people(company)).toContain(anaInDirectory);
    expect(await statedOf(company, anaInDirectory)).toContain('REPORTS_TO employee:hr:2 2026-11-22–');
  });

  it('with one address in one source are refused, and named', async () => {
    const company = await openCompany();
    connect(company, {
      hr: [
        person('1', 'Ana Silva', { email: 'info@v.example' }),
        person('2', 'Ben Okafor', { email: 'info@v.example' }),
      ],
      directory: [person('a77', 'Info', { email: 'info@v.example' })],
      tracker: [task('T-1', 'info@v.example')],
    });
    const { sources } = await company.sync({ acceptDeletions: true });
    expect(await people(company)).toEqual([anaInDirectory, ana, 'employee:hr:2']);
    expect(sources[0]?.problems.first).toEqual([
      {
        place: 'people:1',
        message:
          'The address info@v.example belongs to Ana Silva (1, people:1) and Ben Okafor (2, people:2); it names none of them until each has one of their own.',
      },
    ]);
    expect(
      await company.names({
        find: 'Task',
        where: { related: { type: 'ASSIGNED_TO', direction: 'in', label: 'Employee' } },
        return: { kind: 'list', limit: 9 },
      }),
    ).toEqual([]);
  });

  it('come back to a node of their own where the source that had it loses them', async () => {
    const company = await open({ hr, directory, tracker: [task('T-1', 'a77')] });
    connect(company, { hr: [platform, hr[2] as SourceRecord], directory, tracker: [task('T-1', 'a77')] });
    company.today = '2026-11-23';
    await company.sync({ acceptDeletions: true });
    expect(await people(company)).toContain(anaInDirectory);
    expect(await statedOf(company, anaInDirectory)).toContain('ASSIGNED_TO task:tracker:T-1 –');
  });
});

describe('somebody whom the first source loses, and another still has', () => {
  const directory = [
    person('a77', 'Ana Maria Silva', { email: 'ana@v.example', title: 'Software Engineer' }),
    person('b88', 'Okafor, Ben', { email: 'ben@v.example' }),
  ];
  const tracker = [task('T-1', 'ana@v.example'), task('T-2', 'a77')];
  const without = [platform, hr[2] as SourceRecord];
  const before = [
    'ASSIGNED_TO task:tracker:T-1 –',
    'ASSIGNED_TO task:tracker:T-2 –',
    'HELD position:engineer –',
    'MEMBER_OF team:hr:platform –',
    'REPORTS_TO employee:hr:2 –',
  ];
  /** What goes on and what ended while the directory alone has her, since the 23rd. */
  const meanwhile = [
    'ASSIGNED_TO task:tracker:T-1 –',
    'ASSIGNED_TO task:tracker:T-2 –',
    'HELD position:engineer –2026-11-23!',
    'HELD position:software engineer 2026-11-23–',
    'MEMBER_OF team:hr:platform –2026-11-23!',
    'REPORTS_TO employee:hr:2 –2026-11-23!',
  ];

  it('goes on with that one’s record and all history, and back when the first has them again', async () => {
    const company = await open({ hr, directory, tracker });
    expect(await statedOf(company, ana)).toEqual(before);
    company.today = '2026-11-23';
    connect(company, { hr: without, directory, tracker });
    const { sources } = await company.sync({ acceptDeletions: true });
    // Nobody has joined or left.
    expect(
      sources.flatMap(({ movements }) => [movements?.joined.total ?? 0, movements?.left.total ?? 0]),
    ).toEqual(sources.flatMap(() => [0, 0]));
    expect(await people(company)).toEqual([anaInDirectory, 'employee:hr:2']);
    expect(await statedOf(company, anaInDirectory)).toEqual(meanwhile);
    expect(await readSuccessions(company.state)).toEqual([
      { claim: ana, heir: anaInDirectory, on: '2026-11-23' },
    ]);
    company.today = '2026-11-24';
    await company.sync({ full: true });
    expect(await statedOf(company, anaInDirectory)).toEqual(meanwhile);

    company.today = '2026-11-26';
    connect(company, { hr, directory, tracker });
    await company.sync();
    expect(await people(company)).toEqual([ana, 'employee:hr:2']);
    expect(await statedOf(company, ana)).toEqual([
      'ASSIGNED_TO task:tracker:T-1 –',
      'ASSIGNED_TO task:tracker:T-2 –',
      'HELD position:engineer 2026-11-26–',
      'HELD position:engineer –2026-11-23!',
      'HELD position:software engineer 2026-11-23–2026-11-26!',
      'MEMBER_OF team:hr:platform 2026-11-26–',
      'MEMBER_OF team:hr:platform –2026-11-23!',
      'REPORTS_TO employee:hr:2 2026-11-26–',
      'REPORTS_TO employee:hr:2 –2026-11-23!',
    ]);
    expect(await readSuccessions(company.state)).toEqual([]);
    const again = await company.sync({ full: true });
    expect(
      again.sources
        .flatMap(({ counts }) => Object.values(counts))
        .every(({ created, changed, deleted }) => created + changed + deleted === 0),
    ).toBe(true);
  });

  it('does so too where only the first source is read that night', async () => {
    const company = await open({ hr, directory, tracker });
    company.today = '2026-11-23';
    connect(company, { hr: without, directory, tracker });
    await company.sync({ acceptDeletions: true, sources: ['hr'] });
    expect(await people(company)).toEqual([anaInDirectory, 'employee:hr:2']);
    const [node] = await company.graph.readNodes([anaInDirectory], operatorViewer);
    expect(node?.properties).toMatchObject({ name: 'Ana Maria Silva', email: 'ana@v.example' });
    await company.sync({ sources: ['directory', 'tracker'] });
    expect(await statedOf(company, anaInDirectory)).toEqual(meanwhile);
    company.today = '2026-11-26';
    connect(company, { hr, directory, tracker });
    await company.sync({ sources: ['hr'] });
    await company.sync({ sources: ['directory'] });
    expect(await people(company)).toEqual([ana, 'employee:hr:2']);
    expect((await statedOf(company, ana)).filter((line) => line.startsWith('ASSIGNED_TO'))).toEqual(
      before.slice(0, 2),
    );
  });

  it('goes on with a third where the second loses them as well, and is gone with the last', async () => {
    const company = await openCompany();
    const connectAll = (names: readonly (readonly [string, readonly SourceRecord[]])[]) => {
      company.connectors = names.map(([source, records]) => memoryConnector(source, { records }));
    };
    const third = [person('z', 'Ana S.', { email: 'ana@v.example' })];
    connectAll([
      ['hr', hr],
      ['directory', directory],
      ['third', third],
      ['tracker', tracker],
    ]);
    await company.sync({ acceptDeletions: true });
    company.today = '2026-11-23';
    connectAll([
      ['hr', without],
      ['directory', directory],
      ['third', third],
      ['tracker', tracker],
    ]);
    await company.sync({ acceptDeletions: true });
    company.today = '2026-11-25';
    const rest = directory.slice(1);
    connectAll([
      ['hr', without],
      ['directory', rest],
      ['third', third],
      ['tracker', tracker.slice(0, 1)],
    ]);
    await company.sync({ acceptDeletions: true });
    expect(await people(company)).toEqual(['employee:hr:2', 'employee:third:z']);
    expect(await statedOf(company, 'employee:third:z')).toEqual([
      'ASSIGNED_TO task:tracker:T-1 –',
      'HELD position:engineer –2026-11-23!',
      'HELD position:software engineer 2026-11-23–2026-11-25!',
      'MEMBER_OF team:hr:platform –2026-11-23!',
      'REPORTS_TO employee:hr:2 –2026-11-23!',
    ]);
    connectAll([
      ['hr', hr],
      ['directory', rest],
      ['third', third],
      ['tracker', tracker.slice(0, 1)],
    ]);
    company.today = '2026-11-27';
    await company.sync({ acceptDeletions: true });
    expect(await people(company)).toEqual([ana, 'employee:hr:2']);
    expect(await statedOf(company, ana)).toContain('HELD position:engineer –2026-11-23!');
    expect(await statedOf(company, ana)).toContain('ASSIGNED_TO task:tracker:T-1 –');
    connectAll([
      ['hr', without],
      ['directory', rest],
      ['third', []],
      ['tracker', []],
    ]);
    await company.sync({ acceptDeletions: true });
    expect(await people(company)).toEqual(['employee:hr:2']);
  });

  it('gives back what was not theirs where somebody says so, until the first has them again', async () => {
    const company = await open({ hr, directory, tracker });
    company.today = '2026-11-23';
    connect(company, { hr: without, directory, tracker });
    await company.sync({ acceptDeletions: true });
    await decide(company.state, decision(ana, anaInDirectory, false));
    company.today = '2026-11-24';
    await company.sync();
    expect((await statedOf(company, anaInDirectory)).filter((line) => !line.includes('T-'))).toEqual([
      'HELD position:software engineer 2026-11-23–',
    ]);
    expect(await readSuccessions(company.state)).toEqual([]);
    company.today = '2026-11-26';
    connect(company, { hr, directory, tracker });
    await company.sync({ full: true });
    expect(await people(company)).toEqual([anaInDirectory, ana, 'employee:hr:2']);
    expect(await statedOf(company, ana)).toContain('HELD position:engineer –2026-11-23!');
  });

  it('keeps the accounts that a map gives to the record which is gone', async () => {
    const company = await open({ hr, directory, tracker: [task('T-3', 'asilva')] });
    const accounts = [{ source: 'tracker', account: 'asilva', person: 'hr:1', place: 'accounts.csv:2' }];
    const sync = async () =>
      await runSync({ ...company.deps(), accounts: async () => accounts }, { acceptDeletions: true });
    await sync();
    company.today = '2026-11-23';
    connect(company, { hr: without, directory, tracker: [task('T-3', 'asilva')] });
    const { sources } = await sync();
    expect(sources.flatMap(({ problems }) => problems.first)).toEqual([]);
    expect(await statedOf(company, anaInDirectory)).toContain('ASSIGNED_TO task:tracker:T-3 2026-11-20–');
  });

  it('comes back from none of them once erased', async () => {
    const company = await open({ hr, directory, tracker });
    connect(company, { hr: without, directory, tracker });
    await company.sync({ acceptDeletions: true });
    const [record] = (await company.graph.names('Employee', operatorViewer)).filter(
      ({ id }) => id === anaInDirectory,
    );
    if (record === undefined) throw new Error('Ana is missing.');
    const erased = await erasePerson({ ...company.deps(), today: () => company.today }, record);
    expect(await readSuccessions(company.state)).toEqual([]);
    connect(company, { hr, directory, tracker });
    await company.sync({ full: true, acceptDeletions: true });
    const names = (await company.graph.names('Employee', operatorViewer)).map(({ name }) => name);
    expect(names.sort()).toEqual(['Ben Okafor', 'Erased person']);
    expect(erased.claims).toContain(ana);
  });

  it('is not an employee by an account alone', async () => {
    const account = [{ ...person('u1', 'Ana', { email: 'ana@v.example' }), isAccount: true as const }];
    const company = await open({ hr, directory: account });
    connect(company, { hr: without, directory: account });
    await company.sync({ acceptDeletions: true });
    expect(await people(company)).toEqual(['employee:hr:2']);
  });
});

it('somebody of several sources who is erased comes back from none of them, and is counted once', async () => {
  const company = await open({
    hr,
    directory: [person('a77', 'Silva, Ana', { email: 'silva@v.example', teams: ['platform'] })],
    tracker: [task('T-1', 'a77'), task('T-2', 'asilva')],
  });
  await decide(company.state, decision(anaInDirectory, ana, true));
  await decide(company.state, decision('account:tracker:asilva', ana, true));
  await company.sync();
  const [record] = (await company.graph.names('Employee', operatorViewer)).filter(({ id }) => id === ana);
  if (record === undefined) throw new Error('Ana is missing.');
  const erased = await erasePerson({ ...company.deps(), today: () => company.today }, record);
  expect(await people(company)).toEqual([erased.id, 'employee:hr:2'].sort());
  expect(await company.graph.keys('Identity')).toEqual([]);
  await company.sync({ full: true });
  expect(await people(company)).toEqual([erased.id, 'employee:hr:2'].sort());
  const beside = await company.graph.readNodes(
    (await company.graph.keys('Identity')).map(({ id }) => id),
    operatorViewer,
  );
  const stored = [
    ...(await company.graph.names('Employee', operatorViewer)),
    ...beside,
    await readProposals(company.state),
    await readDecisions(company.state),
  ];
  expect(JSON.stringify(stored)).not.toMatch(/ana|silva|a77/i);
  expect((await statedOf(company, erased.id)).filter((line) => line.startsWith('ASSIGNED_TO'))).toHaveLength(
    2,
  );
});

describe('accounts of which it is not known whose they are', () => {
  it('are proposed by a name and something beside it, never by a name alone', async () => {
    const company = await open({
      hr,
      directory: [person('x', 'Ben Okafor'), person('y', 'Silva Ana', { teams: ['platform'] })],
      tracker: [platform, task('T-1', 'asilva', 'platform'), task('T-2', 'bokafor')],
    });
    const proposals = await readProposals(company.state);
    const told = proposals.map(({ one, evidence }) => [one, ...evidence.map(({ kind }) => kind)].join(' '));
    expect(told.sort()).toEqual(['account:tracker:asilva name team', 'employee:directory:y name team']);
    expect(proposals.map(({ other }) => other)).toEqual([ana, ana]);
  });

  it('are whose somebody says they are, until that is taken back', async () => {
    const company = await open({ hr, tracker: [platform, task('T-1', 'asilva', 'platform')] });
    const [proposal] = await readProposals(company.state);
    await decide(company.state, decision(proposal?.one ?? '', proposal?.other ?? '', true));
    await company.sync();
    expect(await statedOf(company, ana)).toContain('ASSIGNED_TO task:tracker:T-1 2026-11-20–');
    expect(await readProposals(company.state)).toEqual([]);
    company.today = '2026-11-21';
    expect((await company.sync({ full: true })).sources.map(({ problems }) => problems.total)).toEqual([
      0, 0, 0,
    ]);
    await undoDecision(company.state, 1, {
      by: 'operator',
      at: '2026-11-21T08:00:00.000Z',
      why: 'somebody else',
    });
    await company.sync();
    // It never was hers, so that no history says so.
    expect((await statedOf(company, ana)).filter((line) => line.startsWith('ASSIGNED_TO'))).toEqual([]);
  });
});
