/** Bounds of a statement and of what it gives. Generous for a question, and far below what could hurt a server. */
export const limits = {
  /** Characters of a statement. */
  length: 4_000,
  /** Clauses, those of subqueries included. */
  clauses: 16,
  /** Relationships over all patterns. */
  relationships: 16,
  /** Parentheses, calls, lists and subqueries within each other. */
  depth: 24,
  /** Subqueries within each other. */
  subqueries: 3,
  /** Times `+` may stand: each can double a text or a list, so that thirty of them would fill any memory. */
  additions: 10,
  /** Times any other operator of arithmetic may stand. */
  operators: 40,
  /** Longest walk along relationships that the schema calls transitive, in one direction. */
  transitiveSteps: 12,
  /** Longest walk along any others. */
  steps: 4,
  /** Longest shortest path. */
  shortestPath: 8,
  /** Patterns of several steps. */
  walks: 2,
  /** Times UNWIND may stand: each multiplies the rows by the entries of a list. */
  unwinds: 2,
  /** Rows that are given. */
  rows: 200,
  /** Characters of one text, and entries of one list. */
  textLength: 2_000,
  listLength: 100,
  /** Characters over all rows. */
  totalLength: 200_000,
} as const;
