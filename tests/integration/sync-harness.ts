import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Connector, Problem, SourceRecord } from '../../connectors/connector.ts';
import { createCsvConnector } from '../../connectors/csv/csv-connector.ts';
import { createMarkdownConnector } from '../../connectors/wiki/markdown-connector.ts';
import type { GraphQuery } from '../../src/graph/graph-query.ts';
import type { GraphStore } from '../../src/graph/graph-store.ts';
import { createSqliteStore } from '../../src/graph/sqlite/sqlite-store.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { createSqliteStateStore } from '../../src/state/sqlite/sqlite-state-store.ts';
import type { StateStore } from '../../src/state/state-store.ts';
import { runSync } from '../../src/sync/run-sync.ts';
import type { SyncDeps, SyncOptions } from '../../src/sync/sync-deps.ts';
import type { SyncReport } from '../../src/sync/sync-report.ts';

export interface Company {
  readonly graph: GraphStore;
  readonly state: StateStore;
  readonly folder: string;
  /** The day it is, for the next run. */
  today: string;
  /** The sources of the next run. */
  connectors: Connector[];
  /** Writes files below the folder; null removes one. */
  write(files: Readonly<Record<string, string | null>>): void;
  sync(
    options?: SyncOptions & {
      readonly graph?: GraphStore;
      readonly keepDeletedMs?: number;
      readonly clock?: () => Date;
    },
  ): Promise<SyncReport>;
  /** What a run is given. */
  deps(): SyncDeps;
  /** Lets so many seconds pass. */
  forward(seconds: number): void;
  close(): Promise<void>;
  /** Names of the nodes that a query finds, in its order. */
  names(query: GraphQuery): Promise<string[]>;
}

export const people = `id,name,also_known_as,email,title,teams,manager,company,start_date
e1,Helena Brandt,,helena@voltmoor.example,CEO,,,Voltmoor,2016-03-01
e2,Ben Okafor,,ben@voltmoor.example,VP Engineering,engineering,e1,Voltmoor GmbH,2018-05-14
e3,Ana Silva,,ana@voltmoor.example,Data Engineer,data,e2,Voltmoor,2021-05-10
e4,Ana Silva,,ana.m@voltmoor.example,Account Executive,sales,e1,Voltmoor,2023-04-17
e5,王小明,Wang Xiaoming,wang@voltmoor.example,Engineer,data,ben@voltmoor.example,Voltmoor,2020-04-07
x1,Sam Altman,,sam@openai.example,Chief Executive Officer,,,OpenAI,
`;
export const teams = `id,name,parent,lead
engineering,Engineering,,e2
data,Data and Forecasting,engineering,e3
sales,Sales,,e4
`;
export const tasks = `id,title,description,status,assignees,reporter,team,project,created,completed,blocked_by,article,readers
PLAT-1,Rotate the signing certificate,See the SSO runbook and PLAT-2.,Blocked,e3;e5,e2,data,Groundwork,2026-01-10,,PLAT-2,runbooks/sso.md,
PLAT-2,Ask OpenAI for a contract,Ben Okafor knows whom to ask.,Done,e2,e1,engineering,Groundwork,2026-01-02,2026-02-01,,,
PLAT-3,Talk about salaries,,To Do,e1,e1,,Back Office,2026-03-01,,,,user:e1
`;
export const pages: Readonly<Record<string, string>> = {
  'wiki/runbooks/sso.md':
    '---\ntitle: SSO runbook\nauthor: ana@voltmoor.example\ntags: [identity]\n---\n\nOwner: Ben Okafor.\n\n## Certificate\n\nRotate it every year, see [the overview](../overview.md). 王小明负责上海。\n',
  'wiki/overview.md':
    '---\ntitle: Overview\ntags: [identity, product]\n---\n\nWhat we make, in a word: software.\n',
};

/** A company of real files, read by the real connectors into a real store, all gone after the test. */
export async function openCompany(): Promise<Company> {
  const folder = mkdtempSync(join(tmpdir(), 'orgwise-sync-'));
  const graph = createSqliteStore({ file: join(folder, 'graph.db') });
  const state = createSqliteStateStore({ file: join(folder, 'state.db') });
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await graph.close();
    await state.close();
    rmSync(folder, { recursive: true, force: true });
  };
  onTestFinished(close);
  await graph.migrate();
  await state.migrate();
  let seconds = 0;
  const company: Company = {
    graph,
    state,
    folder,
    today: '2026-11-20',
    connectors: fileConnectors(folder),
    write(files) {
      for (const [path, text] of Object.entries(files)) {
        const file = join(folder, path);
        if (text === null) rmSync(file);
        else {
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, text);
        }
      }
    },
    sync({ graph: other, keepDeletedMs, clock, ...options } = {}) {
      const deps = { ...company.deps(), graph: other ?? graph, ...(clock !== undefined && { clock }) };
      return runSync(keepDeletedMs === undefined ? deps : { ...deps, keepDeletedMs }, options);
    },
    deps() {
      const clock = (): Date => new Date(Date.UTC(2026, 10, 20, 8, 0, seconds++));
      const log = { info: () => undefined, warn: () => undefined };
      const { connectors, today } = company;
      return { graph, state, connectors, clock, today: () => today, log };
    },
    forward(passed) {
      seconds += passed;
    },
    close,
    async names(query) {
      const result = await graph.query(query, operatorViewer, company.today);
      return result.kind === 'list' ? result.rows.map((row) => row.name) : [];
    },
  };
  company.write({ 'people.csv': people, 'teams.csv': teams, 'tasks.csv': tasks, ...pages });
  return company;
}

function fileConnectors(folder: string): Connector[] {
  return [
    createMarkdownConnector({ source: 'wiki', readers: ['everyone'], folder: join(folder, 'wiki') }),
    createCsvConnector({
      source: 'tracker',
      tasks: { file: join(folder, 'tasks.csv'), readers: ['everyone'] },
    }),
    createCsvConnector({
      source: 'directory',
      people: { file: join(folder, 'people.csv') },
      teams: { file: join(folder, 'teams.csv') },
    }),
  ];
}

/** A source in memory, to make it break off: `failure` is thrown after the records. */
export function memoryConnector(
  source: string,
  content: {
    readonly records: readonly SourceRecord[];
    readonly problems?: readonly Problem[];
    readonly failure?: Error;
    readonly findWithheld?: NonNullable<Connector['findWithheld']>;
  },
): Connector {
  return {
    source,
    driver: 'memory',
    ...(content.findWithheld !== undefined && { findWithheld: content.findWithheld }),
    async *fetch() {
      for (const record of content.records) yield { record };
      for (const problem of content.problems ?? []) yield { problem };
      if (content.failure !== undefined) throw content.failure;
    },
  };
}

/** All that the graph knows, by id: hashes of nodes and relationships of each source, bookkeeping left out. */
export async function knowledgeOf({ graph }: Company): Promise<Record<string, string>> {
  const known: Record<string, string> = {};
  for (const source of ['wiki', 'tracker', 'directory', 'shared', 'mentions']) {
    const { nodes, relationships } = await graph.fingerprints(source);
    for (const [id, { label, fingerprint }] of nodes)
      if (label !== 'Source' && label !== 'SyncRun') known[id] = fingerprint;
    for (const [id, { fingerprint }] of relationships) known[id] = fingerprint;
  }
  return known;
}

/** Whether a report tells of any change. */
export function hasChanges(report: SyncReport): boolean {
  const all = [...report.sources.map((source) => source.counts), report.shared].flatMap((counts) =>
    Object.values(counts),
  );
  const links = report.mentions === null ? [] : [report.mentions];
  return [...all, ...links].some(({ created, changed, deleted }) => created + changed + deleted > 0);
}
