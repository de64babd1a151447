import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import type { GraphQuery } from '../../src/graph/graph-query.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { createOrgwise, type Orgwise } from '../../src/main.ts';
import { type CliCompany, openCliCompany } from './cli-company.ts';
import { people, tasks } from './sync-harness.ts';

const ben = 'ben@voltmoor.example';

async function open(company: CliCompany): Promise<Orgwise> {
  const { config: configFile, data: dataDir, folder: cwd } = company;
  const orgwise = await createOrgwise(loadConfig({ configFile, dataDir, env: {}, cwd }));
  onTestFinished(() => orgwise.close());
  return orgwise;
}

const say = async (orgwise: Orgwise, email: string, text: string) =>
  await orgwise.handleMessage({
    platform: 'slack',
    kind: 'direct',
    id: `${email}-${text}`,
    conversationId: `D-${email}`,
    text,
    sender: { accountId: `U-${email}`, email },
  });

/** All bytes that stand in the data folder, the audit trail included. */
function everythingStored(company: CliCompany): string {
  const files = readdirSync(company.data, { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  );
  return files.map((file) => readFileSync(join(file.parentPath, file.name), 'latin1')).join('\n');
}

test('somebody whose access is revoked is refused at once, and answered again once it is restored', async () => {
  const company = openCliCompany();
  await company.run('sync');
  const running = await open(company);
  expect((await say(running, ben, 'Who is Helena Brandt?')).kind).toBe('answer');
  const asked = await company.run('access', 'revoke', ben);
  expect(asked).toMatchObject({ code: 2 });
  expect(asked.out).toContain('say --yes if this is meant');
  expect((await say(running, ben, 'Who is Helena Brandt?')).kind).toBe('answer');

  expect(await company.run('access', 'revoke', 'BEN@voltmoor.example', '--yes')).toMatchObject({ code: 0 });
  // Another process did it, and no sync was in between.
  expect(await say(running, ben, 'Who is Helena Brandt?')).toMatchObject({ refused: 'not_in_directory' });
  expect(await running.state.readConversation(`D-${ben}`)).toBeNull();
  expect((await running.access.audience([ben])).acls).toEqual(new Set());
  expect((await running.access.people()).map((one) => one.email)).not.toContain(ben);
  await company.run('sync', '--full');
  expect(await running.access.person(ben)).toBeNull();
  const again = await company.run('access', 'revoke', 'e2', '--yes');
  expect(again.out).toContain('had no access already');
  expect((await company.run('access', 'show', ben)).out).toContain('no: access was revoked');

  expect((await company.run('access', 'restore', 'Ben Okafor', '--yes')).code).toBe(0);
  expect((await say(running, ben, 'Who is Helena Brandt?')).kind).toBe('answer');
  const audit = (await company.run('audit', 'list')).out;
  for (const act of ['access_revoke', 'access_restore', 'access_show']) expect(audit).toContain(act);
});

test('nobody is guessed', async () => {
  const company = openCliCompany();
  await company.run('sync');
  const twice = await company.run('access', 'revoke', 'Ana Silva', '--yes');
  expect(twice.code).toBe(2);
  expect(twice.err).toContain('means several people (employee:directory:e3, employee:directory:e4)');
  const unknown = await company.run('access', 'erase', 'nobody@voltmoor.example', '--yes');
  expect(unknown.code).toBe(2);
  expect(unknown.err).toContain('Nobody is known as "nobody@voltmoor.example"');
});

test('what somebody may read is shown with the reason', async () => {
  const company = openCliCompany();
  await company.run('sync');
  const { out } = await company.run('access', 'show', 'ana@voltmoor.example');
  expect(out).toContain('may ask   yes');
  expect(out).toContain('group:Data and Forecasting  is a member of it, or leads it');
  expect(out).toContain('group:Engineering  a team of theirs is a part of it');
  expect(out).toContain('2 of 3 Task nodes');
});

const count = async (
  orgwise: Orgwise,
  query: Pick<GraphQuery & { find: string }, 'find'> & object,
): Promise<number> => {
  const result = await orgwise.graph.query(
    { ...query, return: { kind: 'count' } } as GraphQuery,
    operatorViewer,
    orgwise.today(),
  );
  return result.kind === 'count' ? result.total : -1;
};

test('the words of what an erased person asked go, and the chain of the audit trail holds', async () => {
  const company = openCliCompany('audit: { questions: true }\n');
  await company.run('sync');
  const running = await open(company);
  await say(running, ben, 'How many canary tasks do I have?');
  await say(running, 'helena@voltmoor.example', 'What does Ben Okafor do?');
  await say(running, 'helena@voltmoor.example', 'How many tasks does Ana Silva have?');
  // A further name of his, by which nobody else is known.
  await say(running, 'helena@voltmoor.example', 'Which zorkmids has Ben?');
  await running.audit.flush();
  const before = (await company.run('audit', 'list', '--json')).out;
  for (const words of ['canary tasks', 'What does Ben Okafor do?', 'does Ana Silva have', 'zorkmids has Ben'])
    expect(before).toContain(words);
  expect((await company.run('access', 'erase', ben, '--yes')).code).toBe(0);
  const after = (await company.run('audit', 'list', '--json')).out;
  expect(after).not.toMatch(/canary|zorkmids|Ben Okafor/);
  expect(after).toContain('does Ana Silva have');
  expect(await company.run('audit', 'verify')).toMatchObject({ code: 0 });
  const audit = readdirSync(join(company.data, 'audit')).map((file) =>
    readFileSync(join(company.data, 'audit', file), 'latin1'),
  );
  expect(audit.join('\n')).not.toMatch(/canary|zorkmids|Ben Okafor/);
});

test('an erased person is nowhere, their counts stay, and no sync brings them back', async () => {
  const company = openCliCompany();
  await company.run('sync');
  const running = await open(company);
  await say(running, ben, 'How many tasks do I have?');
  // As in Slack and Teams, whose ids of direct messages tell nothing of the person.
  await running.handleMessage({
    ...{ platform: 'slack', kind: 'direct', id: 'm-1', conversationId: 'D024BE91L' },
    ...{ text: 'What is my zorkmid budget?', sender: { accountId: 'U1', email: ben } },
  });
  expect(await running.state.readConversation('D024BE91L')).toContain('zorkmid');
  await say(running, 'helena@voltmoor.example', 'Who is Ben Okafor?');
  await running.state.writeRecord('feedback', 'R1:U', JSON.stringify({ reason: 'ask ben okafor' }), null);
  const counts = async (): Promise<number[]> => {
    const assignee = { related: { type: 'ASSIGNED_TO', direction: 'in', label: 'Employee' } };
    const underHelena = {
      related: { type: 'REPORTS_TO', direction: 'out', label: 'Employee', transitive: true },
      where: { property: 'key', op: 'eq', value: 'e1' },
    };
    const inTeam = {
      related: { type: 'MEMBER_OF', direction: 'out', label: 'Team' },
      where: { property: 'key', op: 'eq', value: 'engineering' },
    };
    const worksHere = {
      related: { type: 'WORKS_FOR', direction: 'out', label: 'Company' },
      where: { property: 'name', op: 'startsWith', value: 'Voltmoor' },
    };
    return [
      await count(running, { find: 'Employee' }),
      await count(running, { find: 'Task', where: assignee } as never),
      await count(running, { find: 'Employee', where: underHelena } as never),
      await count(running, { find: 'Employee', where: inTeam } as never),
      await count(running, { find: 'Employee', where: worksHere } as never),
    ];
  };
  const before = await counts();
  const unmeant = await company.run('access', 'erase', ben);
  expect([unmeant.code, await counts()]).toEqual([2, before]);

  const erased = await company.run('access', 'erase', ben, '--yes');
  expect(erased.code, erased.err).toBe(0);
  // What the sources say themselves is theirs to change, and named.
  expect(erased.out).toContain('PLAT-2');
  expect(erased.out).toContain('runbooks/sso.md');
  expect(await counts()).toEqual(before);
  const gone = async (): Promise<void> => {
    expect(await running.access.person(ben)).toBeNull();
    const names = JSON.stringify(await running.graph.names('Employee', operatorViewer));
    expect(names).not.toMatch(/Okafor|ben@voltmoor|"e2"|:e2"|VP Engineering/i);
    expect(JSON.stringify(await running.graph.names('Position', operatorViewer))).not.toContain(
      'VP Engineering',
    );
    for (const kind of ['feedback', 'reply', 'unanswered', 'settings', 'deleted node'])
      expect(JSON.stringify(await running.state.listRecords(kind, 1000))).not.toMatch(
        /okafor|ben@voltmoor|:e2"/i,
      );
  };
  await gone();
  expect(await running.state.readConversation('D-helena@voltmoor.example')).toBeNull();
  expect(await running.state.readConversation('D024BE91L')).toBeNull();

  // The source still has the record, and another one comes to name him.
  company.write({
    'people.csv': people.replace('VP Engineering', 'SVP Engineering'),
    'tasks.csv': `${tasks}PLAT-4,Call the bank,,Done,Ben Okafor,ben@voltmoor.example,,,2026-01-10,2026-01-12,,,user:ben@voltmoor.example\n`,
  });
  const sync = await company.run('sync', '--full');
  expect(sync.code, sync.out + sync.err).toBe(0);
  await gone();
  const [all, ofTasks, ...rest] = before;
  expect(await counts()).toEqual([all, (ofTasks ?? 0) + 1, ...rest]);
  expect(JSON.stringify(await running.graph.acls())).not.toContain('ben@');
  await company.run('sync', '--full');
  expect(await counts()).toEqual([all, (ofTasks ?? 0) + 1, ...rest]);

  const twice = await company.run('access', 'erase', ben, '--yes');
  expect(twice).toMatchObject({ code: 0 });
  expect(twice.out).toContain('was erased already');
  const tombstones = JSON.stringify(await running.state.listRecords('access erased', 10));
  expect(tombstones).not.toMatch(/ben|okafor|e2\b/i);
  expect(everythingStored(company)).not.toMatch(/SVP Engineering/);
});

test('whoever is gone from every source is erased by their record, and it stays out when it comes back', async () => {
  const company = openCliCompany();
  await company.run('sync');
  const gone = people.replace(/^e5,.*\n/m, '');
  company.write({ 'people.csv': gone });
  await company.run('sync', '--full');
  const running = await open(company);
  expect(await running.state.readRecord('deleted node', 'employee:directory:e5')).not.toBeNull();
  const unknown = await company.run('access', 'erase', 'wang@voltmoor.example', '--yes');
  expect(unknown.err).toContain('of somebody who is gone, SOURCE:KEY');
  expect(await company.run('access', 'erase', 'directory:e5')).toMatchObject({ code: 2 });
  expect(await company.run('access', 'erase', 'directory:e5', '--yes')).toMatchObject({
    code: 0,
    out: expect.stringContaining('Erased.'),
  });
  expect(await running.state.readRecord('deleted node', 'employee:directory:e5')).toBeNull();
  company.write({ 'people.csv': people });
  await company.run('sync', '--full');
  expect((await running.graph.names('Employee', operatorViewer)).map(({ name }) => name)).not.toContain(
    '王小明',
  );
  const again = await company.run('access', 'erase', 'directory:e5', '--yes');
  expect(again.out).toContain('erased already');
});

const secondSource = `company: { name: Voltmoor, timeZone: Europe/Berlin }
sources:
  - { name: directory, type: csv, people: { file: people.csv }, teams: { file: teams.csv } }
  - { name: second, type: csv, people: { file: second.csv } }
`;

test.each([
  ['their own record', 'directory:e2'],
  ['one that stands beside it', 'second:x2'],
])('whoever is there is erased as a whole by %s', async (_, text) => {
  const company = openCliCompany();
  company.write({
    'orgwise.yaml': secondSource,
    'second.csv': 'id,name,email\nx2,Ben Okafor,ben@voltmoor.example\n',
  });
  await company.run('sync');
  const shown = await company.run('access', 'show', text);
  expect(shown.out).toContain('Ben Okafor  ben@voltmoor.example');
  const unmeant = await company.run('access', 'erase', text);
  expect([unmeant.code, unmeant.out]).toEqual([
    2,
    expect.stringContaining('Ben Okafor (ben@voltmoor.example)'),
  ]);

  const erased = await company.run('access', 'erase', text, '--yes');
  expect([erased.code, erased.out]).toEqual([0, expect.stringContaining('Erased.')]);
  const running = await open(company);
  const names = async (): Promise<string> =>
    JSON.stringify(await running.graph.names('Employee', operatorViewer));
  expect(await names()).not.toMatch(/Okafor|ben@/);
  await company.run('sync', '--full');
  expect(await names()).not.toMatch(/Okafor|ben@/);
  const again = await company.run('access', 'erase', text, '--yes');
  expect(again.out).toContain('erased already');
});

test('a key that nothing is known of is refused, and whoever gets it later is let in', async () => {
  const company = openCliCompany();
  await company.run('sync');
  const typed = await company.run('access', 'erase', 'directory:e99', '--yes');
  expect([typed.code, typed.out]).toEqual([2, '']);
  expect(typed.err).toContain("Nothing is known of the record 'directory:e99'");
  company.write({
    'people.csv': `${people}e99,Rosa Lindqvist,,rosa@voltmoor.example,Analyst,,,Voltmoor,2026-11-01\n`,
  });
  await company.run('sync', '--full');
  const running = await open(company);
  expect(JSON.stringify(await running.graph.names('Employee', operatorViewer))).toContain('Rosa Lindqvist');
});

test('acts that found nobody, lists of who is who, runs and evaluations have lines in the audit trail', async () => {
  const company = openCliCompany('audit: { questions: true }\n');
  await company.run('sync');
  await expect(company.run('access', 'show', 'Nobody Known')).resolves.toMatchObject({ code: 2 });
  await company.run('identity', 'list');
  await company.run('runs');
  const questions = join(company.folder, 'questions.yaml');
  writeFileSync(questions, `- { question: Who is Helena Brandt?, as: ${ben}, expect: { text: Helena } }\n`);
  await company.run('eval', questions);
  const trail = (await company.run('audit', 'list')).out;
  expect(trail).toMatch(/administration access_show {2}not allowed {2}invalid_input/);
  for (const act of ['identity_list', 'runs']) expect(trail).toContain(`administration ${act}\n`);
  expect(trail).toMatch(/question eval .*Who is Helena Brandt\?/);
  expect(trail).not.toContain('Nobody Known');
});

test('people of a source that is not configured any more may not ask, whoever has their addresses', async () => {
  const company = openCliCompany();
  await company.run('sync');
  const configuration = readFileSync(company.config, 'utf8');
  company.write({
    'orgwise.yaml': configuration.replace('name: directory', 'name: personnel'),
    // Ben has left since.
    'people.csv': people.replace(/^e2,.*\n/m, ''),
  });
  expect((await company.run('sync')).code).toBe(0);
  const running = await open(company);
  expect(await running.access.person(ben)).toBeNull();
  expect((await running.access.audience([ben])).acls).toEqual(new Set());
  const staff = await running.access.people();
  expect(staff.map((one) => one.email)).toContain('helena@voltmoor.example');
  expect(staff.map((one) => one.email)).not.toContain(ben);
  expect((await company.run('access', 'show', ben)).out).toContain('not in the configuration any more');
});
