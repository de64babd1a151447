import { expect, test } from 'vitest';
import { readCsv } from './read-csv.ts';

test('reads a person with every field by the obvious headers', async () => {
  const { records, problems } = await readCsv(
    'people',
    [
      'ID,Full Name,Also Known As,E-Mail,Job Title,Teams,Manager,Company,Start Date,End Date,Location,Time Zone,Updated,Shoe Size',
      'e1,Ana Lima,Anita; 安娜,ana@example.com,Engineer,web;ops,e2,Acme,2020-2-1,2024-12-31,Lisbon,Europe/Lisbon,2024-01-05T10:00:00Z,38',
    ].join('\n'),
  );
  expect(problems).toEqual([]);
  expect(records).toEqual([
    {
      kind: 'employee',
      key: 'e1',
      name: 'Ana Lima',
      place: 'people.csv:2',
      aliases: ['Anita', '安娜'],
      email: 'ana@example.com',
      title: 'Engineer',
      teams: ['web', 'ops'],
      manager: 'e2',
      company: 'Acme',
      startDate: '2020-02-01',
      endDate: '2024-12-31',
      location: 'Lisbon',
      timeZone: 'Europe/Lisbon',
      updatedAt: '2024-01-05T10:00:00.000Z',
      extra: { 'Shoe Size': '38' },
    },
  ]);
});

test('reads a team with its leads in their roles', async () => {
  const { records } = await readCsv(
    'teams',
    'id,name,also_known_as,kind,parent,mission,lead,members,chairs,tech_leads\nsig,Node,SIG Node,sig,root,Runs pods.,a,x;y,b;c,\n',
    {
      leads: [
        { column: 'chairs', role: 'chair' },
        { column: 'Tech Leads', role: 'tech lead' },
      ],
    },
  );
  expect(records).toEqual([
    {
      kind: 'team',
      key: 'sig',
      name: 'Node',
      place: 'teams.csv:2',
      aliases: ['SIG Node'],
      teamKind: 'sig',
      parent: 'root',
      mission: 'Runs pods.',
      leads: [
        { person: 'a', role: 'lead' },
        { person: 'b', role: 'chair' },
        { person: 'c', role: 'chair' },
      ],
      members: [{ person: 'x' }, { person: 'y' }],
    },
  ]);
});

test('reads a task with every field', async () => {
  const { records, problems } = await readCsv(
    'tasks',
    [
      'key,summary,description,status,priority,assignees,reporter,approvers,team,project,parent,blocked_by,article,created,updated,due,completed,readers,milestone',
      'T-1,Write,"Two\nlines",In Review,High,e1;e2,e3,e4,web,Site,T-0,T-2;T-3,a.md;b.md,2024-01-05,2024-01-06,2024-02-01,2024-01-31,team:web; user:ana@example.com,v1',
    ].join('\n'),
    { url: 'https://tracker.example.com/{id}' },
  );
  expect(problems).toEqual([]);
  expect(records).toEqual([
    {
      kind: 'task',
      key: 'T-1',
      title: 'Write',
      place: 'tasks.csv:2',
      description: 'Two\nlines',
      status: 'in_progress',
      sourceStatus: 'In Review',
      priority: 'High',
      assignees: ['e1', 'e2'],
      reporter: 'e3',
      approvers: ['e4'],
      team: 'web',
      project: 'Site',
      parent: 'T-0',
      blockedBy: ['T-2', 'T-3'],
      articles: ['a.md', 'b.md'],
      createdAt: '2024-01-05',
      updatedAt: '2024-01-06T00:00:00.000Z',
      dueDate: '2024-02-01',
      completedAt: '2024-01-31',
      readers: [['group:web', 'user:ana@example.com']],
      url: 'https://tracker.example.com/T-1',
      extra: { milestone: 'v1' },
    },
  ]);
});

test('takes configured headers, in parts and in several columns', async () => {
  const { records } = await readCsv(
    'people',
    'Nr;Vorname;Nachname;Rufname;Spitzname;Abteilung\n7;Jürgen;Groß;Jürgen;Jogi|Gro;IT\n',
    {
      columns: {
        id: 'nr',
        name: ['Vorname', 'Nachname'],
        aliases: ['Rufname', 'Spitzname'],
        teams: 'Abteilung',
      },
      listSeparator: '|',
    },
  );
  expect(records).toEqual([
    {
      kind: 'employee',
      key: '7',
      name: 'Jürgen Groß',
      place: 'people.csv:2',
      aliases: ['Jürgen', 'Jogi', 'Gro'],
      teams: ['IT'],
    },
  ]);
});

test('one column may be the identifier and a field, and a configured header is no default for another field', async () => {
  const { records } = await readCsv('people', 'Mail,Title,Name\nana@example.com,Ana Lima,x\n', {
    columns: { id: 'Mail', name: 'Title' },
  });
  expect(records[0]).toMatchObject({
    key: 'ana@example.com',
    email: 'ana@example.com',
    name: 'Ana Lima',
    extra: { Name: 'x' },
  });
  expect(records[0]).not.toHaveProperty('title');
});

test('keeps only the extra columns asked for, and joins columns of one header', async () => {
  const content = 'id,title,Label,Label,Sprint\nT-1,Write,a,b,7\n';
  expect((await readCsv('tasks', content)).records[0]?.extra).toEqual({ Label: 'a; b', Sprint: '7' });
  expect((await readCsv('tasks', content, { extra: ['sprint'] })).records[0]?.extra).toEqual({ sprint: '7' });
  expect((await readCsv('tasks', content, { extra: [] })).records[0]).not.toHaveProperty('extra');
});

test('counts lines through quoted line ends and blank lines', async () => {
  const { records } = await readCsv(
    'tasks',
    'id,title\r\n"T-1","first\r\nsecond"\r\n\r\n,\r\nT-2,"say ""hi"""\r\n',
  );
  expect(records.map(({ place }) => place)).toEqual(['tasks.csv:2', 'tasks.csv:6']);
  expect(records).toMatchObject([{ title: 'first\nsecond' }, { title: 'say "hi"' }]);
});

test.each([
  ['comma', 'id,name,title\n1,"Lima; Ana",x\n', 'people.csv'],
  ['semicolon', 'id;name;title\n1;"Lima; Ana";x\n', 'people.csv'],
  ['tab', 'id\tname\ttitle\n1\tLima; Ana\tx\n', 'people.csv'],
  ['pipe', 'id|name|title\n1|Lima; Ana|x\n', 'people.csv'],
  ['.tsv', 'id\tname, or alias\ttitle\n1\tLima; Ana\tx\n', 'people.tsv'],
])('finds the delimiter: %s', async (_, content, name) => {
  const columns = content.includes('or alias') ? { name: 'name, or alias' } : {};
  const { records } = await readCsv('people', content, { name, columns });
  expect(records).toMatchObject([{ key: '1', name: 'Lima; Ana', title: 'x' }]);
});

test.each([
  ['Done', 'done'],
  ['IN_PROGRESS', 'in_progress'],
  ['to-do', 'todo'],
  ['on hold', 'blocked'],
  ['Won’t do', 'cancelled'],
  ['In Bearbeitung', 'in_progress'],
  ['erledigt', 'done'],
  ['进行中', 'in_progress'],
  ['已完成', 'done'],
  ['Ready for QA', 'blocked'],
])('knows the status %s', async (word, status) => {
  const options = { statusMapping: { 'ready for qa': 'blocked' } } as const;
  const { records, problems } = await readCsv('tasks', `id,title,status\n1,x,${word}\n`, options);
  expect(records).toMatchObject([{ status, sourceStatus: word }]);
  expect(problems).toEqual([]);
});

test('an unknown status is told once with its number, and kept as the source wrote it', async () => {
  const { records, problems } = await readCsv('tasks', 'id,title,status\n1,a,Zzz\n2,b,Zzz\n3,c,done\n');
  expect(records[0]).toMatchObject({ sourceStatus: 'Zzz' });
  expect(records[0]).not.toHaveProperty('status');
  expect(problems).toEqual([
    {
      place: 'tasks.csv:2',
      message: "The status 'Zzz' is not known; say under statusMapping what it means (so in 1 more rows).",
    },
  ]);
});

test("prefers the source's own status column over the mapped word", async () => {
  const { records } = await readCsv('tasks', 'id,title,status,status_in_source\n1,a,todo,provisional\n');
  expect(records).toMatchObject([{ status: 'todo', sourceStatus: 'provisional' }]);
});

test('readers restrict a task; what names nobody sets it aside rather than opening it', async () => {
  const { records, problems } = await readCsv(
    'tasks',
    'id,title,readers\n1,a,Everyone\n2,b,group:hr;bob\n3,c,bob\n4,d,\n',
    { readers: ['team:web'] },
  );
  expect(records.map((record) => 'readers' in record && record.readers)).toEqual([
    [['everyone']],
    [['group:hr']],
    [['group:web']],
  ]);
  expect(problems.map(({ place }) => place)).toEqual(['tasks.csv:3', 'tasks.csv:4']);
});

test('days and times are those of the time zone of the company', async () => {
  const { records } = await readCsv(
    'tasks',
    'id,title,created,updated,due\n1,a,2024-06-30T23:30:00Z,2024-07-01 09:00,2024-07-01\n',
    { timeZone: 'Europe/Berlin' },
  );
  expect(records).toMatchObject([
    { createdAt: '2024-07-01', updatedAt: '2024-07-01T07:00:00.000Z', dueDate: '2024-07-01' },
  ]);
});

test('one unmistakable day settles the order of its whole column, and of no other', async () => {
  const { records, problems } = await readCsv(
    'tasks',
    'id,title,created,due\n1,a,03/04/2024,03/04/2024\n2,b,25/04/2024,05/05/2024\n3,c,,06/07/2024\n',
  );
  expect(records).toMatchObject([
    { createdAt: '2024-04-03' },
    { createdAt: '2024-04-25', dueDate: '2024-05-05' },
    {},
  ]);
  expect(records[0]).not.toHaveProperty('dueDate');
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ place: 'tasks.csv:2' });
  expect(problems[0]?.message).toMatch(/due and in 1 more rows .* dateFormat/);
});

test('a configured date format decides, and reports what contradicts it', async () => {
  const content = 'id,title,due\n1,a,03/04/2024\n2,b,25/04/2024\n';
  const { records, problems } = await readCsv('tasks', content, { dateFormat: 'MM/DD/YYYY' });
  expect(records).toMatchObject([{ dueDate: '2024-03-04' }, { key: '2' }]);
  expect(problems).toMatchObject([{ place: 'tasks.csv:3' }]);
});
