import type { ReadingRule } from '../connector.ts';

export interface ParsedReaders {
  readonly rule: ReadingRule;
  /** Words that name no reader. */
  readonly unknown: readonly string[];
}

/**
 * Reads who may see a record: `user:KEY`, `group:KEY`, `team:KEY` (a team is a group) and `everyone`. Words it does
 * not understand are left out of their clause, which makes the rule narrower, never wider.
 *
 * @returns undefined where a clause is left without any reader: such a record must be set aside, not opened to all.
 */
export function parseReaders(clauses: readonly (readonly string[])[]): ParsedReaders | undefined {
  const unknown: string[] = [];
  const rule = clauses.map((clause) =>
    clause.flatMap((word) => {
      const reader = parseReader(word);
      if (reader === undefined) unknown.push(word);
      return reader ?? [];
    }),
  );
  const isOpenToNobody = rule.length === 0 || rule.some((clause) => clause.length === 0);
  return isOpenToNobody ? undefined : { rule, unknown };
}

function parseReader(word: string): string | undefined {
  const trimmed = word.trim();
  if (trimmed.toLowerCase() === 'everyone') return 'everyone';
  const [, kind, key] = /^(user|group|team)\s*:\s*(\S.*)$/i.exec(trimmed) ?? [];
  if (kind === undefined || key === undefined) return undefined;
  return `${kind.toLowerCase() === 'user' ? 'user' : 'group'}:${key}`;
}
