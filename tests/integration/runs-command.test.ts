import { describe, expect, it } from 'vitest';
import { openCliCompany } from './cli-company.ts';
import { tasks } from './sync-harness.ts';

describe('orgwise sources status', () => {
  it('says of each source how old its data are, what there is and what was set aside', async () => {
    const company = openCliCompany();
    const before = await company.run('sources', 'status');
    expect([before.code, before.out]).toEqual([
      1,
      'directory (csv): never synced\n\ntracker (csv): never synced\n\nwiki (markdown): never synced\n',
    ]);
    company.write({ 'tasks.csv': `${tasks}PLAT-9,,,To Do,nobody,,,,,,,,\n` });
    expect((await company.run('sync')).code).toBe(0);
    const { code, out } = await company.run('sources', 'status');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^directory \(csv\): last good \d{4}-\d\d-\d\d \d\d:\d\d, 0 min ago\n {2}It holds 6 people, 3 teams\.\n/,
    );
    expect(out).toContain('It holds 3 tasks.\n  The last run set aside 1 thing:\n    tasks.csv:5: ');
    expect(out).toContain('It holds 2 articles.');
  });

  it('keeps the last good age of a source that fails, and says why it does', async () => {
    const company = openCliCompany();
    await company.run('sync');
    company.write({ 'tasks.csv': null });
    expect((await company.run('sync')).code).toBe(1);
    const { code, out } = await company.run('sources', 'status');
    expect(code).toBe(1);
    expect(out).toMatch(
      /tracker \(csv\): last good [^\n]+\n {2}It holds 3 tasks\.\n {2}The last run, [^\n]+: failed\. /,
    );
    const { sources: states } = JSON.parse((await company.run('sources', 'status', '--json')).out);
    expect(states.map((state: { lastRun: { outcome: string } }) => state.lastRun.outcome)).toEqual([
      'done',
      'failed',
      'done',
    ]);
  });

  it('tells of a source that the configuration no longer names', async () => {
    const company = openCliCompany();
    await company.run('sync');
    company.write({
      'orgwise.yaml':
        'company: { name: Voltmoor, timeZone: Europe/Berlin }\nsources: [{ name: wiki, type: markdown, folder: wiki, readers: [everyone] }]\n',
    });
    expect((await company.run('sources', 'status')).out).toContain(
      'It is not in the configuration any more; what the graph has of it stays as it is.',
    );
  });
});

describe('orgwise runs', () => {
  it('lists what was recorded, and shows one by its id or its source', async () => {
    const company = openCliCompany();
    expect(await company.run('runs')).toMatchObject({
      code: 0,
      out: 'No run is recorded yet; "orgwise sync" makes the first.\n',
    });
    await company.run('sync');
    await company.run('sync', '--source', 'tracker');
    const lines = (await company.run('runs')).out.split('\n').filter((line) => line !== '');
    expect(lines.map((line) => line.replace(/@\S+ +\S+ \S+ +/, ' '))).toEqual([
      'tracker done  +0 ~0 -0',
      'directory done  +9 ~0 -0',
      'tracker done  +3 ~0 -0',
      'wiki done  +2 ~0 -0',
    ]);
    const id = lines[2]?.split(' ')[0] ?? '';
    const first = await company.run('runs', id);
    expect(first.out).toMatch(
      /^tracker@\S+: done\nBegan [^\n]+, took [\d.]+ s\.\n[^\n]+\n {2}Task +3 +0 +0 +0\n/,
    );
    expect((await company.run('runs', 'tracker')).out).toMatch(/ {2}Task +0 +0 +0 +3\n/);
    expect(JSON.parse((await company.run('runs', id, '--json')).out).counts.Task.created).toBe(3);
  });

  it('says in a sentence which run is not there', async () => {
    const company = openCliCompany();
    await company.run('sync');
    expect(await company.run('runs', 'payroll')).toMatchObject({
      code: 2,
      err: 'No run of a source \'payroll\' is recorded; "orgwise runs" lists those that are.\n',
    });
    expect((await company.run('runs', 'tracker@2020-01-01T00:00:00.000Z')).code).toBe(2);
  });
});

describe('orgwise sync approve', () => {
  it('carries out what a stopped run kept, which orgwise runs shows', async () => {
    const company = openCliCompany();
    const lines = Array.from({ length: 10 }, (_, index) => `T-${index},Task ${index},,To Do,,,,,,,,,\n`);
    const header = tasks.slice(0, tasks.indexOf('\n') + 1);
    company.write({ 'tasks.csv': header + lines.join('') });
    await company.run('sync');
    company.write({ 'tasks.csv': header + lines.slice(0, 4).join('') });
    const stopped = await company.run('sync');
    expect(stopped.code).toBe(1);
    const [, run = ''] = /run: orgwise sync approve (\S+)/.exec(stopped.out) ?? [];
    const shown = await company.run('runs', run);
    expect(shown.out).toMatch(/: stopped\n/);
    expect(shown.out).toMatch(/The plan that was kept:\n[^\n]+\n {2}Task +0 +0 +6 +4\n/);
    expect(shown.out).toContain('6 records would go:\n  Task T-4: Task 4\n');
    expect((await company.run('sources', 'status')).out).toContain(': stopped. The source');
    const approved = await company.run('sync', 'approve', run);
    expect([approved.code, approved.err]).toEqual([0, expect.not.stringContaining('refused')]);
    expect(approved.out).toMatch(/tracker \(csv\): done\n[^\n]+\n {2}Task +0 +0 +6 +4\n/);
    expect((await company.run('sync', 'approve', run)).code).toBe(1);
    expect((await company.run('sync', 'approve', 'tracker')).code).toBe(2);
  });
});
