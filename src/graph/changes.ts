import type { NodeLabel, RelationshipType } from '../../graph-schema/index.ts';

/** A node to create or replace. Properties that are absent are null in the graph afterwards. */
export interface NodeRecord {
  readonly id: string;
  readonly label: NodeLabel;
  readonly source: string;
  readonly key: string;
  readonly sourceUrl?: string;
  /** Instant, by the source's clock. */
  readonly updatedAt?: string;
  /** Id of the `Acl` node; required on restricted labels, absent on all others. */
  readonly acl?: string;
  readonly properties: Readonly<Record<string, string | number | boolean | readonly string[] | null>>;
  readonly extra?: Readonly<Record<string, string>>;
  /** Hash of all of the above; equal hashes mean that nothing is to be written. */
  readonly fingerprint: string;
}

export interface RelationshipRecord {
  /** From type, ends, role and start of the period: the same relationship has the same id in every run. */
  readonly id: string;
  readonly type: RelationshipType;
  readonly from: string;
  readonly to: string;
  /** The source that says so; a relationship goes when its source no longer says it, or with either of its ends. */
  readonly source: string;
  readonly properties?: Readonly<Record<string, string | number>>;
  /** Temporal types only: days, `YYYY-MM-DD`; `to` is the first day on which it no longer holds. */
  readonly period?: { readonly from: string | null; readonly to: string | null };
  readonly fingerprint: string;
}

/** A relationship as it is stored. */
export interface StoredRelationship extends RelationshipRecord {
  /** Whether it was ended, and stays as history alone. */
  readonly ended: boolean;
}

/** What is applied in one transaction, in this order; all of it may be repeated without harm. */
export interface ChangeBatch {
  /** When the sync made it: an instant, becomes `changedAt`. */
  readonly changedAt: string;
  readonly upsertNodes?: readonly NodeRecord[];
  /** A relationship whose ends do not both exist is refused: the whole batch fails. */
  readonly upsertRelationships?: readonly RelationshipRecord[];
  /** Ends temporal relationships on this day, keeping them as history. */
  readonly endRelationships?: readonly { readonly id: string; readonly on: string }[];
  readonly deleteRelationships?: readonly string[];
  /** Their relationships go with them. */
  readonly deleteNodes?: readonly string[];
}

export interface Fingerprints {
  /** Id to label and hash. */
  readonly nodes: ReadonlyMap<string, { readonly label: NodeLabel; readonly fingerprint: string }>;
  /** Id to hash, present relationships only: ended ones are history and stay. */
  readonly relationships: ReadonlyMap<
    string,
    { readonly type: RelationshipType; readonly fingerprint: string }
  >;
}
