import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { openCompany } from './sync-harness.ts';

const people = `id,name,email,title,Salary,Home Address,Leave reason,Ethnicity,Health notes,Birthday,Phone
e1,Helena Brandt,helena@voltmoor.example,CEO,canary-91000,canary Elm Road 4,canary-burnout,canary-origin,canary-asthma,1971-03-09,+49 30 1234
`;

test('what is sensitive is stored nowhere, though a source sends it', async () => {
  const company = await openCompany();
  company.write({ 'people.csv': people, 'teams.csv': 'id,name\n', 'tasks.csv': 'id,title\n' });
  const logged: object[] = [];
  const log = { info: (details: object) => void logged.push(details), warn: () => undefined };
  const { runSync } = await import('../../src/sync/run-sync.ts');
  await runSync({ ...company.deps(), log });
  const [helena] = await company.graph.readNodes(['employee:people:e1'], operatorViewer);
  const node = helena ?? (await company.graph.findByKeys('Employee', ['e1'], operatorViewer))[0];
  expect(node?.extra).toEqual({ Birthday: '03-09', Phone: '+49 30 1234' });
  expect(logged.map((one) => ('field' in one ? one.field : null))).toEqual(
    expect.arrayContaining(['extra.Salary', 'extra.Home Address', 'extra.Leave reason', 'extra.Ethnicity']),
  );
  expect(JSON.stringify(logged)).not.toContain('canary');
  const files = readdirSync(company.folder).filter((name) => name.includes('.db'));
  expect(files.length).toBeGreaterThan(1);
  for (const file of files) {
    const bytes = readFileSync(join(company.folder, file), 'latin1');
    expect(bytes, file).not.toMatch(/canary|1971/);
  }
  await company.close();
});
