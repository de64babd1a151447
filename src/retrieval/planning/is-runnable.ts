import { validateGraphQuery } from '../../graph/validate-graph-query.ts';
import { AppError } from '../../operations/app-error.ts';
import type { Built } from './planner.ts';

/**
 * Whether a store would accept a plan's query, and what it is set against. Rules that add to each other's work may end in one that asks for the
 * same twice, say; whoever asks must be told that the question was not understood then, and never meet an error.
 */
export function isRunnable({ query, shape }: Pick<NonNullable<Built>, 'query' | 'shape'>): boolean {
  try {
    validateGraphQuery(query);
    if ('of' in shape && shape.of !== null) validateGraphQuery(shape.of);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid_query') return false;
    throw error;
  }
}
