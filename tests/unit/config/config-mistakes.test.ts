import { expect, test } from 'vitest';
import { loadConfig } from '../../../src/config/load-config.ts';
import { sourceTypes } from '../../../src/config/source-schema.ts';
import { temporaryFolder } from '../connectors/temporary-folder.ts';
import { least, mistakesOf } from './load-example.ts';

test('all mistakes come at once, each with its line, its path, what was found and what is accepted', () => {
  const yaml = [
    'company:',
    '  name:',
    '  timeZone: Europe/Berln',
    '  tody: 2026-11-20',
    'sources:',
    '  - name: HR dept',
    '    type: cvs',
    '  - name: hr',
    '    type: csv',
    '    pepole: { file: people.csv }',
    '    schedule: every day',
    '  - name: hr',
    '    type: csv',
    '    tasks:',
    `      file: \${DATA}/tasks.csv`,
    '      columns: { id: [], titel: Summary }',
    '      statusMapping: { QA: doing }',
    '      readers: [bob]',
    '  - name: wiki',
    '    type: markdown',
    '    include: 5',
    'sync: { maxDeletedShare: 20 }',
    'web:',
    `  port: \${WEB_PORT:-70000}`,
    '  host: 0.0.0.0',
    'answers: short',
  ].join('\n');
  expect(mistakesOf(yaml, { PORT: 'abc', ORGWISE_LOG_LEVEL: 'loud' })).toEqual([
    '2 company.name: found nothing; accepted: text.',
    "3 company.timeZone: found 'Europe/Berln'; accepted: an IANA time zone such as Europe/Berlin.",
    '4 company.tody: unknown key (did you mean today?); accepted: name, timeZone, today, language.',
    "6 sources[0].name: found 'HR dept'; accepted: lower-case letters, digits and hyphens.",
    `7 sources[0].type: found 'cvs'; accepted: ${sourceTypes.join(', ')} (did you mean csv?).`,
    '8 sources[1]: names no file; accepted: people, teams or tasks, each with its file.',
    '10 sources[1].pepole: unknown key (did you mean people?); accepted: people, history, teams, tasks, name, schedule, type.',
    "11 sources[1].schedule: found 'every day'; accepted: a cron expression such as '0 2 * * *'.",
    "12 sources[2].name: found 'hr', the name in line 8 already; names must differ.",
    `15 sources[2].tasks.file: \${DATA} is not set; set DATA in the environment or in .env, or write \${DATA:-default}.`,
    '16 sources[2].tasks.columns.id: found an empty list; accepted: a list of 1 or more items.',
    expect.stringMatching(
      /^16 sources\[2\]\.tasks\.columns\.titel: unknown key \(did you mean title\?\); accepted: id, title, /,
    ),
    "17 sources[2].tasks.statusMapping.QA: found 'doing'; accepted: todo, in_progress, blocked, done, cancelled (did you mean done?).",
    "18 sources[2].tasks.readers[0]: found 'bob'; accepted: everyone, user:KEY-OR-EMAIL, group:KEY or team:KEY.",
    '19 sources[3].folder: found nothing; accepted: text.',
    '19 sources[3].readers: found nothing; accepted: a list of readers such as [everyone] or [group:engineering].',
    '21 sources[3].include: found 5; accepted: text, or a list.',
    '22 sync.maxDeletedShare: found 20; accepted: 1 or less.',
    '24 web.port: found 70000; accepted: 65535 or less.',
    "25 web.host: found '0.0.0.0', and nobody signs in; accepted: 127.0.0.1, or section web.signIn beside it, as the page must not be open to whoever reaches it.",
    "26 answers: found 'short'; accepted: a section of keys.",
    "env ORGWISE_LOG_LEVEL: found 'loud'; accepted: silent, fatal, error, warn, info, debug, trace.",
    "env PORT: found 'abc'; accepted: a number from 0 to 65535.",
  ]);
});

test('the error names the file and can be branched on', () => {
  const folder = temporaryFolder({ 'orgwise.yaml': 'company: {}\nsources: []\n' });
  expect(() => loadConfig({ cwd: folder, env: {} })).toThrow(
    expect.objectContaining({
      code: 'invalid_config',
      message: `${folder}/orgwise.yaml has 3 mistakes:
  line 1: company.name: found nothing; accepted: text.
  line 1: company.timeZone: found nothing; accepted: text.
  line 2: sources: found an empty list; accepted: a list of 1 or more items.`,
    }),
  );
});

test.each([
  ['an unclosed quote', `${least}web:\n  port: "3978\n`, /^\d+ : no YAML: Missing closing "quote/],
  ['a key twice', `${least}company: {}\n`, /^8 : no YAML: Map keys must be unique/],
  ['a tab', 'company:\n\tname: x\n', /^2 : no YAML: Tabs are not allowed/],
  [
    'a bare variable between braces',
    `company: { name: \${X} }\n`,
    /^1 : no YAML: .* needs quotes around it\.$/,
  ],
])('%s is a mistake of YAML with its line', (_, yaml, mistake) => {
  const mistakes = mistakesOf(yaml);
  expect(mistakes).toHaveLength(1);
  expect(mistakes[0]).toMatch(mistake);
});

test.each([
  ['nothing', '', 'found nothing'],
  ['a list', '- a\n- b\n', 'found a list'],
  ['text', 'hello\n', "found 'hello'"],
])('a file that holds %s is told', (_, yaml, found) => {
  expect(mistakesOf(yaml)).toEqual([`1 : ${found}; accepted: a section of keys.`]);
});

test.each(['2026-13-01', '2026-02-30', '20.11.2026', 'today'])('%s is no day', (today) => {
  const yaml = least.replace('company:', `company:\n  today: ${today}`);
  expect(mistakesOf(yaml)).toEqual([`2 company.today: found '${today}'; accepted: a day as YYYY-MM-DD.`]);
});

test('the options of connectors are checked in their sections', () => {
  const yaml = `${least}  - name: hr
    type: csv
    people:
      file: p.csv
      encoding: klingon
      delimiter: ab
      dateFormat: DMY
      url: https://hr.example.com
    teams:
      file: t.csv
      leads: [{ colum: chairs, role: chair }]
`;
  expect(mistakesOf(yaml).map((mistake) => mistake.split(';')[0])).toEqual([
    "12 sources[1].people.encoding: found 'klingon'",
    "13 sources[1].people.delimiter: found 'ab'",
    "14 sources[1].people.dateFormat: found 'DMY'",
    "15 sources[1].people.url: found 'https://hr.example.com'",
    '18 sources[1].teams.leads[0].column: found nothing',
    '18 sources[1].teams.leads[0].colum: unknown key (did you mean column?)',
  ]);
});

test('a policy names fields that can be withheld, and who may read them', () => {
  const policy = (fields: string) => mistakesOf(`${least}fields:\n  ${fields}\n`);
  expect(policy('Employee: { name: nobody, salary: nobody, extra.grade: nobody, email: nobody }')).toEqual([
    expect.stringMatching(
      /^9 fields\.Employee\.name: found 'nobody'; accepted: a field among aliases, email, /,
    ),
    expect.stringMatching(/^9 fields\.Employee\.salary: found 'nobody'; accepted: a field among /),
  ]);
  expect(policy('Employee: { startDate: [self, everybody] }')).toEqual([
    expect.stringContaining('accepted: everyone, self, managers, hr, a list of these three, nobody or never'),
  ]);
  expect(policy('Employee: { startDate: managers, location: [self, managers] }')).toEqual([]);
  expect(policy('Employee: { email: never }')).toEqual([expect.stringContaining('fields.Employee.email')]);
  expect(policy('Task: { priority: self }')).toEqual([expect.stringContaining('fields.Task.priority')]);
  expect(policy('Employee: { startDate: hr }')).toEqual([expect.stringContaining('fields.hr')]);
  expect(policy('Employee: { startDate: hr }\n  hr: [People]')).toEqual([]);
  expect(policy('relations: { REPORTS_TO: self }')).toEqual([expect.stringContaining('REPORTS_TO')]);
  expect(policy('Article: {}')).toEqual([
    '9 fields.Article: unknown key; accepted: Employee, Team, Company, Project, Task, relations, hr.',
  ]);
});

test('a token for pushes is long and of its own source, and no message has it', () => {
  const source = (name: string, token: string) => `  - { name: ${name}, type: scim, token: ${token} }\n`;
  const yaml = (...sources: readonly string[]) =>
    `company: { name: Acme, timeZone: Europe/Berlin }\nsources:\n${sources.join('')}`;
  const token = 'a-token-of-thirty-two-characters';
  expect(mistakesOf(yaml(source('one', 'too-short'), source('two', '12345')))).toEqual([
    '3 sources[0].token: found a text of 9 characters; accepted: a random text of at least 32 characters, as openssl rand -base64 32 prints one.',
    '4 sources[1].token: found a number; accepted: text.',
  ]);
  expect(mistakesOf(yaml(source('one', token), source('two', token)))).toEqual([
    '4 sources[1].token: found the token of the source in line 3; accepted: one of its own, since it tells whom something is pushed for.',
  ]);
});
