import { AppError } from '../../../operations/app-error.ts';
import { neo4jCode } from '../../../operations/neo4j/neo4j-errors.ts';
import type { Neo4jSettings } from '../../../operations/neo4j/neo4j-settings.ts';
import { openNeo4j } from '../../../operations/neo4j/open-neo4j.ts';
import type { CypherReader } from '../../cypher-reader.ts';
import { type GuardedStatement, guardStatement } from './guard-statement.ts';
import { limits } from './limits.ts';
import { columnNames, type ReadRow, readRow } from './read-row.ts';

/** In ms: somebody waits, and a statement that a model wrote is not worth more of the server. */
const defaultTimeout = 5_000;

/**
 * Reads Neo4j by statements that a model wrote, each within the guard, in a transaction that the server lets read alone, and
 * for a limited time. Its driver opens nothing before the first statement.
 *
 * @param options.today the company's present day.
 */
export function createCypherReader(
  settings: Neo4jSettings,
  options: { readonly today: () => string; readonly timeoutMs?: number },
): CypherReader & { close(): Promise<void> } {
  const database = openNeo4j(settings);
  const timeoutMs = options.timeoutMs ?? defaultTimeout;
  return {
    async read(statement, viewer) {
      if (viewer.acls !== 'all' || viewer.ofSome !== undefined || viewer.hiddenTypes !== undefined)
        throw new AppError(
          'not_allowed',
          'Statements of a model are run for those alone who may read everything.',
        );
      const guarded = guardStatement(statement, { day: options.today(), hidden: viewer.hidden });
      const rows: ReadRow[] = [];
      let length = 0;
      let isFull = false;
      try {
        await database.stream(guarded.cypher, guarded.parameters, {
          timeoutMs,
          take(values) {
            const row = readRow(guarded, values, viewer);
            length += row.length;
            isFull = rows.length === limits.rows || length > limits.totalLength;
            if (!isFull) rows.push(row);
            return !isFull;
          },
        });
      } catch (error) {
        throw mendable(error, guarded, timeoutMs);
      }
      return {
        columns: columnNames(guarded),
        rows: rows.map(({ cells }) => cells),
        cut: isFull || rows.some(({ cut }) => cut),
      };
    },
    close: () => database.close(),
  };
}

/** Errors that another statement would not have; the others are returned as they are. */
function mendable(error: unknown, guarded: GuardedStatement, timeoutMs: number): unknown {
  const code = neo4jCode(error) ?? '';
  if (
    code.startsWith('Neo.ClientError.Transaction.TransactionTimedOut') ||
    code.endsWith('Transaction.Terminated')
  )
    return new AppError(
      'invalid_query',
      `The statement took longer than ${timeoutMs / 1000} s: begin at nodes with a name, and walk fewer steps.`,
      { cause: error },
    );
  if (/MemoryPoolOutOfMemory|StackOverFlow/i.test(code))
    return new AppError('invalid_query', 'The statement needs too much memory: ask for less at once.', {
      cause: error,
    });
  if (!/^Neo\.ClientError\.Statement\./.test(code)) return error;
  const [first = ''] = (error instanceof Error ? error.message : '').split('\n');
  return new AppError('invalid_query', `Neo4j refuses the statement: ${guarded.explain(first)}`, {
    cause: error,
  });
}
