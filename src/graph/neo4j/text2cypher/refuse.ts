import { AppError } from '../../../operations/app-error.ts';

/** @throws AppError `invalid_query` with a sentence that says what to mend. */
export function refuse(sentence: string): never {
  throw new AppError('invalid_query', sentence);
}
