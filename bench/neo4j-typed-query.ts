/**
 * Typed queries on Neo4j beside the best Cypher that we can write by hand, sent by the raw driver, and with a viewer's
 * rights beside without; a first sync beside bare UNWIND … MERGE of the same rows, and beside a second that changes
 * nothing. Prints ratios: the times themselves hang on the machine. Starts the Neo4j that
 * `npm run neo4j -- --install-only` has fetched, for itself alone.
 *
 *     npm exec -- node bench/neo4j-typed-query.ts
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import neo4j, { type Driver } from 'neo4j-driver';
import { startLocalNeo4j } from '../deploy/neo4j/local-neo4j.ts';
import type { ChangeBatch } from '../src/graph/changes.ts';
import type { GraphQuery } from '../src/graph/graph-query.ts';
import type { GraphStore } from '../src/graph/graph-store.ts';
import { createNeo4jStore } from '../src/graph/neo4j/neo4j-store.ts';
import { operatorViewer, type Viewer } from '../src/graph/viewer.ts';
import { generateCompany, openStatuses, size } from './company-generator.ts';

const today = '2025-06-15';
const turns = 5;

interface Case {
  readonly name: string;
  readonly query: (round: number) => GraphQuery;
  /** The same by hand, and its values. */
  readonly cypher: string;
  readonly values: (round: number) => Record<string, unknown>;
  readonly rounds: number;
}

const person = (round: number): string => `e-${(round * 97) % size.employees}`;
const team = (round: number): string => `team-${round % size.teams}`;
const ownedBy = (id: string) =>
  ({
    related: { type: 'OWNED_BY', direction: 'out', label: 'Team' },
    where: { property: 'id', op: 'eq', value: id },
  }) as const;

const cases: readonly Case[] = [
  {
    name: "count of a person's tasks",
    query: (round) => ({
      find: 'Task',
      where: {
        related: { type: 'ASSIGNED_TO', direction: 'in', label: 'Employee' },
        where: { property: 'id', op: 'eq', value: person(round) },
      },
      return: { kind: 'count' },
    }),
    cypher: `MATCH (:Node {id: $id})-[r:ASSIGNED_TO]->(t:Task) WHERE r.since <= $day AND r.until > $day
      RETURN count(DISTINCT t)`,
    values: (round) => ({ id: person(round), day: today }),
    rounds: 200,
  },
  {
    name: 'all below a manager, by name',
    query: (round) => ({
      find: 'Employee',
      where: {
        related: { type: 'REPORTS_TO', direction: 'out', label: 'Employee', transitive: true },
        where: { property: 'id', op: 'eq', value: `e-${20 + (round % 60)}` },
      },
      return: { kind: 'list', fields: [{ property: 'title' }], orderBy: [{ by: 'name' }], limit: 1000 },
    }),
    cypher: `MATCH (:Node {id: $id})<-[rs:REPORTS_TO*1..]-(e:Employee)
      WHERE all(r IN rs WHERE r.since <= $day AND r.until > $day)
      WITH DISTINCT e ORDER BY e.name_key, e.id WITH collect(e) AS found
      UNWIND found[..1000] AS e RETURN size(found), e.id, e.name, e.title`,
    values: (round) => ({ id: `e-${20 + (round % 60)}`, day: today }),
    rounds: 60,
  },
  {
    name: 'open tasks of a team by status',
    query: (round) => ({
      find: 'Task',
      where: { all: [ownedBy(team(round)), { property: 'status', op: 'in', values: openStatuses }] },
      return: {
        kind: 'groups',
        by: [{ property: 'status', as: 'status' }],
        measures: [{ measure: 'count', as: 'tasks' }],
      },
    }),
    cypher: `MATCH (:Node {id: $id})<-[:OWNED_BY]-(t:Task) WHERE t.status IN ['todo', 'in_progress', 'blocked']
      RETURN t.status AS status, count(*) ORDER BY status`,
    values: (round) => ({ id: team(round) }),
    rounds: 100,
  },
  {
    name: 'tasks of a team with their assignees',
    query: (round) => ({
      find: 'Task',
      where: ownedBy(team(round)),
      return: {
        kind: 'list',
        fields: [
          { property: 'status' },
          {
            related: { type: 'ASSIGNED_TO', direction: 'in', label: 'Employee' },
            property: 'name',
            as: 'assignees',
          },
        ],
        orderBy: [{ by: 'dueDate' }],
        limit: 100,
      },
    }),
    cypher: `MATCH (:Node {id: $id})<-[:OWNED_BY]-(t:Task) WITH t ORDER BY t.dueDate, t.id WITH collect(t) AS found
      UNWIND found[..100] AS t RETURN size(found), t.id, t.title, t.status, COLLECT {
        MATCH (t)<-[r:ASSIGNED_TO]-(e) WHERE r.since <= $day AND r.until > $day
        WITH DISTINCT e ORDER BY e.name_key, e.id RETURN [e.id, e.name] }`,
    values: (round) => ({ id: team(round), day: today }),
    rounds: 60,
  },
];

async function time(rounds: number, run: (round: number) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (let round = 0; round < rounds; round++) await run(round);
  return (performance.now() - start) / rounds;
}

type Work = (round: number) => Promise<unknown>;

/** Both by turns, so that a slow minute slows both; the middle ratio, as one may meet somebody else's work. */
async function compare(rounds: number, one: Work, other: Work): Promise<string> {
  for (const work of [one, other]) await time(Math.min(rounds, 30), work);
  const ratios: number[] = [];
  let [first, second] = [0, 0];
  for (let turn = 0; turn < turns; turn++) {
    first = await time(rounds, one);
    second = await time(rounds, other);
    ratios.push(first / second);
  }
  const middle = ratios.sort((a, b) => a - b)[turns >> 1] ?? Number.NaN;
  return `${first.toFixed(2)} ms to ${second.toFixed(2)} ms, ratio ${middle.toFixed(2)}`;
}

/** Collects the batches that a sync would apply. */
async function batchesOf(): Promise<ChangeBatch[]> {
  const batches: ChangeBatch[] = [];
  const apply = async (batch: ChangeBatch): Promise<void> => void batches.push(batch);
  await generateCompany({ apply } as GraphStore);
  return batches;
}

/** The same nodes and relationships by the plainest statements, under labels of their own with one unique key. */
async function writeBare(driver: Driver, batches: readonly ChangeBatch[]): Promise<void> {
  const run = (text: string, parameters = {}) => driver.executeQuery(text, parameters, { database: 'neo4j' });
  await run('CREATE CONSTRAINT bare IF NOT EXISTS FOR (n:Bare) REQUIRE n.id IS UNIQUE');
  for (const { upsertNodes = [], upsertRelationships = [] } of batches) {
    const nodes = upsertNodes.map(({ id, properties }) => ({ id, properties }));
    if (nodes.length > 0)
      await run('UNWIND $rows AS row MERGE (n:Bare {id: row.id}) SET n += row.properties', { rows: nodes });
    for (const [type, rows] of Map.groupBy(upsertRelationships, (one) => one.type)) {
      await run(
        `UNWIND $rows AS row MATCH (a:Bare {id: row.from}) MATCH (b:Bare {id: row.to})
         MERGE (a)-[r:BARE_${type} {id: row.id}]->(b)`,
        { rows: rows.map(({ id, from, to }) => ({ id, from, to })) },
      );
    }
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

const folder = mkdtempSync(join(tmpdir(), 'orgwise-bench-'));
const server = await startLocalNeo4j({ folder });
const store = createNeo4jStore(server);
const driver = neo4j.driver(server.uri, neo4j.auth.basic(server.username, server.password), {
  disableLosslessIntegers: true,
});
try {
  await store.migrate();
  const batches = await batchesOf();
  const bare = await seconds(() => writeBare(driver, batches));
  const session = driver.session();
  await session.run('MATCH (n:Bare) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS');
  await session.close();
  const first = await seconds(() => generateCompany(store));
  const compared = await seconds(() => store.fingerprints('bench'));
  console.log(`${size.employees} employees, ${size.tasks} tasks written in ${first.toFixed(1)} s`);
  console.log(`bare UNWIND MERGE ${bare.toFixed(1)} s: speed ${(bare / first).toFixed(2)} of it`);
  console.log(
    `hashes to compare a source with in ${compared.toFixed(1)} s: ${(first / compared).toFixed(0)} times faster`,
  );
  const everyRule: Viewer = { acls: new Set(Array.from({ length: size.rules }, (_, rule) => `acl-${rule}`)) };
  for (const { name, query, cypher, values, rounds } of cases) {
    const typed: Work = (round) => store.query(query(round), operatorViewer, today);
    const byHand: Work = (round) =>
      driver.executeQuery(cypher, values(round), { database: 'neo4j', routing: neo4j.routing.READ });
    console.log(`${name}: beside by hand ${await compare(rounds, typed, byHand)}`);
    const withRights: Work = (round) => store.query(query(round), everyRule, today);
    console.log(`${name}: rights beside none ${await compare(rounds, withRights, typed)}`);
  }
} finally {
  await driver.close();
  await store.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
