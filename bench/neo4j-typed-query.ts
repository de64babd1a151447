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
import type { GraphStore } from '../src/graph/graph-store.ts';
import { createNeo4jStore } from '../src/graph/neo4j/neo4j-store.ts';
import { operatorViewer } from '../src/graph/viewer.ts';
import { generateCompany, size } from './company-generator.ts';
import { compare } from './compare.ts';
import {
  everyRule,
  manager,
  person,
  type TypedQueryName,
  team,
  today,
  typedQueries,
} from './typed-queries.ts';

/** The same by hand: the statement and its values. */
interface ByHand {
  readonly cypher: string;
  readonly values: (round: number) => Record<string, unknown>;
  readonly rounds: number;
}

const byHand: Readonly<Record<TypedQueryName, ByHand>> = {
  "count of a person's tasks": {
    cypher: `MATCH (:Node {id: $id})-[r:ASSIGNED_TO]->(t:Task) WHERE r.since <= $day AND r.until > $day
      RETURN count(DISTINCT t)`,
    values: (round) => ({ id: person(round), day: today }),
    rounds: 200,
  },
  'all below a manager, by name': {
    cypher: `MATCH (:Node {id: $id})<-[rs:REPORTS_TO*1..]-(e:Employee)
      WHERE all(r IN rs WHERE r.since <= $day AND r.until > $day)
      WITH DISTINCT e ORDER BY e.name_key, e.id WITH collect(e) AS found
      UNWIND found[..1000] AS e RETURN size(found), e.id, e.name, e.title`,
    values: (round) => ({ id: manager(round), day: today }),
    rounds: 60,
  },
  'open tasks of a team by status': {
    cypher: `MATCH (:Node {id: $id})<-[:OWNED_BY]-(t:Task) WHERE t.status IN ['todo', 'in_progress', 'blocked']
      RETURN t.status AS status, count(*) ORDER BY status`,
    values: (round) => ({ id: team(round) }),
    rounds: 100,
  },
  'tasks of a team with their assignees': {
    cypher: `MATCH (:Node {id: $id})<-[:OWNED_BY]-(t:Task) WITH t ORDER BY t.dueDate, t.id WITH collect(t) AS found
      UNWIND found[..100] AS t RETURN size(found), t.id, t.title, t.status, COLLECT {
        MATCH (t)<-[r:ASSIGNED_TO]-(e) WHERE r.since <= $day AND r.until > $day
        WITH DISTINCT e ORDER BY e.name_key, e.id RETURN [e.id, e.name] }`,
    values: (round) => ({ id: team(round), day: today }),
    rounds: 60,
  },
};

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
  for (const [name, { cypher, values, rounds }] of Object.entries(byHand)) {
    const query = typedQueries[name as TypedQueryName];
    const typed = (round: number) => store.query(query(round), operatorViewer, today);
    const withRights = (round: number) => store.query(query(round), everyRule, today);
    const hand = (round: number) =>
      driver.executeQuery(cypher, values(round), { database: 'neo4j', routing: neo4j.routing.READ });
    console.log(`${name}: beside by hand ${await compare(rounds, typed, hand)}`);
    console.log(`${name}: rights beside none ${await compare(rounds, withRights, typed)}`);
  }
} finally {
  await driver.close();
  await store.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
