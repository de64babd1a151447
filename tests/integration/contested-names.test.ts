import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { SourceRecord } from '../../connectors/connector.ts';
import { createMarkdownConnector } from '../../connectors/wiki/markdown-connector.ts';
import type { NodeLabel } from '../../graph-schema/index.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { type Company, memoryConnector, openCompany, people, tasks, teams } from './sync-harness.ts';

const header = tasks.split('\n')[0];
const words = 'Ana Silva knows.';

/** What texts name, as `KEY > NAME, KEY OF THE NAMED`. */
async function named(company: Company, find: 'Task' | 'Passage', to: NodeLabel): Promise<string[]> {
  const related = { type: 'MENTIONS', direction: 'out', label: to } as const;
  const fields = [{ property: 'key' }, { related, property: 'key', as: 'named' }] as const;
  const result = await company.graph.query(
    { find, return: { kind: 'list', fields, limit: 1000 } },
    operatorViewer,
    company.today,
  );
  if (result.kind !== 'list') return [];
  return result.rows.flatMap(({ values }) =>
    (Array.isArray(values.named) ? values.named : []).map((one) =>
      typeof one === 'string' ? one : `${values.key} > ${one.value}`,
    ),
  );
}

it('a name of two people is whose team, project or page it is, and nobody’s where nothing tells', async () => {
  const company = await openCompany();
  company.write({
    'people.csv': people,
    'teams.csv': teams,
    'tasks.csv': [
      header,
      `A-1,Of her team,${words},To Do,e2,e2,sales,,2026-01-10,,,,`,
      `A-2,Of the one who has it,${words},To Do,e3,e1,,,2026-01-10,,,,`,
      `A-3,Of her project,${words},To Do,,,,Groundwork,2026-01-10,,,,`,
      `A-4,Of neither,${words},To Do,e1,e1,,,2026-01-10,,,,`,
      `A-5,Of a larger team,${words},To Do,e2,e2,,,2026-01-10,,,,`,
      `A-6,Of a project that is kept,${words},To Do,,,,Vault,2026-01-10,,,,`,
      'P-1,Something of hers,,To Do,e3,,,Groundwork,2026-01-10,,,,',
      'P-2,Something of hers that is kept,,To Do,e4,,,Vault,2026-01-10,,,,user:e1',
    ].join('\n'),
    'wiki/runbooks/sso.md': null,
    'wiki/overview.md': null,
    'wiki/sales/deals.md': `---\ntitle: All deals\nauthor: ana.m@voltmoor.example\n---\n\nNothing yet.\n`,
    'wiki/sales/who.md': `---\ntitle: Who knows what\nauthor: e1\n---\n\n${words}\n`,
    'wiki/other/who.md': `---\ntitle: Who knows more\nauthor: e1\n---\n\n${words}\n`,
    'wiki/one/plan.md': `---\ntitle: Release plan\n---\n\nOf the first.\n`,
    'wiki/two/plan.md': `---\ntitle: Release plan\n---\n\nOf the other.\n`,
    'wiki/two/next.md': `---\ntitle: What comes next\n---\n\nIt is in the Release plan of all.\n`,
    'wiki/next.md': `---\ntitle: What comes last\n---\n\nIt is in the Release plan of all.\n`,
  });
  await company.sync();
  expect((await named(company, 'Task', 'Employee')).sort()).toEqual([
    'A-1 > e4',
    'A-2 > e3',
    'A-3 > e3',
    'A-5 > e3',
  ]);
  expect(await named(company, 'Passage', 'Employee')).toEqual(['sales/who.md#0 > e4']);
  expect(await named(company, 'Passage', 'Article')).toEqual(['two/next.md#0 > two/plan.md']);

  // Where people move, their names go with them, though no text changed.
  company.write({
    'people.csv': people
      .replace('Engineer,data,e2,', 'Engineer,sales,e2,')
      .replace('Executive,sales,', 'Executive,data,'),
    'teams.csv': teams.replace('engineering,e3', 'engineering,e4').replace('Sales,,e4', 'Sales,,e3'),
  });
  company.forward(60);
  await company.sync();
  expect((await named(company, 'Task', 'Employee')).sort()).toContain('A-1 > e3');
  const before = await company.graph.revision();
  company.forward(60);
  await company.sync();
  expect(await company.graph.revision()).toBe(before);
});

it('goes by what is so now, by leads and members, by teams above, and by what everybody may read', async () => {
  const company = await openCompany();
  const task = (key: string, assignee: string, team = '', project = '', text = words) =>
    `${key},${key},${text},To Do,${assignee},,${team},${project},2026-01-10,,,,`;
  const both = [['everyone'], ['user:e1']];
  const kept: SourceRecord = {
    kind: 'task',
    key: 'K-1',
    title: 'Kept',
    place: 'kept',
    status: 'todo',
    readers: both,
  };
  company.connectors.push(
    memoryConnector('kept', {
      records: [{ ...kept, assignees: ['ana.m@voltmoor.example'], project: 'Vault' }],
    }),
  );
  const hers = { 'wiki/hers.md': `---\ntitle: By her\nauthor: ana@voltmoor.example\n---\n\n${words}\n` };
  company.write({
    ...hers,
    'people.csv': people,
    'teams.csv': `${teams.replace('engineering,e3', 'engineering,e5')}intake,Intake,data,\ndeep,Deep,intake,\nlegal,Legal,,e4\n`,
    'tasks.csv': [
      header,
      task('A-1', 'e3'),
      task('A-2', '', 'deep'),
      task('A-3', '', 'legal'),
      task('A-4', '', '', 'Vault'),
      task('A-5', '', '', 'Groundwork'),
      task('P-1', 'e3', '', 'Groundwork', 'Hers.'),
    ].join('\n'),
  });
  await company.sync();
  expect((await named(company, 'Task', 'Employee')).sort()).toEqual([
    'A-1 > e3',
    'A-2 > e3',
    'A-3 > e4',
    'A-5 > e3',
  ]);
  expect(await named(company, 'Passage', 'Employee')).toContain('hers.md#0 > e3');

  // What has ended tells no more.
  const later = (text: string) =>
    [
      header,
      task('A-1', ''),
      task('A-2', '', 'deep', '', text),
      task('A-3', '', 'sales'),
      task('A-5', '', '', 'Groundwork'),
      task('P-1', 'e2', '', 'Groundwork', 'Hers.'),
    ].join('\n');
  company.write({ 'tasks.csv': later(words) });
  company.forward(60);
  await company.sync();
  expect((await named(company, 'Task', 'Employee')).sort()).toEqual(['A-2 > e3', 'A-3 > e4']);

  // One that changed is searched once, as are those whose surroundings may have changed; others are not.
  company.write({ 'tasks.csv': later(`${words} Of all.`) });
  company.forward(60);
  const { mentions } = await company.sync();
  expect(mentions).toEqual({ created: 0, changed: 0, deleted: 0, unchanged: 3 });
});

it('texts name tasks and pages of other sources by their addresses', async () => {
  const company = await openCompany();
  const [, tracker, directory] = company.connectors;
  const wiki = createMarkdownConnector({
    source: 'wiki',
    folder: join(company.folder, 'wiki'),
    url: 'https://wiki.voltmoor.example/{path}',
    readers: ['everyone'],
  });
  company.connectors = [wiki, tracker, directory].flatMap((one) => one ?? []);
  company.write({
    'people.csv': people,
    'teams.csv': teams,
    'wiki/sso.md': '---\ntitle: Signing on\n---\n\nHow.\n',
    'tasks.csv': `id,title,description,url\nA-1,One,See https://wiki.voltmoor.example/sso.md?x=1#top,https://tracker.voltmoor.example/issues/1\nA-2,Other,,\n`,
    'wiki/notes.md': `---\ntitle: Notes of today\n---\n\nIt is [done](https://Tracker.voltmoor.example/issues/1/).\n`,
  });
  await company.sync();
  expect(await named(company, 'Task', 'Article')).toEqual(['A-1 > sso.md']);
  expect(await named(company, 'Passage', 'Task')).toEqual(['notes.md#0 > A-1']);
});
