import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { createOrgwise, type Orgwise } from '../../src/main.ts';
import {
  completion,
  type FakeModelServer,
  type ModelReply,
  startFakeModelServer,
  toolCalls,
} from '../fixtures/fake-model-server.ts';
import { promptOf } from '../fixtures/scripted-model.ts';
import { writeFiles } from '../fixtures/write-files.ts';

/** Stand in what is withheld, and nowhere else. */
const kept = ['Zephyrine', 'VLT-', 'Marsport', 'b.okafor@', 'Xanadu', 'Quartzite', 'Obsidian'];

let folder: string;
let server: FakeModelServer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'orgwise-withheld-'));
  server = await startFakeModelServer();
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const files = {
  'people.csv':
    'id,name,email,title,location\ne1,Ben Okafor,b.okafor@x.example,Engineer,Marsport\ne2,Ana Silva,a@x.example,Writer,Marsport\n',
  'tasks.csv': 'id,title,status,assignees,project\nOPS-1,Rotate the keys,To Do,e1,Locksmith\n',
  'vault.csv':
    'id,title,status,assignees,project\nVLT-1,Zephyrine plan,To Do,e1,Quartzite\nVLT-2,Zephyrine budget,To Do,e2,Locksmith\n',
  'wiki/keys.md':
    '---\ntitle: Keys\n---\n\nKeys are rotated by Ben Okafor every spring, in a long ceremony.\n',
  'vault/zephyrine.md':
    '---\ntitle: Ceremony\ntags: [Obsidian]\n---\n\nThe long ceremony of spring is held in Xanadu by Zephyrine.\n',
};

async function open(
  withhold: string,
  more = '',
  others: Readonly<Record<string, string>> = {},
  sources = '',
): Promise<Orgwise> {
  const yaml = `
company: { name: X, timeZone: UTC, today: 2026-11-20 }
model: { name: m, baseUrl: '${server.url}', limits: { steps: 12 } }
${withhold}
${more}
sources:
  - { name: people, type: csv, people: { file: people.csv } }
  - { name: tracker, type: csv, tasks: { file: tasks.csv, readers: [everyone] } }
  - { name: vault, type: csv, tasks: { file: vault.csv, readers: [everyone] } }
  - { name: wiki, type: markdown, folder: wiki, readers: [everyone] }
  - { name: safe, type: markdown, folder: vault, readers: [everyone] }${sources}
`;
  writeFiles(folder, { ...files, ...others, 'orgwise.yaml': yaml });
  const env = { ORGWISE_LOG_LEVEL: 'silent', OPENAI_API_KEY: 'k' };
  const orgwise = await createOrgwise(loadConfig({ env, cwd: folder }));
  await orgwise.sync();
  return orgwise;
}

/** Whatever a model can ask for, one thing after another, and then no more. */
const curious = (): ((request: Parameters<typeof promptOf>[0]) => ModelReply) => {
  const step = { type: 'ASSIGNED_TO', direction: 'out', label: 'Task' } as const;
  const inProject = { type: 'IN_PROJECT', direction: 'out', label: 'Project' } as const;
  const list = (find: string, fields: readonly object[]): object => ({
    find,
    return: { kind: 'list', fields, limit: 50 },
  });
  const queries = [
    list('Task', [{ property: 'title' }, { property: 'status' }, { property: 'source' }]),
    list('Article', [{ property: 'title' }, { property: 'body' }]),
    list('Passage', [{ property: 'text' }]),
    ...['Project', 'Topic'].map((find) => ({
      find,
      return: {
        kind: 'groups',
        by: [{ property: 'name', as: 'k' }],
        measures: [{ measure: 'count', as: 'n' }],
      },
    })),
    {
      find: 'Task',
      return: {
        kind: 'groups',
        by: [{ related: inProject, as: 'k' }],
        measures: [{ measure: 'count', as: 'n' }],
      },
    },
    list('Employee', [
      { property: 'email' },
      { property: 'location' },
      { related: step, property: 'title', as: 't' },
    ]),
    list('Employee', [{ countOf: step, as: 'n' }]),
    {
      find: 'Task',
      return: {
        kind: 'groups',
        by: [{ property: 'title', as: 'k' }],
        measures: [{ measure: 'count', as: 'n' }],
      },
    },
    {
      find: 'Task',
      where: { property: 'title', op: 'words', value: 'Zephyrine' },
      return: { kind: 'count' },
    },
    {
      find: 'Employee',
      where: { related: step, where: { property: 'key', op: 'startsWith', value: 'VLT' } },
      return: { kind: 'count' },
    },
    { paths: { from: { label: 'Employee' }, to: { label: 'Task' }, maxLength: 3 } },
  ];
  // What is refused twice in a row ends the matter, so that something else is always asked for beside it.
  const others: readonly (readonly [string, object])[] = [
    ...['Zephyrine plan', 'VLT-1', 'Ben Okafor', 'Ceremony', 'Ana', 'Quartzit', 'Obsidia'].map(
      (name) => ['find_entity', { name }] as const,
    ),
    ...['the long ceremony of spring', 'Xanadu', 'keys', 'who rotates'].map(
      (words) => ['search_articles', { words }] as const,
    ),
  ];
  const calls = queries.flatMap((query, index) => [
    ['query_graph', { query }] as const,
    ...others.slice(index, index + 1),
  ]);
  let at = 0;
  return (request) => {
    if (promptOf(request) === 'answer') return completion({ found: false, sentences: [] });
    const next = calls.slice(at, at + 4);
    at += 4;
    return next.length === 0 ? toolCalls(['pass', { to: 'nobody' }]) : toolCalls(...next);
  };
};

const questions = [
  'Does somebody have something to do with the Zephyrine plan around here lately or so?',
  'Which things make Ben Okafor nervous about the keys these days?',
  'Would anybody describe the long ceremony of spring to a newcomer?',
  'Is Ana Silva the kind of writer who writes plans?',
  'Does anybody enjoy the Quartzit project these days, or so they say?',
];

async function sentOf(orgwise: Orgwise): Promise<string> {
  const employeeId = (await orgwise.access.person('b.okafor@x.example'))?.employeeId ?? null;
  for (const question of questions) {
    server.script(curious());
    // The words of the question are the asker's own.
    await orgwise.answerQuestion({ question, asker: { employeeId, viewer: operatorViewer } });
  }
  return server.requests
    .map(({ body }) => JSON.stringify(body))
    .join('\n')
    .replaceAll('the Zephyrine plan around', '')
    .replace(/\\"(?:name|words|value)\\":\\"[^"]*\\"/g, '');
}

const told = (sent: string): readonly string[] => kept.filter((one) => sent.includes(one));

describe('what is withheld from models', () => {
  it('is in no request, whatever a model asks for; the rules still tell it', async () => {
    const withhold =
      'withholdFromModels: { sources: [vault, safe], fields: { Employee: [email, location] } }';
    const orgwise = await open(withhold);
    try {
      const sent = await sentOf(orgwise);
      expect(server.requests.length).toBeGreaterThan(5);
      expect(sent).toContain('OPS-1');
      expect(sent).toContain('Locksmith');
      expect(told(sent)).toEqual([]);
      const asker = { employeeId: null, viewer: operatorViewer };
      const answer = await orgwise.answerQuestion({
        question: 'Which tasks are assigned to Ben Okafor?',
        asker,
      });
      expect(answer.text).toContain('VLT-1');
      const page = await orgwise.answerQuestion({
        question: 'Where is the long ceremony of spring held?',
        asker,
      });
      expect(page.text).toContain('Xanadu');
      expect(page.model).toBeUndefined();
    } finally {
      await orgwise.close();
    }
  });

  describe('and of people whom a withheld source has too', () => {
    const query = (query: object) => ['query_graph', { query }] as const;
    const fields = ['name', 'title', 'aliases'].map((property) => ({ property }));
    const teams = { type: 'MEMBER_OF', direction: 'out', label: 'Team' };
    const below = { type: 'REPORTS_TO', direction: 'out', label: 'Employee', transitive: true };
    const ben = { property: 'name', op: 'eq', value: 'Ben Okafor' };
    const asked = [
      query({ find: 'Employee', where: { related: below, where: ben }, return: { kind: 'count' } }),
      query({ find: 'Employee', return: { kind: 'list', fields } }),
      query({
        find: 'Employee',
        return: { kind: 'list', fields: [{ related: teams, property: 'name', as: 't' }] },
      }),
      query({ find: 'Employee', where: { related: below, where: ben }, return: { kind: 'list', fields } }),
    ];
    const more = {
      'people.csv':
        'id,name,email,title,manager\ne1,Ben Okafor,b@x.example,Engineer,\ne2,Ana Silva,a@x.example,,z9\ne4,Cleo Voss,c@x.example,Scribe,\n',
      'secret.csv':
        'id,name,email,title,manager,team\nz9,Zephyrine Quill,z@x.example,Head,e1,t1\nz2,Ana Silva,a@x.example,Xanadu Keeper,z9,t1\n',
      'teams.csv': 'id,name\nt1,Marsport Crew\n',
    };
    const sources = `
  - { name: secret, type: csv, people: { file: secret.csv }, teams: { file: teams.csv } }`;

    async function said(withhold: string, others = {}): Promise<string> {
      const orgwise = await open(withhold, '', { ...more, ...others }, sources);
      let at = 0;
      server.script((request: Parameters<typeof promptOf>[0]) => {
        if (promptOf(request) === 'answer') return completion({ found: false, sentences: [] });
        const next = asked[at++];
        return next === undefined ? toolCalls(['pass', { to: 'nobody' }]) : toolCalls(next);
      });
      const asker = { employeeId: null, viewer: operatorViewer };
      await orgwise.answerQuestion({ question: questions[0] ?? '', asker });
      await orgwise.close();
      const sent = server.requests.map(({ body }) => JSON.stringify(body)).join('\n');
      return sent.replaceAll('the Zephyrine plan around', '');
    }

    const withhold = 'withholdFromModels: { sources: [secret, vault, safe] }';

    it('no value that it may have filled in, and no place that it may have stated', async () => {
      const sent = await said(withhold);
      expect(sent).toContain('Cleo Voss');
      expect(told(sent)).toEqual([]);
    });

    it('no chain over people whom it alone has', async () => {
      const alone = 'id,name,email,title,manager,team\nz9,Zephyrine Quill,z@x.example,Head,e1,t1\n';
      const sent = await said(withhold, { 'secret.csv': alone });
      expect(sent).toContain('What lies between one Employee and another may not be read here');
      expect(told(sent)).toEqual([]);
    });

    it('all of it without that', async () => {
      const sent = await said('');
      for (const one of ['Zephyrine Quill', 'Xanadu Keeper', 'Marsport']) expect(sent).toContain(one);
      expect(sent).not.toContain('What lies between');
    });
  });

  it('goes out where nothing is withheld, so that its absence tells something', async () => {
    const orgwise = await open('');
    try {
      expect(told(await sentOf(orgwise))).toEqual(kept);
    } finally {
      await orgwise.close();
    }
  });

  it('goes to no server of embeddings either', async () => {
    const vector = (): ModelReply => ({ status: 500 });
    server.script(vector());
    const orgwise = await open(
      'withholdFromModels: { sources: [safe] }',
      'embeddings: { name: e, dimensions: 4 }',
    );
    await orgwise.close();
    const sent = JSON.stringify(server.requests.map(({ body }) => body.input ?? []));
    expect(sent).toContain('Keys are rotated');
    expect(sent).not.toContain('Xanadu');
  });

  it('is only what there is', async () => {
    await expect(open('withholdFromModels: { sources: [valt] }')).rejects.toThrow(
      /found 'valt'; accepted: people/,
    );
    await expect(open('withholdFromModels: { fields: { Employee: [mail] } }')).rejects.toThrow(
      /found 'mail'; accepted: name/,
    );
  });
});
