import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../src/config/load-config.ts';
import { createOrgwise, type Orgwise } from '../../src/main.ts';
import { writeFiles } from '../fixtures/write-files.ts';

/** What only the hidden records and fields say. None of it may be in anything that an attacker is told, unless they said it. */
export const secrets: readonly string[] = [
  'Quillon',
  '481516',
  'Zephyrine',
  'Marsport',
  'BRD-1',
  'BRD-2',
  'BRD-3',
  '欧若拉',
  '62710',
  'Vortigern',
  '2011-03-07',
  'severance',
  'Nightjar',
  'Brimstone',
  '夜鹰',
];

export const insider = 'helena@works.example';
export const attacker = 'john@works.example';

export interface GuardedCompany {
  readonly orgwise: Orgwise;
  close(): Promise<void>;
}

/**
 * A small company of which Helena may read all and John may not. Without its secrets it is the company as John must see it:
 * whatever he can tell the two apart by is a leak.
 */
export async function openGuardedCompany({
  hasSecrets,
}: {
  readonly hasSecrets: boolean;
}): Promise<GuardedCompany> {
  const folder = mkdtempSync(join(tmpdir(), 'orgwise-guarded-'));
  writeFiles(folder, filesOf(hasSecrets));
  const orgwise = await createOrgwise(
    loadConfig({
      configFile: join(folder, 'orgwise.yaml'),
      dataDir: join(folder, 'data'),
      env: { ORGWISE_LOG_LEVEL: 'silent' },
      cwd: folder,
    }),
  );
  const report = await orgwise.sync();
  if (report.sources.some((source) => source.message !== undefined))
    throw new Error(`not synced: ${JSON.stringify(report.sources)}`);
  return {
    orgwise,
    async close() {
      await orgwise.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function filesOf(hasSecrets: boolean): Record<string, string> {
  const only = <Item>(...items: readonly Item[]): readonly Item[] => (hasSecrets ? items : []);
  const secret = (value: string): string => (hasSecrets ? value : '');
  return {
    'orgwise.yaml': [
      'company: { name: Guarded Works, timeZone: UTC, today: 2026-11-20 }',
      'answers: { perPersonPerMinute: 0 }',
      'sources:',
      '  - { name: directory, type: csv, people: { file: people.csv }, teams: { file: teams.csv } }',
      '  - { name: tracker, type: csv, tasks: { file: tasks.csv, readers: [everyone], url: "https://tracker.example/{id}" } }',
      '  - { name: wiki, type: markdown, folder: wiki, readers: [everyone], url: "https://wiki.example/{path}" }',
      'fields: { Employee: { location: nobody, startDate: nobody } }',
    ].join('\n'),
    'people.csv': csv([
      ['id', 'name', 'email', 'title', 'teams', 'manager', 'company', 'location', 'start_date'],
      ['e1', 'Helena Brandt', insider, 'CEO', 'board', '', ours, secret('Marsport'), secret('2011-03-07')],
      ['e2', 'John Doe', attacker, 'Engineer', 'core', 'e1', ours, secret('Marsport'), secret('2019-01-02')],
      ['e3', 'Ben Okafor', 'ben@works.example', 'Engineer', 'core', 'e1', ours, 'Berlin', ''],
      ['e4', 'Mei Lin', 'mei@works.example', 'Engineer', 'core', 'e3', ours, '', secret('2015-05-05')],
      ['e5', 'Carla Diaz', 'carla@works.example', 'Writer', 'docs', 'e1', ours, '', ''],
      ['e6', 'Otto Stranger', 'otto@elsewhere.example', 'Consultant', '', '', 'Elsewhere', '', ''],
    ]),
    'teams.csv': csv([
      ['id', 'name', 'lead', 'parent'],
      ['board', 'Board', 'e1', ''],
      ['core', 'Core', 'e3', ''],
      ['docs', 'Docs', 'e5', ''],
    ]),
    'tasks.csv': csv([
      taskHeader,
      [
        'OPS-1',
        'Rotate the gateway keys',
        '',
        'To Do',
        'e3',
        'e1',
        'core',
        '',
        '2026-11-01',
        '2026-12-01',
        '',
        'Gateway',
      ],
      [
        'OPS-2',
        'Write the release notes',
        '',
        'In Progress',
        'e2',
        'e3',
        'core',
        'OPS-1',
        '2026-11-02',
        '',
        '',
        'Gateway',
      ],
      ['OPS-3', 'Plan the summer party', '', 'Done', 'e5', 'e1', 'docs', '', '2026-10-03', '', '', 'Office'],
      ['OPS-4', 'Tidy the storeroom', '', 'To Do', '', 'e5', 'docs', '', '2026-10-04', '', '', 'Office'],
      ...only(
        [
          'BRD-1',
          'Zephyrine closing of the Lisbon office',
          'A severance of 481516 euros for Ben Okafor, as Quillon advises.',
          'Blocked',
          'e3',
          'e1',
          'core',
          'OPS-1',
          '2026-09-01',
          '2026-11-10',
          'user:e1',
          'Nightjar reduction',
        ],
        [
          'BRD-2',
          'Zephyrine list of leavers',
          '',
          'To Do',
          'e2;e4',
          'e1',
          'docs',
          '',
          '2026-08-01',
          '2026-11-11',
          'group:board',
          'Nightjar reduction',
        ],
        [
          'BRD-3',
          '欧若拉计划的裁员名单',
          '补偿62710元。',
          'To Do',
          'e4',
          'e1',
          'core',
          '',
          '2026-07-01',
          '',
          'group:board',
          '夜鹰',
        ],
      ),
    ]),
    'wiki/README.md': page('Handbook', '', 'The handbook of the company. Ask Carla Diaz about it.'),
    'wiki/travel.md': page('Travel', '', 'Trips are booked by the Core team, two weeks ahead.', 'trips'),
    'wiki/holidays.md': page('Holidays', '', 'Everybody has 28 days of holiday. Ben Okafor approves them.'),
    // With and without the secrets there is something that Helena alone may read, and that no attempt asks for.
    'wiki/journal.md': page('Journal', 'user:e1', 'Xenon.'),
    'wiki/minutes.md': page('Minutes', 'group:board', 'Xenon.'),
    'wiki/差旅.md': page('差旅政策', '', '出差由核心团队提前两周预订。'),
    ...(hasSecrets
      ? {
          'wiki/board/zephyrine.md': page(
            'Zephyrine plan',
            'user:e1',
            'The severance budget is 481516 euros. Quillon and Ben Okafor know of it. Trips are paid by Vortigern.',
            'Brimstone',
          ),
          'wiki/board/holidays.md': page(
            'Holidays of the board',
            'group:board',
            'The board has 62710 days of holiday.',
          ),
          'wiki/board/欧若拉.md': page(
            '欧若拉计划',
            'group:board',
            '欧若拉计划的补偿是62710元，由梅林负责。出差另行报销。',
          ),
        }
      : {}),
  };
}

const ours = 'Guarded Works';

const taskHeader = [
  'id',
  'title',
  'description',
  'status',
  'assignees',
  'reporter',
  'team',
  'blocked_by',
  'created',
  'due',
  'readers',
  'project',
];

function page(title: string, readers: string, text: string, tag = ''): string {
  const rights = readers === '' ? '' : `readers: ${readers}\n`;
  const tags = tag === '' ? '' : `tags: [${tag}]\n`;
  return `---\ntitle: ${title}\n${rights}${tags}---\n\n${text}\n`;
}

function csv(rows: readonly (readonly string[])[]): string {
  const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  return `${rows.map((row) => row.map(quoted).join(',')).join('\n')}\n`;
}
