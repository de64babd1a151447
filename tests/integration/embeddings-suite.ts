import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { operatorViewer, type Viewer } from '../../src/graph/viewer.ts';
import { createOrgwise, type Orgwise } from '../../src/main.ts';
import {
  completion,
  type FakeModelServer,
  failure,
  type ModelRequest,
  startFakeModelServer,
} from '../fixtures/fake-model-server.ts';
import { passagesShown, promptOf } from '../fixtures/scripted-model.ts';
import { temporaryFolder } from '../unit/connectors/temporary-folder.ts';

type Environment = Readonly<Record<string, string>>;

let server: FakeModelServer;
/** Subjects by words that share no stem: what an embedding model knows and a word index does not. */
const subjects = [/laptop|gadget/i, /holiday|sabbatical/i, /reorganisation|layoff/i];
const vectorOf = (text: string): number[] => [
  ...subjects.map((subject) => (subject.test(text) ? 1 : 0)),
  0.1,
];

/** Texts that were embedded. */
let embedded: string[] = [];
function serve({ path, body }: ModelRequest) {
  if (!path.startsWith('/v1/embeddings')) return completion({ found: false, sentences: [] });
  embedded.push(...(body.input ?? []));
  return {
    body: {
      data: (body.input ?? []).map((text, index) => ({ index, embedding: vectorOf(text) })),
      model: 'e',
      usage: {},
    },
  };
}

const filler = Object.fromEntries(
  Array.from({ length: 8 }, (_, at) => [
    `wiki/notes-${at}.md`,
    `# Notes ${at}\n\nThe gizmo of team ${at} is painted.\n`,
  ]),
);

async function open(environment: Environment): Promise<{ orgwise: Orgwise; folder: string }> {
  const folder = temporaryFolder({
    'orgwise.yaml': [
      'company: { name: Acme, timeZone: Europe/Berlin, today: 2026-11-20 }',
      'sources: [{ name: wiki, type: markdown, folder: wiki, readers: [everyone] }]',
      `model: { name: m, baseUrl: "${server.url}", timeoutSeconds: 2 }`,
      'embeddings: { name: e, dimensions: 4 }',
    ].join('\n'),
    'wiki/hardware.md': '# Hardware\n\nEach laptop is renewed in its third year.\n',
    'wiki/leave.md': '# Leave\n\nEverybody has 28 days of holiday.\n',
    'wiki/secret.md':
      '---\nreaders: [user:helena@acme.example]\n---\n# Plans\n\nThe reorganisation begins in May.\n',
    ...filler,
  });
  const orgwise = await createOrgwise(
    loadConfig({
      cwd: folder,
      dataDir: join(folder, 'data'),
      env: { ORGWISE_LOG_LEVEL: 'silent', ...environment },
    }),
  );
  onTestFinished(async () => await orgwise.close());
  return { orgwise, folder };
}

/** The passages that the model was given to answer from. */
const shown = (): string[] =>
  server.requests
    .filter((request) => promptOf(request) === 'answer')
    .flatMap((request) => passagesShown(request).map((one) => one.text));

async function ask(orgwise: Orgwise, question: string, viewer: Viewer = operatorViewer) {
  return await orgwise.answerQuestion({ question, asker: { viewer, employeeId: null } });
}

/**
 * What a sync and an answer make of embeddings.
 *
 * @param prepare an empty graph; gives the variables that lead to it.
 */
export function describeEmbeddings(name: string, prepare: () => Promise<Environment>): void {
  beforeAll(async () => {
    server = await startFakeModelServer();
  });
  afterAll(async () => await server.close());
  beforeEach(() => {
    embedded = [];
  });
  describe(name, () => {
    it('are made of passages once, and again of what changed', async () => {
      server.script(serve);
      const { orgwise } = await open(await prepare());
      await orgwise.sync();
      expect(embedded).toHaveLength(11);
      await orgwise.sync();
      expect(embedded).toHaveLength(11);
    });

    it('find a page that shares no telling word with the question, by its passage', async () => {
      server.script(serve);
      const { orgwise } = await open(await prepare());
      await orgwise.sync();
      await ask(orgwise, 'When is my painted gadget renewed?');
      expect(shown()[0]).toContain('Each laptop is renewed');
    });

    it('show nobody a passage that he may not read', async () => {
      server.script(serve);
      const { orgwise } = await open(await prepare());
      await orgwise.sync();
      const acls = await orgwise.graph.acls();
      const open_ = acls.filter(({ clauses }) => clauses.every((clause) => clause.includes('everyone')));
      const staff: Viewer = { acls: new Set(open_.map(({ id }) => id)) };
      await ask(orgwise, 'Which layoff notes are painted?', staff);
      expect(shown().length).toBeGreaterThan(0);
      expect(shown().join()).not.toContain('reorganisation');
      server.script(serve);
      await ask(orgwise, 'Which layoff notes are painted?');
      expect(shown().join()).toContain('reorganisation');
    });

    it('that cannot be made leave the sync and the answers as they are without', async () => {
      server.script((request) => (request.path.startsWith('/v1/embeddings') ? failure(401) : serve(request)));
      const { orgwise } = await open(await prepare());
      const report = await orgwise.sync();
      expect(report.sources.map(({ outcome }) => outcome)).toEqual(['done']);
      await ask(orgwise, 'How many days of holiday does everybody have?');
      expect(shown().join()).toContain('28 days');
      server.script(serve);
      await orgwise.sync();
      expect(embedded).toHaveLength(11);
    });
  });
}
