import type { NodeLabel, RelationshipType } from '../../graph-schema/index.ts';
import type { ScrubOutcome } from '../operations/scrub-database.ts';
import type { ChangeBatch, Fingerprints, StoredRelationship } from './changes.ts';
import type { GraphQuery, QueryResult } from './graph-query.ts';
import type { QueryStatement } from './query-statement.ts';
import type { Viewer } from './viewer.ts';

/** Reading, always on behalf of a viewer. Both engines give the same rows in the same order. */
export interface GraphReader {
  /**
   * Runs a typed query.
   *
   * @param today the company's present day, `YYYY-MM-DD`: for temporal relationships and durations.
   * @throws AppError `invalid_query` where the query does not pass `validateGraphQuery`.
   */
  query(query: GraphQuery, viewer: Viewer, today: string): Promise<QueryResult>;

  /**
   * The statements that a typed query runs as on this engine, in their order; nothing is run. Hidden properties do not
   * stand in them, and neither do the ids of reading rules.
   *
   * @throws AppError `invalid_query` as `query` does.
   */
  explain(query: GraphQuery, viewer: Viewer, today: string): Promise<readonly QueryStatement[]>;

  /** Candidates of a full-text search, best first; whoever asked ranks them anew. */
  searchText(search: TextSearch, viewer: Viewer): Promise<TextCandidate[]>;

  /** Whole nodes by id, in the order asked for; those that the viewer may not read or that do not exist are left out. */
  readNodes(ids: readonly string[], viewer: Viewer): Promise<StoredNode[]>;

  /** Passages of articles, in the order of the articles asked for and then of the text. */
  readPassages(articleIds: readonly string[], viewer: Viewer): Promise<StoredPassage[]>;

  /** Term counts of articles, for ranking and feedback; unreadable ones are left out. */
  readTermVectors(articleIds: readonly string[], viewer: Viewer): Promise<Map<string, TermVector>>;

  /**
   * In how many articles each term stands, over the articles that everyone may read: shared, so that ranks do not
   * tell what restricted pages say.
   */
  termStatistics(terms: readonly string[]): Promise<TermStatistics>;

  /**
   * The names of a label, for entity linking: all of people, teams and companies; of projects and topics those that the viewer may know
   * of. Labels whose nodes have rules of their own are refused.
   */
  names(label: NodeLabel, viewer: Viewer): Promise<NameRecord[]>;

  /** Distinct values of short text properties and of `extra.*`, for linking words such as a milestone or a kind. */
  distinctValues(viewer: Viewer): Promise<DistinctValue[]>;

  /**
   * The roles that relationships are held in (`LEADS` as `product manager`), with how many hold them; each under its first spelling.
   * None of relationships that the viewer may not follow.
   */
  relationshipRoles(viewer: Viewer): Promise<RelationshipRole[]>;

  /**
   * Nodes of a label with one of these keys (compared folded), for linking ids such as `PLAT-101`; then those that had one of them
   * before, where none has it now.
   */
  findByKeys(label: NodeLabel, keys: readonly string[], viewer: Viewer): Promise<StoredNode[]>;

  /** Which reading rules exist, so that `access` can tell which of them a viewer satisfies. */
  acls(): Promise<{ readonly id: string; readonly clauses: readonly (readonly string[])[] }[]>;

  /** Each configured source with its freshness. */
  sources(): Promise<SourceStatus[]>;

  /**
   * Grows with every applied batch that changed something other than `Source`, `SyncRun` and `Question` nodes; caches of
   * names hang on it.
   */
  revision(): Promise<number>;
}

/** Writing: knowledge by syncs alone; what people thought of answers by the bots. */
export interface GraphWriter {
  /** One batch in one transaction; idempotent. */
  apply(batch: ChangeBatch): Promise<void>;
  /** What the graph holds of a source, to compare a fetch with. */
  fingerprints(source: string): Promise<Fingerprints>;
  /**
   * The relationships of nodes, ended ones included, each once, in no order; without those of passages and of mentions, which are
   * made anew with the texts.
   */
  relationshipsOf(ids: readonly string[]): Promise<StoredRelationship[]>;
  /** Overwrites what was deleted or changed in the engine's files, as far as it lets us. */
  scrub(): Promise<ScrubOutcome>;
  /** Ids and keys of all nodes of a label, to resolve references between sources. */
  keys(label: NodeLabel): Promise<NodeKey[]>;
  /** Texts in which mentions are looked for: all tasks and passages, or those that changed since a revision. */
  texts(
    since?: number,
  ): AsyncIterable<{ readonly id: string; readonly label: 'Task' | 'Passage'; readonly text: string }>;
}

export interface GraphStore extends GraphReader, GraphWriter {
  readonly engine: 'sqlite' | 'neo4j';
  /** Applies the migrations that are missing; safe when two processes start at once. */
  migrate(): Promise<void>;
  close(): Promise<void>;
}

export interface TextSearch {
  readonly label: 'Article' | 'Passage' | 'Task';
  /** Terms of `analyzeText`, each with a weight; a candidate has one of them or more. */
  readonly terms: ReadonlyMap<string, number>;
  /** Only in the first searchable property (the title). */
  readonly titleOnly?: boolean;
  /** Only these articles, or passages of them; no task is any of them. All of them where absent. */
  readonly articles?: readonly string[];
  readonly limit: number;
}

export interface TextCandidate {
  readonly id: string;
  /** Larger is better; comparable within one search only. */
  readonly score: number;
  /** Article of a passage; absent for other labels. */
  readonly articleId?: string;
}

export interface StoredNode {
  readonly id: string;
  readonly label: NodeLabel;
  readonly source: string;
  readonly key: string;
  readonly sourceUrl: string | null;
  readonly updatedAt: string | null;
  readonly properties: Readonly<Record<string, string | number | boolean | readonly string[] | null>>;
  readonly extra: Readonly<Record<string, string>>;
}

export interface StoredPassage {
  readonly id: string;
  readonly articleId: string;
  readonly ordinal: number;
  readonly heading: string;
  readonly text: string;
  readonly anchor: string | null;
}

export interface TermVector {
  /** Number of terms in the title and body. */
  readonly length: number;
  readonly title: ReadonlySet<string>;
  /** Occurrences in title and body together. */
  count(term: string): number;
  /** All terms with their counts. */
  entries(): Iterable<readonly [term: string, count: number]>;
}

export interface TermStatistics {
  readonly documents: number;
  readonly averageLength: number;
  readonly documentFrequency: ReadonlyMap<string, number>;
}

export interface NameRecord {
  readonly id: string;
  readonly label: NodeLabel;
  readonly source: string;
  readonly key: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly email: string | null;
  /** What tells namesakes apart: a person's title, a team's kind. */
  readonly detail: string | null;
}

export interface NodeKey {
  readonly id: string;
  readonly source: string;
  readonly key: string;
  /** Keys that it had before. */
  readonly formerKeys: readonly string[];
  /** Its address in its source; null where it has none. */
  readonly url: string | null;
}

export interface DistinctValue {
  readonly label: NodeLabel;
  readonly property: string;
  readonly value: string;
  readonly count: number;
}

export interface RelationshipRole {
  readonly type: RelationshipType;
  readonly role: string;
  readonly count: number;
}

export interface SourceStatus {
  readonly name: string;
  readonly connector: string;
  readonly syncedAt: string | null;
  /** When the last sync began that came to its end. */
  readonly attemptedAt: string | null;
  readonly failure: string | null;
  /** When the run began that is writing it, or broke off while it did; null where what it said is written. */
  readonly updatingSince: string | null;
  /** Day of its first complete sync, the company's; null before it. */
  readonly knownSince: string | null;
  /** Whether it belongs to the sample company, which shares no graph with a real one. */
  readonly sample: boolean;
}
