import neo4j, { type Driver, type ManagedTransaction, type Session } from 'neo4j-driver';
import { AppError } from '../app-error.ts';
import { neo4jError } from './neo4j-errors.ts';
import type { Neo4jSettings } from './neo4j-settings.ts';
import { isNewEnough, neededVersion } from './neo4j-version.ts';

/** A value of a result. Integers come as numbers: none of ours is beyond 2^53. */
export type Neo4jValue =
  | string
  | number
  | boolean
  | null
  | readonly Neo4jValue[]
  | { readonly [key: string]: Neo4jValue };
export type Neo4jRow = readonly Neo4jValue[];
export type Parameters = Readonly<Record<string, unknown>>;

/** Runs statements of one transaction, one after the other. */
export type Run = (cypher: string, parameters?: Parameters) => Promise<Neo4jRow[]>;

/** A Neo4j database. Nothing is sent until the first statement, so that it can be made while the server is down. */
export interface Neo4jDatabase {
  readonly settings: Neo4jSettings;
  /** One read-only statement; the server refuses a write in it. Transient errors are retried. */
  read(cypher: string, parameters?: Parameters): Promise<Neo4jRow[]>;
  /** Several read-only statements in one transaction. */
  readWith<Result>(work: (run: Run) => Promise<Result>): Promise<Result>;
  /**
   * One read-only statement, row by row as they come, tried once.
   *
   * @param options.take may say false to have no more.
   */
  stream(cypher: string, parameters: Parameters, options: StreamOptions): Promise<void>;
  /** One transaction, all of it or nothing; `work` may run again after a transient error. */
  write<Result>(work: (run: Run) => Promise<Result>): Promise<Result>;
  /** One statement outside of any transaction of ours, as changes of the schema need. */
  change(cypher: string, parameters?: Parameters): Promise<Neo4jRow[]>;
  close(): Promise<void>;
}

export interface StreamOptions {
  /** After which the server ends the statement. */
  readonly timeoutMs: number;
  take(row: readonly unknown[]): boolean;
}

/** In ms. A question waits for an answer, a batch of a sync may take longer. */
const timeouts = {
  connect: 3_000,
  acquire: 5_000,
  retry: 2_000,
  /** For so long after a read that reached nobody, reads are tried once: a question takes several, and each would wait anew. */
  impatience: 3_000,
  retryWrites: 30_000,
  read: 30_000,
  write: 300_000,
};

/** Rows that a stream fetches before they are asked for: few, since each may be large. */
const rowsAtOnce = 25;

/** A whole number as Cypher wants it after LIMIT and in lists' places; the driver sends JavaScript's as floats. */
export function integer(value: number): unknown {
  return neo4j.int(value);
}

/** Opens nothing yet; every method throws AppError `storage_unreachable` or `storage_unusable` as `neo4jError` tells. */
export function openNeo4j(settings: Neo4jSettings): Neo4jDatabase {
  // Reads give up soon, for somebody waits. Writes of two syncs may collide, and are worth trying longer.
  const reader = createDriver(settings, timeouts.retry);
  const writer = createDriver(settings, timeouts.retryWrites);
  const bookmarkManager = reader.executeQueryBookmarkManager;
  let missedAt = Number.NEGATIVE_INFINITY;
  const reading = async <Result>(work: (isPatient: boolean) => Promise<Result>): Promise<Result> => {
    try {
      const result = await work(performance.now() - missedAt >= timeouts.impatience);
      missedAt = Number.NEGATIVE_INFINITY;
      return result;
    } catch (error) {
      const told = neo4jError(settings, error);
      if (told instanceof AppError && told.code === 'storage_unreachable') missedAt = performance.now();
      throw told;
    }
  };
  const within = async <Result>(
    driver: Driver,
    access: 'READ' | 'WRITE',
    work: (session: Session) => Promise<Result>,
    options: { readonly fetchSize?: number } = {},
  ): Promise<Result> => {
    const session = driver.session({
      database: settings.database,
      defaultAccessMode: access,
      bookmarkManager,
      ...options,
    });
    try {
      return await work(session);
    } catch (error) {
      throw neo4jError(settings, error);
    } finally {
      await session.close().catch(() => undefined);
    }
  };
  const managed =
    <Result>(work: (run: Run) => Promise<Result>) =>
    (transaction: Pick<ManagedTransaction, 'run'>): Promise<Result> =>
      work(async (cypher, parameters) => rowsOf(await transaction.run(cypher, parameters)));
  const readOnce = <Result>(work: (run: Run) => Promise<Result>): Promise<Result> =>
    within(reader, 'READ', (session) => runOnce(session, managed(work)));
  return {
    settings,
    read: (cypher, parameters) =>
      reading(async (isPatient) =>
        isPatient
          ? rowsOf(
              await reader.executeQuery(cypher, parameters, {
                database: settings.database,
                routing: neo4j.routing.READ,
                transactionConfig: { timeout: timeouts.read },
              }),
            )
          : await readOnce((run) => run(cypher, parameters)),
      ),
    readWith: (work) =>
      reading((isPatient) =>
        isPatient
          ? within(reader, 'READ', (session) =>
              session.executeRead(managed(work), { timeout: timeouts.read }),
            )
          : readOnce(work),
      ),
    stream: (cypher, parameters, { timeoutMs, take }) =>
      reading(() =>
        within(
          reader,
          'READ',
          async (session) => {
            for await (const record of session.run(cypher, parameters, { timeout: timeoutMs }))
              if (!take(record.keys.map((_, index) => record.get(index)))) break;
          },
          { fetchSize: rowsAtOnce },
        ),
      ),
    write: (work) =>
      within(writer, 'WRITE', (session) => session.executeWrite(managed(work), { timeout: timeouts.write })),
    change: (cypher, parameters) =>
      within(writer, 'WRITE', async (session) =>
        rowsOf(await session.run(cypher, parameters, { timeout: timeouts.write })),
      ),
    async close() {
      await Promise.all([reader.close(), writer.close()]);
    },
  };
}

/** What the driver would try again after a second at least, however short it is told to. */
async function runOnce<Result>(
  session: Session,
  work: (transaction: Pick<ManagedTransaction, 'run'>) => Promise<Result>,
): Promise<Result> {
  const transaction = await session.beginTransaction({ timeout: timeouts.read });
  try {
    const result = await work(transaction);
    await transaction.commit();
    return result;
  } finally {
    await transaction.close().catch(() => undefined);
  }
}

function createDriver(settings: Neo4jSettings, maxTransactionRetryTime: number): Driver {
  return neo4j.driver(settings.uri, neo4j.auth.basic(settings.username, settings.password), {
    userAgent: 'orgwise',
    disableLosslessIntegers: true,
    connectionTimeout: timeouts.connect,
    connectionAcquisitionTimeout: timeouts.acquire,
    maxTransactionRetryTime,
    // A pooled connection that a firewall has dropped is noticed before a question hangs on it.
    connectionLivenessCheckTimeout: 60_000,
    notificationFilter: { minimumSeverityLevel: 'OFF' },
  });
}

/** The one place where the driver's records become values. */
function rowsOf(result: {
  readonly records: readonly { readonly keys: readonly PropertyKey[]; get(key: number): unknown }[];
}): Neo4jRow[] {
  return result.records.map((record) => record.keys.map((_, index) => record.get(index) as Neo4jValue));
}

/** Version and edition of the server. */
export async function readServer(database: Neo4jDatabase): Promise<{ version: string; edition: string }> {
  const rows = await database.read(
    'CALL dbms.components() YIELD versions, edition RETURN versions[0], edition',
  );
  return { version: String(rows[0]?.[0] ?? ''), edition: String(rows[0]?.[1] ?? '') };
}

/**
 * @param use for what a later version than the stores' is needed.
 * @throws AppError `storage_unusable` for a server that is too old.
 */
export async function demandVersion(
  database: Neo4jDatabase,
  needed = neededVersion,
  use = '',
): Promise<void> {
  const { version } = await readServer(database);
  if (isNewEnough(version, needed)) return;
  throw new AppError(
    'storage_unusable',
    `Neo4j at ${database.settings.uri} has version ${version}, and ${needed} or later is needed${use}: update it.`,
  );
}
