import type { PathQuery, QueryResult } from '../../graph/graph-query.ts';
import { AppError } from '../../operations/app-error.ts';
import type { AnswerContext } from './answer-context.ts';

/** Within one link less on each side, far fewer things are visited. */
const shorter = 2;

/** The connections that a query asks for, and within how many links they were looked for. */
export interface FoundPaths {
  readonly result: QueryResult;
  readonly links: number;
}

/**
 * Looks for connections. Where a graph is too large to be searched as far as was asked, they are looked for within fewer
 * links, which the answer then says.
 *
 * @throws AppError whatever the store throws, of the shortest search.
 */
export async function queryPaths(query: PathQuery, context: AnswerContext): Promise<FoundPaths> {
  const { maxLength } = query.paths;
  try {
    return { result: await context.graph.query(query, context.viewer, context.today), links: maxLength };
  } catch (error) {
    const isTooFar = error instanceof AppError && error.code === 'invalid_query' && maxLength > shorter;
    if (!isTooFar) throw error;
    return await queryPaths({ paths: { ...query.paths, maxLength: maxLength - shorter } }, context);
  }
}
