import { expect, it } from 'vitest';
import { openCliCompany } from './cli-company.ts';
import { people, tasks } from './sync-harness.ts';

it('proposals are listed, decided and taken back, and each decision stands in the audit trail', async () => {
  const company = openCliCompany();
  company.write({ 'tasks.csv': `${tasks}PLAT-9,Look at it,,To Do,bokafor,,engineering,,,,,,\n` });
  await company.run('sync');
  const listed = await company.run('identity', 'list');
  const [id = ''] = listed.out.split(' ');
  expect(listed.out).toBe(
    `${id}  bokafor (tracker:bokafor) may be Ben Okafor (directory:e2)\n  name Ben Okafor; team engineering\n  tasks.csv:5\n`,
  );

  const accepted = await company.run('identity', 'accept', id, '--why', 'asked him');
  expect(accepted.out).toMatch(
    /^1\. bokafor \(tracker:bokafor\) is Ben Okafor \(directory:e2\), [\d-]+ [\d:]+ UTC by operator \(asked him\)\nIt holds from the next sync on\.\n$/,
  );
  await company.run('sync');
  const question = 'Which tasks are assigned to Ben Okafor?';
  expect((await company.run('ask', question)).out).toContain('PLAT-9');

  await company.run('identity', 'undo', '--as', 'helena@voltmoor.example');
  await company.run('sync');
  expect((await company.run('ask', question)).out).not.toContain('PLAT-9');
  expect((await company.run('identity', 'list')).out).toContain(`${id}  bokafor`);

  const trail = (await company.run('audit', 'list')).out;
  expect(trail).toContain(
    'operator  terminal  administration identity_accept  account:tracker:bokafor, employee:directory:e2  "asked him"',
  );
  expect(trail).toContain('employee:directory:e1  terminal  administration identity_undo');
});

it('a map of accounts says whose they are, and names the line that says nothing', async () => {
  const company = openCliCompany('identity: { accounts: accounts.csv }\n');
  company.write({
    'tasks.csv': `${tasks}PLAT-9,Look at it,,To Do,5b10ac,,,,,,,,\n`,
    'accounts.csv':
      'source,account,person\ntracker,5b10ac,ben@voltmoor.example\ntracker,77,nobody@voltmoor.example\n',
  });
  await company.run('sync');
  expect((await company.run('ask', 'Which tasks are assigned to Ben Okafor?')).out).toContain('PLAT-9');
  expect((await company.run('sources', 'status')).out).toContain(
    "accounts.csv:3: The account '77' of 'tracker' is said to be 'nobody@voltmoor.example', but nobody is known by that address or key.",
  );
  company.write({ 'accounts.csv': 'source,account\ntracker,5b10ac\n' });
  const broken = await company.run('sync');
  expect([broken.code, broken.err]).toEqual([1, expect.stringContaining('has no person in line 2')]);
});

it('what names nobody is refused in a sentence', async () => {
  const company = openCliCompany();
  await company.run('sync');
  const refused = async (...args: string[]) => (await company.run('identity', ...args)).err;
  expect(await refused('accept', 'abc')).toBe(
    'No proposal \'abc\' waits; "orgwise identity list" shows those that do.\n',
  );
  expect(await refused('merge', 'hr:1', 'directory:e1')).toBe(
    "'hr:1' names nobody; write SOURCE:KEY, with one of the sources directory, tracker, wiki.\n",
  );
  expect(await refused('merge', 'tracker:x', 'wiki:y')).toContain('one of them must be.');
  expect(await refused('split', 'directory:e1')).toContain('is taken for nobody else');
  expect(await refused('undo')).toBe('There is no decision to take back.\n');
  expect((await company.run('identity', 'merge', 'directory:e3', 'directory:e4')).code).toBe(0);
  await company.run('sync');
  expect((await company.run('ask', 'How many people are there at Voltmoor?')).out).toContain('4');
});

it('whose record is gone from the first source is listed with whom they go on as, and may be split off', async () => {
  const company = openCliCompany();
  company.write({
    'orgwise.yaml': `company: { name: Voltmoor, timeZone: Europe/Berlin }
sources:
  - { name: directory, type: csv, people: { file: people.csv }, teams: { file: teams.csv } }
  - { name: accounts, type: csv, people: { file: accounts.csv } }
  - { name: tracker, type: csv, tasks: { file: tasks.csv, readers: [everyone] } }
  - { name: wiki, type: markdown, folder: wiki, readers: [everyone] }
`,
    'accounts.csv': 'id,name,email\nu-wang,Wang X.,wang@voltmoor.example\n',
  });
  await company.run('sync');
  company.write({ 'people.csv': people.replace(/^e5.*\n/m, '') });
  await company.run('sync', '--accept-deletions');
  const listed = async () => (await company.run('identity', 'list')).out;
  expect(await listed()).toMatch(
    /^directory:e5 is gone since [\d-]+; its person goes on as accounts:u-wang\.$/m,
  );
  expect((await company.run('ask', 'Which tasks are assigned to Wang X.?')).out).toContain('PLAT-1');
  const split = await company.run('identity', 'split', 'directory:e5');
  expect(split.out).toContain('e5 (directory:e5) is not Wang X. (accounts:u-wang)');
  await company.run('sync');
  expect(await listed()).not.toContain('is gone since');
});
