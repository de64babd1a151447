import { execFile } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connector } from '../../connectors/connector.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { createAnswerQuestion } from '../../src/retrieval/answer-question.ts';
import { type Company, openCompany } from './sync-harness.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs/connectors/write-your-own.md'), 'utf8');
/** The page's files, by path. */
const files = [...page.matchAll(/```ts\n\/\/ (\S+)\n(.*?)```/gs)].map(([, path = '', text = '']) => ({
  path,
  text,
}));

type Create = (options: {
  source: string;
  url: string;
  token: string;
  readers: string[];
  limits?: object;
}) => Connector;

/** A folder in which the page's files stand among the project's own. */
function layOut(): string {
  const folder = mkdtempSync(join(tmpdir(), 'orgwise-own-'));
  for (const name of ['src', 'graph-schema', 'node_modules', 'package.json'])
    symlinkSync(join(root, name), join(folder, name));
  mkdirSync(join(folder, 'connectors'));
  for (const name of readdirSync(join(root, 'connectors')))
    symlinkSync(join(root, 'connectors', name), join(folder, 'connectors', name));
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const card = (id: string, rest: object = {}) => ({
  id,
  title: `Card ${id}`,
  column: 'Doing',
  board: 'Harbor',
  owner: { login: 'bokafor', name: 'Ben Okafor', email: 'ben@voltmoor.example' },
  changedAt: '2026-11-20T08:00:00.000Z',
  link: `https://corkboard.example/${id}`,
  ...rest,
});

/** Corkboard itself: pages of two cards, and what changed after a time. */
function createCorkboard(): { readonly cards: object[]; readonly asked: string[]; readonly server: Server } {
  const cards: object[] = [];
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://corkboard');
    if (request.headers.authorization !== 'Bearer secret' || pathname !== '/api/cards') {
      response.writeHead(401).end('{}');
      return;
    }
    const after = searchParams.get('changedAfter') ?? '';
    asked.push(after);
    const chosen = cards.filter((one) => String(Reflect.get(one, 'changedAt')) > after);
    const start = Number(searchParams.get('page') ?? 0);
    const nextPage = start + 2 < chosen.length ? String(start + 2) : null;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({ cards: chosen.slice(start, start + 2), nextPage, asOf: '2026-11-25T02:00:00.000Z' }),
    );
  });
  return { cards, asked, server };
}

describe('the connector of the page on writing one', () => {
  const corkboard = createCorkboard();
  let create: Create;
  let folder: string;
  beforeAll(async () => {
    folder = layOut();
    const file = pathToFileURL(join(folder, 'connectors/corkboard/corkboard-connector.ts')).href;
    ({ createCorkboardConnector: create } = await import(/* @vite-ignore */ file));
    await new Promise<void>((resolve) => corkboard.server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    corkboard.server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(): Promise<Company> {
    const company = await openCompany();
    const { port } = corkboard.server.address() as AddressInfo;
    const board = create({
      source: 'board',
      url: `http://127.0.0.1:${port}`,
      token: 'secret',
      readers: ['everyone'],
      limits: { firstWait: 1 },
    });
    company.connectors = [...company.connectors, board];
    return company;
  }

  it('takes less than 150 lines, and its types are right', async () => {
    expect(files.map(({ path }) => path)).toEqual([
      'connectors/corkboard/corkboard-options.ts',
      'connectors/corkboard/corkboard-connector.ts',
    ]);
    expect(files.reduce((lines, { text }) => lines + text.split('\n').length, 0)).toBeLessThan(150);
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ extends: join(root, 'tsconfig.json'), include: ['connectors/corkboard'] }),
    );
    const { stdout } = await promisify(execFile)(process.execPath, [
      join(root, 'node_modules/typescript/bin/tsc'),
      '--project',
      folder,
    ]).catch((error: { stdout: string }) => error);
    expect(stdout).toBe('');
  });

  it('syncs, answers, and reads only what changed', async () => {
    corkboard.cards.push(
      card('c1'),
      card('c2', { column: 'Stuck', due: '2026-12-01' }),
      card('c3', { owner: null }),
      { id: 'c4' },
    );
    const company = await open();
    const first = await company.sync();
    const report = first.sources.find(({ source }) => source === 'board');
    expect(report).toMatchObject({
      outcome: 'done',
      counts: { Task: { created: 3 } },
      read: { setAside: 1 },
    });
    expect(report?.problems.first[0]?.message).toMatch(
      /^The card has another shape at title: .*; left out\.$/,
    );

    const answerQuestion = createAnswerQuestion({
      graph: company.graph,
      today: () => company.today,
      company: 'Voltmoor',
    });
    const asker = { viewer: operatorViewer, employeeId: null };
    const answer = await answerQuestion({
      question: 'Which blocked tasks are assigned to Ben Okafor?',
      asker,
    });
    expect(answer.rows?.rows.map(({ ref }) => ref?.id)).toEqual(['task:board:c2']);

    corkboard.cards.push(
      card('c5', { changedAt: '2026-11-25T09:00:00.000Z', owner: { login: 'x9', name: 'Ana Silva' } }),
    );
    const second = await company.sync();
    expect(corkboard.asked.at(-1)).toBe('2026-11-25T02:00:00.000Z');
    const changed = second.sources.find(({ source }) => source === 'board');
    expect(changed?.counts.Task).toMatchObject({ created: 1, deleted: 0 });
    expect(changed?.problems.first.map(({ place }) => place)).toContain('board: account x9');
  });

  it('leaves what it read where the service refuses it', async () => {
    const company = await open();
    await company.sync();
    const { port } = corkboard.server.address() as AddressInfo;
    const refused = create({
      source: 'board',
      url: `http://127.0.0.1:${port}`,
      token: 'old',
      readers: ['everyone'],
    });
    company.connectors = [refused];
    const { sources } = await company.sync({ full: true });
    expect(sources[0]?.outcome).toBe('denied');
    expect((await company.graph.keys('Task')).some(({ source }) => source === 'board')).toBe(true);
  });
});
