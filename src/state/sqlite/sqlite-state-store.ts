import { openDatabase, runOnDatabase } from '../../operations/open-database.ts';
import { inTransaction, type Migration, runMigrations } from '../../operations/run-migrations.ts';
import { scrubDatabase } from '../../operations/scrub-database.ts';
import { mentionPattern } from '../mention-pattern.ts';
import type { StateRecord, StateStore } from '../state-store.ts';

/** The database's clock, in seconds with fractions. */
const now = "unixepoch('subsec')";

/** How long an event's id is remembered, in seconds: the platforms retry for hours at most. */
const eventLife = 2 * 24 * 3600;

const migrations: readonly Migration[] = [
  {
    name: 'leases, events, conversations',
    up: (database) =>
      database.exec(`
        CREATE TABLE state_lease (
          name TEXT PRIMARY KEY, holder TEXT NOT NULL, token INTEGER NOT NULL, expires_at REAL NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE state_event (id TEXT PRIMARY KEY, received_at REAL NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX state_event_received_at ON state_event (received_at);
        CREATE TABLE state_conversation (
          id TEXT PRIMARY KEY, json TEXT NOT NULL, expires_at REAL NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX state_conversation_expires_at ON state_conversation (expires_at);
      `),
  },
  {
    name: 'events with their payload and holder',
    // Events that were noted before are known by their ids alone, and count as finished.
    up: (database) =>
      database.exec(`
        ALTER TABLE state_event ADD COLUMN payload TEXT;
        ALTER TABLE state_event ADD COLUMN holder TEXT;
        ALTER TABLE state_event ADD COLUMN held_until REAL;
        CREATE INDEX state_event_held_until ON state_event (held_until) WHERE payload IS NOT NULL;
      `),
  },
  {
    name: 'sums',
    up: (database) =>
      database.exec(`
        CREATE TABLE state_sum (
          name TEXT PRIMARY KEY, amount REAL NOT NULL, expires_at REAL NOT NULL
        ) STRICT, WITHOUT ROWID;
      `),
  },
  {
    name: 'records',
    up: (database) =>
      database.exec(`
        CREATE TABLE state_record (
          kind TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL, written_at REAL NOT NULL, expires_at REAL,
          PRIMARY KEY (kind, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX state_record_written_at ON state_record (kind, written_at);
        CREATE INDEX state_record_expires_at ON state_record (expires_at);
      `),
  },
];

/**
 * The embedded state store: tables of its own in a SQLite file, which may be the graph's. `migrate` comes before anything
 * else.
 *
 * A lease that is held is given to nobody, its holder included: that one renews it. Two runs of one process thus keep out
 * of each other's way as well. A released lease keeps its row, so that its tokens go on growing.
 *
 * @param options.file a path whose folder is made where it is absent, or `:memory:`.
 * @throws AppError `storage_unusable` where the file cannot be opened.
 */
export function createSqliteStateStore(options: { readonly file: string }): StateStore {
  const database = openDatabase(options.file);
  database.function('mentions', { deterministic: true }, (text, pattern) =>
    new RegExp(String(pattern), 'u').test(String(text).toLowerCase()) ? 1 : 0,
  );
  const run = <Result>(work: () => Result): Promise<Result> => runOnDatabase(options.file, work);
  return {
    migrate: () => run(() => runMigrations(database, options.file, 'state_migration', migrations)),
    close: () => run(() => database.close()),

    acquireLease: (name, holder, ttlMs) =>
      run(() => {
        const taken = database
          .prepare(
            `INSERT INTO state_lease VALUES (?, ?, 1, ${now} + ?)
             ON CONFLICT (name) DO UPDATE
               SET holder = excluded.holder, token = token + 1, expires_at = excluded.expires_at
               WHERE state_lease.expires_at <= ${now}
             RETURNING token, strftime('%Y-%m-%dT%H:%M:%fZ', expires_at, 'unixepoch') AS expiresAt`,
          )
          .get(name, holder, ttlMs / 1000);
        if (taken === undefined) return null;
        return { name, holder, token: Number(taken.token), expiresAt: String(taken.expiresAt) };
      }),
    renewLease: ({ name, token }, ttlMs) =>
      run(
        () =>
          database
            .prepare(
              `UPDATE state_lease SET expires_at = ${now} + ? WHERE name = ? AND token = ? AND expires_at > ${now}`,
            )
            .run(ttlMs / 1000, name, token).changes === 1,
      ),
    releaseLease: ({ name, token }) =>
      run(() => {
        database
          .prepare('UPDATE state_lease SET expires_at = 0 WHERE name = ? AND token = ?')
          .run(name, token);
      }),

    receiveEvent: ({ id, payload }, holder, ttlMs) =>
      run(() => {
        database.prepare(`DELETE FROM state_event WHERE received_at < ${now} - ?`).run(eventLife);
        return (
          database
            .prepare(
              `INSERT OR IGNORE INTO state_event (id, received_at, payload, holder, held_until)
               VALUES (?, ${now}, ?, ?, ${now} + ?)`,
            )
            .run(id, payload, holder, ttlMs / 1000).changes === 1
        );
      }),
    finishEvent: (id) =>
      run(() => {
        database
          .prepare('UPDATE state_event SET payload = NULL, holder = NULL, held_until = NULL WHERE id = ?')
          .run(id);
      }),
    renewEvent: (id, holder, ttlMs) =>
      run(
        () =>
          database
            .prepare(
              `UPDATE state_event SET held_until = ${now} + ? WHERE id = ? AND holder = ? AND payload IS NOT NULL`,
            )
            .run(ttlMs / 1000, id, holder).changes === 1,
      ),
    takeOverEvents: (holder, ttlMs, limit, beginnings = ['']) =>
      run(() =>
        database
          .prepare(
            `UPDATE state_event SET holder = ?, held_until = ${now} + ? WHERE id IN (
               SELECT id FROM state_event WHERE payload IS NOT NULL AND held_until <= ${now}
                 AND EXISTS (SELECT 1 FROM json_each(?) WHERE substr(state_event.id, 1, length(value)) = value)
               ORDER BY received_at, id LIMIT ?)
             RETURNING received_at, id, payload`,
          )
          .all(holder, ttlMs / 1000, JSON.stringify(beginnings), limit)
          .sort((one, other) => Number(one.received_at) - Number(other.received_at))
          .map((row) => ({ id: String(row.id), payload: String(row.payload) })),
      ),

    readConversation: (id) =>
      run(() => {
        const found = database
          .prepare(`SELECT json FROM state_conversation WHERE id = ? AND expires_at > ${now}`)
          .get(id);
        return found === undefined ? null : String(found.json);
      }),
    writeConversation: (id, json, ttlMs) =>
      run(() => {
        database.prepare(`DELETE FROM state_conversation WHERE expires_at <= ${now}`).run();
        database
          .prepare(
            `INSERT INTO state_conversation VALUES (?, ?, ${now} + ?)
             ON CONFLICT (id) DO UPDATE SET json = excluded.json, expires_at = excluded.expires_at`,
          )
          .run(id, json, ttlMs / 1000);
      }),

    swapConversation: (id, expected, json, ttlMs) =>
      run(() => {
        database.prepare(`DELETE FROM state_conversation WHERE expires_at <= ${now}`).run();
        const written =
          expected === null
            ? database
                .prepare(`INSERT OR IGNORE INTO state_conversation VALUES (?, ?, ${now} + ?)`)
                .run(id, json, ttlMs / 1000)
            : database
                .prepare(
                  `UPDATE state_conversation SET json = ?, expires_at = ${now} + ? WHERE id = ? AND json = ?`,
                )
                .run(json, ttlMs / 1000, id, expected);
        return written.changes === 1;
      }),

    readRecord: (kind, id) =>
      run(() => {
        const found = database
          .prepare(
            `SELECT json FROM state_record WHERE kind = ? AND id = ? AND (expires_at IS NULL OR expires_at > ${now})`,
          )
          .get(kind, id);
        return found === undefined ? null : String(found.json);
      }),
    writeRecord: (kind, id, json, ttlMs) =>
      run(() => {
        database.prepare(`DELETE FROM state_record WHERE expires_at <= ${now}`).run();
        database
          .prepare(
            `INSERT INTO state_record VALUES (?, ?, ?, ${now}, ${now} + ?)
             ON CONFLICT (kind, id) DO UPDATE
               SET json = excluded.json, written_at = excluded.written_at, expires_at = excluded.expires_at`,
          )
          .run(kind, id, json, ttlMs === null ? null : ttlMs / 1000);
      }),
    deleteRecord: (kind, id) =>
      run(() => {
        database.prepare('DELETE FROM state_record WHERE kind = ? AND id = ?').run(kind, id);
      }),
    listRecords: (kind, limit) =>
      run(() =>
        database
          .prepare(
            `SELECT id, json, strftime('%Y-%m-%dT%H:%M:%fZ', written_at, 'unixepoch') AS writtenAt
             FROM state_record WHERE kind = ? AND (expires_at IS NULL OR expires_at > ${now})
             ORDER BY written_at DESC, id LIMIT ?`,
          )
          .all(kind, limit)
          .map(asRecord),
      ),
    scanRecords: (kind, after, limit) =>
      run(() =>
        database
          .prepare(
            `SELECT id, json, strftime('%Y-%m-%dT%H:%M:%fZ', written_at, 'unixepoch') AS writtenAt
             FROM state_record WHERE kind = ? AND id > ? AND (expires_at IS NULL OR expires_at > ${now})
             ORDER BY id LIMIT ?`,
          )
          .all(kind, after, limit)
          .map(asRecord),
      ),
    countRecords: (kind) =>
      run(() => {
        const found = database
          .prepare(
            `SELECT count(*) AS number FROM state_record WHERE kind = ? AND (expires_at IS NULL OR expires_at > ${now})`,
          )
          .get(kind);
        return Number(found?.number ?? 0);
      }),

    forgetMentions: (texts, sparing = []) =>
      run(() => {
        const pattern = mentionPattern(texts);
        if (pattern === null) return 0;
        const statements = [
          [
            `DELETE FROM state_record WHERE (mentions(id, ?1) OR mentions(json, ?1))
             AND NOT EXISTS (SELECT 1 FROM json_each(?2) WHERE substr(kind, 1, length(value)) = value)`,
            JSON.stringify(sparing),
          ],
          ['DELETE FROM state_conversation WHERE mentions(id, ?1) OR mentions(json, ?1)'],
          [
            `UPDATE state_event SET payload = NULL, holder = NULL, held_until = NULL
             WHERE payload IS NOT NULL AND mentions(payload, ?1)`,
          ],
        ] as const;
        return inTransaction(database, () =>
          statements
            .map(([sql, ...more]) => Number(database.prepare(sql).run(pattern, ...more).changes))
            .reduce((sum, changes) => sum + changes, 0),
        );
      }),

    scrub: () => run(() => scrubDatabase(database)),

    addToSum: (name, amount, ttlMs) =>
      run(() => {
        if (amount === 0) {
          const found = database
            .prepare(`SELECT amount FROM state_sum WHERE name = ? AND expires_at > ${now}`)
            .get(name);
          return Number(found?.amount ?? 0);
        }
        database.prepare(`DELETE FROM state_sum WHERE expires_at <= ${now}`).run();
        const sum = database
          .prepare(
            `INSERT INTO state_sum VALUES (?, ?, ${now} + ?)
             ON CONFLICT (name) DO UPDATE
               SET amount = amount + excluded.amount, expires_at = excluded.expires_at
             RETURNING amount`,
          )
          .get(name, amount, ttlMs / 1000);
        return Number(sum?.amount);
      }),
  };
}

function asRecord(row: Readonly<Record<string, unknown>>): StateRecord {
  return { id: String(row.id), json: String(row.json), writtenAt: String(row.writtenAt) };
}
