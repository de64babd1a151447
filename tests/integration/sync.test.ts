import { describe, expect, test } from 'vitest';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { readSyncHistory } from '../../src/sync/sync-history.ts';
import { hasChanges, knowledgeOf, openCompany, people, tasks, teams } from './sync-harness.ts';

describe('a sync of files', () => {
  test('joins sources whatever their order, and merges spellings of a company', async () => {
    const company = await openCompany();
    const report = await company.sync();
    expect(report.sources.map(({ source, outcome, problems }) => [source, outcome, problems.first])).toEqual([
      ['wiki', 'done', []],
      ['tracker', 'done', []],
      ['directory', 'done', []],
    ]);
    expect(await company.names({ find: 'Company', return: { kind: 'list' } })).toEqual([
      'OpenAI',
      'Voltmoor',
    ]);
    const [voltmoor] = await company.graph.readNodes(['company:voltmoor'], operatorViewer);
    expect(voltmoor?.properties.aliases).toEqual(['Voltmoor GmbH']);
    const isCeo = { type: 'LEADS', direction: 'out', label: 'Company', role: 'CEO' } as const;
    expect(
      await company.names({ find: 'Employee', where: { related: isCeo }, return: { kind: 'list' } }),
    ).toEqual(['Helena Brandt', 'Sam Altman']);
    const author = { type: 'AUTHORED', direction: 'out', label: 'Article' } as const;
    expect(
      await company.names({ find: 'Employee', where: { related: author }, return: { kind: 'list' } }),
    ).toEqual(['Ana Silva']);
    const below = { type: 'REPORTS_TO', direction: 'out', label: 'Employee', transitive: true } as const;
    expect(
      await company.names({
        find: 'Employee',
        where: { related: below, where: { property: 'name', op: 'eq', value: 'Helena Brandt' } },
        return: { kind: 'list' },
      }),
    ).toHaveLength(4);
  });

  test('a second run writes nothing but freshness', async () => {
    const company = await openCompany();
    const first = await company.sync();
    const revision = await company.graph.revision();
    const before = await knowledgeOf(company);
    const second = await company.sync();
    expect(hasChanges(second)).toBe(false);
    expect(await company.graph.revision()).toBe(revision);
    expect(await knowledgeOf(company)).toEqual(before);
    const status = (await company.graph.sources()).find(({ name }) => name === 'wiki');
    expect(status).toMatchObject({ connector: 'markdown', failure: null, knownSince: '2026-11-20' });
    expect((status?.syncedAt ?? '') > first.endedAt).toBe(true);
    const history = await readSyncHistory(company.graph, 'tracker');
    expect(history.map((run) => run.counts.Task)).toEqual([
      { created: 0, changed: 0, deleted: 0, unchanged: 3 },
      { created: 3, changed: 0, deleted: 0, unchanged: 0 },
    ]);
  });

  test('keeps the last thirty runs of a source', async () => {
    const company = await openCompany();
    for (let run = 0; run < 32; run++) await company.sync({ sources: ['tracker'] });
    const history = await readSyncHistory(company.graph, 'tracker');
    expect(history).toHaveLength(30);
    expect(history[29]?.counts.Task?.unchanged).toBe(3);
  });

  test('what vanished from a source goes, with what only it needed; history of people stays', async () => {
    const company = await openCompany();
    await company.sync();
    company.today = '2026-12-01';
    expect((await company.graph.sources()).map((source) => source.knownSince)).toEqual(
      Array.from({ length: 3 }, () => '2026-11-20'),
    );
    company.write({
      'wiki/overview.md': null,
      'tasks.csv': tasks.replace(/PLAT-3.*\n/, '').replace('e3;e5', 'e5'),
      'people.csv': people.replace('Data Engineer,data,e2', 'Head of Data,data,e1'),
    });
    const report = await company.sync();
    const deleted = report.sources.map(({ counts }) => counts.Article?.deleted ?? counts.Task?.deleted);
    expect(deleted).toEqual([1, 1, undefined]);
    expect(await company.names({ find: 'Topic', return: { kind: 'list' } })).toEqual(['identity']);
    expect(await company.names({ find: 'Project', return: { kind: 'list' } })).toEqual(['Groundwork']);
    const titles = ['Account Executive', 'CEO', 'Chief Executive Officer', 'Data Engineer', 'Engineer'];
    expect(await company.names({ find: 'Position', return: { kind: 'list' } })).toEqual([
      ...titles,
      'Head of Data',
      'VP Engineering',
    ]);
    expect(await company.graph.acls()).toHaveLength(1);
    const assignees = (day: string) =>
      company.names({
        find: 'Employee',
        at: day,
        where: {
          related: { type: 'ASSIGNED_TO', direction: 'out', label: 'Task' },
          where: { property: 'key', op: 'eq', value: 'PLAT-1' },
        },
        return: { kind: 'list' },
      });
    expect(await assignees('2026-11-30')).toEqual(['Ana Silva', '王小明']);
    expect(await assignees('2026-12-01')).toEqual(['王小明']);
    const managers = (day: string) =>
      company.names({
        find: 'Employee',
        at: day,
        where: {
          related: { type: 'REPORTS_TO', direction: 'in', label: 'Employee' },
          where: { property: 'key', op: 'eq', value: 'e3' },
        },
        return: { kind: 'list' },
      });
    expect([await managers('2026-11-30'), await managers('2026-12-01')]).toEqual([
      ['Ben Okafor'],
      ['Helena Brandt'],
    ]);
  });

  test('what comes back begins anew and leaves the gap in history', async () => {
    const company = await openCompany();
    await company.sync();
    company.today = '2026-12-01';
    company.write({ 'tasks.csv': tasks.replace('e3;e5', 'e5') });
    await company.sync();
    company.today = '2026-12-08';
    company.write({ 'tasks.csv': tasks });
    await company.sync();
    const isAssigned = (day: string) =>
      company.names({
        find: 'Employee',
        at: day,
        where: {
          all: [
            { property: 'key', op: 'eq', value: 'e3' },
            { related: { type: 'ASSIGNED_TO', direction: 'out', label: 'Task' } },
          ],
        },
        return: { kind: 'list' },
      });
    const days = ['2026-11-30', '2026-12-04', '2026-12-08'];
    expect(await Promise.all(days.map(isAssigned))).toEqual([['Ana Silva'], [], ['Ana Silva']]);
    expect(hasChanges(await company.sync())).toBe(false);
  });

  test('an edited page is cut anew, and only it', async () => {
    const company = await openCompany();
    await company.sync();
    company.write({
      'wiki/overview.md': '---\ntitle: Overview\ntags: [identity, product]\n---\n\nHardware.\n',
    });
    const report = await company.sync();
    expect(report.sources[0]?.counts).toMatchObject({
      Article: { changed: 1, unchanged: 1 },
      Passage: { changed: 1, unchanged: 2 },
    });
    const [passage] = await company.graph.readPassages(['article:wiki:overview.md'], operatorViewer);
    expect(passage?.text).toBe('Hardware.');
  });

  test('a member whose last day has passed is in no team and reports to nobody', async () => {
    const company = await openCompany();
    company.write({
      'people.csv': people
        .replaceAll(/\n(?=.)/g, ',\n')
        .replace(/\n$/, ',\n')
        .replace('start_date,\n', 'start_date,end_date\n')
        .replace('2021-05-10,\n', '2021-05-10,2026-10-31\n'),
    });
    await company.sync();
    const members = await company.names({
      find: 'Employee',
      where: { related: { type: 'REPORTS_TO', direction: 'out', label: 'Employee' } },
      return: { kind: 'list' },
    });
    expect(members).toEqual(['Ben Okafor', 'Ana Silva', '王小明']);
  });

  test('references that lead nowhere or to several are reported and the rest goes in', async () => {
    const company = await openCompany();
    company.write({
      'teams.csv': `${teams}ops,Operations,nowhere,Ana Silva\n`,
      'tasks.csv': tasks.replace('e3;e5', 'e5;e99'),
    });
    const report = await company.sync();
    expect(report.sources.flatMap(({ problems }) => problems.first)).toEqual([
      {
        place: 'tasks.csv:2',
        message: "The assignee 'e99' was left out: no person is known by that key, e-mail address or name.",
      },
      {
        place: 'teams.csv:5',
        message:
          "The parent team 'nowhere' was left out: no team is known by that key, e-mail address or name.",
      },
      {
        place: 'teams.csv:5',
        message: "The lead 'Ana Silva' was left out: several are called that; write the key.",
      },
    ]);
    expect(await company.names({ find: 'Team', return: { kind: 'list' } })).toContain('Operations');
  });

  test('a ring of managers is opened where its smallest id is, and told', async () => {
    const company = await openCompany();
    company.write({ 'people.csv': people.replace('CEO,,,', 'CEO,,e3,') });
    const report = await company.sync();
    expect(report.sources[2]?.problems.first).toEqual([
      {
        place: 'people.csv:2',
        message:
          'The managers lead in a circle (Helena Brandt → Ana Silva → Ben Okafor → Helena Brandt); the first of these was left without a manager, correct one of them.',
      },
    ]);
    expect(report.sources[2]?.counts.REPORTS_TO?.created).toBe(4);
  });

  test('one source alone leaves the others and their shared names as they are', async () => {
    const company = await openCompany();
    await company.sync();
    const before = await knowledgeOf(company);
    const report = await company.sync({ sources: ['tracker'] });
    expect(report.sources.map(({ source }) => source)).toEqual(['tracker']);
    expect(await knowledgeOf(company)).toEqual(before);
    await expect(company.sync({ sources: ['payroll'] })).rejects.toMatchObject({
      code: 'invalid_input',
      message: "There is no source 'payroll'; the configured ones are wiki, tracker, directory.",
    });
  });

  test('a dry run plans all and writes nothing at all', async () => {
    const company = await openCompany();
    const report = await company.sync({ dryRun: true });
    expect(report.dryRun).toBe(true);
    expect(report.sources[2]?.counts.Employee?.created).toBe(6);
    expect(await company.graph.revision()).toBe(0);
    expect(await company.graph.sources()).toEqual([]);
    expect(await readSyncHistory(company.graph, 'wiki')).toEqual([]);
  });

  test('while another run holds the lease, a sync says so and reads nothing', async () => {
    const company = await openCompany();
    const lease = await company.state.acquireLease('sync', 'another replica', 60_000);
    await expect(company.sync()).rejects.toMatchObject({ code: 'sync_busy' });
    expect(await company.graph.revision()).toBe(0);
    if (lease !== null) await company.state.releaseLease(lease);
    expect((await company.sync()).sources).toHaveLength(3);
    expect(await company.state.acquireLease('sync', 'another replica', 1000)).not.toBeNull();
  });
});
