/** A statement as it runs on an engine, for somebody who asks how an answer came about. */
export interface QueryStatement {
  readonly language: 'Cypher' | 'SQL';
  /** Holds no values: these are parameters, `?1`, `?2` … in SQL and `$name` in Cypher. */
  readonly text: string;
  /** In the order in which they stand in the text. What the viewer's rights put in is described, not shown. */
  readonly parameters: readonly StatementParameter[];
}

export interface StatementParameter {
  readonly name: string;
  /** A value of the query, as JSON. */
  readonly value: string;
}

/** Stands for the ids of the viewer's reading rules, which are nobody's business. */
export const readingRules = '[…]';
