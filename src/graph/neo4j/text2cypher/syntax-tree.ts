/** What the guard's parser can read, and so all that can ever be run. */
export interface Statement {
  readonly clauses: readonly Clause[];
  readonly result: Projection;
}

export type Clause = MatchClause | UnwindClause | WithClause;

export interface MatchClause {
  readonly kind: 'match';
  readonly optional: boolean;
  readonly parts: readonly PatternPart[];
  readonly where: Expression | null;
}

interface UnwindClause {
  readonly kind: 'unwind';
  readonly list: Expression;
  readonly variable: string;
}

interface WithClause {
  readonly kind: 'with';
  readonly projection: Projection;
  readonly where: Expression | null;
}

export interface Projection {
  readonly distinct: boolean;
  /** Whether all variables are kept: `WITH *`. */
  readonly all: boolean;
  readonly items: readonly ProjectionItem[];
  readonly order: readonly { readonly by: Expression; readonly descending: boolean }[];
  readonly skip: number | null;
  readonly limit: number | null;
}

export interface ProjectionItem {
  readonly value: Expression;
  readonly alias: string | null;
  /** As it was written, for the name of the column. */
  readonly text: string;
}

/** `p = shortestPath((a)-[…]->(b)-[…]->(c))` */
export interface PatternPart {
  readonly variable: string | null;
  readonly shortest: boolean;
  readonly nodes: readonly NodePattern[];
  /** One fewer than nodes, each between two of them. */
  readonly relationships: readonly RelationshipPattern[];
}

export interface NodePattern {
  readonly variable: string | null;
  /** One of these; empty where none is named. */
  readonly labels: readonly string[];
  readonly properties: readonly MapEntry[];
  readonly where: Expression | null;
}

export interface RelationshipPattern {
  readonly variable: string | null;
  /** One of these; empty where none is named. */
  readonly types: readonly string[];
  readonly direction: 'right' | 'left' | 'either';
  /** Null for a single step. */
  readonly steps: { readonly least: number; readonly most: number | null } | null;
  readonly properties: readonly MapEntry[];
  readonly where: Expression | null;
}

export type MapEntry = readonly [name: string, value: Expression];

export type BinaryOperator =
  | 'OR'
  | 'XOR'
  | 'AND'
  | '='
  | '<>'
  | '<'
  | '>'
  | '<='
  | '>='
  | 'IN'
  | 'CONTAINS'
  | 'STARTS WITH'
  | 'ENDS WITH'
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '^';

export type Expression =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: string }
  | { readonly kind: 'word'; readonly value: 'true' | 'false' | 'null' }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'property'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'index'; readonly of: Expression; readonly at: Expression }
  | {
      readonly kind: 'slice';
      readonly of: Expression;
      readonly from: Expression | null;
      readonly to: Expression | null;
    }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'map'; readonly entries: readonly MapEntry[] }
  | CallExpression
  | { readonly kind: 'countRows' }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'minus'; readonly of: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'isNull'; readonly of: Expression; readonly not: boolean }
  | { readonly kind: 'hasLabel'; readonly of: Expression; readonly names: readonly string[] }
  | CaseExpression
  | ComprehensionExpression
  | {
      readonly kind: 'patternComprehension';
      readonly part: PatternPart;
      readonly where: Expression | null;
      readonly map: Expression;
    }
  | { readonly kind: 'patternExists'; readonly part: PatternPart }
  | {
      readonly kind: 'subquery';
      readonly name: 'EXISTS' | 'COUNT' | 'COLLECT';
      readonly clauses: readonly Clause[];
      readonly result: Projection | null;
    };

export interface CallExpression {
  readonly kind: 'call';
  /** In lower case, with its namespace: `duration.between`. */
  readonly name: string;
  readonly distinct: boolean;
  readonly values: readonly Expression[];
}

export interface CaseExpression {
  readonly kind: 'case';
  readonly subject: Expression | null;
  readonly branches: readonly (readonly [when: Expression, then: Expression])[];
  readonly otherwise: Expression | null;
}

/** `[x IN list WHERE … | …]`, or `all(x IN list WHERE …)` and its like. */
export interface ComprehensionExpression {
  readonly kind: 'comprehension';
  readonly quantifier: 'all' | 'any' | 'none' | 'single' | null;
  readonly variable: string;
  readonly list: Expression;
  readonly where: Expression | null;
  readonly map: Expression | null;
}
