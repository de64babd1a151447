/**
 * The typed query: what both planners emit, what commands send, what a user sees on "how did you get this?". Plain
 * JSON; `validateGraphQuery` checks it, each store compiles it to its own language with the viewer's rights in it.
 *
 * Logic is two-valued: a comparison with a missing value is false, and `not` of it is true.
 */
import type { NodeLabel, RelationshipType } from '../../graph-schema/index.ts';

export type Scalar = string | number | boolean;

export interface FindQuery {
  readonly find: NodeLabel;
  readonly where?: Condition;
  /** Day (`YYYY-MM-DD`) on which temporal relationships must hold; today where absent. */
  readonly at?: string;
  /**
   * Instead of a day: temporal relationships must hold on one of these days or more, each on days of its own. Where two
   * of them must hold on the same day, ask for a day.
   */
  readonly during?: DaySpan;
  readonly return: Return;
}

/**
 * Connections between nodes: for each node of `to` that can be reached from a node of `from` within `maxLength`
 * relationships in either direction, one shortest path (ties by the ids along it).
 */
export interface PathQuery {
  readonly paths: {
    readonly from: { readonly label: NodeLabel; readonly where?: Condition };
    readonly to: { readonly label: NodeLabel; readonly where?: Condition };
    /** Relationship types that may be followed; all of them where absent. */
    readonly via?: readonly RelationshipType[];
    /** 1 to 6. */
    readonly maxLength: number;
    /** Paths returned; the total is counted all the same. */
    readonly limit?: number;
  };
}

export type GraphQuery = FindQuery | PathQuery;

/** Days `YYYY-MM-DD` from the first up to, and without, `to`; open where one is absent, though not both. */
export interface DaySpan {
  readonly from?: string;
  readonly to?: string;
}

export type Condition =
  /** True where each is; an empty list is true. */
  | { readonly all: readonly Condition[] }
  /** True where one is; an empty list is false. */
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | PropertyCondition
  | RelatedCondition
  | ComparedCondition
  /**
   * Of employees: whose last day, where there is one, has not passed on the query's day, or the first of its days. Those
   * who left stay in the graph. Also where the day itself may not be read: that somebody left, the end of their relationships tells.
   */
  | { readonly employed: true };

export type PropertyCondition =
  /** Equal; `text` by folded key. For `texts`, use `has`. */
  | { readonly property: string; readonly op: 'eq' | 'lt' | 'lte' | 'gt' | 'gte'; readonly value: Scalar }
  /** Compared with another property of the same node and the same type. */
  | {
      readonly property: string;
      readonly op: 'eq' | 'lt' | 'lte' | 'gt' | 'gte';
      readonly otherProperty: string;
    }
  | { readonly property: string; readonly op: 'in'; readonly values: readonly Scalar[] }
  /** Part of a `text`, by folded key; `has`: one whole element of a `texts`, by folded key. */
  | { readonly property: string; readonly op: 'contains' | 'startsWith' | 'has'; readonly value: string }
  /** Every term of `analyzeText(value)` occurs in the property, which is a searchable one of the label. */
  | { readonly property: string; readonly op: 'words'; readonly value: string }
  /**
   * A `date` by its month and day, whatever the year: from `MM-DD` to `MM-DD`, both included; over the turn of the year where
   * `from` is the later one.
   */
  | { readonly property: string; readonly op: 'yearly'; readonly from: string; readonly to: string }
  | { readonly property: string; readonly op: 'exists' };

export interface Step {
  readonly type: RelationshipType;
  /** `out` follows the relationship's own direction. */
  readonly direction: 'out' | 'in';
  /** Label of the node at the other end. */
  readonly label: NodeLabel;
  /** One or more of these relationships in a row. */
  readonly transitive?: boolean;
  /** The relationship's `role`, by folded key. */
  readonly role?: string;
  /** Holds or held at any time, whatever the query's day. */
  readonly ever?: boolean;
  /** Began on one of these days, whatever the query's day; what began before we looked did not. */
  readonly began?: DaySpan;
  /** Held no longer from one of these days on, whatever the query's day. */
  readonly ended?: DaySpan;
}

export interface RelatedCondition {
  readonly related: Step;
  /** What the node at the other end must meet. */
  readonly where?: Condition;
  /**
   * `any` (the default): one such node. `none`: no such node. `all`: there is a node at the other end, and each that
   * there is meets `where`.
   */
  readonly quantifier?: 'any' | 'all' | 'none';
  /** Instead of a quantifier: how many different such nodes. */
  readonly count?: { readonly op: 'eq' | 'lt' | 'lte' | 'gt' | 'gte'; readonly value: number };
}

/**
 * There is another node of the same label that this one compares so with: whoever started before their manager, has more
 * open tasks than Ana, or is on a team of their manager's.
 */
export interface ComparedCondition {
  readonly compared: Compared;
  /** This node's, compared with the other's; of what they share, `eq`. */
  readonly op: 'eq' | 'lt' | 'lte' | 'gt' | 'gte';
  /** Which others: at the end of a step, else of the whole label, where it can be this node itself. */
  readonly with: { readonly related?: Step; readonly where?: Condition };
}

export type Compared =
  /** A property that can be ordered; what is missing compares with nothing. */
  | { readonly property: string }
  /** How many different related nodes meet the condition. */
  | { readonly countOf: Step; readonly where?: Condition }
  /** Equal where one node or more is related to both; the step is not transitive. */
  | { readonly shared: Step };

export type Return =
  | {
      readonly kind: 'list';
      /** What to give of each node; `id`, label and display name come anyway. */
      readonly fields?: readonly Field[];
      readonly orderBy?: readonly Order[];
      /** Rows returned, 1 to 1000, 100 where absent; the total is counted all the same. */
      readonly limit?: number;
      readonly offset?: number;
      /** Also return rows that equal the last one in every `orderBy`. */
      readonly ties?: boolean;
    }
  | { readonly kind: 'count' }
  | { readonly kind: 'exists' }
  | {
      readonly kind: 'groups';
      /** Up to two keys; without any, all that is found makes one group, and nothing none. A node related to several nodes counts in each of their groups; one related to none, in none. */
      readonly by: readonly GroupKey[];
      readonly measures: readonly Measure[];
      /** By a measure's or key's `as`; the keys in order where absent. */
      readonly orderBy?: readonly Order[];
      readonly limit?: number;
      readonly ties?: boolean;
    };

export type Field =
  | { readonly property: string; readonly as?: string }
  /** A property of the related nodes, as a list ordered by it, then by id. */
  | {
      readonly related: Step;
      readonly where?: Condition;
      readonly property: string;
      readonly as: string;
      /**
       * Gives each relationship with its period instead of each node once, ordered by the period's beginning (before we
       * looked comes first), its end (still comes last), the id and the source. For temporal ones that are not transitive.
       */
      readonly periods?: boolean;
    }
  /** How many different related nodes meet the condition. */
  | { readonly countOf: Step; readonly where?: Condition; readonly as: string }
  /** Whole days between two `date` properties, or until today. */
  | { readonly days: Span; readonly as: string };

export interface Span {
  readonly from: string;
  /** Today where absent. */
  readonly to?: string;
}

export interface Order {
  /** A property of the found label, or the `as` of a field, key or measure. Nulls come last, ties go by id. */
  readonly by: string;
  readonly descending?: boolean;
}

export type GroupKey =
  | { readonly property: string; readonly unit?: 'year' | 'quarter' | 'month'; readonly as: string }
  | { readonly related: Step; readonly where?: Condition; readonly as: string };

export type Measure =
  | { readonly measure: 'count'; readonly as: string }
  | { readonly measure: 'min' | 'max' | 'avg' | 'sum'; readonly property: string; readonly as: string }
  | { readonly measure: 'min' | 'max' | 'avg'; readonly days: Span; readonly as: string };

/** A value in a result; lists come from `texts` properties. */
export type Value = Scalar | readonly string[] | null;

/** A node as results name it. */
export interface NodeRef {
  readonly id: string;
  readonly label: NodeLabel;
  /** Its name or title; a passage's heading. */
  readonly name: string;
}

export interface Row extends NodeRef {
  /** By a field's `as`, else its property; `related` fields give `RelatedValue[]`. */
  readonly values: Readonly<Record<string, Value | readonly RelatedValue[]>>;
}

export interface RelatedValue extends NodeRef {
  readonly value: Value;
  /** Where the field asks for periods. */
  readonly period?: StatedPeriod;
}

/** Since when and until when a relationship holds, and the source that says so. */
export interface StatedPeriod {
  /** Null: since before we looked. */
  readonly from: string | null;
  /** First day on which it no longer held; null: still. */
  readonly to: string | null;
  readonly source: string;
}

export interface GroupRow {
  /** In the order of `by`; `node` where the key is a related node. */
  readonly keys: readonly { readonly value: Scalar | null; readonly node?: NodeRef }[];
  readonly measures: Readonly<Record<string, number | string | null>>;
}

export interface Path {
  readonly nodes: readonly NodeRef[];
  /** One fewer than nodes; `out` where the relationship points to the next node. */
  readonly steps: readonly { readonly type: RelationshipType; readonly direction: 'out' | 'in' }[];
  /** How many equally short ones lead to the same node over other nodes, this one among them. */
  readonly ways: number;
}

export type QueryResult =
  | { readonly kind: 'list'; readonly total: number; readonly rows: readonly Row[] }
  | { readonly kind: 'count'; readonly total: number }
  | { readonly kind: 'exists'; readonly exists: boolean }
  /** `total` is the number of groups before the limit. */
  | { readonly kind: 'groups'; readonly total: number; readonly rows: readonly GroupRow[] }
  /** `total` is the number of nodes of `to` that were reached. */
  | { readonly kind: 'paths'; readonly total: number; readonly paths: readonly Path[] };
