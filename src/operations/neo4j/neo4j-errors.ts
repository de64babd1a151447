import { AppError } from '../app-error.ts';
import type { Neo4jSettings } from './neo4j-settings.ts';

/**
 * The error to show for one that the driver threw; errors of other kinds are returned as they are. Codes: Neo4j Status
 * Codes, "Client errors"; the driver's own are `ServiceUnavailable` and `SessionExpired`.
 */
export function neo4jError(settings: Neo4jSettings, error: unknown): unknown {
  if (error instanceof AppError) return error;
  const code = driverCode(error);
  if (code === undefined) return error;
  const { uri, username, database } = settings;
  if (isUnreachable(code, error)) {
    return new AppError(
      'storage_unreachable',
      `Neo4j at ${uri} does not answer: start it, or correct NEO4J_URI.`,
      { cause: error },
    );
  }
  const reason = unusable(code, username, database);
  if (reason === undefined) return error;
  return new AppError('storage_unusable', `Neo4j at ${uri} cannot be used: ${reason}.`, { cause: error });
}

/** The code that Neo4j or its driver gave an error, also where `neo4jError` has put it into words; undefined for others. */
export function neo4jCode(error: unknown): string | undefined {
  return driverCode(error instanceof AppError ? error.cause : error);
}

function driverCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

function isUnreachable(code: string, error: unknown): boolean {
  if (code === 'ServiceUnavailable' || code === 'SessionExpired') return true;
  if (code === 'Neo.TransientError.Database.DatabaseUnavailable') return true;
  // A full pool has no code of its own, and neither has a connection that was reset.
  const message = error instanceof Error ? error.message : '';
  return code === 'N/A' && /acquisition timed out|Connection was closed|ECONN|Pool is closed/i.test(message);
}

function unusable(code: string, username: string, database: string): string | undefined {
  switch (code) {
    case 'Neo.ClientError.Security.Unauthorized':
      return `it refuses the user ${username} with this password; correct NEO4J_USERNAME and NEO4J_PASSWORD`;
    case 'Neo.ClientError.Security.AuthenticationRateLimit':
      return `it was given a wrong password for the user ${username} too often; correct NEO4J_USERNAME and NEO4J_PASSWORD, then wait some seconds`;
    case 'Neo.ClientError.Security.CredentialsExpired':
      return `the user ${username} has to choose a password first; set one and write it to NEO4J_PASSWORD`;
    case 'Neo.ClientError.Database.DatabaseNotFound':
      return `it has no database ${database}; correct NEO4J_DATABASE (Community Edition has one, neo4j)`;
    case 'Neo.ClientError.Security.Forbidden':
      return `the user ${username} may not do this; give it the right to read and write the database ${database}`;
    case 'Neo.ClientError.General.ReadOnly':
    case 'Neo.ClientError.General.WriteOnReadOnlyAccessDatabase':
      return `the database ${database} is read-only; make it writable`;
    case 'Neo.ClientError.Transaction.TransactionTimedOut':
    case 'Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration':
      return 'it took too long over a statement; give it more memory or ask for less';
    default:
      return undefined;
  }
}
