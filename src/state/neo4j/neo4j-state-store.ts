import { randomUUID } from 'node:crypto';
import type { Neo4jSettings } from '../../operations/neo4j/neo4j-settings.ts';
import { integer, type Neo4jRow, openNeo4j } from '../../operations/neo4j/open-neo4j.ts';
import { type Neo4jMigration, runNeo4jMigrations } from '../../operations/neo4j/run-neo4j-migrations.ts';
import { mentionPattern } from '../mention-pattern.ts';
import type { InboxEvent, StateRecord, StateStore } from '../state-store.ts';

/** The database's clock, in ms: read anew each time, for a statement may have waited for a lock. */
const now = 'datetime.realtime().epochMillis';

/** How long an event's id is remembered, in ms: the platforms retry for hours at most. */
const eventLife = 2 * 24 * 3_600_000;

/** How often what has run out is swept away, in ms; until then it is there and counts as gone. */
const sweepInterval = 60_000;

const migrations: readonly Neo4jMigration[] = [
  {
    name: 'leases, events, conversations',
    statements: [
      'CREATE CONSTRAINT state_lease IF NOT EXISTS FOR (l:StateLease) REQUIRE l.name IS UNIQUE',
      'CREATE CONSTRAINT state_event IF NOT EXISTS FOR (e:StateEvent) REQUIRE e.id IS UNIQUE',
      'CREATE INDEX state_event_received IF NOT EXISTS FOR (e:StateEvent) ON (e.receivedAt)',
      'CREATE INDEX state_event_held IF NOT EXISTS FOR (e:StateEvent) ON (e.heldUntil)',
      'CREATE CONSTRAINT state_conversation IF NOT EXISTS FOR (c:StateConversation) REQUIRE c.id IS UNIQUE',
      'CREATE INDEX state_conversation_expires IF NOT EXISTS FOR (c:StateConversation) ON (c.expiresAt)',
    ],
  },
  {
    name: 'sums',
    statements: ['CREATE CONSTRAINT state_sum IF NOT EXISTS FOR (s:StateSum) REQUIRE s.name IS UNIQUE'],
  },
  {
    name: 'records',
    statements: [
      'CREATE CONSTRAINT state_record IF NOT EXISTS FOR (r:StateRecord) REQUIRE (r.kind, r.id) IS UNIQUE',
      'CREATE INDEX state_record_written IF NOT EXISTS FOR (r:StateRecord) ON (r.kind, r.writtenAt)',
      'CREATE INDEX state_record_expires IF NOT EXISTS FOR (r:StateRecord) ON (r.expiresAt)',
    ],
  },
];

/** Takes the write lock of a node, so that what is read of it afterwards stays true until the end of the transaction. */
const lock = (variable: string): string => `SET ${variable}.locked = true REMOVE ${variable}.locked`;

/** That a property mentions what is looked for. */
const says = (property: string): string => `toLower(${property}) =~ $pattern`;

const statements = {
  acquireLease: `MERGE (l:StateLease {name: $name}) ON CREATE SET l.token = 0, l.expiresAt = 0
    ${lock('l')} WITH l WHERE l.expiresAt <= ${now}
    SET l.holder = $holder, l.token = l.token + 1, l.expiresAt = ${now} + $ttl RETURN l.token, l.expiresAt`,
  renewLease: `MATCH (l:StateLease {name: $name}) ${lock('l')}
    WITH l WHERE l.token = $token AND l.expiresAt > ${now} SET l.expiresAt = ${now} + $ttl RETURN true`,
  releaseLease: `MATCH (l:StateLease {name: $name}) ${lock('l')} WITH l WHERE l.token = $token SET l.expiresAt = 0`,
  // The receipt tells who made it, also where the answer to the commit was lost and the transaction ran again.
  receiveEvent: `MERGE (e:StateEvent {id: $id}) ON CREATE SET e.receipt = $receipt, e.receivedAt = ${now},
    e.payload = $payload, e.holder = $holder, e.heldUntil = ${now} + $ttl RETURN e.receipt = $receipt`,
  forgetRecords: `MATCH (r:StateRecord) WHERE (${says('r.id')} OR ${says('r.json')})
    AND none(spared IN $sparing WHERE r.kind STARTS WITH spared) DELETE r RETURN count(r)`,
  forgetConversations: `MATCH (c:StateConversation) WHERE ${says('c.id')} OR ${says('c.json')} DELETE c RETURN count(c)`,
  forgetEvents: `MATCH (e:StateEvent) WHERE e.payload IS NOT NULL AND ${says('e.payload')}
    REMOVE e.payload, e.holder, e.heldUntil RETURN count(e)`,
  finishEvent: 'MATCH (e:StateEvent {id: $id}) REMOVE e.payload, e.holder, e.heldUntil',
  renewEvent: `MATCH (e:StateEvent {id: $id}) ${lock('e')}
    WITH e WHERE e.holder = $holder AND e.payload IS NOT NULL SET e.heldUntil = ${now} + $ttl RETURN true`,
  takeOverEvents: `MATCH (e:StateEvent) WHERE e.heldUntil <= ${now}
    AND any(beginning IN $beginnings WHERE e.id STARTS WITH beginning) WITH e ORDER BY e.receivedAt, e.id LIMIT $limit
    ${lock('e')} WITH e WHERE e.heldUntil <= ${now} AND e.payload IS NOT NULL
    SET e.holder = $holder, e.heldUntil = ${now} + $ttl
    WITH e ORDER BY e.receivedAt, e.id RETURN e.id, e.payload`,
  readConversation: `MATCH (c:StateConversation {id: $id}) WHERE c.expiresAt > ${now} RETURN c.json`,
  writeConversation: `MERGE (c:StateConversation {id: $id}) SET c.json = $json, c.expiresAt = ${now} + $ttl`,
  // The receipt tells who wrote, also where the answer to the commit was lost and the transaction ran again.
  swapConversation: `MERGE (c:StateConversation {id: $id}) ON CREATE SET c.expiresAt = 0 ${lock('c')}
    WITH c, CASE WHEN c.expiresAt > ${now} THEN c.json ELSE null END AS before
    WHERE c.receipt = $receipt OR before = $expected OR (before IS NULL AND $expected IS NULL)
    SET c.json = $json, c.expiresAt = ${now} + $ttl, c.receipt = $receipt RETURN true`,
  readRecord: `MATCH (r:StateRecord {kind: $kind, id: $id}) WHERE r.expiresAt IS NULL OR r.expiresAt > ${now} RETURN r.json`,
  writeRecord: `MERGE (r:StateRecord {kind: $kind, id: $id})
    SET r.json = $json, r.writtenAt = ${now}, r.expiresAt = ${now} + $ttl`,
  deleteRecord: 'MATCH (r:StateRecord {kind: $kind, id: $id}) DELETE r',
  listRecords: `MATCH (r:StateRecord {kind: $kind}) WHERE r.expiresAt IS NULL OR r.expiresAt > ${now}
    RETURN r.id, r.json, r.writtenAt ORDER BY r.writtenAt DESC, r.id LIMIT $limit`,
  scanRecords: `MATCH (r:StateRecord {kind: $kind}) WHERE r.id > $after AND (r.expiresAt IS NULL OR r.expiresAt > ${now})
    RETURN r.id, r.json, r.writtenAt ORDER BY r.id LIMIT $limit`,
  countRecords: `MATCH (r:StateRecord {kind: $kind}) WHERE r.expiresAt IS NULL OR r.expiresAt > ${now} RETURN count(r)`,
  sweepRecords: `MATCH (r:StateRecord) WHERE r.expiresAt <= ${now} WITH r LIMIT 10000 DELETE r`,
  readSum: `MATCH (s:StateSum {name: $name}) WHERE s.expiresAt > ${now} RETURN s.amount`,
  addToSum: `MERGE (s:StateSum {name: $name}) ON CREATE SET s.amount = 0.0, s.expiresAt = 0 ${lock('s')}
    WITH s, CASE WHEN s.expiresAt > ${now} THEN s.amount ELSE 0.0 END AS before
    SET s.amount = before + $amount, s.expiresAt = ${now} + $ttl RETURN s.amount`,
  sweepSums: `MATCH (s:StateSum) WHERE s.expiresAt <= ${now} WITH s LIMIT 10000 DELETE s`,
  sweepEvents: `MATCH (e:StateEvent) WHERE e.receivedAt < ${now} - $life WITH e LIMIT 10000 DELETE e`,
  sweepConversations: `MATCH (c:StateConversation) WHERE c.expiresAt <= ${now} WITH c LIMIT 10000 DELETE c`,
} as const;

/**
 * The state in Neo4j, under labels of its own in the database of the graph, which no typed query can name. `migrate` comes
 * before anything else. Errors are those of the graph's store.
 *
 * A lease that is held is given to nobody, its holder included: that one renews it. A released lease keeps its node, so
 * that its tokens go on growing.
 */
export function createNeo4jStateStore(settings: Neo4jSettings): StateStore {
  const database = openNeo4j(settings);
  const write = (
    statement: keyof typeof statements,
    parameters: Record<string, unknown>,
  ): Promise<Neo4jRow[]> => database.write((run) => run(statements[statement], parameters));
  const sweep = createSweep((statement) => write(statement, { life: integer(eventLife) }));
  return {
    migrate: () => runNeo4jMigrations(database, 'StateMigration', migrations),
    close: () => database.close(),

    async acquireLease(name, holder, ttlMs) {
      const [taken] = await write('acquireLease', { name, holder, ttl: integer(ttlMs) });
      if (taken === undefined) return null;
      return { name, holder, token: Number(taken[0]), expiresAt: new Date(Number(taken[1])).toISOString() };
    },
    async renewLease({ name, token }, ttlMs) {
      return (await write('renewLease', { name, token, ttl: integer(ttlMs) })).length === 1;
    },
    async releaseLease({ name, token }) {
      await write('releaseLease', { name, token });
    },

    async receiveEvent({ id, payload }, holder, ttlMs) {
      await sweep('sweepEvents');
      const parameters = { id, payload, holder, ttl: integer(ttlMs), receipt: randomUUID() };
      return (await write('receiveEvent', parameters))[0]?.[0] === true;
    },
    async finishEvent(id) {
      await write('finishEvent', { id });
    },
    async renewEvent(id, holder, ttlMs) {
      return (await write('renewEvent', { id, holder, ttl: integer(ttlMs) })).length === 1;
    },
    async takeOverEvents(holder, ttlMs, limit, beginnings = ['']) {
      const within = { ttl: integer(ttlMs), limit: integer(limit) };
      const taken = await write('takeOverEvents', { holder, ...within, beginnings: [...beginnings] });
      return taken.map(([id, payload]): InboxEvent => ({ id: String(id), payload: String(payload) }));
    },

    async readConversation(id) {
      const [found] = await database.read(statements.readConversation, { id });
      return found === undefined ? null : String(found[0]);
    },
    async writeConversation(id, json, ttlMs) {
      await sweep('sweepConversations');
      await write('writeConversation', { id, json, ttl: integer(ttlMs) });
    },

    async swapConversation(id, expected, json, ttlMs) {
      await sweep('sweepConversations');
      const parameters = { id, expected, json, ttl: integer(ttlMs), receipt: randomUUID() };
      return (await write('swapConversation', parameters)).length === 1;
    },

    async readRecord(kind, id) {
      const [found] = await database.read(statements.readRecord, { kind, id });
      return found === undefined ? null : String(found[0]);
    },
    async writeRecord(kind, id, json, ttlMs) {
      await sweep('sweepRecords');
      await write('writeRecord', { kind, id, json, ttl: ttlMs === null ? null : integer(ttlMs) });
    },
    async deleteRecord(kind, id) {
      await write('deleteRecord', { kind, id });
    },
    async listRecords(kind, limit) {
      return (await database.read(statements.listRecords, { kind, limit: integer(limit) })).map(asRecord);
    },
    async scanRecords(kind, after, limit) {
      const found = await database.read(statements.scanRecords, { kind, after, limit: integer(limit) });
      return found.map(asRecord);
    },
    async countRecords(kind) {
      return Number((await database.read(statements.countRecords, { kind }))[0]?.[0] ?? 0);
    },

    async forgetMentions(texts, sparing = []) {
      const found = mentionPattern(texts);
      if (found === null) return 0;
      const parameters = { pattern: `(?s).*${found}.*`, sparing: [...sparing] };
      let forgotten = 0;
      for (const statement of ['forgetRecords', 'forgetConversations', 'forgetEvents'] as const)
        forgotten += Number((await write(statement, parameters))[0]?.[0] ?? 0);
      return forgotten;
    },

    // As the graph beside it.
    scrub: async () => 'left',

    async addToSum(name, amount, ttlMs) {
      if (amount === 0) return Number((await database.read(statements.readSum, { name }))[0]?.[0] ?? 0);
      await sweep('sweepSums');
      return Number((await write('addToSum', { name, amount, ttl: integer(ttlMs) }))[0]?.[0]);
    },
  };
}

function asRecord([id, json, at]: Neo4jRow): StateRecord {
  return { id: String(id), json: String(json), writtenAt: new Date(Number(at)).toISOString() };
}

type Sweeping = 'sweepEvents' | 'sweepConversations' | 'sweepRecords' | 'sweepSums';

/** Sweeps once in a while. Another replica may do so at the same time; whoever comes second leaves it for the next time. */
function createSweep(run: (statement: Sweeping) => Promise<unknown>): (statement: Sweeping) => Promise<void> {
  const last = new Map<Sweeping, number>();
  return async (statement) => {
    const at = performance.now();
    if (at - (last.get(statement) ?? Number.NEGATIVE_INFINITY) < sweepInterval) return;
    last.set(statement, at);
    await run(statement).catch(() => undefined);
  };
}
