import { z } from 'zod';
import { AppError } from '../../src/operations/app-error.ts';
import type { ReadingRule } from '../connector.ts';
import { parseReaders } from './parse-readers.ts';

const reader = z.string().regex(/^(everyone|(user|group|team):\S.*)$/, {
  error: 'everyone, user:KEY-OR-EMAIL, group:KEY or team:KEY',
});

/** A reading rule in the configuration: a list of readers who may see it (or), or a list of such lists (and). */
export const readingRuleSchema = z.union([z.array(reader).min(1), z.array(z.array(reader).min(1)).min(1)], {
  error: 'a list of readers such as [everyone] or [group:engineering]',
});

/** The configured rule in the form of the contract. */
export function toReadingRule(configured: z.output<typeof readingRuleSchema>): ReadingRule {
  const isOneClause = configured.every((item) => typeof item === 'string');
  const clauses = isOneClause ? [configured] : configured.filter((item) => typeof item !== 'string');
  const parsed = parseReaders(clauses);
  // An empty rule would open the records to everyone.
  if (parsed === undefined) throw new AppError('invalid_config', 'The readers name nobody.');
  return parsed.rule;
}
