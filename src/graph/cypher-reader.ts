import type { Viewer } from './viewer.ts';

/**
 * Statements in Cypher that were written from a question: the last resort for what the typed query cannot say. Only a
 * deployment on Neo4j that allows it has one.
 */
export interface CypherReader {
  /**
   * Runs one read-only statement that the guard accepted.
   *
   * @throws AppError 'invalid_query' with a sentence that tells a model what to mend, `not_allowed` for a viewer who may not
   *   read everything, and what the store throws while the server does not answer.
   */
  read(statement: string, viewer: Viewer): Promise<CypherRows>;
}

export interface CypherRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | boolean | null | readonly string[])[])[];
  /** Whether a bound of the reader, not the statement's own LIMIT, left rows or the ends of long values out. */
  readonly cut: boolean;
}
