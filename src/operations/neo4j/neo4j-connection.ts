import neo4j, { type Driver, type ManagedTransaction, Neo4jError, type Record } from 'neo4j-driver';
import { AppError } from '../app-error.ts';
import type { Neo4jSettings } from './neo4j-settings.ts';

export type { Record } from 'neo4j-driver';

export interface CypherStatement {
  readonly text: string;
  readonly parameters?: Readonly<globalThis.Record<string, unknown>>;
}

/** A statement within a transaction. */
export type RunStatement = (statement: CypherStatement) => Promise<Record[]>;

/** A server or cluster, with this process's pool of connections to it. */
export interface Neo4jConnection {
  /** Runs a statement with READ access, which the server refuses to write with. */
  read(statement: CypherStatement): Promise<Record[]>;
  /** Runs work in one writing transaction: all of it or nothing. It may run again where the server says so. */
  write<Result>(work: (run: RunStatement) => Promise<Result>): Promise<Result>;
  /** Changes constraints and indexes, each in a transaction of its own; what is there already is left as it is. */
  changeSchema(texts: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** A question waits no longer than this for its answer, in ms; a batch of a sync is given more. */
const readTimeoutMs = 20_000;
const writeTimeoutMs = 120_000;
/** How long a server that is down holds up whoever asks, in ms. */
const connectTimeoutMs = 4_000;

/**
 * Opens nothing yet: the first statement connects, and a server that went away is connected to again by itself.
 *
 * @throws AppError from each statement: `storage_unreachable` where no server answers, `storage_unusable` where it refuses
 *   us.
 */
export function createNeo4jConnection(settings: Neo4jSettings): Neo4jConnection {
  const driver = openDriver(settings);
  const { database } = settings;
  // What one session has written the next one reads, on whichever member of a cluster.
  const bookmarkManager = neo4j.bookmarkManager();

  async function inSession<Result>(
    mode: 'READ' | 'WRITE',
    work: (session: ReturnType<Driver['session']>) => Promise<Result>,
  ): Promise<Result> {
    const session = driver.session({
      database,
      bookmarkManager,
      defaultAccessMode: mode === 'READ' ? neo4j.session.READ : neo4j.session.WRITE,
    });
    try {
      return await work(session);
    } catch (error) {
      throw neo4jError(settings, error);
    } finally {
      await session.close();
    }
  }

  const runIn =
    (transaction: ManagedTransaction): RunStatement =>
    async ({ text, parameters }) =>
      (await transaction.run(text, parameters)).records;

  return {
    read: (statement) =>
      inSession('READ', (session) =>
        session.executeRead((transaction) => runIn(transaction)(statement), { timeout: readTimeoutMs }),
      ),
    write: (work) =>
      inSession('WRITE', (session) =>
        session.executeWrite((transaction) => work(runIn(transaction)), { timeout: writeTimeoutMs }),
      ),
    async changeSchema(texts) {
      for (const text of texts) {
        await inSession('WRITE', (session) =>
          session
            .executeWrite((transaction) => transaction.run(text), { timeout: writeTimeoutMs })
            .catch(ifThere),
        );
      }
    },
    close: () => driver.close(),
  };
}

/** Two processes that start at once both see that an index is missing, and the second to make it finds it made. */
function ifThere(error: unknown): void {
  if (
    error instanceof Neo4jError &&
    error.code === 'Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists'
  )
    return;
  throw error;
}

function openDriver({ uri, username, password }: Neo4jSettings): Driver {
  return neo4j.driver(uri, neo4j.auth.basic(username, password), {
    disableLosslessIntegers: true,
    connectionTimeout: connectTimeoutMs,
    connectionAcquisitionTimeout: 2 * connectTimeoutMs,
    maxTransactionRetryTime: 2 * connectTimeoutMs,
    userAgent: 'orgwise',
    telemetryDisabled: true,
  });
}

/** The error to show for one that the driver threw; others are returned as they are. */
export function neo4jError({ uri, username, database }: Neo4jSettings, error: unknown): unknown {
  if (!(error instanceof Neo4jError)) return error;
  const { code } = error;
  if (code.startsWith('Neo.ClientError.Security.')) {
    return new AppError(
      'storage_unusable',
      `Neo4j at ${uri} refuses the user ${username}; check NEO4J_USERNAME and NEO4J_PASSWORD.`,
      { cause: error },
    );
  }
  if (code === 'Neo.ClientError.Database.DatabaseNotFound') {
    return new AppError(
      'storage_unusable',
      `Neo4j at ${uri} has no database ${database}; make it, or name another with NEO4J_DATABASE.`,
      { cause: error },
    );
  }
  const isUnreachable =
    code === neo4j.error.SERVICE_UNAVAILABLE ||
    code === neo4j.error.SESSION_EXPIRED ||
    code.startsWith('Neo.TransientError.') ||
    code === 'Neo.ClientError.Cluster.NotALeader';
  if (isUnreachable || neo4j.isRetryableError(error)) {
    return new AppError(
      'storage_unreachable',
      `Neo4j at ${uri} cannot be reached; check that it runs and that NEO4J_URI names it.`,
      { cause: error },
    );
  }
  return error;
}
