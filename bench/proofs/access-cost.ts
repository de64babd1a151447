/**
 * Proves that rights cost at most 1.3 times the same query without them, at 10,000 people and 100,000 tasks: the typed queries of
 * `bench/typed-queries.ts`, a search for words, counts of all tasks, of all open ones and within a span of days, all tasks by status, and what
 * is asked of 400 projects, which are seen by way of their tasks. They are asked by somebody who satisfies all 40 rules and by the operator,
 * in turns within one run; all but the search also by somebody who satisfies 2,000 rules more, none of which any task has. The times compared
 * are the lower quartiles, since whatever else the machine does only ever adds.
 *
 *     npm run proof -- access-cost
 *     npm run proof -- access-cost sqlite
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isNeo4jInstalled, startLocalNeo4j } from '../../deploy/neo4j/local-neo4j.ts';
import type { NodeRecord, RelationshipRecord } from '../../src/graph/changes.ts';
import type { Condition, GraphQuery } from '../../src/graph/graph-query.ts';
import type { GraphStore } from '../../src/graph/graph-store.ts';
import { createNeo4jStore } from '../../src/graph/neo4j/neo4j-store.ts';
import { createSqliteStore } from '../../src/graph/sqlite/sqlite-store.ts';
import { operatorViewer, type Viewer } from '../../src/graph/viewer.ts';
import { generateCompany, openStatuses, size } from '../company-generator.ts';
import { everyRule, today, typedQueries } from '../typed-queries.ts';

const bound = 1.3;
const warmUp = 60;
/** At least so many, and for so long, in ms: 240 of a query of a tenth of a millisecond are over before a disturbance is. */
const rounds = 240;
const leastMs = 2_000;

type Read = (store: GraphStore, round: number, viewer: Viewer) => Promise<unknown>;

const ask =
  (query: (round: number) => GraphQuery): Read =>
  (store, round, viewer) =>
    store.query(query(round), viewer, today);

const isOpen = { property: 'status', op: 'in', values: openStatuses } as const;
const counts: Record<string, Read> = {
  'number of all tasks': ask(() => ({ find: 'Task', return: { kind: 'count' } })),
  'count of all open tasks': ask(() => ({ find: 'Task', where: isOpen, return: { kind: 'count' } })),
  'all tasks by status': ask(() => ({
    find: 'Task',
    return: {
      kind: 'groups',
      by: [{ property: 'status', as: 'status' }],
      measures: [{ measure: 'count', as: 'tasks' }],
    },
  })),
};

const inProject = { type: 'IN_PROJECT', direction: 'out', label: 'Project' } as const;
const ofProjects: Record<string, Read> = {
  'names of all projects': (store, _round, viewer) => store.names('Project', viewer),
  'open tasks of a project': ask((round) => ({
    find: 'Task',
    where: {
      all: [
        isOpen,
        { related: inProject, where: { property: 'id', op: 'eq', value: `project-${round % projectCount}` } },
      ],
    },
    return: { kind: 'count' },
  })),
  'projects of a person': ask((round) => ({
    find: 'Project',
    where: {
      related: { type: 'IN_PROJECT', direction: 'in', label: 'Task' },
      where: {
        related: { type: 'ASSIGNED_TO', direction: 'in', label: 'Employee' },
        where: { property: 'id', op: 'eq', value: `e-${round * 37}` },
      },
    },
    return: { kind: 'list' },
  })),
  'tasks that are due within a month by project': ask((round) => ({
    find: 'Task',
    where: monthOf(round),
    return: {
      kind: 'groups',
      by: [{ related: inProject, as: 'project' }],
      measures: [{ measure: 'count', as: 'tasks' }],
    },
  })),
};

const searches: Record<string, Read> = {
  'tasks that hold a word': (store, round, viewer) =>
    store.searchText({ label: 'Task', terms: new Map([[String(round % 977), 1]]), limit: 60 }, viewer),
};

const spans: Record<string, Read> = {
  'count of the tasks that are due within a month': ask((round) => ({
    find: 'Task',
    where: monthOf(round),
    return: { kind: 'count' },
  })),
};

function monthOf(round: number): Condition {
  const month = String(1 + (round % 9)).padStart(2, '0');
  return {
    all: [
      { property: 'dueDate', op: 'gte', value: `2024-${month}-01` },
      { property: 'dueDate', op: 'lte', value: `2024-${month}-28` },
    ],
  };
}

const projectCount = 400;
const projects = Array.from({ length: projectCount }, (_, at): NodeRecord => {
  const id = `project-${at}`;
  return { id, label: 'Project', source: 'bench', key: id, properties: { name: id }, fingerprint: '1' };
});
const ties = Array.from({ length: size.tasks }, (_, at): RelationshipRecord => {
  const [from, to] = [`t-${at}`, `project-${at % projectCount}`];
  return { id: `in-${at}`, type: 'IN_PROJECT', from, to, source: 'bench', fingerprint: '1' };
});

/** Pages with readers of their own, each under a rule of its own. */
const pages = Array.from({ length: 2_000 }, (_, page): NodeRecord => {
  const [id, acl] = [`page-${page}`, `acl-page-${page}`];
  return { id, label: 'Article', source: 'bench', key: id, acl, properties: { title: id }, fingerprint: '1' };
});

/** Satisfies the rules of those pages as well. */
const manyRules: Viewer = {
  acls: new Set([
    ...(everyRule.acls === 'all' ? [] : everyRule.acls),
    ...pages.flatMap(({ acl }) => acl ?? []),
  ]),
};

async function measure(store: GraphStore): Promise<void> {
  await store.migrate();
  await generateCompany(store);
  const changedAt = `${today}T00:00:00.000Z`;
  await store.apply({ changedAt, upsertNodes: [...pages, ...projects] });
  for (let at = 0; at < ties.length; at += 5_000)
    await store.apply({ changedAt, upsertRelationships: ties.slice(at, at + 5_000) });
  console.log(`${store.engine}: ${size.employees} people, ${size.tasks} tasks, ${size.rules} rules`);
  const typed = Object.entries(typedQueries).map(([name, query]) => [name, ask(query)] as const);
  const ofMany = [...typed, ...[counts, spans, ofProjects].flatMap((reads) => Object.entries(reads))];
  for (const [name, read] of [...ofMany, ...Object.entries(searches)])
    await compare(store, name, read, everyRule);
  for (const [name, read] of ofMany) await compare(store, `${name}, with 2,040 rules`, read, manyRules);
}

async function compare(store: GraphStore, name: string, read: Read, restricted: Viewer): Promise<void> {
  const time = async (round: number, viewer: Viewer): Promise<number> => {
    const start = performance.now();
    await read(store, round, viewer);
    return performance.now() - start;
  };
  const [withRights, without]: [number[], number[]] = [[], []];
  const begun = performance.now();
  for (let round = 0; round < warmUp + rounds || performance.now() - begun < leastMs; round++) {
    const viewers = round % 2 === 0 ? [restricted, operatorViewer] : [operatorViewer, restricted];
    for (const viewer of viewers) {
      const took = await time(round, viewer);
      if (round >= warmUp) (viewer === restricted ? withRights : without).push(took);
    }
  }
  const [one, other] = [quartile(withRights), quartile(without)];
  const ratio = one / other;
  console.log(`  ${name}: ${one.toFixed(3)} ms to ${other.toFixed(3)} ms, ratio ${ratio.toFixed(2)}`);
  if (!(ratio <= bound)) process.exitCode = 1;
}

function quartile(times: number[]): number {
  return times.sort((one, other) => one - other)[times.length >> 2] ?? Number.NaN;
}

const [chosen] = process.argv.slice(2);
if (chosen !== 'neo4j') {
  const store = createSqliteStore({ file: ':memory:' });
  await measure(store);
  await store.close();
}
if (chosen !== 'sqlite') {
  if (!isNeo4jInstalled()) throw new Error('Neo4j is not installed (npm run neo4j -- --install-only).');
  const folder = mkdtempSync(join(tmpdir(), 'orgwise-proof-'));
  const server = await startLocalNeo4j({ folder });
  const store = createNeo4jStore(server);
  try {
    await measure(store);
  } finally {
    await store.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
