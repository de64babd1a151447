import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openCliCompany } from './cli-company.ts';

const missing = { 'people.csv': null, 'teams.csv': null, 'tasks.csv': null } as const;

it('says that nothing was ever synced, not that a question was not understood', async () => {
  const company = openCliCompany();
  company.write(missing);
  rmSync(join(company.folder, 'wiki'), { recursive: true });
  for (const [question, said] of [
    ['Who is the CEO?', 'I have no data yet: none of my sources (directory, tracker, wiki) was ever synced.'],
    ['谁是CEO？', '还没有任何数据'],
  ] as const)
    expect((await company.run('ask', question)).out).toContain(said);
  const started = await company.run('start', '--once');
  expect(started.out + started.err).toContain('Nothing could be synced.');
});

it('names the help where a command is not known', async () => {
  const { code, err } = await openCliCompany().run('runz');
  expect([code, err]).toEqual([2, expect.stringContaining('"orgwise help" lists the commands')]);
});
