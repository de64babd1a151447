import neo4j from 'neo4j-driver';
import { createNeo4jConnection, type Neo4jConnection } from '../../operations/neo4j/neo4j-connection.ts';
import type { Neo4jSettings } from '../../operations/neo4j/neo4j-settings.ts';
import type { StateStore } from '../state-store.ts';

/** How long an event's id is remembered, in ms: the platforms retry for hours at most. */
const eventLifeMs = 2 * 24 * 3600 * 1000;
/** How often what has run out is swept away, in ms. */
const sweepEveryMs = 60_000;

const statements = [
  'CREATE CONSTRAINT state_lease IF NOT EXISTS FOR (node:StateLease) REQUIRE node.name IS UNIQUE',
  'CREATE CONSTRAINT state_event IF NOT EXISTS FOR (node:StateEvent) REQUIRE node.id IS UNIQUE',
  'CREATE CONSTRAINT state_conversation IF NOT EXISTS FOR (node:StateConversation) REQUIRE node.id IS UNIQUE',
  'CREATE INDEX state_event_received IF NOT EXISTS FOR (node:StateEvent) ON (node.receivedAt)',
  'CREATE INDEX state_event_held IF NOT EXISTS FOR (node:StateEvent) ON (node.heldUntil)',
  'CREATE INDEX state_conversation_expires IF NOT EXISTS FOR (node:StateConversation) ON (node.expiresAt)',
];

/**
 * State on a Neo4j server, in nodes with labels that no typed query knows. Times are the server's, by `timestamp()`, so
 * that replicas need not agree on theirs.
 *
 * Each change first writes to the node it is about, which locks it, and then looks at what it says: of two replicas that
 * want the same, the second sees what the first has written.
 */
export function createNeo4jStateStore(settings: Neo4jSettings): StateStore {
  const connection = createNeo4jConnection(settings);
  let sweptAt = 0;

  async function one(text: string, parameters: Readonly<Record<string, unknown>>) {
    const [row] = await connection.write((run) => run({ text, parameters }));
    return row;
  }

  return {
    async migrate() {
      await connection.changeSchema(statements);
      await connection.write((run) => run({ text: 'CALL db.awaitIndexes(100)' }));
    },
    close: () => connection.close(),

    async acquireLease(name, holder, ttlMs) {
      const row = await one(
        `MERGE (node:StateLease {name: $name}) ON CREATE SET node.token = 0, node.expiresAt = 0
         SET node.turn = coalesce(node.turn, 0) + 1
         WITH node WHERE node.expiresAt <= timestamp()
         SET node.holder = $holder, node.token = node.token + 1, node.expiresAt = timestamp() + $ttl
         RETURN node.token AS token, node.expiresAt AS expiresAt`,
        { name, holder, ttl: neo4j.int(ttlMs) },
      );
      if (row === undefined) return null;
      const expiresAt = new Date(Number(row.get('expiresAt'))).toISOString();
      return { name, holder, token: Number(row.get('token')), expiresAt };
    },
    async renewLease({ name, token }, ttlMs) {
      const row = await one(
        `MATCH (node:StateLease {name: $name}) SET node.turn = node.turn + 1
         WITH node WHERE node.token = $token AND node.expiresAt > timestamp()
         SET node.expiresAt = timestamp() + $ttl RETURN node.token AS token`,
        { name, token, ttl: neo4j.int(ttlMs) },
      );
      return row !== undefined;
    },
    async releaseLease({ name, token }) {
      await one(
        `MATCH (node:StateLease {name: $name}) SET node.turn = node.turn + 1
         WITH node WHERE node.token = $token SET node.expiresAt = 0 RETURN node.token AS token`,
        { name, token },
      );
    },

    async receiveEvent({ id, payload }, holder, ttlMs) {
      if (Date.now() - sweptAt > sweepEveryMs) {
        sweptAt = Date.now();
        await sweep(connection);
      }
      const row = await one(
        `MERGE (node:StateEvent {id: $id})
         ON CREATE SET node.isNew = true, node.receivedAt = timestamp(), node.payload = $payload, node.holder = $holder,
           node.heldUntil = timestamp() + $ttl
         WITH node, node.isNew AS isNew REMOVE node.isNew RETURN isNew`,
        { id, payload, holder, ttl: neo4j.int(ttlMs) },
      );
      return row?.get('isNew') === true;
    },
    async finishEvent(id) {
      await one(
        'MATCH (node:StateEvent {id: $id}) REMOVE node.payload, node.holder, node.heldUntil RETURN node.id AS id',
        { id },
      );
    },
    async renewEvent(id, holder, ttlMs) {
      const row = await one(
        `MATCH (node:StateEvent {id: $id}) SET node.turn = coalesce(node.turn, 0) + 1
         WITH node WHERE node.holder = $holder SET node.heldUntil = timestamp() + $ttl RETURN node.id AS id`,
        { id, holder, ttl: neo4j.int(ttlMs) },
      );
      return row !== undefined;
    },
    async takeOverEvents(holder, ttlMs, limit) {
      const rows = await connection.write((run) =>
        run({
          text: `MATCH (node:StateEvent) WHERE node.heldUntil <= timestamp()
             WITH node ORDER BY node.receivedAt, node.id LIMIT $limit
             SET node.turn = coalesce(node.turn, 0) + 1
             WITH node WHERE node.heldUntil <= timestamp()
             SET node.holder = $holder, node.heldUntil = timestamp() + $ttl
             RETURN node.id AS id, node.payload AS payload ORDER BY node.receivedAt, id`,
          parameters: { holder, ttl: neo4j.int(ttlMs), limit: neo4j.int(limit) },
        }),
      );
      return rows.map((row) => ({ id: String(row.get('id')), payload: String(row.get('payload')) }));
    },

    async readConversation(id) {
      const [row] = await connection.read({
        text: 'MATCH (node:StateConversation {id: $id}) WHERE node.expiresAt > timestamp() RETURN node.json AS json',
        parameters: { id },
      });
      return row === undefined ? null : String(row.get('json'));
    },
    async writeConversation(id, json, ttlMs) {
      await one(
        `MERGE (node:StateConversation {id: $id}) SET node.json = $json, node.expiresAt = timestamp() + $ttl
         RETURN node.id AS id`,
        { id, json, ttl: neo4j.int(ttlMs) },
      );
    },
  };
}

async function sweep(connection: Neo4jConnection): Promise<void> {
  await connection.write(async (run) => {
    await run({
      text: 'MATCH (node:StateEvent) WHERE node.receivedAt < timestamp() - $life DELETE node',
      parameters: { life: neo4j.int(eventLifeMs) },
    });
    await run({ text: 'MATCH (node:StateConversation) WHERE node.expiresAt <= timestamp() DELETE node' });
  });
}
