import type { TaskStatus } from '../graph-schema/index.ts';

/**
 * Reads one source of a company. A connector yields typed records and problems; it never writes, and knows nothing of
 * the graph beyond the schema's words.
 */
export interface Connector {
  /** Name in the configuration. */
  readonly source: string;
  /** Name of the driver, e.g. `csv`. */
  readonly driver: string;
  /**
   * Everything the source holds now, or, where `since` is given and the source can tell, what changed since then. Ends
   * normally only when all of it was read: an iteration that throws is an incomplete fetch, after which nothing is deleted.
   *
   * @throws AppError-like errors with one plain sentence where the source cannot be read at all.
   */
  fetch(options: FetchOptions): AsyncIterable<Fetched>;
  /**
   * Where the service can tell what was deleted from what the credential may no longer see: of records that it once gave and no
   * longer lists, whether some are only withheld. Absent where it cannot.
   *
   * @returns one sentence that names what is withheld and which right to look at: then nothing of the source is written; or what
   *   is there still though it is not listed; null where all are gone.
   */
  findWithheld?(gone: readonly RecordName[], options: FetchOptions): Promise<string | StillThere | null>;
}

/** Records that a source lists no more and has still: what the graph has of them stays, and the rest goes on. */
export interface StillThere {
  /** `readers`: who may see the task or page now; absent where that could not be read: then nobody sees it. */
  readonly still: readonly (RecordName & { readonly readers?: ReadingRule })[];
  /** One sentence that names them, and says what to do. */
  readonly message: string;
}

/** A record by its kind and key alone. */
export interface RecordName {
  readonly kind: SourceRecord['kind'];
  readonly key: string;
}

export interface FetchOptions {
  readonly signal: AbortSignal;
  /**
   * A cursor that a former fetch gave, or an instant by the source's clock. A connector that cannot heed it reads everything. One that
   * heeds it gives the teams that records of people name each time: who is in a team that was not read stays, since the team may say so.
   */
  readonly since?: string;
  /** Whether the graph has a record of this source, so that it may stay as it is where it did not change; none where left away. */
  readonly isKnown?: (record: RecordName) => boolean;
}

export type Fetched =
  | { readonly record: SourceRecord }
  | {
      readonly problem: Problem;
      /**
       * The record that was set aside for it, of which the last good data stay; null where it cannot be told which one that is, or where
       * they must not stay. Absent where no record was set aside.
       */
      readonly setAside?: RecordName | null;
      /** Who may see the task or page that was set aside now; absent where that could not be read: then nobody sees what is there of it. */
      readonly readers?: ReadingRule;
    }
  | {
      /** A record that the source says was deleted; only where `since` was heeded, else absence says so. */
      readonly gone: RecordName;
    }
  | {
      /** A record that is known, still there and not read again, since it did not change; only where `since` was heeded. */
      readonly same: RecordName;
    }
  | {
      /** Where the next fetch may begin, by the source's clock; comes last, and not at all where a source must be read whole. */
      readonly cursor: string;
      /** Whether this fetch gave everything the source holds, rather than what changed. */
      readonly isWhole: boolean;
      /** Whether all that the source holds was listed: what was neither given nor named as the same is gone. */
      readonly isSwept?: boolean;
    };

/** Something malformed, told while the rest went in. */
export interface Problem {
  /** File and line, or an address. */
  readonly place: string;
  /** What was found and what would be right, in one sentence. */
  readonly message: string;
  /** The account that it is about, where the service does not say whose it is; somebody may, and then it is no problem any more. */
  readonly account?: { readonly key: string; readonly name?: string };
  /** Whether the credential lacks a right, without which the rest is read all the same; `orgwise doctor` names it before all else. */
  readonly lacksRight?: true;
}

/**
 * AND of ORs: each inner list names who satisfies it, as `user:KEY-OR-EMAIL`, `group:KEY` (a team, or a group of the
 * directory), `everyone`, or `account:NAME`, an account of this very source. Whose that is must be known: nobody is it for having
 * the same key elsewhere, since logins are often chosen by whoever has them.
 */
export type ReadingRule = readonly (readonly string[])[];

interface CommonRecord {
  /** The source's own identifier, unique among the records of its kind in this source. */
  readonly key: string;
  readonly url?: string;
  /** Instant, by the source's clock. */
  readonly updatedAt?: string;
  /** What the model has no word for, by the source's own name. */
  readonly extra?: Readonly<Record<string, string>>;
  /** Where it stands in the source, for messages: `people.csv:12`. */
  readonly place: string;
}

/**
 * References to people, teams, tasks and articles are texts: a key of the same source, else a key, e-mail address or
 * unambiguous name in another one. The sync resolves them and reports those it cannot.
 */
export interface EmployeeRecord extends CommonRecord {
  readonly kind: 'employee';
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly email?: string;
  readonly title?: string;
  readonly teams?: readonly string[];
  readonly manager?: string;
  readonly company?: string;
  readonly startDate?: string;
  readonly endDate?: string;
  readonly location?: string;
  readonly timeZone?: string;
  /**
   * An account alone: it stands beside whoever has its address in another source, or is vouched for, and makes nobody an employee.
   * Its names and titles are its owner's to write, so that nothing but its key, address, place and time zone counts.
   */
  readonly isAccount?: true;
  /**
   * How it was before, and since when it is as above: one entry for each change, in any order. What holds now is said
   * above; an entry that says otherwise of the present is reported.
   */
  readonly history?: readonly EmployeeState[];
}

/** What held of a person from a day on, until the next such day. A part that is absent is not told; an empty one is none. */
export interface EmployeeState {
  /** Day. */
  readonly from: string;
  readonly title?: string;
  readonly teams?: readonly string[];
  readonly manager?: string;
  /** Teams that the person leads. */
  readonly leads?: readonly string[];
  readonly place: string;
}

export interface TeamRecord extends CommonRecord {
  readonly kind: 'team';
  readonly name: string;
  readonly aliases?: readonly string[];
  /** What the source calls this sort of team. */
  readonly teamKind?: string;
  readonly parent?: string;
  readonly mission?: string;
  /** `role` as the source names it: 'lead', 'chair', 'tech lead'. */
  readonly leads?: readonly { readonly person: string; readonly role: string }[];
  readonly members?: readonly { readonly person: string; readonly role?: string }[];
}

export interface TaskRecord extends CommonRecord {
  readonly kind: 'task';
  /**
   * The source's own identifier, where that outlives a change of the key: what has it under another key than before has moved, and
   * keeps its history. Absent where the key never changes.
   */
  readonly identifier?: string;
  /** Keys that it had before, where the source tells. */
  readonly formerKeys?: readonly string[];
  readonly title: string;
  readonly description?: string;
  readonly status?: TaskStatus;
  readonly sourceStatus?: string;
  readonly priority?: string;
  readonly assignees?: readonly string[];
  readonly reporter?: string;
  readonly approvers?: readonly string[];
  readonly team?: string;
  readonly project?: string;
  readonly parent?: string;
  readonly blockedBy?: readonly string[];
  readonly articles?: readonly string[];
  readonly createdAt?: string;
  readonly dueDate?: string;
  readonly completedAt?: string;
  readonly readers: ReadingRule;
}

export interface ArticleRecord extends CommonRecord {
  readonly kind: 'article';
  /**
   * What it is known by again under another key, where the key may change; the same of several pages tells nothing. Absent where the
   * key never changes.
   */
  readonly identifier?: string;
  /** Keys that it had before, where the source tells: the last one first. */
  readonly formerKeys?: readonly string[];
  readonly title: string;
  readonly path: string;
  /** Markdown, without front matter. */
  readonly body: string;
  readonly language?: string;
  readonly author?: string;
  /** Day. */
  readonly writtenOn?: string;
  readonly tags?: readonly string[];
  readonly parent?: string;
  /** Keys of articles of this source that it links to. */
  readonly links?: readonly string[];
  /** Documents that are attached to it, for whom the page is. */
  readonly attachments?: readonly Attachment[];
  readonly readers: ReadingRule;
}

/** A document as text. */
export interface Attachment {
  /** Its file name. */
  readonly name: string;
  readonly url?: string;
  /** In their order; each as Markdown, and the fragment of the document's address that leads to it. */
  readonly parts: readonly { readonly text: string; readonly fragment?: string }[];
}

export type SourceRecord = EmployeeRecord | TeamRecord | TaskRecord | ArticleRecord;
